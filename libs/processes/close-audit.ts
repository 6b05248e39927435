import { auditStream } from '#application';
import type { StreamFold } from '#application';
import { londonDateOf, openLoopOf } from '#domain';
import type { EventEnvelope } from '#event-store';
import { KEPT, ofAudit, WAIT_FOR_EVENT, waitUntil, type Process } from './process.js';

/**
 * An audit closes itself when its loop is closed (`openLoopOf`). Not before the next working day, so that whoever did the
 * last thing may still agree an action.
 */
export const closeAudit: Process = {
  name: 'close-audit',
  routes: {
    'audit-finalised': { start: ofAudit },
    'audit-reopened': { start: ofAudit },
    'response-recorded': { continue: ofAudit },
    'response-signed-off': { continue: ofAudit },
    'response-reviewed': { continue: ofAudit },
    'audit-filed': { continue: ofAudit },
    'action-agreed': { continue: ofAudit },
    'action-verified': { continue: ofAudit },
    'action-cancelled': { continue: ofAudit },
    'safety-concern-resolved': { continue: ofAudit },
    'audit-closed': { stop: ofAudit },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    if (audit.stage !== 'action-tracking') return KEPT;
    if (openLoopOf(audit) !== null) return WAIT_FOR_EVENT;
    const { calendar } = await steps.references();
    const lastDoneOn = await steps.stateOf(auditStream(auditId), lastRecordedOn);
    const earliest = calendar.addWorkingDays(lastDoneOn, 1);
    if (steps.today < earliest) return waitUntil(earliest);
    await steps.take('close', { name: 'CloseAudit', target: auditId });
    return KEPT;
  },
};

/** The London date of the last thing recorded in an audit. */
const lastRecordedOn: StreamFold<string> = {
  initial: '',
  after: (before: string, events: readonly EventEnvelope[]) => {
    const last = events.at(-1);
    return last === undefined ? before : londonDateOf(last.metadata.recordedAt);
  },
};
