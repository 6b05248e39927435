import { isRefusal, type Refusal } from '../../refusal.js';
import { domainsAfter } from '../domain-grades.js';
import { refusal } from '../refusals.js';
import type { StateIn } from '../state.js';
import { domainsChange, gradeIsOfScale, textIsGiven } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, CommandNamed, Handlers, StepContext } from './handler.js';
import { underOverallGradeRule } from './overall-grade.js';
import { domainsAreWithinAnswers } from './questions.js';
import { responseFor } from './response.js';
import { answersAs } from './sharing.js';

export const dispute: Pick<Handlers, 'DisputeOutcome' | 'ResolveDispute'> = {
  DisputeOutcome({ grounds }, state, context) {
    const refused = textIsGiven(grounds);
    if (refused !== null) return refused;
    const as = answersAs(state, context);
    if (as === undefined) return refusal('already-acknowledged');
    const { by, counted } = startOf(context, 'resolve-dispute');
    return [
      {
        type: 'outcome-disputed',
        data: { disputedBy: context.actor.id, as, grounds, resolveBy: by, counted, subjectId: state.subjectId },
      },
    ];
  },

  ResolveDispute(command, state, context) {
    const { outcome, domains, rationale, exceptionReason } = command;
    const refused = textIsGiven(rationale) ?? resolutionIsSound(command, state, context);
    if (refused !== null) return refused;
    const { standing } = state.graded;
    const grade = command.grade ?? standing.grade;
    // A grade that stands was permitted when it was given.
    const decided = outcome === 'grade_stands' ? null : grade;
    const excepted = underOverallGradeRule(
      { grade: decided, domains: domainsAfter(standing.domains, domains), answers: standing.answers, exceptionReason },
      state,
      context,
    );
    if (isRefusal(excepted)) return excepted;
    return [
      {
        type: 'dispute-resolved',
        data: { panelMemberId: context.actor.id, outcome, grade, domains, rationale, subjectId: state.subjectId },
      },
      ...excepted,
      ...responseFor(grade, state, context),
    ];
  },
};

export const disputeBars: Bars = {
  DisputeOutcome(state, context) {
    const window = state.deadlines['dispute-window'];
    if (window === undefined || context.today > window.due) return refusal('window-passed');
    return answersAs(state, context) === undefined ? refusal('already-acknowledged') : null;
  },
};

function resolutionIsSound(
  { outcome, grade, domains }: CommandNamed['ResolveDispute'],
  state: StateIn<'dispute'>,
  context: StepContext,
): Refusal | null {
  const { standing } = state.graded;
  if (outcome === 'grade_stands')
    return (grade === null || grade === standing.grade) && domains.length === 0
      ? null
      : refusal('resolution-grade-unasked');
  if (grade === null) return state.plan.graded ? refusal('grade-missing') : refusal('audit-not-graded');
  const refused =
    gradeIsOfScale(grade, state, context) ??
    domainsChange(domains, standing.domains, state, context) ??
    domainsAreWithinAnswers(domainsAfter({}, domains), standing.answers, state, context);
  if (refused !== null) return refused;
  return grade === standing.grade && domains.length === 0 ? refusal('nothing-changed') : null;
}
