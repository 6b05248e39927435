import { isOverdue, isSelected, keptFrom, noted, obligationsShown, revisionShown, showEvents } from '#domain';
import type { AuditEventType, AuditReader, AuditState, Graded, ObligationOwner, ReadingLevel, Shown } from '#domain';
import type { RecordedAuditEvent, RecordedOf } from '../domain-events.js';
import { factsShown, stageShown } from './facts-shown.js';
import type { FactsShown } from './facts-shown.js';
import { foldAudit } from './folded-audit.js';
import type { FoldedAudit } from './folded-audit.js';

/** An event as it is shown: personal fields sealed; what is withheld is missing from its data and named. */
export interface Entry<Type extends AuditEventType = AuditEventType> {
  readonly eventId: string;
  readonly type: Type;
  readonly revision: number;
  /** ISO instant, UTC. */
  readonly recordedAt: string;
  /** Who did it and in which role; through whom, where it was done on their behalf. */
  readonly by: { readonly id: string; readonly role: string; readonly through?: string };
  readonly data: Partial<RecordedOf<Type>['data']>;
  readonly withheld: readonly string[];
}

export interface OwedOnAudit {
  /** `accept`, `action:<id>`, … */
  readonly key: string;
  readonly owner: ObligationOwner;
  readonly due: string;
  readonly task: string;
  /** On the date the document was asked for: due before it. */
  readonly overdue: boolean;
}

export interface ConcernOnAudit {
  readonly concernId: string;
  readonly status: 'raised' | 'acknowledged' | 'resolved';
  readonly steps: readonly Entry[];
}

export interface ActionOnAudit {
  readonly actionId: string;
  readonly status: 'open' | 'completed' | 'verified' | 'cancelled';
  readonly ownerId: string | null;
  /** The last day in time, as last agreed or moved. */
  readonly due: string | null;
  readonly steps: readonly Entry[];
}

/**
 * An audit as one reader may see it. The same fold makes it live and as at a moment, so that a replay says what was
 * said then. Sections hold the events that made them, oldest first.
 */
export interface AuditDocument extends FactsShown {
  readonly auditId: string;
  /** Of the last event that is not kept from the reader: what `ETag` and `If-Match` carry. */
  readonly revision: number;
  readonly level: ReadingLevel;
  /** The first grade and what derives from it is left out for this reader. */
  readonly firstGradeWithheld: boolean;
  readonly stage: AuditState['stage'];
  readonly teamId: string | null;
  readonly practitionerId: string | null;
  readonly auditorId: string | null;
  /** Who decided the moderation, or holds the claim. */
  readonly moderatorId: string | null;
  /** From the first submission on: the first grades, and those that stand now. Null where they are not to be read. */
  readonly grades: Graded | null;
  readonly owed: readonly OwedOnAudit[];
  readonly sections: AuditSections;
  readonly concerns: readonly ConcernOnAudit[];
  readonly actions: readonly ActionOnAudit[];
}

/** Which events each section is made of. */
const sections = {
  selection: ['audit-selected', 'audit-imported'],
  allocation: ['auditor-allocated', 'audit-accepted', 'conflict-declared', 'auditor-reallocated'],
  ending: ['subject-substituted', 'audit-exempted', 'audit-withdrawn'],
  conversation: ['conversation-scheduled', 'conversation-recorded', 'conversation-not-held'],
  familyContact: ['family-contact-recorded', 'family-contact-corrected'],
  otherGrades: ['other-grade-recorded'],
  domains: ['domain-graded'],
  standards: ['standard-assessed'],
  questions: ['questions-answered'],
  statements: ['statement-written', 'statement-value-changed'],
  findings: ['finding-recorded', 'finding-corrected'],
  submissions: ['first-grade-submitted', 'grade-resubmitted'],
  exceptions: ['overall-grade-excepted'],
  moderation: [
    'moderation-required',
    'moderation-not-required',
    'moderation-claimed',
    'moderation-released',
    'moderator-grade-recorded',
    'grade-upheld',
    'grade-changed',
    'moderation-passed-on',
    'returned-to-auditor',
  ],
  sharing: ['outcome-shared', 'outcome-acknowledged'],
  dispute: ['outcome-disputed', 'dispute-resolved'],
  response: [
    'response-required',
    'response-recorded',
    'response-signed-off',
    'response-sent-back',
    'response-reviewed',
  ],
  finalising: ['audit-finalised'],
  filing: ['audit-filed'],
  linked: ['action-linked'],
  extensions: ['extension-asked', 'extension-decided'],
  retrospective: ['retrospective-grade-recorded'],
  reaudit: ['reaudit-drawn', 'reaudit-scheduled'],
  corrections: ['record-corrected', 'practitioner-reassigned', 'audit-team-changed', 'deadlines-moved'],
  closing: ['audit-closed', 'audit-reopened'],
} as const satisfies Readonly<Record<string, readonly AuditEventType[]>>;

