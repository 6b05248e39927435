import { partyLabels, stageLabels } from '#domain';
import type { FactBeside, StepReplayed, StepTaken } from '#engine';
import type { Change, Fact } from '#projections';
import { plainDate } from '../words/dates.js';
import { humanised } from '../words/humanised.js';
import { plainInstant } from '../words/instants.js';
import { ACTION_STATES, SECTIONS } from './audit-words.js';
import { ENTRY_TITLES } from './entry-words.js';
import { factsOf, hasErased, inWords, isErased, presentEntry, whoDid } from './present-entry.js';
import type { EntryShown, Words } from './present-entry.js';

/** A step by its number, as a list of them says it. */
export interface StepShown {
  readonly step: number;
  readonly href: string;
  readonly title: string;
  readonly who: string;
  readonly when: string;
}

/** What has become of a fact since: corrected, by whom and when it was recorded. */
export interface MarkShown {
  readonly mark: string;
  /** Null for what was erased, which is no step of the audit. */
  readonly by: StepShown | null;
}

/** One fact: what was known of it then, beside what is known of it now. */
export interface FactShown {
  readonly label: string;
  readonly then: string;
  readonly now: string;
  readonly marks: readonly MarkShown[];
}

export interface ReplayShown {
  readonly reference: string;
  readonly type: string;
  readonly caseId: string | null;
  readonly step: number;
  readonly of: number;
  /** What the facts are put beside: now, or a step in between. */
  readonly beside: StepShown | null;
  readonly previous: StepShown | null;
  readonly next: StepShown | null;
  readonly happened: EntryShown;
  /** What was put right of it, with what it was put right to. */
  readonly corrections: readonly EntryShown[];
  readonly pinned: string;
  /** Known then, and otherwise now. */
  readonly changed: readonly FactShown[];
  /** Not known then. */
  readonly added: readonly FactShown[];
  /** Known then, and still so. */
  readonly asBefore: readonly FactShown[];
  readonly steps: readonly StepShown[];
}

/** A step of an audit's life as its page says it. */
export function presentReplay(replayed: StepReplayed, words: Words): ReplayShown {
  const { step, document, entry, corrections } = replayed;
  const { reference, form } = document;
  const shown = (taken: StepTaken): StepShown => ({
    step: taken.step,
    href: `/audits/${reference}/replay/${taken.step}`,
    title: ENTRY_TITLES[taken.type],
    who: whoDid(taken.by, words),
    when: plainInstant(taken.recordedAt),
  });
  const steps = replayed.steps.map(shown);
  const numbered = (number: number): StepShown | null => steps[number - 1] ?? null;
  const facts = replayed.facts.map((fact) => factShown(fact, words, shown));
  const known = facts.filter((_, index) => replayed.facts[index]?.then !== null);
  const tool = form?.tool;
  return {
    reference,
    type: form?.activity ?? document.activity,
    caseId: typeof document.caseId === 'string' ? document.caseId : null,
    step,
    of: steps.length,
    beside: replayed.beside === steps.length ? null : numbered(replayed.beside),
    previous: numbered(step - 1),
    next: numbered(step + 1),
    happened: presentEntry(entry, words),
    corrections: corrections.map((each) => presentEntry(each, words)),
    pinned: [
      tool ? `${tool.label}, version ${tool.version}` : 'No tool',
      form?.settingsVersion === null || form === null ? 'no settings' : `settings version ${form.settingsVersion}`,
    ].join('; '),
    changed: known.filter(({ marks }) => marks.length > 0),
    added: facts.filter((fact, index) => !known.includes(fact) && replayed.facts[index]?.now !== null),
    asBefore: known.filter(({ marks }) => marks.length === 0),
    steps,
  };
}

const MARKS: Readonly<Record<Change, string>> = {
  added: 'Recorded since',
  changed: 'Changed',
  regraded: 'Re-graded',
  corrected: 'Corrected',
  ended: 'No longer',
};

