import type { Refusal } from '../../refusal.js';
import { refusal, type AuditRefusalCode } from '../refusals.js';
import type { AgreedAction, SelectedAudit } from '../state.js';
import { dateIsAhead, domainIsOfTool, firstOf, personIsInPost, textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers } from './handler.js';
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
    const refused = respondBy === null ? null : dateIsAhead(respondBy, context);
    if (refused !== null) return refused;
    const { by, counted } = respondBy === null ? startOf(context, 'respond') : { by: respondBy, counted: null };
    const ownerId = responderOf(state, context);
    return [{ type: 'response-required', data: { ownerId, grade, respondBy: by, counted } }];
  },

  RecordResponse({ plan }, state, { actor }) {
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
    const refused = textIsGiven(note);
    return refused ?? [{ type: 'action-progress-updated', data: { actionId, note, subjectId: state.subjectId } }];
  },

  CompleteAction({ actionId, evidence, evidenceReference }, state, context) {
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
    const refused = textIsSound(note);
    if (refused !== null) return refused;
    return [{ type: 'action-verified', data: { actionId, verifiedBy: actor.id, note, subjectId: state.subjectId } }];
  },

  ReopenAction({ actionId, reason, due }, state, context) {
    const refused = firstOf(textIsGiven(reason), dateIsAhead(due, context));
    return refused ?? [{ type: 'action-reopened', data: { actionId, reason, due, subjectId: state.subjectId } }];
  },

  CancelAction({ actionId, reason }, state) {
    const refused = textIsGiven(reason);
    return refused ?? [{ type: 'action-cancelled', data: { actionId, reason, subjectId: state.subjectId } }];
  },

  ChangeDueDate({ actionId, due, reason }, state, context) {
    const refused = firstOf(textIsGiven(reason), dateIsAhead(due, context));
    if (refused !== null) return refused;
    const from = state.deadlines[`action:${actionId}`]?.due;
    if (from === undefined) throw new Error('An open action has no deadline');
    if (from === due) return refusal('due-date-unchanged');
    return [{ type: 'action-due-changed', data: { actionId, from, to: due, reason, subjectId: state.subjectId } }];
  },
};

export const actionBars: Bars = {
  RequireResponse({ graded, response }) {
    if (graded.standing.grade === null) return refusal('audit-not-graded');
    return response === null ? null : refusal('response-already-required');
  },
  RecordResponse({ response }) {
    if (response === null) return refusal('response-not-required');
    return response.recorded ? refusal('response-already-recorded') : null;
  },
  UpdateProgress: onlyOn(['open'], 'action-not-open'),
  CompleteAction: onlyOn(['open'], 'action-not-open'),
  VerifyAction: onlyOn(['completed'], 'action-not-completed'),
  ReopenAction: onlyOn(['completed', 'verified'], 'action-not-done'),
  CancelAction: onlyOn(['open', 'completed'], 'action-already-settled'),
  ChangeDueDate: onlyOn(['open'], 'action-not-open'),
};

/** The action is of the audit, and stands where the step can be taken. */
function onlyOn(statuses: readonly AgreedAction['status'][], otherwise: AuditRefusalCode) {
  return ({ actions: agreed }: SelectedAudit, _context: unknown, item: string | null): Refusal | null => {
    const action = agreed.find(({ actionId }) => actionId === item);
    if (action === undefined) return refusal('action-unknown');
    return statuses.includes(action.status) ? null : refusal(otherwise);
  };
}
