import { isSelected } from '#domain';
import { KEPT, ofAudit, WAIT_FOR_EVENT, type Process } from './process.js';

/** When the council's calendar changes, what is owed on every audit under way is counted again. */
export const moveDeadlines: Process = {
  name: 'move-deadlines',
  routes: {
    'audit-selected': { start: ofAudit },
    'audit-reopened': { start: ofAudit },
    'closure-added': { continueAll: true },
    'closure-removed': { continueAll: true },
    'audit-closed': { stop: ofAudit },
    'subject-substituted': { stop: ofAudit },
    'audit-exempted': { stop: ofAudit },
    'audit-withdrawn': { stop: ofAudit },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    if (!isSelected(audit)) return KEPT;
    const { calendar } = await steps.references();
    const moved = Object.values(audit.deadlines).some(
      ({ due, counted }) => counted !== null && calendar.addWorkingDays(counted.from, counted.days) !== due,
    );
    if (moved) {
      const body = { because: 'The calendar of working days has changed.' };
      await steps.take('move', { name: 'MoveDeadlines', target: auditId, body });
    }
    return WAIT_FOR_EVENT;
  },
};
