import type { Refusal } from '../../refusal.js';
import { refusal, type AuditRefusalCode } from '../refusals.js';
import type { AgreedAction, SelectedAudit } from '../state.js';
import { dateIsAhead, domainIsOfTool, firstOf, personIsInPost, textIsGiven, textIsSound } from './checks.js';
import { isAskedOf } from '../asked-steps.js';
import { detailsAreSound, detailsSaid, dueOf } from './action-details.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers } from './handler.js';

export const actions: Pick<
  Handlers,
  | 'AgreeAction'
  | 'LinkAction'
  | 'AcknowledgeAction'
  | 'UpdateProgress'
  | 'CompleteAction'
  | 'VerifyAction'
  | 'ReopenAction'
  | 'CancelAction'
  | 'ChangeDueDate'
> = {
  AgreeAction({ text, ownerId, due, domain, ...details }, state, context) {
    const refused = firstOf(
      textIsGiven(text),
      personIsInPost(ownerId, context),
      due === null ? null : dateIsAhead(due, context),
      domain === null ? null : domainIsOfTool(domain, state, context),
      detailsAreSound(details, due, context),
    );
    if (refused !== null) return refused;
    const actionId = context.newId('action');
    const { by, counted } = dueOf(details.urgency ?? null, due, state.graded.standing.grade, context);
    return [
      {
        type: 'action-agreed',
        data: {
          actionId,
          text,
          ownerId,
          due: by,
          counted,
          domain,
          subjectId: state.subjectId,
          ...detailsSaid(details, context),
        },
      },
    ];
  },

  LinkAction({ toAudit, toAction }, state, { facts, newId, actor }) {
    const standing = facts.actionNamed;
    if (standing === null) return refusal('linked-action-unknown');
    if (standing !== 'open') return refusal('linked-action-not-open');
    if (state.linked?.some((link) => link.toAudit === toAudit && link.toAction === toAction) === true)
      return refusal('action-already-linked');
    const linkId = newId('link');
    return [{ type: 'action-linked', data: { linkId, toAudit, toAction, linkedBy: actor.id } }];
  },

  AcknowledgeAction({ actionId, note }, state, { actor }) {
    const refused = textIsSound(note);
    if (refused !== null) return refused;
    const { id: acknowledgedBy } = actor;
    return [{ type: 'action-acknowledged', data: { actionId, acknowledgedBy, note, subjectId: state.subjectId } }];
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
  LinkAction: (state, { settings }) =>
    isAskedOf('LinkAction', state, settings) ? null : refusal('action-scope-unasked'),
  AcknowledgeAction: (state, context, item) =>
    onlyOn(['open'], 'action-not-open')(state, context, item) ??
    (state.deadlines[`acknowledge-action:${item}`] === undefined ? refusal('action-not-to-acknowledge') : null),
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
