import type { AuditEvent } from '#domain';
import { auditFold } from './record.js';

type Recorded = AuditEvent & { readonly id: string; readonly metadata: { readonly recordedAt: string } };

const selected: AuditEvent = {
  type: 'audit-selected',
  data: {
    auditId: 'audit-1',
    reference: 'AAAAA-AAAAA',
    origin: 'directed',
    sampleId: null,
    activity: 'case-file',
    subjectId: 'subject-1',
    subjectType: 'child',
    service: null,
    teamId: null,
    team: null,
    practitionerId: null,
    workerMatched: true,
    period: '2026-05',
    settingsVersion: 1,
    tool: { key: 'case-file', version: 1 },
    scale: 'ofsted',
    pilot: false,
    reauditOf: null,
    replaces: null,
    plan: {
      conversation: 'required',
      familyContact: 'optional',
      moderation: 'optional',
      dispute: 'optional',
      graded: true,
    },
    selectedOn: '2026-05-11',
    allocateBy: '2026-05-13',
    counted: null,
  },
};
const progress: AuditEvent = {
  type: 'action-progress-updated',
  data: { actionId: 'action-1', note: 'Going on.', subjectId: 'subject-1' },
};

describe('the record of an audit', () => {
  /** Each would be taken apart again for every audit that a command loads. */
  it('looks at nothing of an event but what it keeps', () => {
    const looked: string[] = [];
    /** As a stored event is read back: data and metadata are taken apart when they are first looked at. */
    const unread = (event: AuditEvent, id: string): Recorded =>
      Object.defineProperties({ type: event.type, id } as Recorded, {
        data: { get: () => (looked.push(`data of ${event.type}`), event.data) },
        metadata: { get: () => (looked.push(`metadata of ${event.type}`), { recordedAt: '2026-05-18T09:00:00.000Z' }) },
      });
    const { recorded } = auditFold.after(auditFold.initial, [unread(selected, 'e1'), unread(progress, 'e2')]);
    expect(recorded).toEqual([
      { id: 'e1', type: 'audit-selected' },
      { id: 'e2', type: 'action-progress-updated' },
    ]);
    expect([...new Set(looked)]).toEqual(['data of audit-selected']);
  });
});
