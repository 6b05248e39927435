import { isRefusal, type Refusal } from '../../refusal.js';
import { refusal } from '../refusals.js';
import type { AgreedAction, SelectedAudit } from '../state.js';
import { dateIsAhead, domainIsOfTool, firstOf, personIsInPost, textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Handlers } from './handler.js';
import { responderOf } from './response.js';

export const actions: Pick<
  Handlers,
  | 'RequireResponse'
  | 'RecordResponse'
  | 'AgreeAction'
  | 'UpdateProgress'
  | 'CompleteAction'
  | 'VerifyAction'
  | 'ReopenAction'
  | 'CancelAction'
  | 'ChangeDueDate'
> = {
  RequireResponse({ respondBy }, state, context) {
    const { grade } = state.graded.standing;
    if (grade === null) return refusal('audit-not-graded');
    if (state.response !== null) return refusal('response-already-required');
    const refused = respondBy === null ? null : dateIsAhead(respondBy, context);
    if (refused !== null) return refused;
    const { by, counted } = respondBy === null ? startOf(context, 'respond') : { by: respondBy, counted: null };
    const ownerId = responderOf(state, context);
    return [{ type: 'response-required', data: { ownerId, grade, respondBy: by, counted } }];
  },

  RecordResponse({ plan }, state, { actor }) {
    if (state.response === null) return refusal('response-not-required');
    if (state.response.recorded) return refusal('response-already-recorded');
    const refused = textIsGiven(plan);
    if (refused !== null) return refused;
    return [{ type: 'response-recorded', data: { respondedBy: actor.id, plan, subjectId: state.subjectId } }];
  },

  AgreeAction({ text, ownerId, due, domain }, state, context) {
    const refused = firstOf(
      textIsGiven(text),
      personIsInPost(ownerId, context),
      due === null ? null : dateIsAhead(due, context),
      domain === null ? null : domainIsOfTool(domain, state, context),
    );
    if (refused !== null) return refused;
    const { by, counted } =
      due === null ? startOf(context, 'action', state.graded.standing.grade) : { by: due, counted: null };
    const actionId = context.newId('action');
    return [
      {
        type: 'action-agreed',
        data: { actionId, text, ownerId, due: by, counted, domain, subjectId: state.subjectId },
      },
    ];
  },

  UpdateProgress({ actionId, note }, state) {
    const action = actionIn(state, actionId, ['open'], 'action-not-open');
    if (isRefusal(action)) return action;
    const refused = textIsGiven(note);
    return refused ?? [{ type: 'action-progress-updated', data: { actionId, note, subjectId: state.subjectId } }];
  },

  CompleteAction({ actionId, evidence, evidenceReference }, state, context) {
    const action = actionIn(state, actionId, ['open'], 'action-not-open');
    if (isRefusal(action)) return action;
    const refused = firstOf(textIsGiven(evidence), textIsSound(evidenceReference));
    if (refused !== null) return refused;
    const { by, counted } = startOf(context, 'verify');
    return [
      {
        type: 'action-completed',
        data: {
          actionId,
          evidence,
          evidenceReference,
          completedBy: context.actor.id,
          verifyBy: by,
          counted,
          subjectId: state.subjectId,
        },
      },
    ];
  },

  VerifyAction({ actionId, note }, state, { actor }) {
    const action = actionIn(state, actionId, ['completed'], 'action-not-completed');
    if (isRefusal(action)) return action;
    const refused = textIsSound(note);
    if (refused !== null) return refused;
    return [{ type: 'action-verified', data: { actionId, verifiedBy: actor.id, note, subjectId: state.subjectId } }];
  },

  ReopenAction({ actionId, reason, due }, state, context) {
    const action = actionIn(state, actionId, ['completed', 'verified'], 'action-not-done');
    if (isRefusal(action)) return action;
    const refused = firstOf(textIsGiven(reason), dateIsAhead(due, context));
    return refused ?? [{ type: 'action-reopened', data: { actionId, reason, due, subjectId: state.subjectId } }];
  },

  CancelAction({ actionId, reason }, state) {
    const action = actionIn(state, actionId, ['open', 'completed'], 'action-already-settled');
    if (isRefusal(action)) return action;
    const refused = textIsGiven(reason);
    return refused ?? [{ type: 'action-cancelled', data: { actionId, reason, subjectId: state.subjectId } }];
  },

  ChangeDueDate({ actionId, due, reason }, state, context) {
    const action = actionIn(state, actionId, ['open'], 'action-not-open');
    if (isRefusal(action)) return action;
    const refused = firstOf(textIsGiven(reason), dateIsAhead(due, context));
    if (refused !== null) return refused;
    const from = state.deadlines[`action:${actionId}`]?.due;
    if (from === undefined) throw new Error('An open action has no deadline');
    if (from === due) return refusal('due-date-unchanged');
    return [{ type: 'action-due-changed', data: { actionId, from, to: due, reason, subjectId: state.subjectId } }];
  },
};

function actionIn(
  { actions: agreed }: SelectedAudit,
  actionId: string,
  statuses: readonly AgreedAction['status'][],
  otherwise: Parameters<typeof refusal>[0],
): AgreedAction | Refusal {
  const action = agreed.find((candidate) => candidate.actionId === actionId);
  if (action === undefined) return refusal('action-unknown');
  return statuses.includes(action.status) ? action : refusal(otherwise);
}
