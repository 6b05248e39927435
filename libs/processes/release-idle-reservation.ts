import { capacityFold, liveAuditFold } from '#application';
import { addDays, capacityStream, liveAuditStream } from '#domain';
import { KEPT, ofAudit, waitUntil, type Process } from './process.js';
import { holderOf } from './release-capacity.js';
import type { Steps } from './steps.js';

/**
 * A reservation comes before what it is for. Where that never came, because the machine stopped in between, the subject or
 * the auditor's place is free again on the next day.
 */
export const releaseIdleReservation: Process = {
  name: 'release-idle-reservation',
  routes: {
    'live-audit-reserved': { start: ({ stream, data }) => instanceOf(stream, data.auditId) },
    'live-audit-released': { stop: ({ stream, data }) => instanceOf(stream, data.auditId) },
    'audit-selected': {
      stop: ({ data }) => instanceOf(liveAuditStream(data.activity, data.subjectId), data.auditId),
    },
    'capacity-reserved': { start: ({ stream, data }) => instanceOf(stream, data.auditId) },
    'capacity-released': { stop: ({ stream, data }) => instanceOf(stream, data.auditId) },
    'auditor-allocated': { stop: (event) => instanceOf(capacityStream(event.data.auditorId), ofAudit(event)) },
    'auditor-reallocated': { stop: (event) => instanceOf(capacityStream(event.data.auditorId), ofAudit(event)) },
  },
  async advance(instance, steps) {
    // whoever reserved it may be about to use it
    const nextDay = addDays(steps.cause.recordedOn, 1);
    if (steps.today < nextDay) return waitUntil(nextDay);
    const [stream = '', auditId = ''] = instance.split(' ');
    await (stream.startsWith('capacity-')
      ? releasePlace(stream, auditId, steps)
      : releaseSubject(stream, auditId, steps));
    return KEPT;
  },
};

const instanceOf = (stream: string, auditId: string | null): string | null =>
  auditId === null ? null : `${stream} ${auditId}`;

async function releaseSubject(stream: string, auditId: string, steps: Steps): Promise<void> {
  const { heldBy } = await steps.stateOf(stream, liveAuditFold);
  if (heldBy !== auditId || (await steps.audit(auditId)).stage !== 'unselected') return;
  const [activity = '', subjectId = ''] = stream.slice('live-'.length).split('.');
  await steps.take('release', { name: 'ReleaseLiveAudit', body: { subjectId, activity, auditId, auditedOn: null } });
}

async function releasePlace(stream: string, auditId: string, steps: Steps): Promise<void> {
  const personId = stream.slice('capacity-'.length);
  const { held } = await steps.stateOf(stream, capacityFold);
  if (!held.has(auditId) || holderOf(await steps.audit(auditId)) === personId) return;
  await steps.take('release', { name: 'ReleaseCapacity', body: { personId, auditId } });
}
