import { refusal } from '../refusals.js';
import type { AcknowledgedAs, SelectedAudit } from '../state.js';
import { hasFallenTo } from '../ownership.js';
import { answeringManagersOf, isParty } from '../who.js';
import { textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers, StateFor, StepContext } from './handler.js';
import { responseFor } from './response.js';

export const sharing: Pick<Handlers, 'ShareOutcome' | 'AcknowledgeOutcome'> = {
  ShareOutcome(_command, state, context) {
    const { today, actor } = context;
    const { grade } = state.graded.standing;
    const people = new Set([
      ...(state.practitionerId === null ? [] : [state.practitionerId]),
      ...answeringManagersOf(state, context),
    ]);
    const window = state.plan.dispute === 'skipped' ? null : startOf(context, 'dispute-window');
    return [
      {
        type: 'outcome-shared',
        data: {
          on: today,
          grade,
          with: [...people],
          disputeBy: window?.by ?? null,
          counted: window?.counted ?? null,
          sharedBy: actor.id,
        },
      },
      ...responseFor(grade, state, context),
    ];
  },

  AcknowledgeOutcome({ comment }, state, context) {
    const refused = textIsSound(comment);
    if (refused !== null) return refused;
    const as = answersAs(state, context);
    if (as === undefined) return refusal('already-acknowledged');
    return [
      {
        type: 'outcome-acknowledged',
        data: { personId: context.actor.id, as, comment, subjectId: state.subjectId },
      },
    ];
  },
};

export const sharingBars: Bars = {
  AcknowledgeOutcome: (state, context) =>
    answersAs(state, context) === undefined ? refusal('already-acknowledged') : null,
};

/** As whom the actor has yet to answer an outcome. */
export const answersAs = (state: StateFor<'AcknowledgeOutcome'>, context: StepContext): AcknowledgedAs | undefined =>
  standsAs(state, context).find((part) => !state.shared.acknowledged.includes(part));

/** As whom the actor answers an outcome, or for whom who is not there: a manager who holds the case answers twice. */
function standsAs(audit: SelectedAudit, { standing }: StepContext): readonly AcknowledgedAs[] {
  const parts = [
    ['practitioner', 'practitioner', 'acknowledge:practitioner'],
    ['team_manager', 'team-manager', 'acknowledge:team-manager'],
  ] as const;
  return parts
    .filter(([, party, owed]) => isParty(party, audit, standing) || hasFallenTo(standing, [owed], audit, null))
    .map(([as]) => as);
}