type SectionName = keyof typeof sections;

export type AuditSections = {
  readonly [Name in SectionName]: readonly Entry<(typeof sections)[Name][number]>[];
};

/** What tells of a concern or an action is shown with it, by its id. */
const CONCERN = 'safety-concern-';
const ACTION = 'action-';

const sectionNames = Object.keys(sections) as SectionName[];
const sectionOf = new Map<AuditEventType, SectionName>(
  sectionNames.flatMap((name) => sections[name].map((type) => [type, name] as const)),
);

/** Only the latest of each counts: a draft is written over, and what was corrected stands in the place of what was wrong. */
const latestBy: Readonly<Partial<Record<SectionName, string>>> = {
  domains: 'domain',
  standards: 'standard',
  findings: 'findingId',
  familyContact: 'contactId',
};

/** Which events each level of reading opens, besides those of the actions that are the reader's own. */
const opens: Readonly<Record<ReadingLevel, (type: AuditEventType) => boolean>> = {
  none: () => false,
  invitation: (type) => type === 'conversation-scheduled',
  extensions: () => false,
  'own-actions': () => false,
  safety: (type) => type.startsWith(CONCERN),
  content: () => true,
};

/**
 * An audit's events as a reader may see them, in order.
 * @param events the audit's stream from its beginning, up to the moment asked for
 */
export function auditTimeline(events: readonly RecordedAuditEvent[], reader: AuditReader): readonly Entry[] {
  const own = ownActions(events, reader);
  return showEvents(numberedFor(events, reader), reader)
    .filter(
      ({ type, data }) =>
        opens[reader.level](type) ||
        (type.startsWith(ACTION) && own.has(data['actionId'])) ||
        isDecidedOn(type, data, reader),
    )
    .map(entryOf);
}

/** A request for more time opens to whoever decides on it. */
const isDecidedOn = (
  type: AuditEventType,
  data: Readonly<Record<string, unknown>>,
  { deciding }: AuditReader,
): boolean => type === 'extension-asked' && deciding.some((extensionId) => extensionId === data['extensionId']);

/** Counted over what is not kept from the reader, so that no gap tells of the rest. */
function numberedFor(events: readonly RecordedAuditEvent[], reader: AuditReader): readonly RecordedAuditEvent[] {
  if (!reader.withholdFirstGrade) return events;
  const kept = keptFrom(events.map(noted), reader);
  let next = 0;
  return events.map((event, index) => ({ ...event, revision: kept[index] === true ? event.revision : next++ }));
}

function ownActions(
  events: readonly RecordedAuditEvent[],
  { level, actsFor, fallen }: AuditReader,
): ReadonlySet<unknown> {
  if (level === 'none' || level === 'content') return new Set();
  const isTheirs = ({ actionId, ownerId }: { readonly actionId: string; readonly ownerId: string }): boolean =>
    actsFor.includes(ownerId) || fallen.includes(`action:${actionId}`) || fallen.includes(`verify:${actionId}`);
  return new Set(
    events.flatMap((event) => (event.type === 'action-agreed' && isTheirs(event.data) ? [event.data.actionId] : [])),
  );
}

function entryOf({ id, type, revision, metadata, data, withheld }: Shown<RecordedAuditEvent>): Entry {
  const { recordedAt, actor: by } = metadata;
  return { eventId: id, type, revision, recordedAt, by, data, withheld };
}

/**
 * The audit after these events, as a reader may see it; nothing where there is no audit or nothing for them to see.
 * @param events the audit's stream from its beginning, up to the moment asked for
 * @param today the London date of that moment: what is overdue is worked out from it
 */
export function auditDocument(
  auditId: string,
  events: readonly RecordedAuditEvent[],
  reader: AuditReader,
  today: string,
): AuditDocument | undefined {
  return documentOf(auditId, events, auditTimeline(events, reader), reader, today);
}

