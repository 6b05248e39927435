import { refusal } from '../refusals.js';
import { dateIsAhead, gradeIsOfScale, textIsGiven } from './checks.js';
import type { Handlers } from './handler.js';

export const later: Pick<Handlers, 'RecordRetrospectiveGrade' | 'ScheduleReaudit'> = {
  /** For consistency among moderators; changes no grade of the audit. */
  RecordRetrospectiveGrade({ grade, rationale }, state, context) {
    const { id: moderatorId } = context.actor;
    if (state.retrospective.includes(moderatorId)) return refusal('retrospective-already-graded');
    const refused = gradeIsOfScale(grade, state, context) ?? textIsGiven(rationale);
    if (refused !== null) return refused;
    return [
      {
        type: 'retrospective-grade-recorded',
        data: { moderatorId, grade, rationale, subjectId: state.subjectId },
      },
    ];
  },

  /** The system schedules what the settings ask for, a coordinator any. */
  ScheduleReaudit({ dueOn }, state, context) {
    const { actor, calendar, settings, today, newId } = context;
    if (state.reauditId !== null) return refusal('reaudit-already-scheduled');
    const { grade } = state.graded.standing;
    const asked = grade !== null && settings.reauditGrades.includes(grade);
    if (!asked && !actor.roles.includes('coordinator')) return refusal('reaudit-not-asked-for');
    const refused = dueOn === null ? null : dateIsAhead(dueOn, context);
    if (refused !== null) return refused;
    const due = dueOn ?? calendar.addWorkingDays(today, settings.deadlines.reaudit);
    return [{ type: 'reaudit-scheduled', data: { reauditId: newId('reaudit'), dueOn: due } }];
  },
};
