import type { AuditEvent } from '../../audit-language/events.js';
import type { SelectedAudit } from '../state.js';
import { answeringManagersOf } from '../who.js';
import { startOf } from './deadline.js';
import type { StepContext } from './handler.js';

/**
 * The response plan a grade calls for (`responseGrades` of the settings), due from today; none where the grade calls for
 * none or an answer is already there. A grade that changes to another that calls for one keeps the time it had.
 */
export function responseFor(grade: string | null, audit: SelectedAudit, context: StepContext): readonly AuditEvent[] {
  if (grade === null || !context.settings.responseGrades.includes(grade)) return [];
  if (audit.response !== null && (audit.response.recorded || audit.response.grade === grade)) return [];
  const running = audit.deadlines['respond'];
  const { by, counted } =
    running === undefined ? startOf(context, 'respond') : { by: running.due, counted: running.counted };
  return [{ type: 'response-required', data: { ownerId: responderOf(audit, context), grade, respondBy: by, counted } }];
}

/** The manager who answers for an audit, or to whom it falls. */
export function responderOf(audit: SelectedAudit, context: StepContext): string | null {
  return answeringManagersOf(audit, context)[0] ?? null;
}
