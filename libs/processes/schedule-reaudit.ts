import { callsForReaudit } from '#domain';
import { pinnedSettings } from './pinned-settings.js';
import { KEPT, ofAudit, type Process } from './process.js';

/** A final grade that calls for it, such as Inadequate, brings a re-audit, or the draw of whether there is one. */
export const scheduleReaudit: Process = {
  name: 'schedule-reaudit',
  routes: {
    'audit-finalised': { start: ofAudit },
    'record-corrected': { start: (event) => (event.data.change.field === 'finalGrade' ? ofAudit(event) : null) },
    'reaudit-scheduled': { stop: ofAudit },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    if ((audit.stage !== 'action-tracking' && audit.stage !== 'closed') || audit.reauditId !== null) return KEPT;
    if (callsForReaudit(audit, await pinnedSettings(audit, steps))) {
      await steps.take('schedule', { name: 'ScheduleReaudit', target: auditId, body: { dueOn: null } });
    }
    return KEPT;
  },
};