/** @param entries those of the events that the reader sees */
export function documentOf(
  auditId: string,
  events: readonly RecordedAuditEvent[],
  entries: readonly Entry[],
  reader: AuditReader,
  today: string,
): AuditDocument | undefined {
  let audit: FoldedAudit | undefined;
  for (const event of events) audit = foldAudit(audit, event);
  if (audit === undefined || reader.level === 'none') return undefined;
  const { state, facts } = audit;
  const whole = reader.level === 'content';
  const selected = isSelected(state) ? state : undefined;
  return {
    ...factsShown(facts, reader),
    auditId,
    revision: revisionShown(events.map(noted), reader),
    level: reader.level,
    firstGradeWithheld: reader.withholdFirstGrade,
    stage: stageShown(state, reader),
    teamId: selected?.teamId ?? null,
    practitionerId: selected?.practitionerId ?? null,
    auditorId: whole ? (selected?.auditor?.auditorId ?? null) : null,
    moderatorId: whole ? (selected?.moderation?.decidedBy ?? selected?.moderation?.claimedBy ?? null) : null,
    grades: whole && !reader.withholdFirstGrade ? (selected?.graded ?? null) : null,
    owed: owedOn(state, reader, today),
    sections: sectionsOf(entries),
    concerns: concernsOf(entries),
    actions: actionsOf(entries, state),
  };
}

function owedOn(state: AuditState, reader: AuditReader, today: string): readonly OwedOnAudit[] {
  return obligationsShown(state, reader)
    .map(({ key, owner, due, task }) => ({ key, owner, due, task, overdue: isOverdue({ key, due }, today) }))
    .sort((left, right) =>
      left.due === right.due ? left.key.localeCompare(right.key) : left.due < right.due ? -1 : 1,
    );
}

function sectionsOf(entries: readonly Entry[]): AuditSections {
  const found = Object.fromEntries(sectionNames.map((name) => [name, [] as Entry[]]));
  for (const entry of entries) {
    const name = sectionOf.get(entry.type);
    if (name === undefined) continue;
    const section = found[name] ?? [];
    const key = latestBy[name];
    const before =
      key === undefined ? -1 : section.findIndex(({ data }) => valueOf(data, key) === valueOf(entry.data, key));
    if (before === -1) section.push(entry);
    else section[before] = entry;
  }
  return found as unknown as AuditSections;
}

const valueOf = (data: object, key: string): unknown => Reflect.get(data, key);

function groupedBy(entries: readonly Entry[], prefix: string, key: string): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (!entry.type.startsWith(prefix)) continue;
    const id = String(valueOf(entry.data, key));
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  return groups;
}

const concernStatus = {
  'safety-concern-raised': 'raised',
  'safety-concern-acknowledged': 'acknowledged',
  'safety-concern-resolved': 'resolved',
} as const;

function concernsOf(entries: readonly Entry[]): readonly ConcernOnAudit[] {
  return [...groupedBy(entries, CONCERN, 'concernId')].map(([concernId, steps]) => {
    const last = steps.at(-1)?.type;
    const status =
      last !== undefined && last in concernStatus ? concernStatus[last as keyof typeof concernStatus] : 'raised';
    return { concernId, status, steps };
  });
}

/** Status and date from the domain's own fold; the words from the entries. */
function actionsOf(entries: readonly Entry[], state: AuditState): readonly ActionOnAudit[] {
  const agreed = isSelected(state) ? state.actions : [];
  const grouped = groupedBy(entries, ACTION, 'actionId');
  return agreed.flatMap(({ actionId, ownerId, status }) => {
    const steps = grouped.get(actionId);
    if (steps === undefined) return [];
    const owed = isSelected(state) ? state.deadlines[`action:${actionId}`]?.due : undefined;
    return [{ actionId, status, ownerId, due: owed ?? lastDue(steps), steps }];
  });
}

const dueIn: Readonly<Record<string, string>> = {
  'action-agreed': 'due',
  'action-due-changed': 'to',
  'action-reopened': 'due',
};

function lastDue(steps: readonly Entry[]): string | null {
  const dates = steps.flatMap(({ type, data }) => {
    const field = dueIn[type];
    return field === undefined ? [] : [valueOf(data, field)];
  });
  const last = dates.at(-1);
  return typeof last === 'string' ? last : null;
}

/** The part of a history that was recorded at or before an instant. */
export function recordedBy<Event extends { readonly metadata: { readonly recordedAt: string } }>(
  events: readonly Event[],
  instant: string,
): readonly Event[] {
  return events.filter(({ metadata }) => metadata.recordedAt <= instant);
}
