import { capacityFold } from '#application';
import type { StreamFold } from '#application';
import { capacityStream, isSelected } from '#domain';
import type { AuditEvent, AuditState } from '#domain';
import { auditStream } from '#application';
import { KEPT, ofAudit, type Process } from './process.js';

/** Whoever was given an audit and holds it no longer has a place free for another: a first grade is in, or it went elsewhere. */
export const releaseCapacity: Process = {
  name: 'release-capacity',
  routes: {
    'first-grade-submitted': { start: ofAudit },
    'conflict-declared': { start: ofAudit },
    'auditor-reallocated': { start: ofAudit },
    'subject-substituted': { start: ofAudit },
    'audit-exempted': { start: ofAudit },
    'audit-withdrawn': { start: ofAudit },
  },
  async advance(auditId, steps) {
    const holder = holderOf(await steps.audit(auditId));
    for (const personId of await steps.stateOf(auditStream(auditId), auditorsGiven)) {
      if (personId === holder) continue;
      const { held } = await steps.stateOf(capacityStream(personId), capacityFold);
      if (!held.has(auditId)) continue;
      await steps.take(`release:${personId}`, { name: 'ReleaseCapacity', body: { personId, auditId } });
    }
    return KEPT;
  },
};

/** Who works towards the first grade of an audit: it counts towards their capacity. */
export function holderOf(audit: AuditState): string | null {
  return isSelected(audit) && audit.stage !== 'ended' && audit.graded === null
    ? (audit.auditor?.auditorId ?? null)
    : null;
}

/** Everyone an audit was ever given to. */
const auditorsGiven: StreamFold<ReadonlySet<string>> = {
  initial: new Set(),
  after(given: ReadonlySet<string>, events: readonly AuditEvent[]): ReadonlySet<string> {
    const auditors = events.flatMap((event) =>
      event.type === 'auditor-allocated' || event.type === 'auditor-reallocated' ? [event.data.auditorId] : [],
    );
    return auditors.length === 0 ? given : new Set([...given, ...auditors]);
  },
};
