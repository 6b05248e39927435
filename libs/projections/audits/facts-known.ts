import type { AuditEventType, Graded, ObligationOwner, Personal } from '#domain';
import type { Known } from '../replay/beside.js';
import type { AuditDocument, AuditSections, Entry } from './audit-document.js';

/** What may be known of an audit: whoever shows facts has words for each. */
export const FACTS = [
  'stage',
  'practitionerId',
  'team',
  'service',
  'auditorId',
  'moderatorId',
  'selectedOn',
  'acceptedOn',
  'auditedOn',
  'submittedOn',
  'moderatedOn',
  'sharedOn',
  'finalisedOn',
  'closedOn',
  'endedBecause',
  'firstGrade',
  'firstDomainGrade',
  'revisedGrade',
  'grade',
  'domainGrade',
  'standard',
  'answer',
  'statement',
  'finalGrade',
  'atRisk',
  'submittedBy',
  'selection',
  'allocation',
  'ending',
  'conversation',
  'familyContact',
  'otherGrade',
  'inDomain',
  'onStandard',
  'onQuestion',
  'onStatement',
  'statementChanged',
  'finding',
  'rationale',
  'decides',
  'exceptions',
  'moderation',
  'sharing',
  'dispute',
  'response',
  'finalising',
  'filing',
  'linked',
  'extension',
  'retrospective',
  'reaudit',
  'corrections',
  'closing',
  'concern',
  'action',
  'owed',
] as const;
export type Fact = (typeof FACTS)[number];

/** What somebody owed. */
export interface OwedThen {
  readonly task: string;
  readonly owner: ObligationOwner;
  readonly due: string;
}

/** Where an action or a safety concern stood, with the last entry of each kind that tells of it, in order. */
export interface ItemThen {
  readonly status: string;
  readonly ownerId: string | null;
  readonly due: string | null;
  readonly steps: readonly Entry[];
}

/** What the auditor answered to a question, and why. */
export interface AnsweredThen {
  readonly answer: string;
  readonly reason: Personal | null;
}

/** What a fact said: a code, a date, people or somebody's words; the entry that stood; what was owed; where an item stood. */
export type FactValue = Personal | boolean | readonly string[] | Entry | OwedThen | ItemThen | AnsweredThen;

type Told = readonly Known<FactValue, Fact>[];

/** What each part of something tells; null for a part that tells nothing another does not. */
type Tells<Of> = { readonly [Part in keyof Of]-?: ((part: Of[Part]) => Told) | null };

function toldBy<Of extends object>(of: Of, tells: Tells<Of>): Told {
  const tellOf = <Part extends keyof Of>(part: Part): Told => tells[part]?.(of[part]) ?? [];
  return (Object.keys(tells) as (keyof Of)[]).flatMap(tellOf);
}

/** All that is known of an audit, fact by fact: whatever its page shows. */
export const knownOf = (document: AuditDocument): Told => toldBy(document, OF_DOCUMENT);

const one = (fact: Fact, value: FactValue | null | undefined, item: string | null = null): Told =>
  value === null || value === undefined ? [] : [{ fact, item, value }];
const said =
  (fact: Fact) =>
  (value: FactValue | null | undefined): Told =>
    one(fact, value);
const each = (fact: Fact, values: Readonly<Record<string, string | null>> = {}): Told =>
  Object.entries(values).flatMap(([item, value]) => one(fact, value, item));

/** What takes away what stood before, besides an earlier entry of the same. */
const ENDS: Readonly<Partial<Record<AuditEventType, readonly AuditEventType[]>>> = {
  'conflict-declared': ['auditor-allocated', 'auditor-reallocated', 'audit-accepted'],
  'auditor-reallocated': ['auditor-allocated', 'auditor-reallocated', 'audit-accepted'],
  'moderation-claimed': ['moderation-released'],
  'moderation-released': ['moderation-claimed', 'moderator-grade-recorded'],
  'moderation-passed-on': ['moderation-claimed', 'moderator-grade-recorded'],
  'response-recorded': ['response-sent-back'],
  'response-sent-back': ['response-recorded', 'response-signed-off'],
  'action-completed': ['action-reopened'],
  'action-reopened': ['action-completed', 'action-verified'],
};

/** Of entries that tell of the same, the last; by what they tell of. */
function standing<Of extends Entry>(entries: readonly Of[], of: (entry: Of) => string): ReadonlyMap<string, Of> {
  const stands = new Map<string, Of>();
  for (const entry of entries) {
    for (const [item, { type }] of stands) if (ENDS[entry.type]?.includes(type)) stands.delete(item);
    stands.set(of(entry), entry);
  }
  return stands;
}

/** @param by fields that make an entry one of another thing; without any, a later entry stands in the place of an earlier */
const lastOf =
  (fact: Fact, ...by: readonly string[]) =>
  (entries: readonly Entry[]): Told =>
    [...standing(entries, (entry) => by.flatMap((field) => fieldOf(entry, field) ?? []).join(' '))].flatMap(
      ([item, entry]) => one(fact, entry, item === '' ? null : item),
    );

