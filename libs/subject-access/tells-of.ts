import { holdsTextOf } from './personal-texts.js';

/** An event as it is looked at: its data are not opened. */
export interface EventSeen {
  readonly stream: string;
  /** Without its version. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly actorId: string;
}

/** Who is looked for. */
export interface Whom {
  readonly kind: 'case' | 'family-member' | 'person';
  /** Of the subject or the person. */
  readonly id: string;
  /** Audits of the case; of a person, those of their own work. */
  readonly auditIds: ReadonlySet<string>;
  /** Feedback that names the case or one of its audits. */
  readonly feedbackIds: ReadonlySet<string>;
  /** A person's names as caseloads wrote them: owners of keys. */
  readonly nameOwners: ReadonlySet<string>;
}

/** `told`: stands in the document; `counted`: only how many there are; `if-named`: told where one of its texts names them. */
export type Tells = 'told' | 'counted' | 'if-named' | 'nothing';

const FAMILY = /^family-contact-/;
/** Of the family: their words about the child are no data of a worker. */
const OF_FAMILY_TYPES = ['parent_or_carer', 'other'];
/** Written in free words, and about anybody. */
const MAY_NAME = /^(feedback|plan-action|risk|dip-sample)-/;
/** What each step of a person's own account says: that it happened, and nothing more. */
const OWN_ACCOUNT =
  /^(token|password|second-factor|recovery-code|provider-account|sessions|enrolment|person-(invited|enrolled)|notification-preference)/;

/** What an event tells of somebody. Source: docs/practice.md, what is held on somebody. */
export const tellsOf = (event: EventSeen, whom: Whom): Tells => TOLD[whom.kind](event, whom);

const TOLD: Readonly<Record<Whom['kind'], (event: EventSeen, whom: Whom) => Tells>> = {
  case: ofCase,
  'family-member': ofFamilyMember,
  person: ofPerson,
};

function ofCase({ stream, type, data }: EventSeen, { id, auditIds, feedbackIds }: Whom): Tells {
  if (isOfAudits(stream, auditIds)) return 'told';
  if (type.startsWith('feedback-')) return feedbackIds.has(String(data['feedbackId'])) ? 'told' : 'nothing';
  if (type === 'caseload-part-recorded')
    return entriesOf(data, (entry) => entry['subjectId'] === id).length > 0 ? 'told' : 'nothing';
  if (type === 'pack-made' || type === 'inspection-granted')
    return namesAny(data['auditIds'], auditIds) ? 'told' : 'nothing';
  if (type === 'case-ids-shown') return namesAny(data['auditIds'], auditIds) ? 'counted' : 'nothing';
  if (isKeptOf(type)) return isOwner(data, `subject:${id}`) ? 'told' : 'nothing';
  if (data['subjectId'] !== id) return 'nothing';
  return type === 'dip-sample-answered' || type === 'case-directed' ? 'told' : 'counted';
}

function ofFamilyMember(event: EventSeen, whom: Whom): Tells {
  const { stream, type, data } = event;
  if (type === 'family-contact-recorded' || type === 'family-contact-corrected') {
    if (!isOfAudits(stream, whom.auditIds)) return 'nothing';
    return OF_FAMILY_TYPES.includes(String(data['with'])) ? 'told' : 'if-named';
  }
  const told = ofCase(event, whom);
  if (told !== 'told') return 'nothing';
  if (type === 'case-content-read' || type === 'pack-made' || type === 'inspection-granted') return 'told';
  if (type.startsWith('feedback-')) return data['respondent'] === 'parent_carer' ? 'told' : 'if-named';
  return 'if-named';
}

function ofPerson({ stream, type, data, actorId }: EventSeen, { id, auditIds, nameOwners }: Whom): Tells {
  if (type === 'case-content-read') {
    if (isOfAudits(stream, auditIds)) return 'told';
    return data['personId'] === id ? 'counted' : 'nothing';
  }
  if (stream.startsWith('audit-')) {
    if (FAMILY.test(type)) return actorId === id ? 'counted' : 'if-named';
    if (isOfAudits(stream, auditIds) || actorId === id || isNamedIn(data, id)) return 'told';
    return 'if-named';
  }
  if (type === 'caseload-part-recorded')
    return entriesOf(data, (entry) => isTheirs(entry, id, nameOwners)).length > 0 ? 'counted' : 'nothing';
  if (isKeptOf(type)) return isOwner(data, `person:${id}`) ? 'told' : 'nothing';
  if (stream === 'people' || stream.startsWith('inspections-')) {
    if (!isNamedIn(data, id)) return 'nothing';
    if (OWN_ACCOUNT.test(type)) return 'counted';
    return data['personId'] === id || holdsTextOf(type, data, id) ? 'told' : 'counted';
  }
  if (holdsTextOf(type, data, id)) return 'told';
  if (MAY_NAME.test(type)) return 'if-named';
  return isNamedIn(data, id) || actorId === id ? 'counted' : 'nothing';
}

/** Those of a caseload's part that are meant. */
export const entriesOf = (
  data: Readonly<Record<string, unknown>>,
  isMeant: (entry: Readonly<Record<string, unknown>>) => boolean,
): readonly Readonly<Record<string, unknown>>[] => {
  const { entries } = data;
  return Array.isArray(entries) ? entries.map((entry: unknown) => ({ ...Object(entry) })).filter(isMeant) : [];
};

function isTheirs(entry: Readonly<Record<string, unknown>>, id: string, nameOwners: ReadonlySet<string>): boolean {
  const { otherWorkers } = entry;
  const others: readonly unknown[] = Array.isArray(otherWorkers) ? otherWorkers : [];
  return [entry, ...others].some((worker) => {
    const { practitionerId, workerOwner } = Object(worker) as Readonly<Record<string, unknown>>;
    return practitionerId === id || nameOwners.has(String(workerOwner));
  });
}

const isKeptOf = (type: string): boolean => /^(hold|erasure|data-request)-/.test(type);
const isOwner = ({ owner, ownedBy }: Readonly<Record<string, unknown>>, who: string): boolean =>
  owner === who || ownedBy === who;

const isOfAudits = (stream: string, auditIds: ReadonlySet<string>): boolean =>
  /^(audit|reads)-/.test(stream) && auditIds.has(stream.slice(stream.indexOf('-') + 1));

const namesAny = (ids: unknown, wanted: ReadonlySet<string>): boolean =>
  Array.isArray(ids) && ids.some((id) => wanted.has(String(id)));

/** Whether an id stands anywhere in data. */
function isNamedIn(value: unknown, id: string): boolean {
  if (typeof value === 'string') return value === id;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => isNamedIn(inner, id));
}
