import type { BodyProblem } from '#application';
import {
  CoverSheetProblems,
  LONGEST,
  NARRATIVE_BOXES,
  PARTS,
  PART_WORDS,
  USUAL_PARTS,
  coverSheetFrom,
} from '#committee';
import type { CommitteePart, CoverSheet, DocumentFormat } from '#committee';
import { addMonths, parsePeriod, periodOf, type PeriodLength } from '#domain';
import type { ShownForm } from '../command-forms/page-form.js';
import type { Field, Option } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';

/**
 * Where a report to a committee is written and made.
 * @param today London date
 * @param drafts reports that were kept and are not signed off: what is written may be their next version
 */
export const committeeForm = (today: string, drafts: readonly Option[]): ShownForm => ({
  title: 'Report to a committee',
  back: { text: 'Reports', href: '/reports' },
  lead: 'One document of the figures and what you say of them, to put before councillors. It is public: small numbers are withheld in it, whoever makes it. Name no child, parent or worker.',
  fields: fieldsOf(today, drafts),
  button: 'Make the report',
  revision: null,
});

const OPTIONAL = { asks: '', optional: true } as const;

const fieldsOf = (today: string, drafts: readonly Option[]): readonly Field[] => [
  { kind: 'line', name: 'title', label: 'Title', asks: 'Enter the title' },
  { kind: 'line', name: 'committee', label: 'Committee', asks: 'Enter the name of the committee' },
  {
    kind: 'line',
    name: 'meetingDate',
    label: 'Date of the meeting',
    hint: 'As the agenda has it',
    asks: 'Enter the date of the meeting',
    width: 20,
  },
  {
    kind: 'line',
    name: 'reportOf',
    label: 'Report of',
    hint: 'Such as Director of Children’s Services',
    asks: 'Enter whose report it is',
  },
  {
    kind: 'line',
    name: 'contact',
    label: 'Contact',
    hint: 'Whom councillors may ask, with a telephone number or e-mail address',
    asks: 'Enter a contact',
  },
  {
    kind: 'yes-or-no',
    name: 'isExempt',
    label: 'Is it kept from the public?',
    asks: 'Say whether it is kept from the public',
    value: 'no',
    ifYes: [
      {
        kind: 'line',
        name: 'exempt',
        label: 'Why, and by which paragraph',
        asks: 'Enter why it is kept from the public',
      },
    ],
  },
  {
    kind: 'month',
    name: 'from',
    label: 'First month',
    asks: 'Enter the first month',
    value: addMonths(periodOf(today, 'year').from, -12).slice(0, 7),
  },
  { kind: 'month', name: 'to', label: 'Last month', asks: 'Enter the last month', value: today.slice(0, 7) },
  {
    kind: 'choice',
    name: 'by',
    label: 'Figures for each',
    asks: 'Choose a length of time',
    value: 'year',
    options: [
      { value: 'year', text: 'Financial year', hint: 'Shows most: of shorter times more is withheld' },
      { value: 'quarter', text: 'Quarter' },
      { value: 'month', text: 'Month' },
    ],
  },
  {
    kind: 'several',
    name: 'parts',
    label: 'Parts',
    asks: 'Choose at least one part',
    value: [...USUAL_PARTS],
    hint: 'The improvement plan and the risks are printed with their words: choose them only where these are public. A part of which nothing was entered is left out',
    options: PARTS.map((value) => ({ value, text: PART_WORDS[value].title, hint: PART_WORDS[value].about })),
  },
  {
    kind: 'text',
    name: 'purpose',
    label: 'Purpose',
    hint: 'What the committee is told and why',
    asks: 'Enter the purpose',
  },
  {
    kind: 'text',
    name: 'recommendations',
    label: 'Recommendations',
    hint: 'One a line',
    asks: 'Enter at least one recommendation',
  },
  { kind: 'text', name: 'introduction', label: 'Introduction', ...OPTIONAL },
  ...PARTS.map((part): Field => ({
    kind: 'text',
    name: part,
    label: `What you say of: ${PART_WORDS[part].title.toLowerCase()}`,
    ...OPTIONAL,
  })),
  { kind: 'text', name: 'conclusion', label: 'Conclusion', ...OPTIONAL },
  ...IMPLICATIONS.map((of): Field => ({
    kind: 'text',
    name: nameOf(of),
    label: `${of} implications`,
    rows: 3,
    ...OPTIONAL,
  })),
  { kind: 'text', name: 'consultation', label: 'Consultation', hint: 'Who was asked before', rows: 3, ...OPTIONAL },
  { kind: 'text', name: 'backgroundPapers', label: 'Background papers', hint: 'One a line', rows: 3, ...OPTIONAL },
  {
    kind: 'choice',
    name: 'format',
    label: 'Make it as',
    asks: 'Choose how it is made',
    value: 'docx',
    options: [
      { value: 'docx', text: 'Word', hint: 'To go on writing in' },
      { value: 'pdf', text: 'PDF', hint: 'To publish: tagged, so that a screen reader can read it' },
      { value: 'html', text: 'Web page' },
      {
        value: KEEP,
        text: 'Keep it as a version',
        hint: 'To be read, printed again and signed off: its words and its figures stay as they are now',
        ...(drafts.length > 0 && { reveals: [versionOf(drafts)] }),
      },
    ],
  },
];