function fieldOf(entry: Entry, field: string): string | null {
  const value: unknown = field === 'type' || field === 'eventId' ? entry[field] : Reflect.get(entry.data, field);
  return typeof value === 'string' ? value : null;
}

const ofType =
  (type: AuditEventType, tell: (entries: readonly Entry[]) => Told) =>
  (entries: readonly Entry[]): Told =>
    tell(entries.filter((entry) => entry.type === type));

const item = (
  status: string,
  steps: readonly Entry[],
  { ownerId = null, due = null }: Partial<Pick<ItemThen, 'ownerId' | 'due'>> = {},
): ItemThen => ({ status, ownerId, due, steps: [...standing(steps, ({ type }) => type).values()] });

const OF_STANDING: Tells<Graded['standing']> = {
  grade: said('grade'),
  domains: (domains) => each('domainGrade', domains),
  standards: (standards) => each('standard', standards),
  answers: (answers) => each('answer', answers),
  statements: (statements) => each('statement', statements),
};

const OF_GRADES: Tells<Graded> = {
  first: ({ grade, domains }) => [...one('firstGrade', grade), ...each('firstDomainGrade', domains)],
  revisedGrade: said('revisedGrade'),
  standing: (grades) => toldBy(grades, OF_STANDING),
  atRisk: said('atRisk'),
  submittedBy: said('submittedBy'),
  auditedOn: null,
};

/** Entries that are of several kinds stand beside one another; those of one kind in one another's place. */
const OF_SECTIONS: Tells<AuditSections> = {
  selection: lastOf('selection'),
  allocation: lastOf('allocation', 'type', 'auditorId'),
  ending: lastOf('ending'),
  conversation: lastOf('conversation'),
  familyContact: lastOf('familyContact', 'contactId'),
  otherGrades: lastOf('otherGrade', 'of', 'agency'),
  domains: lastOf('inDomain', 'domain'),
  standards: lastOf('onStandard', 'standard'),
  questions: (entries) => {
    const answers = entries.flatMap(({ data }) => data.answers ?? []);
    return [...new Map(answers.map(({ question, ...answered }) => [question, answered]))].flatMap(
      ([question, answered]) => one('onQuestion', answered, question),
    );
  },
  statements: (entries) => [
    ...ofType('statement-written', lastOf('onStatement', 'statement'))(entries),
    ...ofType('statement-value-changed', lastOf('statementChanged', 'statement'))(entries),
  ],
  findings: lastOf('finding', 'findingId'),
  submissions: (entries) => [
    ...[...standing(entries, ({ type }) => type)].flatMap(([type, { data }]) => one('rationale', data.rationale, type)),
    ...one('decides', entries.flatMap(({ data }) => ('by' in data ? [data.by] : [])).at(-1)),
  ],
  exceptions: lastOf('exceptions'),
  moderation: lastOf('moderation', 'type'),
  sharing: lastOf('sharing', 'type', 'as'),
  dispute: lastOf('dispute', 'type'),
  response: lastOf('response', 'type'),
  finalising: lastOf('finalising'),
  filing: lastOf('filing'),
  linked: lastOf('linked', 'linkId'),
  extensions: lastOf('extension', 'extensionId'),
  retrospective: lastOf('retrospective', 'moderatorId'),
  reaudit: lastOf('reaudit', 'type'),
  corrections: lastOf('corrections', 'eventId'),
  closing: lastOf('closing'),
};

const OF_DOCUMENT: Tells<AuditDocument> = {
  stage: said('stage'),
  practitionerId: said('practitionerId'),
  team: said('team'),
  service: said('service'),
  auditorId: said('auditorId'),
  moderatorId: said('moderatorId'),
  selectedOn: said('selectedOn'),
  acceptedOn: said('acceptedOn'),
  auditedOn: said('auditedOn'),
  submittedOn: said('submittedOn'),
  moderatedOn: said('moderatedOn'),
  sharedOn: said('sharedOn'),
  finalisedOn: said('finalisedOn'),
  closedOn: said('closedOn'),
  endedBecause: said('endedBecause'),
  grades: (grades) => (grades === null ? [] : toldBy(grades, OF_GRADES)),
  finalGrade: said('finalGrade'),
  sections: (sections) => toldBy(sections, OF_SECTIONS),
  concerns: (concerns) =>
    concerns.flatMap(({ concernId, status, steps }) => one('concern', item(status, steps), concernId)),
  actions: (actions) =>
    actions.flatMap(({ actionId, status, steps, ...owned }) => one('action', item(status, steps, owned), actionId)),
  owed: (owed) => owed.flatMap(({ key, task, owner, due }) => one('owed', { task, owner, due }, key)),
  // Which audit it is, and who reads it.
  auditId: null,
  reference: null,
  activity: null,
  subjectId: null,
  subjectType: null,
  importId: null,
  revision: null,
  level: null,
  firstGradeWithheld: null,
  // Told by its selection, which stands as it was.
  origin: null,
  scale: null,
  period: null,
  // The team, the conversation and the stage tell them.
  teamId: null,
  conversationNotHeldBecause: null,
  stageSince: null,
};
