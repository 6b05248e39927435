import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import type { LiveAuditEvent } from './events.js';
import { sampleRefusals } from './refusals.js';

export type LiveAuditCommand =
  | { type: 'ReserveLiveAudit'; subjectId: string; activity: string; auditId: string }
  | {
      type: 'ReleaseLiveAudit';
      subjectId: string;
      activity: string;
      auditId: string;
      /** For the cooldown; null where the audit was not carried out. */
      auditedOn: string | null;
    };

export interface LiveAuditState {
  /** The audit that holds the subject; null for none. */
  readonly heldBy: string | null;
  /** Of the latest audit carried out. */
  readonly lastAuditedOn: string | null;
}

/** `live-<activity>.<subjectId>` */
export function liveAuditStream(activity: string, subjectId: string): string {
  return `live-${activity}.${subjectId}`;
}

/** The decider of a stream `live-<activity>.<subjectId>`: one live audit a subject and activity. Idempotent for each audit. */
export const liveAudit: Decider<LiveAuditState, LiveAuditCommand, LiveAuditEvent, DecisionContext> = {
  initial: { heldBy: null, lastAuditedOn: null },
  evolve: (state, event) =>
    event.type === 'live-audit-reserved'
      ? { ...state, heldBy: event.data.auditId }
      : { heldBy: null, lastAuditedOn: later(state.lastAuditedOn, event.data.auditedOn) },
  decide: decideBy({
    ReserveLiveAudit({ subjectId, activity, auditId }, { heldBy }, { actor }) {
      if (!isDutyOf(actor, 'live-audits')) return notTheirDuty('live-audits');
      if (heldBy === auditId) return [];
      if (heldBy !== null) return sampleRefusals.liveAlready();
      return [{ type: 'live-audit-reserved', data: { subjectId, activity, auditId } }];
    },
    ReleaseLiveAudit({ subjectId, activity, auditId, auditedOn }, { heldBy }, { actor }) {
      if (!isDutyOf(actor, 'live-audits')) return notTheirDuty('live-audits');
      if (heldBy !== auditId) return [];
      return [{ type: 'live-audit-released', data: { subjectId, activity, auditId, auditedOn } }];
    },
  }),
};

function later(one: string | null, other: string | null): string | null {
  return one !== null && (other === null || one > other) ? one : other;
}
