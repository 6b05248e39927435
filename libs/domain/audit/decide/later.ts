import { refusal } from '../refusals.js';
import { dateIsAhead, gradeIsOfScale, isGraded, textIsGiven } from './checks.js';
import type { Bars, Handlers } from './handler.js';

export const later: Pick<Handlers, 'RecordRetrospectiveGrade' | 'ScheduleReaudit'> = {
  /** For consistency among moderators; changes no grade of the audit. */
  RecordRetrospectiveGrade({ grade, rationale }, state, context) {
    const { id: moderatorId } = context.actor;
    const refused = gradeIsOfScale(grade, state, context) ?? textIsGiven(rationale);
    if (refused !== null) return refused;
    return [
      {
        type: 'retrospective-grade-recorded',
        data: { moderatorId, grade, rationale, subjectId: state.subjectId },
      },
    ];
  },

  ScheduleReaudit({ dueOn }, _state, context) {
    const { calendar, settings, today, newId } = context;
    const refused = dueOn === null ? null : dateIsAhead(dueOn, context);
    if (refused !== null) return refused;
    const due = dueOn ?? calendar.addWorkingDays(today, settings.deadlines.reaudit);
    return [{ type: 'reaudit-scheduled', data: { reauditId: newId('reaudit'), dueOn: due } }];
  },
};

export const laterBars: Bars = {
  RecordRetrospectiveGrade: (state, { actor }) =>
    state.retrospective.includes(actor.id) ? refusal('retrospective-already-graded') : isGraded(state),

  /** The system schedules what the settings ask for, a coordinator any. */
  ScheduleReaudit({ reauditId, graded }, { actor, settings }) {
    if (reauditId !== null) return refusal('reaudit-already-scheduled');
    const { grade } = graded.standing;
    const isAskedFor = grade !== null && settings.reauditGrades.includes(grade);
    return isAskedFor || actor.roles.includes('coordinator') ? null : refusal('reaudit-not-asked-for');
  },
};
