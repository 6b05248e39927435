import { isSelected, londonDateOf } from '#domain';
import type { RecordedAuditEvent } from '../domain-events.js';
import { foldAudit, type FoldedAudit } from './folded-audit.js';

/** An action of an audit as known at a moment. Dates are London dates. */
export interface ActionKnown {
  readonly agreedOn: string;
  readonly activity: string;
  readonly service: string | null;
  readonly team: string | null;
  readonly ownerId: string;
  readonly status: 'open' | 'completed' | 'verified' | 'cancelled';
  /** Open, and due before the day. */
  readonly isOverdue: boolean;
  readonly isReopened: boolean;
  /** When it was said to be done last, and when that was verified; null for what has not happened. */
  readonly completedOn: string | null;
  readonly verifiedOn: string | null;
}

type Dates = Pick<ActionKnown, 'agreedOn' | 'isReopened' | 'completedOn' | 'verifiedOn'>;

function after(known: ReadonlyMap<string, Dates>, event: RecordedAuditEvent): ReadonlyMap<string, Dates> {
  const on = londonDateOf(event.metadata.recordedAt);
  const changed = (actionId: string, change: Partial<Dates>): ReadonlyMap<string, Dates> => {
    const before = known.get(actionId) ?? { agreedOn: on, isReopened: false, completedOn: null, verifiedOn: null };
    return new Map(known).set(actionId, { ...before, ...change });
  };
  switch (event.type) {
    case 'action-agreed':
      return changed(event.data.actionId, {});
    case 'action-completed':
      return changed(event.data.actionId, { completedOn: on, verifiedOn: null });
    case 'action-verified':
      return changed(event.data.actionId, { verifiedOn: on });
    case 'action-reopened':
      return changed(event.data.actionId, { isReopened: true, completedOn: null, verifiedOn: null });
    default:
      return known;
  }
}

/**
 * The actions of an audit, in the order in which they were agreed.
 * @param events of the audit, those known at the moment
 * @param today London date of the moment
 */
export function actionsKnown(events: readonly RecordedAuditEvent[], today: string): readonly ActionKnown[] {
  const folded = events.reduce<FoldedAudit | undefined>((audit, event) => foldAudit(audit, event), undefined);
  if (folded === undefined || !isSelected(folded.state)) return [];
  const { state, facts } = folded;
  const { activity, service, team } = facts;
  const dates = events.reduce(after, new Map<string, Dates>() as ReadonlyMap<string, Dates>);
  return state.actions.flatMap(({ actionId, ownerId, status }) => {
    const own = dates.get(actionId);
    if (own === undefined) return [];
    const isOverdue = status === 'open' && (state.deadlines[`action:${actionId}`]?.due ?? today) < today;
    return [{ ...own, activity, service, team, ownerId, status, isOverdue }];
  });
}