function factShown(fact: FactBeside, words: Words, shown: (taken: StepTaken) => StepShown): FactShown {
  const { then, now, since } = fact;
  return {
    label: labelOf(fact, words),
    then: then === null ? 'Not known then' : valueOf(fact.fact, then, words),
    now: now === null ? 'No longer so' : valueOf(fact.fact, now, words),
    marks: [
      ...since.map(({ change, step }) => ({ mark: MARKS[change], by: shown(step) })),
      // Nothing is written of whoever was erased: it came after every step.
      ...(hasErased(then) || hasErased(now) ? [{ mark: 'Erased since', by: null }] : []),
    ],
  };
}

type InWords = (value: unknown, words: Words) => string;

/** How a fact is said: what it is called, and how its value reads where that is not as a field of an entry does. */
interface Saying {
  readonly label: string | ((item: string, words: Words) => string);
  readonly value?: InWords;
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

type Called = readonly { readonly key: string; readonly label: string }[];
const called = (item: string, all: Called = []): string =>
  all.find(({ key }) => key === item)?.label ?? humanised(item);

const domain = (what: string) => (item: string, words: Words) => `${called(item, words.tool?.domains)}${what}`;
const standard = (what: string) => (item: string, words: Words) => `${called(item, words.tool?.standards)}${what}`;
const question = (what: string) => (item: string, words: Words) => `${inWords('question', item, words)}${what}`;
const statement = (what: string) => (item: string, words: Words) => `${inWords('statement', item, words)}${what}`;

const asField =
  (field: string): InWords =>
  (value, words) =>
    inWords(field, value, words);
const asGrade = asField('grade');

/** What an entry says, line by line. */
const linesOf = (data: object, words: Words): readonly string[] =>
  factsOf(data, words).map(({ label, value }) => `${label}: ${value}`);

/** What an entry says whose label says already what it is. */
const entryLines: InWords = (entry, words) => {
  const { domain: _, standard: __, ...said } = Object(fieldOf(entry, 'data')) as Readonly<Record<string, unknown>>;
  return linesOf(said, words).join('\n');
};

/** What an entry is called, and what it says. */
const entryInWords: InWords = (entry, words) =>
  [TITLES.get(fieldOf(entry, 'type')), ...linesOf(Object(fieldOf(entry, 'data')), words)].join('\n');

/** Of which kind of entry there is one each: the kind stands in its item. */
const kindOfEntry: Saying = { label: (item) => TITLES.get(item.split(' ')[0]) ?? humanised(item), value: entryLines };

/** How something was raised, what has come of it, and where it stands. */
const itemOf =
  (standing: (status: unknown) => string): InWords =>
  (item, words) => {
    const [status, ownerId, due, steps] = ['status', 'ownerId', 'due', 'steps'].map((name) => fieldOf(item, name));
    const [raised, ...since]: readonly unknown[] = Array.isArray(steps) ? steps : [];
    const now = {
      ...Object(fieldOf(raised, 'data')),
      ...(typeof ownerId === 'string' && { ownerId }),
      ...(due !== null && { due }),
    };
    return [standing(status), ...linesOf(now, words), ...since.map((step) => entryInWords(step, words))].join('\n');
  };

const STAGES: ReadonlyMap<unknown, string> = new Map(Object.entries(stageLabels));
const TITLES: ReadonlyMap<unknown, string> = new Map(Object.entries(ENTRY_TITLES));
const STANDINGS: ReadonlyMap<unknown, string> = new Map(Object.entries(ACTION_STATES));
const SECTION_TITLES = new Map<string, string>(SECTIONS);

/** Of which a later entry stands in the place of an earlier. */
const section = (name: (typeof SECTIONS)[number][0]): Saying => ({
  label: SECTION_TITLES.get(name) ?? '',
  value: entryInWords,
});

const SAYINGS: Readonly<Record<Fact, Saying>> = {
  stage: { label: 'Stage', value: (stage) => STAGES.get(stage) ?? humanised(String(stage)) },
  practitionerId: { label: 'Worker' },
  team: { label: 'Team' },
  service: { label: 'Service' },
  auditorId: { label: 'Auditor' },
  moderatorId: { label: 'Moderator' },
  selectedOn: { label: 'Selected on' },
  acceptedOn: { label: 'Accepted on' },
  auditedOn: { label: 'Audited on' },
  submittedOn: { label: 'First grade submitted on' },
  moderatedOn: { label: 'Moderated on' },
  sharedOn: { label: 'Shared on' },
  finalisedOn: { label: 'Grades final on' },
  closedOn: { label: 'Closed on' },
  endedBecause: { label: 'Ended because' },
  firstGrade: { label: 'First grade, overall', value: asGrade },
  firstDomainGrade: { label: domain(': first grade'), value: asGrade },
  revisedGrade: { label: 'Revised grade, overall', value: asGrade },
  grade: { label: 'Overall grade', value: asGrade },
  domainGrade: { label: domain(''), value: asGrade },
  standard: { label: standard(''), value: asField('answer') },
  answer: { label: question(''), value: asField('answer') },
  statement: { label: statement(': its scale'), value: asField('value') },
  finalGrade: { label: 'Final grade', value: asGrade },
  atRisk: { label: 'At risk' },
  submittedBy: { label: 'Submitted by' },
  selection: { label: 'Selection', value: entryInWords },
  allocation: kindOfEntry,
  ending: section('ending'),
  conversation: section('conversation'),
  familyContact: { label: 'Contact with the family', value: entryLines },
  otherGrade: { label: 'How somebody else would grade it', value: entryLines },
  inDomain: { label: domain(': what the auditor wrote'), value: entryLines },
  onStandard: { label: standard(': what the auditor answered'), value: entryLines },
  onQuestion: {
    label: question(': what the auditor answered'),
    value: (said, words) => linesOf(Object(said), words).join('\n'),
  },
  onStatement: { label: statement(': what the auditor wrote'), value: entryLines },
  statementChanged: { label: statement(': changed by the moderator'), value: entryLines },
  finding: { label: 'Finding', value: entryLines },
  rationale: {
    label: (item) =>
      item === 'grade-resubmitted' ? 'Why the auditor revised the grade' : 'Why the auditor gave this grade',
  },
  decides: { label: 'Who decides on the revised grade', value: asField('by') },
  exceptions: section('exceptions'),
  moderation: kindOfEntry,
  sharing: kindOfEntry,
  dispute: kindOfEntry,
  response: kindOfEntry,
  finalising: { label: 'Final grades', value: entryInWords },
  filing: section('filing'),
  linked: section('linked'),
  extension: { label: 'More time', value: entryInWords },
  retrospective: { label: 'Graded in retrospect', value: entryLines },
  reaudit: kindOfEntry,
  corrections: { label: 'Correction', value: entryInWords },
  closing: { label: 'Closing', value: entryInWords },
  concern: { label: 'Safety concern', value: itemOf((status) => humanised(String(status))) },
  action: { label: 'Action', value: itemOf((status) => STANDINGS.get(status) ?? '') },
  owed: {
    label: 'Owed',
    value: (owed, words) =>
      `${String(fieldOf(owed, 'task'))}: ${ownerOf(fieldOf(owed, 'owner'), words)}, by ${plainDate(String(fieldOf(owed, 'due')))}`,
  },
};

function labelOf({ fact, item }: FactBeside, words: Words): string {
  const { label } = SAYINGS[fact];
  return typeof label === 'string' ? label : label(item ?? '', words);
}

function ownerOf(owner: unknown, { nameOf }: Words): string {
  const person = fieldOf(owner, 'personId');
  return typeof person === 'string' ? nameOf(person) : (PARTIES.get(fieldOf(owner, 'party')) ?? 'nobody');
}
const PARTIES: ReadonlyMap<unknown, string> = new Map(Object.entries(partyLabels));

function valueOf(fact: Fact, value: FactBeside['then'], words: Words): string {
  if (typeof value === 'object' && isErased(value)) return inWords(fact, value, words);
  return (SAYINGS[fact].value ?? asField(fact))(value, words);
}
