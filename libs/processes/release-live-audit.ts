import { isSelected } from '#domain';
import { KEPT, ofAudit, type Process } from './process.js';

/** When an audit is over, its subject may be drawn for another one; the audit date counts towards the cooldown. */
export const releaseLiveAudit: Process = {
  name: 'release-live-audit',
  routes: {
    'audit-closed': { start: ofAudit },
    'subject-substituted': { start: ofAudit },
    'audit-exempted': { start: ofAudit },
    'audit-withdrawn': { start: ofAudit },
    'live-audit-released': { stop: ({ data }) => data.auditId },
  },
  async advance(auditId, steps) {
    const audit = await steps.audit(auditId);
    if (!isSelected(audit) || (audit.stage !== 'closed' && audit.stage !== 'ended')) return KEPT;
    const { activity, subjectId, graded } = audit;
    const auditedOn = audit.stage === 'closed' ? (graded?.auditedOn ?? null) : null;
    await steps.take('release', { name: 'ReleaseLiveAudit', body: { subjectId, activity, auditId, auditedOn } });
    return KEPT;
  },
};
