import { auditDecider, initialAudit, londonDateOf } from '#domain';
import type { AuditEventType, AuditOrigin, AuditState } from '#domain';
import { json } from '../rows/columns.js';
import type { RecordedAuditEvent, RecordedOf } from '../domain-events.js';

/** What pages show of an audit and no decision needs to know. Dates are London dates. */
export interface AuditFacts {
  readonly reference: string;
  readonly activity: string;
  /** As the caseload or the spreadsheet writes it. */
  readonly team: string | null;
  readonly service: string | null;
  readonly subjectId: string;
  readonly subjectType: string;
  readonly origin: AuditOrigin | 'imported';
  /** The import that brought it; null for all others, and from before imports had manifests. */
  readonly importId: string | null;
  /** The month the audit belongs to: of its sample, or of its audit date where it was imported. */
  readonly period: string;
  readonly scale: string | null;
  readonly selectedOn: string | null;
  readonly acceptedOn: string | null;
  readonly auditedOn: string | null;
  readonly submittedOn: string | null;
  readonly moderatedOn: string | null;
  readonly sharedOn: string | null;
  readonly finalisedOn: string | null;
  readonly closedOn: string | null;
  /** Why it ended without an outcome; a code of the council's. */
  readonly endedBecause: string | null;
  readonly conversationNotHeldBecause: string | null;
  /** Only once finalised. */
  readonly finalGrade: string | null;
  /** When its stage last changed. */
  readonly stageSince: string;
}

/** An audit folded from its own events: what the domain decides by, and what pages show besides. */
export interface FoldedAudit {
  readonly state: AuditState;
  readonly facts: AuditFacts;
}

const texts = new WeakMap<FoldedAudit, string>();

/** What a view keeps of an audit to fold the next event onto, as JSON: written once for all views that keep it. */
export function textOf(audit: FoldedAudit): string {
  const known = texts.get(audit);
  if (known !== undefined) return known;
  const { state, facts } = audit;
  const text = json({ state, facts } satisfies FoldedAudit);
  texts.set(audit, text);
  return text;
}

const { evolve } = auditDecider();

/** What an event made of an audit when it was last folded. */
interface Fold {
  readonly before: AuditState;
  readonly state: AuditState;
  audit?: { readonly before: AuditFacts | undefined; readonly folded: FoldedAudit | undefined };
}

/** Several views fold the same events onto the same audits, one after the other: what the first has worked out serves all. */
const folds = new WeakMap<RecordedAuditEvent, Fold>();

function foldState(before: AuditState, event: RecordedAuditEvent): Fold {
  const known = folds.get(event);
  if (known?.before === before) return known;
  const fold = { before, state: evolve(before, event) };
  folds.set(event, fold);
  return fold;
}

/** @throws ImpossibleHistory where the event cannot follow */
export function evolveState(state: AuditState, event: RecordedAuditEvent): AuditState {
  return foldState(state, event).state;
}

/** An audit after one more event; nothing while it has not been selected or imported. @throws ImpossibleHistory */
export function foldAudit(audit: FoldedAudit | undefined, event: RecordedAuditEvent): FoldedAudit | undefined {
  const fold = foldState(audit?.state ?? initialAudit, event);
  if (fold.audit === undefined || fold.audit.before !== audit?.facts)
    fold.audit = { before: audit?.facts, folded: withFacts(audit, event, fold.state) };
  return fold.audit.folded;
}

function withFacts(
  audit: FoldedAudit | undefined,
  event: RecordedAuditEvent,
  state: AuditState,
): FoldedAudit | undefined {
  const facts = audit?.facts ?? firstFacts(event);
  if (facts === undefined) return undefined;
  const change = (changes[event.type] as Change | undefined)?.(event, facts);
  const moved = audit !== undefined && state.stage !== audit.state.stage;
  // Most steps change neither: a rebuild need not copy what stays.
  if (change === undefined && !moved) return { state, facts };
  return { state, facts: { ...facts, ...change, stageSince: moved ? dateOf(event) : facts.stageSince } };
}

/** The London date on which it was recorded. */
const dateOf = ({ metadata }: RecordedAuditEvent): string => londonDateOf(metadata.recordedAt);

type Change = (event: RecordedAuditEvent, facts: AuditFacts) => Partial<AuditFacts>;
type Changes = {
  readonly [Type in AuditEventType]?: (event: RecordedOf<Type>, facts: AuditFacts) => Partial<AuditFacts>;
};

/** Written out in full, because a history of imported audits makes one of these for every event. */
function firstFacts(event: RecordedAuditEvent): AuditFacts | undefined {
  if (event.type !== 'audit-selected' && event.type !== 'audit-imported') return undefined;
  const { reference, activity, team, service, subjectId, subjectType, scale } = event.data;
  const imported = event.type === 'audit-imported' ? event.data : undefined;
  const selected = event.type === 'audit-selected' ? event.data : undefined;
  const auditedOn = imported?.auditedOn ?? null;
  return {
    reference,
    activity,
    team,
    service,
    subjectId,
    subjectType,
    origin: selected?.origin ?? 'imported',
    importId: imported?.importId ?? null,
    period: selected?.period ?? auditedOn?.slice(0, 7) ?? '',
    scale,
    selectedOn: selected?.selectedOn ?? null,
    acceptedOn: null,
    auditedOn,
    submittedOn: null,
    moderatedOn: null,
    sharedOn: null,
    finalisedOn: auditedOn,
    closedOn: null,
    endedBecause: null,
    conversationNotHeldBecause: null,
    finalGrade: imported?.finalGrade ?? null,
    stageSince: dateOf(event),
  };
}

const ended = ({ data }: { readonly data: { readonly reasonCode: string } }): Partial<AuditFacts> => ({
  endedBecause: data.reasonCode,
});
const moderated = (event: RecordedAuditEvent): Partial<AuditFacts> => ({ moderatedOn: dateOf(event) });

const changes: Changes = {
  'audit-accepted': (event) => ({ acceptedOn: dateOf(event) }),
  'subject-substituted': ended,
  'audit-exempted': ended,
  'audit-withdrawn': ended,
  'conversation-recorded': () => ({ conversationNotHeldBecause: null }),
  'conversation-not-held': ({ data }) => ({ conversationNotHeldBecause: data.reasonCode }),
  'first-grade-submitted': (event) => ({ auditedOn: event.data.auditedOn, submittedOn: dateOf(event) }),
  'grade-upheld': moderated,
  'grade-changed': moderated,
  'outcome-shared': ({ data }) => ({ sharedOn: data.on }),
  'audit-finalised': ({ data }) => ({
    finalisedOn: data.on,
    finalGrade: data.finalGrade,
    auditedOn: data.auditedOn,
  }),
  'audit-closed': ({ data }) => ({ closedOn: data.on }),
  'audit-reopened': () => ({ closedOn: null }),
  'record-corrected': ({ data: { change } }, facts) => {
    if (change.field === 'auditedOn') return { auditedOn: change.to };
    if (change.field === 'finalGrade' && facts.finalisedOn !== null) return { finalGrade: change.to };
    return {};
  },
  'audit-team-changed': ({ data }) => ({ team: data.team, service: data.service }),
};
