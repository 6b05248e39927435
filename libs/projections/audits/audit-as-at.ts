import { auditDecider, initialAudit, londonDateOf } from '#domain';
import type { AuditReader, AuditState } from '#domain';
import type { RecordedAuditEvent } from '../domain-events.js';
import { auditDocument, auditTimeline, recordedBy } from './audit-document.js';
import type { AuditDocument, Entry } from './audit-document.js';

/** Everything that happened to an audit, nothing withheld: for deciding who may read what, never to be shown as it is. */
export interface AuditHistory {
  readonly auditId: string;
  readonly events: readonly RecordedAuditEvent[];
  /** As it stands after the last event. */
  readonly state: AuditState;
}

const { evolve } = auditDecider();

/** An audit's history from its stream, as the ledger loads it. */
export function historyOf(auditId: string, events: readonly RecordedAuditEvent[]): AuditHistory {
  return { auditId, events, state: events.reduce<AuditState>(evolve, initialAudit) };
}

/** What a moment in an audit's life looked like. */
export interface AuditAsAt {
  readonly document: AuditDocument | undefined;
  readonly timeline: readonly Entry[];
}

/**
 * An audit as at an instant, as a reader may see it: events recorded by then, folded as the live document is. What may
 * be read goes by how the audit stands now, so that a look back tells a blind moderator nothing.
 * @param reader from the state of the whole history
 * @param instant ISO, UTC; now for the live document
 */
export function auditAsAt({ auditId, events }: AuditHistory, reader: AuditReader, instant: string): AuditAsAt {
  const known = recordedBy(events, instant);
  return {
    document: auditDocument(auditId, known, reader, londonDateOf(instant)),
    timeline: auditTimeline(known, reader),
  };
}
