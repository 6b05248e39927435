import { londonDateOf } from '#domain';
import type { AuditEventType, AuditReader, ObligationOwner, Personal } from '#domain';
import { beside } from '../replay/beside.js';
import type { Beside, Change, Known, Moment } from '../replay/beside.js';
import type { AuditHistory } from './audit-as-at.js';
import { auditTimeline, documentOf } from './audit-document.js';
import type { AuditDocument, Entry } from './audit-document.js';

/** One step of an audit's life, with what was known after it beside what was known after another. */
export interface AuditReplay {
  /** Every step the reader may see, in order. Those that are kept from them leave no gap. */
  readonly steps: readonly Entry[];
  /** The audit once the step was taken. */
  readonly then: AuditDocument;
  readonly facts: readonly Beside<Entry, FactValue>[];
}

/** What somebody owed. */
export interface OwedThen {
  readonly task: string;
  readonly owner: ObligationOwner;
  readonly due: string;
}

/** Where an action or a safety concern stood, and how it was raised. */
export interface ItemThen {
  readonly status: string;
  readonly ownerId: string | null;
  readonly due: string | null;
  readonly raised: Entry | null;
}

/** What a fact said: a code, a date, a person or somebody's words; the entry that stood; what was owed; where an item stood. */
export type FactValue = Personal | Entry | OwedThen | ItemThen;

/**
 * An audit after one of its steps, beside how it stood after a later one. What may be read goes by how the audit stands now,
 * as for the audit itself: a look back tells a blind moderator nothing.
 * @param step from 1, counted over what the reader may see
 * @param until the later step; the last of all where it is left out
 * @returns nothing where there is no such step, or the later one is before it
 */
export function replayAudit(
  { auditId, events }: AuditHistory,
  reader: AuditReader,
  step: number,
  until?: number,
): AuditReplay | undefined {
  const steps = auditTimeline(events, reader);
  const last = until ?? steps.length;
  if (step < 1 || last < step || last > steps.length) return undefined;
  const after = (taken: number): AuditDocument | undefined => {
    const entry = steps[taken - 1];
    if (entry === undefined) return undefined;
    // Up to the next that the reader sees, so that after the last stands what stands now.
    const next = events.findIndex(({ id }) => id === steps[taken]?.eventId);
    const known = next === -1 ? events : events.slice(0, next);
    return documentOf(auditId, known, steps.slice(0, taken), reader, londonDateOf(entry.recordedAt));
  };
  const then = after(step);
  if (then === undefined) return undefined;
  const moments = steps.slice(0, last).map((entry, index): Moment<Entry, FactValue> => {
    const document = index + 1 < step ? undefined : after(index + 1);
    return { step: entry, known: document === undefined ? [] : knownOf(document) };
  });
  return { steps, then, facts: beside(moments, step - 1, changeBy) };
}

const CORRECTIONS: readonly AuditEventType[] = ['record-corrected', 'finding-corrected', 'family-contact-corrected'];

/** Whether an entry puts right what was recorded before. */
export const isCorrection = ({ type }: Pick<Entry, 'type'>): boolean => CORRECTIONS.includes(type);

const GRADES: readonly string[] = ['grade', 'domainGrade'];

function changeBy(entry: Entry, fact: string): Change {
  if (isCorrection(entry)) return 'corrected';
  return GRADES.includes(fact) ? 'regraded' : 'changed';
}

/** Facts of which there is one, as they stand on the audit's page. */
const SINGLE = [
  'stage',
  'practitionerId',
  'team',
  'service',
  'auditorId',
  'moderatorId',
  'auditedOn',
  'sharedOn',
  'finalisedOn',
  'closedOn',
  'endedBecause',
] as const satisfies readonly (keyof AuditDocument)[];

/** Sections of which the last entry says what stands. */
const LAST_OF = [
  'conversation',
  'moderation',
  'exceptions',
  'dispute',
  'response',
  'reaudit',
] as const satisfies readonly (keyof AuditDocument['sections'])[];

/** All that is known of an audit, fact by fact. */
function knownOf(document: AuditDocument): readonly Known<FactValue>[] {
  const { grades, sections, concerns, actions, owed } = document;
  const one = (
    fact: string,
    value: FactValue | null | undefined,
    item: string | null = null,
  ): readonly Known<FactValue>[] => (value === null || value === undefined ? [] : [{ fact, item, value }]);
  const each = (fact: string, values: Readonly<Record<string, string>>): readonly Known<FactValue>[] =>
    Object.entries(values).flatMap(([item, value]) => one(fact, value, item));
  const entries = (fact: string, of: readonly Entry[], key: string): readonly Known<FactValue>[] =>
    of.flatMap((entry) => one(fact, entry, String(Reflect.get(entry.data, key))));
  return [
    ...SINGLE.flatMap((fact) => one(fact, document[fact])),
    ...one('firstGrade', grades?.first.grade),
    ...one('grade', grades?.standing.grade),
    ...each('domainGrade', grades?.standing.domains ?? {}),
    ...each('standard', grades?.standing.standards ?? {}),
    ...entries('inDomain', sections.domains, 'domain'),
    ...entries('onStandard', sections.standards, 'standard'),
    ...entries('finding', sections.findings, 'findingId'),
    ...entries('familyContact', sections.familyContact, 'contactId'),
    ...one('rationale', sections.submissions.at(-1)?.data.rationale),
    ...LAST_OF.flatMap((name) => one(name, sections[name].at(-1))),
    ...concerns.flatMap(({ concernId, status, steps: [raised = null] }) =>
      one('concern', { status, ownerId: null, due: null, raised }, concernId),
    ),
    ...actions.flatMap(({ actionId, status, due, ownerId, steps: [raised = null] }) =>
      one('action', { status, ownerId, due, raised }, actionId),
    ),
    ...owed.flatMap(({ key, task, owner, due }) => one('owed', { task, owner, due }, key)),
  ];
}
