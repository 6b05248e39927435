import { auditDecider, initialAudit, londonDateOf } from '#domain';
import type { AuditEventType, AuditOrigin, AuditState } from '#domain';
import type { RecordedAuditEvent, RecordedOf } from '../views/domain-events.js';

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

const { evolve } = auditDecider();

/** @throws ImpossibleHistory where the event cannot follow */
export function evolveState(state: AuditState, event: RecordedAuditEvent): AuditState {
  return evolve(state, event);
}

/** An audit after one more event; nothing while it has not been selected or imported. @throws ImpossibleHistory */
export function foldAudit(audit: FoldedAudit | undefined, event: RecordedAuditEvent): FoldedAudit | undefined {
  const state = evolve(audit?.state ?? initialAudit, event);
  const on = londonDateOf(event.metadata.recordedAt);
  const before = audit?.facts ?? firstFacts(event, on);
  if (before === undefined) return undefined;
  const change = changes[event.type] as Change | undefined;
  const facts = change === undefined ? before : { ...before, ...change(event, on, before) };
  const moved = state.stage !== audit?.state.stage;
  return { state, facts: moved ? { ...facts, stageSince: on } : facts };
}

type Change = (event: RecordedAuditEvent, on: string, facts: AuditFacts) => Partial<AuditFacts>;
type Changes = {
  readonly [Type in AuditEventType]?: (event: RecordedOf<Type>, on: string, facts: AuditFacts) => Partial<AuditFacts>;
};

const nothingYet = {
  acceptedOn: null,
  submittedOn: null,
  moderatedOn: null,
  sharedOn: null,
  closedOn: null,
  endedBecause: null,
  conversationNotHeldBecause: null,
};

function firstFacts(event: RecordedAuditEvent, on: string): AuditFacts | undefined {
  if (event.type === 'audit-selected.v1') {
    const { reference, activity, team, service, subjectId, subjectType, origin, period, scale, selectedOn } =
      event.data;
    const facts = { reference, activity, team, service, subjectId, subjectType, origin, period, scale, selectedOn };
    return { ...facts, ...nothingYet, auditedOn: null, finalisedOn: null, finalGrade: null, stageSince: on };
  }
  if (event.type === 'audit-imported.v1') {
    const { reference, activity, team, service, subjectId, subjectType, scale, auditedOn, finalGrade } = event.data;
    const facts = { reference, activity, team, service, subjectId, subjectType, scale, auditedOn, finalGrade };
    const period = auditedOn.slice(0, 7);
    const origin = 'imported' as const;
    return { ...facts, ...nothingYet, origin, period, selectedOn: null, finalisedOn: auditedOn, stageSince: on };
  }
  return undefined;
}

const ended = ({ data }: { readonly data: { readonly reasonCode: string } }): Partial<AuditFacts> => ({
  endedBecause: data.reasonCode,
});
const moderated = (_event: unknown, on: string): Partial<AuditFacts> => ({ moderatedOn: on });

const changes: Changes = {
  'audit-accepted.v1': (_event, on) => ({ acceptedOn: on }),
  'subject-substituted.v1': ended,
  'audit-exempted.v1': ended,
  'audit-withdrawn.v1': ended,
  'conversation-recorded.v1': () => ({ conversationNotHeldBecause: null }),
  'conversation-not-held.v1': ({ data }) => ({ conversationNotHeldBecause: data.reasonCode }),
  'first-grade-submitted.v1': ({ data }, on) => ({ auditedOn: data.auditedOn, submittedOn: on }),
  'grade-upheld.v1': moderated,
  'grade-changed.v1': moderated,
  'outcome-shared.v1': ({ data }) => ({ sharedOn: data.on }),
  'audit-finalised.v1': ({ data }) => ({
    finalisedOn: data.on,
    finalGrade: data.finalGrade,
    auditedOn: data.auditedOn,
  }),
  'audit-closed.v1': ({ data }) => ({ closedOn: data.on }),
  'audit-reopened.v1': () => ({ closedOn: null }),
  'record-corrected.v1': ({ data: { change } }, _on, facts) => {
    if (change.field === 'auditedOn') return { auditedOn: change.to };
    if (change.field === 'finalGrade' && facts.finalisedOn !== null) return { finalGrade: change.to };
    return {};
  },
  'audit-team-changed.v1': ({ data }) => ({ team: data.team, service: data.service }),
};
