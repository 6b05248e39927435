import type { AuditEvent, PlanStands } from '../../audit-language/events.js';
import type { Refusal } from '../../refusal.js';
import { callsForPlan, responseToGrade } from '../../settings/response-to-grade.js';
import { holdersOf } from '../offices.js';
import { refusal } from '../refusals.js';
import type { ResponsePlan, SelectedAudit } from '../state.js';
import { answeringManagersOf } from '../who.js';
import { dateHasCome, dateIsAhead, firstOf, textIsGiven, textIsSound } from './checks.js';
import { startOf, type NewDeadline } from './deadline.js';
import type { Bars, Handlers, StepContext } from './handler.js';

export const response: Pick<
  Handlers,
  'RequireResponse' | 'RecordResponse' | 'SignOffResponse' | 'SendBackResponse' | 'ReviewResponse'
> = {
  RequireResponse({ respondBy }, state, context) {
    const { grade } = state.graded.standing;
    if (grade === null) return refusal('audit-not-graded');
    const refused = respondBy === null ? null : dateIsAhead(respondBy, context);
    if (refused !== null) return refused;
    return [required(grade, respondBy === null ? null : { by: respondBy, counted: null }, state, context)];
  },

  RecordResponse({ plan }, state, context) {
    const refused = textIsGiven(plan);
    if (refused !== null) return refused;
    const written = { respondedBy: context.actor.id, plan, subjectId: state.subjectId };
    if (state.response?.signedOffBy === undefined)
      return [{ type: 'response-recorded', data: { ...written, ...planStands(state, context) } }];
    const { by, counted } = startOf(context, 'sign-off');
    return [{ type: 'response-recorded', data: { ...written, signOffBy: by, counted } }];
  },

  SignOffResponse({ note }, state, context) {
    const refused = textIsSound(note);
    if (refused !== null) return refused;
    const { id: signedOffBy } = context.actor;
    return [
      {
        type: 'response-signed-off',
        data: { signedOffBy, note, subjectId: state.subjectId, ...planStands(state, context) },
      },
    ];
  },

  SendBackResponse({ reason }, state, context) {
    const refused = textIsGiven(reason);
    if (refused !== null) return refused;
    const { by, counted } = startOf(context, 'respond', state.response?.grade ?? null);
    const { id: sentBackBy } = context.actor;
    return [
      {
        type: 'response-sent-back',
        data: { sentBackBy, reason, respondBy: by, counted, subjectId: state.subjectId },
      },
    ];
  },

  ReviewResponse({ on, found, outcome, nextOn }, state, context) {
    const refused = firstOf(
      dateHasCome(on, context),
      textIsGiven(found),
      nextOn === null ? null : outcome === 'done' ? refusal('next-review-unasked') : dateIsAhead(nextOn, context),
    );
    if (refused !== null) return refused;
    const { id: reviewedBy } = context.actor;
    const reviewed = { reviewedBy, on, found, outcome, subjectId: state.subjectId };
    if (outcome === 'done') return [{ type: 'response-reviewed', data: reviewed }];
    const { by, counted } =
      nextOn === null ? startOf(context, 'review', state.response?.grade ?? null) : { by: nextOn, counted: null };
    return [{ type: 'response-reviewed', data: { ...reviewed, reviewBy: by, counted } }];
  },
};

export const responseBars: Bars = {
  RequireResponse({ graded, response: plan }) {
    if (graded.standing.grade === null) return refusal('audit-not-graded');
    return plan === null ? null : refusal('response-already-required');
  },
  RecordResponse({ response: plan }) {
    if (plan === null) return refusal('response-not-required');
    return plan.recorded ? refusal('response-already-recorded') : null;
  },
  SignOffResponse: ({ response: plan }) => waitsForSignature(plan),
  SendBackResponse: ({ response: plan }) => waitsForSignature(plan),
  ReviewResponse({ response: plan }) {
    if (plan === null) return refusal('response-not-required');
    return plan.review === 'due' ? null : refusal('review-not-due');
  },
};

function waitsForSignature(plan: ResponsePlan | null): Refusal | null {
  if (plan === null) return refusal('response-not-required');
  if (plan.signedOffBy === undefined) return refusal('sign-off-unasked');
  if (!plan.recorded) return refusal('response-missing');
  return plan.signOff === 'due' ? null : refusal('response-already-signed-off');
}

/**
 * The response plan a grade calls for, due from today; none where the grade calls for none or an answer is already there.
 * A grade that changes to another that calls for one keeps the time it had.
 */
export function responseFor(grade: string | null, audit: SelectedAudit, context: StepContext): readonly AuditEvent[] {
  if (grade === null || !callsForPlan(context.settings, grade)) return [];
  if (audit.response !== null && (audit.response.recorded || audit.response.grade === grade)) return [];
  const running = audit.deadlines['respond'];
  return [
    required(grade, running === undefined ? null : { by: running.due, counted: running.counted }, audit, context),
  ];
}

function required(grade: string, due: NewDeadline | null, audit: SelectedAudit, context: StepContext): AuditEvent {
  const { by, counted } = due ?? startOf(context, 'respond', grade);
  const signedOffBy = responseToGrade(context.settings, grade)?.signedOffBy ?? null;
  return {
    type: 'response-required',
    data: {
      ownerId: responderOf(audit, context),
      grade,
      respondBy: by,
      counted,
      ...(signedOffBy === null ? {} : { signedOffBy }),
    },
  };
}

/** What follows once a plan stands, by the grade it answers: when it is reviewed, and who gets a copy. */
function planStands(audit: SelectedAudit, context: StepContext): PlanStands & Partial<Pick<NewDeadline, 'counted'>> {
  const grade = audit.response?.grade ?? null;
  const { reviewAfterWorkingDays = null, copiesTo } = responseToGrade(context.settings, grade) ?? {};
  const people = new Set([
    ...holdersOf(copiesTo?.roles ?? [], audit, context),
    ...(copiesTo?.people ?? []).filter((personId) => context.directory.inPost(personId, context.today)),
  ]);
  const copies = people.size === 0 ? {} : { copies: [...people] };
  if (reviewAfterWorkingDays === null) return copies;
  const { by, counted } = startOf(context, 'review', grade);
  return { reviewBy: by, counted, ...copies };
}

/** The manager who answers for an audit, or to whom it falls. */
function responderOf(audit: SelectedAudit, context: StepContext): string | null {
  return answeringManagersOf(audit, context)[0] ?? null;
}