/** It is kept, and no file is made now. */
const KEEP = 'keep';
/** The first version of a report. */
const NEW = 'new';

const versionOf = (drafts: readonly Option[]): Field => ({
  kind: 'pick',
  name: 'versionOf',
  label: 'Of which report?',
  asks: 'Choose a report',
  options: [{ value: NEW, text: 'A new one' }, ...drafts],
  value: NEW,
});

const IMPLICATIONS = ['Legal', 'Financial', 'Equality'] as const;
const nameOf = (implication: string): string => `${implication.toLowerCase()}Implications`;

/** What the form asks for, once it is whole. */
export interface CommitteeAsked {
  readonly cover: CoverSheet;
  readonly parts: readonly CommitteePart[];
  readonly by: PeriodLength;
  /** Days, the first of a month and the last of one. */
  readonly from: string;
  readonly to: string;
  /** Null where it is kept. */
  readonly format: DocumentFormat | null;
  /** Of which report it is kept as a version; null for a new one. */
  readonly versionOf: string | null;
}

/** What the form says, or what is wrong with it, question by question. */
export function committeeAsked(fields: readonly Field[], values: Values): CommitteeAsked | readonly BodyProblem[] {
  const missing = fields.flatMap((field) => missingOf(field, values));
  const [from, to] = [monthOf(values['from']), monthOf(values['to'])];
  const text = (name: string): string => String(values[name] ?? '');
  const cover = coverSheetFrom({
    ...Object.fromEntries(
      (['title', 'committee', 'meetingDate', 'reportOf', 'contact', 'purpose', 'consultation'] as const).map((name) => [
        name,
        text(name),
      ]),
    ),
    exempt: values['isExempt'] === true ? text('exempt') : null,
    recommendations: linesOf(text('recommendations')),
    backgroundPapers: linesOf(text('backgroundPapers')),
    implications: IMPLICATIONS.map((of) => ({ of, text: text(nameOf(of)) })).filter((each) => each.text !== ''),
    narrative: Object.fromEntries(NARRATIVE_BOXES.map((box) => [box, text(box)])),
  });
  const wrong: BodyProblem[] = [...missing, ...fields.flatMap((field) => tooLong(field, values))];
  if (from === null) wrong.push({ property: 'from', sentence: '' });
  if (to === null) wrong.push({ property: 'to', sentence: '' });
  if (from !== null && to !== null && to.from < from.from)
    wrong.push({ property: 'to', sentence: 'The last month is not before the first.' });
  if (cover instanceof CoverSheetProblems || from === null || to === null || wrong.length > 0) return wrong;
  const by = values['by'] as PeriodLength;
  const of = values['versionOf'];
  return {
    cover,
    parts: PARTS.filter((part) => (values['parts'] as readonly string[]).includes(part)),
    by,
    from: periodOf(from.from, by).from,
    to: periodOf(to.from, by).to,
    format: values['format'] === KEEP ? null : (values['format'] as DocumentFormat),
    versionOf: typeof of === 'string' && of !== NEW ? of : null,
  };
}

function missingOf(field: Field, values: Values): readonly BodyProblem[] {
  const said = values[field.name];
  if (said === undefined || (Array.isArray(said) && said.length === 0))
    return field.optional ? [] : [{ property: field.name, sentence: '' }];
  const more = field.kind === 'yes-or-no' && said === true ? (field.ifYes ?? []) : [];
  return more.flatMap((each) => missingOf(each, values));
}

/** Within these a cover sheet is taken whole. */
function tooLong({ kind, name }: Field, values: Values): readonly BodyProblem[] {
  const most = kind === 'line' ? LONGEST.line : LONGEST.text;
  return String(values[name] ?? '').length > most
    ? [{ property: name, sentence: `must have at most ${most} characters` }]
    : [];
}

const monthOf = (said: Values[string] | undefined) => (typeof said === 'string' ? parsePeriod(said, 'month') : null);

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
