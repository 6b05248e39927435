import { NOT_APPLICABLE, answerWords, questionsOf } from '#domain';
import type { Entry } from '#projections';
import type { Field, Option } from '../../forms/field.js';
import type { Values } from '../../forms/values-of.js';
import { FINDING_KINDS, STANDARD_OPTIONS, WHO_WAS_ASKED, ratingOptions, whatCameOfAsking } from '../answers.js';
import { ENTRY_TITLES } from '../entry-words.js';
import type { OpenedAudit } from '../opened-audit.js';
import type { StepForm } from '../step-form.js';

/** How one kind of entry is put right. */
interface Correcting {
  readonly fields: (audit: OpenedAudit, data: Entry['data']) => readonly Field[];
  readonly change: (values: Values, data: Entry['data']) => object;
}

const valueIn = (data: object, field: string): string | undefined => {
  const value: unknown = Reflect.get(data, field);
  return typeof value === 'string' ? value : undefined;
};

const pick = (name: string, label: string, asks: string, options: readonly Option[], value?: string): Field => ({
  kind: 'pick',
  name,
  label,
  asks,
  value,
  options,
});

const gradesOf = ({ grades }: OpenedAudit): readonly Option[] =>
  grades.map(({ key, label }) => ({ value: key, text: label }));

const auditedOn: Correcting = {
  fields: (_audit, data) => [
    {
      kind: 'day',
      name: 'to',
      label: 'When the audit was carried out',
      asks: 'Enter the day',
      value: valueIn(data, 'auditedOn'),
    },
  ],
  change: ({ to }, data) => ({ field: 'auditedOn', from: valueIn(data, 'auditedOn'), to }),
};

/** The overall grade, or one domain's. */
const finalGrade: Correcting = {
  fields: (audit) => [
    {
      kind: 'pick',
      name: 'domain',
      label: 'Which grade is wrong',
      asks: '',
      optional: true,
      none: 'The overall grade',
      options: (audit.tool?.domains ?? []).map(({ key, label }) => ({ value: key, text: label })),
    },
    pick('to', 'What it should have been', 'Choose the grade', gradesOf(audit)),
  ],
  change: ({ domain, to }, data) => {
    if (domain === undefined) return { field: 'finalGrade', from: valueIn(data, 'finalGrade'), to };
    const domains = 'domains' in data && Array.isArray(data.domains) ? data.domains : [];
    const was: unknown = domains.find((each) => Object(each).domain === domain);
    return { field: 'domainGrade', domain, from: valueIn(Object(was), 'final'), to };
  },
};

const standard: Correcting = {
  fields: (_audit, data) => [
    pick('to', 'What the answer should have been', 'Choose the answer', STANDARD_OPTIONS, valueIn(data, 'answer')),
  ],
  change: ({ to }, data) => ({
    field: 'standard',
    standard: valueIn(data, 'standard'),
    from: valueIn(data, 'answer'),
    to,
  }),
};

const finding: Correcting = {
  fields: ({ tool }, data) => [
    pick('kind', 'What it is', 'Choose what it is', FINDING_KINDS, valueIn(data, 'kind')),
    pick(
      'theme',
      'Theme',
      'Choose a theme',
      (tool?.themes ?? []).map((theme) => ({ value: theme, text: theme })),
      valueIn(data, 'theme'),
    ),
    { kind: 'text', name: 'text', label: 'What was found', asks: 'Say what was found', value: valueIn(data, 'text') },
  ],
  change: ({ kind, theme, text }) => ({ field: 'finding', finding: { kind, theme, text } }),
};

const outcomesOf = (tool: OpenedAudit['tool']): readonly Option[] => {
  const { spoken, others } = whatCameOfAsking(tool);
  return [spoken, ...others];
};

