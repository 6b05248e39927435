import { isRefusal, type Refusal } from '../../refusal.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { refusal } from '../refusals.js';
import type { SafetyConcern, SelectedAudit } from '../state.js';
import { textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Handlers } from './handler.js';

export const safety: Pick<Handlers, 'RaiseSafetyConcern' | 'AcknowledgeSafetyConcern' | 'ResolveSafetyConcern'> = {
  RaiseSafetyConcern({ reason }, state, context) {
    const refused = textIsGiven(reason);
    if (refused !== null) return refused;
    const { subjectId } = state;
    const raised: AuditEvent = {
      type: 'safety-concern-raised',
      data: {
        concernId: context.newId('concern'),
        raisedBy: context.actor.id,
        reason,
        acknowledgeBy: startOf(context, 'concern').by,
        withSubmission: false,
        subjectId,
      },
    };
    if (state.stage !== 'closed') return [raised];
    return [
      { type: 'audit-reopened', data: { reason: 'A safety concern was raised after closure.', subjectId } },
      raised,
    ];
  },

  AcknowledgeSafetyConcern({ concernId, note }, state, context) {
    const concern = concernOf(state, concernId);
    if (isRefusal(concern)) return concern;
    const refused = textIsSound(note);
    if (refused !== null) return refused;
    if (concern.status === 'acknowledged') return refusal('concern-already-acknowledged');
    const { by, counted } = startOf(context, 'resolve-concern');
    const { id: acknowledgedBy } = context.actor;
    return [
      {
        type: 'safety-concern-acknowledged',
        data: { concernId, acknowledgedBy, note, resolveBy: by, counted, subjectId: state.subjectId },
      },
    ];
  },

  ResolveSafetyConcern({ concernId, outcome }, state, { actor }) {
    const concern = concernOf(state, concernId);
    if (isRefusal(concern)) return concern;
    const refused = textIsGiven(outcome);
    if (refused !== null) return refused;
    if (concern.status === 'raised') return refusal('concern-not-acknowledged');
    return [
      {
        type: 'safety-concern-resolved',
        data: { concernId, resolvedBy: actor.id, outcome, subjectId: state.subjectId },
      },
    ];
  },
};

/** A concern that is not resolved. */
function concernOf({ concerns }: SelectedAudit, concernId: string): SafetyConcern | Refusal {
  const concern = concerns.find((candidate) => candidate.concernId === concernId);
  if (concern === undefined) return refusal('concern-unknown');
  return concern.status === 'resolved' ? refusal('concern-already-resolved') : concern;
}
