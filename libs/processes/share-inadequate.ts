import { callsForPlan } from '#domain';
import { pinnedSettings } from './pinned-settings.js';
import { KEPT, ofAudit, type Process } from './process.js';

/** A moderated grade that calls for a response, such as Inadequate, is shared with the team manager the same day. */
export const shareInadequate: Process = {
  name: 'share-inadequate',
  routes: {
    'grade-upheld': { start: ofAudit },
    'grade-changed': { start: ofAudit },
    'outcome-shared': { stop: ofAudit },
    'audit-withdrawn': { stop: ofAudit },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    if (audit.stage !== 'sharing') return KEPT;
    if (callsForPlan(await pinnedSettings(audit, steps), audit.graded.standing.grade)) {
      await steps.take('share', { name: 'ShareOutcome', target: auditId });
    }
    return KEPT;
  },
};
