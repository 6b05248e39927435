import type { Database } from 'better-sqlite3';
import { isSelected, londonDateOf, noticesOf, reminderIdOf, sendableFrom } from '#domain';
import type { AuditState, SendingTimes } from '#domain';
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

  /**
   * @param before the audit before the event; undefined where it begins with it
   * @param after the audit after it
   */
  fold(
    auditId: string,
    event: RecordedAuditEvent,
    { before, after }: { readonly before: AuditState | undefined; readonly after: AuditState | undefined },
    times: SendingTimes,
  ): void {
    if (after === undefined || !isSelected(after)) return;
    const { recordedAt, actor, correlationId } = event.metadata;
    const today = londonDateOf(recordedAt);
    for (const { key, to, on } of noticesOf({ before, after, event, actorId: actor.id, today })) {
      const due = on ?? today;
      const id = reminderIdOf(auditId, key, due, { days: 0, to: 'owner' });
      this.insert.run(id, auditId, key, due, sendableFrom(recordedAt, times), json(to), correlationId);
    }
  }

  /** Somebody has begun to tell it. */
  claimed(reminderId: string): void {
    this.remove.run(reminderId);
  }
}
