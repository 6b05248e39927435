import type { Refusal } from '../../refusal.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { refusal, type AuditRefusalCode } from '../refusals.js';
import type { SafetyConcern, SelectedAudit } from '../state.js';
import { textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers } from './handler.js';

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
    const refused = textIsSound(note);
    if (refused !== null) return refused;
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
    const refused = textIsGiven(outcome);
    if (refused !== null) return refused;
    return [
      {
        type: 'safety-concern-resolved',
        data: { concernId, resolvedBy: actor.id, outcome, subjectId: state.subjectId },
      },
    ];
  },
};

export const safetyBars: Bars = {
  AcknowledgeSafetyConcern: onlyOnce('raised', 'concern-already-acknowledged'),
  ResolveSafetyConcern: onlyOnce('acknowledged', 'concern-not-acknowledged'),
};

/** The concern is of the audit, is not resolved, and stands where the step can be taken. */
function onlyOnce(status: SafetyConcern['status'], otherwise: AuditRefusalCode) {
  return ({ concerns }: SelectedAudit, _context: unknown, item: string | null): Refusal | null => {
    const concern = concerns.find(({ concernId }) => concernId === item);
    if (concern === undefined) return refusal('concern-unknown');
    if (concern.status === 'resolved') return refusal('concern-already-resolved');
    return concern.status === status ? null : refusal(otherwise);
  };
}
