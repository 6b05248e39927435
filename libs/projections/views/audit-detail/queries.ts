import { auditDecider, initialAudit, londonDateOf } from '#domain';
import type { AuditReader, AuditState } from '#domain';
import { auditDocument, auditTimeline, recordedBy } from '../../audits/audit-document.js';
import type { AuditDocument, Entry } from '../../audits/audit-document.js';
import type { Rows } from '../../reading/rows.js';
import { asAuditEvent } from '../domain-events.js';
import type { RecordedAuditEvent } from '../domain-events.js';
import type { Link } from './projection.js';

interface Stored {
  readonly revision: number;
  readonly position: number;
  readonly id: string;
  readonly type: string;
  readonly actorId: string;
  readonly actorRole: string;
  readonly recordedAt: string;
  readonly data: string;
}

/** Everything that happened to an audit, nothing withheld: for deciding who may read what, never to be shown as it is. */
export interface AuditHistory {
  readonly auditId: string;
  readonly events: readonly RecordedAuditEvent[];
  /** As it stands after the last event. */
  readonly state: AuditState;
}

export interface LinkedAudit {
  readonly link: Link;
  readonly auditId: string;
}

const EVENTS = `
SELECT revision, position, event_id AS id, type, actor_id AS actorId, actor_role AS actorRole, recorded_at AS recordedAt,
  data
FROM events WHERE audit_no = (SELECT audit_no FROM audits WHERE audit_id = ?) ORDER BY revision`;

const { evolve } = auditDecider();

/** An audit's history from the view's rows; nothing where there is no such audit. */
export function findAuditHistory(rows: Rows, auditId: string): AuditHistory | undefined {
  const events = rows.all<Stored>(EVENTS, auditId).map((row) => eventOf(auditId, row));
  return events.length === 0 ? undefined : historyOf(auditId, events);
}

/** An audit's history from its stream, as the ledger loads it. */
export function historyOf(auditId: string, events: readonly RecordedAuditEvent[]): AuditHistory {
  return { auditId, events, state: events.reduce<AuditState>(evolve, initialAudit) };
}

/** Only what a document or a timeline needs of the metadata is kept in the rows. */
function eventOf(auditId: string, { id, revision, position, type, data, ...row }: Stored): RecordedAuditEvent {
  const { actorId, actorRole, recordedAt } = row;
  const metadata = { recordedAt, actor: { id: actorId, role: actorRole } };
  const unkept = { commandId: '', correlationId: '', previousHash: '', hash: '' };
  return asAuditEvent({
    id,
    stream: `audit-${auditId}`,
    revision,
    position,
    type,
    data: JSON.parse(data) as unknown,
    metadata: { ...unkept, ...metadata },
  });
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

/** Audits this one replaces, is replaced by, follows or is followed by, as known at an instant. */
export function listLinkedAudits(rows: Rows, auditId: string, instant: string): LinkedAudit[] {
  return rows.all<LinkedAudit>(
    'SELECT link, other_id AS auditId FROM links WHERE audit_id = ? AND recorded_at <= ? ORDER BY link, recorded_at, other_id',
    auditId,
    instant,
  );
}
