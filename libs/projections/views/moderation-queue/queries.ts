import { isParty } from '#domain';
import type { ModerationReason, Standing } from '#domain';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import type { Rows } from '../../reading/rows.js';

export interface QueuedAudit {
  readonly auditId: string;
  readonly reference: string;
  readonly activity: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly period: string;
  readonly scale: string | null;
  readonly blind: boolean;
  /** London date. */
  readonly waitingSince: string;
  readonly due: string;
  /** On the date asked for: due before it. */
  readonly overdue: boolean;
  readonly claimedBy: string | null;
  /** Under blind moderation: whether the claimant has given a grade of their own. */
  readonly ownGradeGiven: boolean;
  /** Null while it is moderated blind, and for an ungraded audit. */
  readonly firstGrade: string | null;
  /** Why it came to moderation; null while it is moderated blind. */
  readonly reasons: readonly ModerationReason[] | null;
}

interface Stored extends Omit<QueuedAudit, 'blind' | 'overdue' | 'ownGradeGiven' | 'reasons'> {
  readonly blind: number;
  readonly ownGradeGiven: number;
  readonly reasons: string | null;
  readonly folded: string;
}

const QUEUED = `
SELECT queue.audit_id AS auditId, reference, activity, service, team, period, scale, blind, waiting_since AS waitingSince,
  due, claimed_by AS claimedBy, own_grade_given AS ownGradeGiven, first_grade AS firstGrade, reasons, folded
FROM queue JOIN audits ON audits.audit_id = queue.audit_id ORDER BY due, waiting_since, reference`;

const shown = ({ folded: _, blind, ownGradeGiven, reasons, ...row }: Stored, today: string): QueuedAudit => ({
  ...row,
  blind: blind === 1,
  ownGradeGiven: ownGradeGiven === 1,
  reasons: reasons === null ? null : (JSON.parse(reasons) as ModerationReason[]),
  overdue: row.due < today,
});

/**
 * The whole queue, soonest due first, for those who run it.
 * @internal for the specs
 */
export function listModerationQueue(rows: Rows, today: string): QueuedAudit[] {
  return rows.all<Stored>(QUEUED).map((row) => shown(row, today));
}

/** What a moderator may claim, or has claimed: never an audit they may not moderate, nor one that somebody else holds. */
export function listModerationsFor(rows: Rows, standing: Standing): QueuedAudit[] {
  return rows
    .all<Stored>(QUEUED)
    .filter(({ claimedBy, folded }) => {
      const { state } = JSON.parse(folded) as FoldedAudit;
      return isParty(claimedBy === null ? 'moderator' : 'claimant', state, standing);
    })
    .map((row) => shown(row, standing.today));
}
