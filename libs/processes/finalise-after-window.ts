import { addDays } from '#domain';
import { KEPT, ofAudit, WAIT_FOR_EVENT, waitUntil, type Process } from './process.js';

/** A shared outcome becomes final when everyone has acknowledged it, its dispute is resolved, or its window has passed. */
export const finaliseAfterWindow: Process = {
  name: 'finalise-after-window',
  routes: {
    'outcome-shared': { start: ofAudit },
    'outcome-acknowledged': { continue: ofAudit },
    'dispute-resolved': { continue: ofAudit },
    'deadlines-moved': { continue: ofAudit },
    'audit-finalised': { stop: ofAudit },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    switch (audit.stage) {
      case 'dispute':
        return WAIT_FOR_EVENT;
      case 'dispute-window': {
        const due = audit.deadlines['dispute-window']?.due;
        if (due === undefined) return WAIT_FOR_EVENT;
        if (steps.today <= due) return waitUntil(addDays(due, 1));
        break;
      }
      case 'finalising':
        break;
      default:
        return KEPT;
    }
    await steps.take('finalise', { name: 'FinaliseAudit', target: auditId });
    return KEPT;
  },
};
