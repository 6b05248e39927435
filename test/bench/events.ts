import { randomUUID } from 'node:crypto';
import type { RawRow } from './raw-sqlite.js';

/** The bytes of an ordinary step of an audit: a progress note sealed for its subject, with full metadata. */
export function ordinaryRow(stream: string, revision: number): RawRow {
  const id = randomUUID();
  const owner = `subject:${randomUUID()}`;
  return {
    id,
    stream,
    revision,
    type: 'action-progress-updated.v1',
    data: JSON.stringify({
      actionId: randomUUID(),
      note: { box: Buffer.alloc(190, 7).toString('base64'), owner },
      subjectId: owner.slice(8),
    }),
    metadata: JSON.stringify({
      actor: { id: randomUUID(), role: 'practitioner' },
      bodyDigest: 'a'.repeat(64),
      commandId: randomUUID(),
      correlationId: randomUUID(),
      hash: 'b'.repeat(64),
      previousHash: 'c'.repeat(64),
      recordedAt: '2026-04-01T09:00:00.000Z',
      settingsVersion: 1,
    }),
  };
}

/** New streams of one event each, so that neither side ever meets a conflict. */
export function freshRows(count: number): RawRow[] {
  return Array.from({ length: count }, () => ordinaryRow(`audit-${randomUUID()}`, 0));
}