const familyContact: Correcting = {
  fields: ({ tool }, data) => [
    pick('with', 'Who was asked', 'Choose who was asked', WHO_WAS_ASKED, valueIn(data, 'with')),
    pick('outcome', 'What came of it', 'Choose what came of it', outcomesOf(tool), valueIn(data, 'outcome')),
    {
      kind: 'pick',
      name: 'rating',
      label: 'How they rate the help they had',
      asks: '',
      optional: true,
      none: 'No rating',
      value: valueIn(data, 'rating'),
      options: ratingOptions(tool, valueIn(data, 'rating')),
    },
    {
      kind: 'text',
      name: 'words',
      label: 'What they said',
      asks: '',
      optional: true,
      value: valueIn(data, 'words'),
    },
  ],
  change: ({ with: who, outcome, rating, words }) => ({
    field: 'familyContact',
    familyContact: { with: who, outcome, rating, words },
  }),
};

/** One answer of those given at once, as `question=answer`. */
const answer: Correcting = {
  fields: ({ tool }, data) => {
    const given = 'answers' in data ? (data.answers ?? []).map(({ question }) => question) : [];
    const asked = tool === undefined ? [] : questionsOf(tool).filter(({ key }) => given.includes(key));
    const options = asked.flatMap(({ key, text, answers }) =>
      [...answerWords(answers, tool ?? {}), NOT_APPLICABLE].map((word) => ({
        value: `${key}=${word.key}`,
        text: `${text} – ${word.label}`,
      })),
    );
    return [pick('to', 'What the answer should have been', 'Choose the answer', options)];
  },
  change: ({ to }, data) => {
    const [question, said] = String(to ?? '=').split('=');
    const given = 'answers' in data ? (data.answers ?? []) : [];
    const from = given.find((each) => each.question === question)?.answer;
    return { field: 'answer', question, from, to: said === '' ? undefined : said };
  },
};

const statement: Correcting = {
  fields: ({ tool }, data) => {
    const scale = tool?.statements?.find(({ key }) => key === valueIn(data, 'statement'))?.scale ?? null;
    if (tool === undefined || scale === null) return [];
    const options = answerWords(scale, tool).map(({ key, label }) => ({ value: key, text: label }));
    return [pick('to', 'What its scale should have been', 'Choose from the scale', options, wordIn(data))];
  },
  change: ({ to }, data) =>
    to === undefined
      ? { field: 'note' }
      : { field: 'statement', statement: valueIn(data, 'statement'), from: wordIn(data), to },
};

const wordIn = (data: object): string | undefined => valueIn(data, 'to') ?? valueIn(data, 'value');

/** An entry that no field of can be put right: a note beside it says what is wrong. */
const noted: Correcting = { fields: () => [], change: () => ({ field: 'note' }) };

const CORRECTING: Readonly<Record<string, Correcting>> = {
  'first-grade-submitted': auditedOn,
  'audit-imported': auditedOn,
  'audit-finalised': finalGrade,
  'standard-assessed': standard,
  'questions-answered': answer,
  'statement-written': statement,
  'statement-value-changed': statement,
  'finding-recorded': finding,
  'finding-corrected': finding,
  'family-contact-recorded': familyContact,
  'family-contact-corrected': familyContact,
};

const entryIn = ({ timeline }: OpenedAudit, item: string | null): Entry | undefined =>
  timeline.find(({ eventId }) => eventId === item);

/** Puts right an entry of the history, which stays as it was and is shown with what was wrong. */
export const correction: StepForm = {
  done: 'The record is corrected. What was wrong stays in its history.',
  lead: (audit, item) => {
    const entry = entryIn(audit, item);
    return entry === undefined
      ? 'Choose the entry to correct in the history of the audit.'
      : `You are correcting: ${ENTRY_TITLES[entry.type]}. The entry stays in the history, with your correction beside it.`;
  },
  fields: (audit, item) => {
    const entry = entryIn(audit, item);
    if (entry === undefined) return [];
    const { fields } = CORRECTING[entry.type] ?? noted;
    return [
      ...fields(audit, entry.data),
      { kind: 'text', name: 'reason', label: 'What was wrong', asks: 'Say what was wrong' },
    ];
  },
  says: (values, audit, item) => {
    const entry = entryIn(audit, item);
    const { change } = (entry && CORRECTING[entry.type]) ?? noted;
    return { corrects: item ?? '', change: change(values, entry?.data ?? {}), reason: values['reason'] };
  },
  next: ({ document }) => `/audits/${document.reference}/history`,
};
