import type { Database } from 'better-sqlite3';
import { isSelected, londonDateOf, noticeKey, noticeOf, reminderIdOf, sendableFrom } from '#domain';
import type { AuditState, ObligationOwner, SendingTimes } from '#domain';
import { json } from '../../rows/columns.js';
import type { RecordedAuditEvent } from '../../domain-events.js';

/** What happened on audits and is still to be told to those it concerns. */
export class NoticeRows {
  private readonly insert;
  private readonly remove;

  constructor(db: Database) {
    this.insert = db.prepare<[string, string, string, string, string, string, string]>(
      'INSERT OR IGNORE INTO notices VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.remove = db.prepare<[string]>('DELETE FROM notices WHERE reminder_id = ?');
  }

  /** @param state the audit after the event */
  fold(auditId: string, event: RecordedAuditEvent, state: AuditState | undefined, times: SendingTimes): void {
    if (state === undefined || !isSelected(state)) return;
    const notice = noticeOf(state, event);
    if (notice === null) return;
    const { recordedAt, actor, correlationId } = event.metadata;
    const concerned = notice.to.filter((one: ObligationOwner) => !('personId' in one) || one.personId !== actor.id);
    if (concerned.length === 0) return;
    const key = noticeKey(notice.kind, event.id);
    const on = londonDateOf(recordedAt);
    const id = reminderIdOf(auditId, key, on, { days: 0, to: 'owner' });
    this.insert.run(id, auditId, key, on, sendableFrom(recordedAt, times), json(concerned), correlationId);
  }

  /** Somebody has begun to tell it. */
  claimed(reminderId: string): void {
    this.remove.run(reminderId);
  }
}
