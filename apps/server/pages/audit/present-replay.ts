import { partyLabels, stageLabels } from '#domain';
import type { FactBeside, StepReplayed, StepTaken } from '#engine';
import type { Change } from '#projections';
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

/** What facts are called of which there is one. */
const LABELS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(SECTIONS),
  stage: 'Stage',
  practitionerId: 'Worker',
  team: 'Team',
  service: 'Service',
  auditorId: 'Auditor',
  moderatorId: 'Moderator',
  auditedOn: 'Audited on',
  sharedOn: 'Shared on',
  finalisedOn: 'Grades final on',
  closedOn: 'Closed on',
  endedBecause: 'Ended because',
  firstGrade: 'First grade, overall',
  grade: 'Overall grade',
  rationale: 'Why the auditor gave this grade',
  finding: 'Finding',
  familyContact: 'Contact with the family',
  concern: 'Safety concern',
  action: 'Action',
  owed: 'Owed',
};

function labelOf({ fact, item }: FactBeside, { tool }: Words): string {
  const called = (all: readonly { readonly key: string; readonly label: string }[] = []): string =>
    all.find(({ key }) => key === item)?.label ?? humanised(item ?? '');
  switch (fact) {
    case 'domainGrade':
      return called(tool?.domains);
    case 'inDomain':
      return `${called(tool?.domains)}: what the auditor wrote`;
    case 'standard':
      return called(tool?.standards);
    case 'onStandard':
      return `${called(tool?.standards)}: what the auditor answered`;
    default:
      return LABELS[fact] ?? humanised(fact);
  }
}

type InWords = (value: unknown, words: Words) => string;

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const asGrade: InWords = (grade, words) => inWords('grade', grade, words);

/** What an entry says, line by line. */
const linesOf = (data: object, words: Words): readonly string[] =>
  factsOf(data, words).map(({ label, value }) => `${label}: ${value}`);

/** How something was raised, and where it stands. */
const itemOf =
  (standing: (status: unknown) => string): InWords =>
  (item, words) => {
    const [status, ownerId, due, raised] = ['status', 'ownerId', 'due', 'raised'].map((name) => fieldOf(item, name));
    const now = {
      ...Object(fieldOf(raised, 'data')),
      ...(typeof ownerId === 'string' && { ownerId }),
      ...(due !== null && { due }),
    };
    return [standing(status), ...linesOf(now, words)].join('\n');
  };

const STAGES: ReadonlyMap<unknown, string> = new Map(Object.entries(stageLabels));
const TITLES: ReadonlyMap<unknown, string> = new Map(Object.entries(ENTRY_TITLES));
const STANDINGS: ReadonlyMap<unknown, string> = new Map(Object.entries(ACTION_STATES));

/** Facts whose values are not said as fields of entries are. */
const VALUES: Readonly<Record<string, InWords>> = {
  stage: (stage) => STAGES.get(stage) ?? humanised(String(stage)),
  firstGrade: asGrade,
  grade: asGrade,
  domainGrade: asGrade,
  standard: (answer, words) => inWords('answer', answer, words),
  action: itemOf((status) => STANDINGS.get(status) ?? ''),
  concern: itemOf((status) => humanised(String(status))),
  owed: (owed, words) =>
    `${String(fieldOf(owed, 'task'))}: ${ownerOf(fieldOf(owed, 'owner'), words)}, by ${plainDate(String(fieldOf(owed, 'due')))}`,
};

function ownerOf(owner: unknown, { nameOf }: Words): string {
  const person = fieldOf(owner, 'personId');
  return typeof person === 'string' ? nameOf(person) : (PARTIES.get(fieldOf(owner, 'party')) ?? 'nobody');
}
const PARTIES: ReadonlyMap<unknown, string> = new Map(Object.entries(partyLabels));

function valueOf(fact: string, value: unknown, words: Words): string {
  const known = VALUES[fact];
  if (known !== undefined) return known(value, words);
  if (typeof value !== 'object' || isErased(value)) return inWords(fact, value, words);
  const data: object = Object(fieldOf(value, 'data'));
  if (!NAMED.has(fact)) return [TITLES.get(fieldOf(value, 'type')), ...linesOf(data, words)].join('\n');
  // Its label says already what it is about.
  const { domain: _, standard: __, ...said }: { readonly domain?: unknown; readonly standard?: unknown } = data;
  return linesOf(said, words).join('\n');
}

/** Facts whose label says already what their entries are called. */
const NAMED: ReadonlySet<string> = new Set(['inDomain', 'onStandard', 'finding', 'familyContact']);
