import type { AuditEvent } from '../../audit-language/events.js';
import { addMonths } from '../../calendar/iso-date.js';
import { callsForReaudit, reauditDrawOf } from '../reaudit-draw.js';
import { refusal } from '../refusals.js';
import { dateIsAhead, gradeIsOfScale, isGraded, textIsGiven } from './checks.js';
import type { Bars, Handlers, StepContext } from './handler.js';

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

  /** A coordinator's day is theirs; otherwise the settings say, by a draw where they ask for a share. */
  ScheduleReaudit({ dueOn }, state, context) {
    const { today, newId, actor } = context;
    const refused = dueOn === null ? null : dateIsAhead(dueOn, context);
    if (refused !== null) return refused;
    const drawn = actor.roles.includes('system') ? reauditDrawOf(state, context.settings) : null;
    if (drawn === null) return [scheduled(dueOn ?? usualDay(context))];
    const draw: AuditEvent = { type: 'reaudit-drawn', data: drawn };
    return drawn.afterMonths === null ? [draw] : [draw, scheduled(addMonths(today, drawn.afterMonths))];

    function scheduled(due: string): AuditEvent {
      return { type: 'reaudit-scheduled', data: { reauditId: newId('reaudit'), dueOn: due } };
    }
  },
};

const usualDay = ({ calendar, today, settings }: StepContext): string =>
  calendar.addWorkingDays(today, settings.deadlines.reaudit);

export const laterBars: Bars = {
  RecordRetrospectiveGrade: (state, { actor }) =>
    state.retrospective.includes(actor.id) ? refusal('retrospective-already-graded') : isGraded(state),

  /** The system schedules what the settings ask for, a coordinator any. */
  ScheduleReaudit(state, { actor, settings }) {
    if (state.reauditId !== null) return refusal('reaudit-already-scheduled');
    return callsForReaudit(state, settings) || actor.roles.includes('coordinator')
      ? null
      : refusal('reaudit-not-asked-for');
  },
};
