import type { Database } from 'better-sqlite3';
import { digestAfter, messageIdOf } from '#domain';
import type { Answer, ClaimedRecipient, ReminderItem, SendingTimes, StandingObligation } from '#domain';
import { flag, fromJson, json } from '../../rows/columns.js';
import type { RecordedOf } from '../../domain-events.js';

/** `digest` waits for one, `digested` is in one; `tasks` is told by the home page alone. */
export type MessageStanding = Answer | 'digest' | 'digested' | 'tasks';

interface Claiming {
  readonly reminderId: string;
  readonly recipient: ClaimedRecipient;
  readonly at: string;
}

/** What was claimed, and what came of each message. */
export class MessageRows {
  private readonly statements;

  constructor(db: Database) {
    this.statements = {
      claim: db.prepare<[string, string, number, string, string]>(
        `INSERT INTO claims (reminder_id, record_id, attempt, claimed_at, items) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (reminder_id) DO UPDATE SET attempt = excluded.attempt, claimed_at = excluded.claimed_at`,
      ),
      message: db.prepare<
        [string, string, string, string | null, string | null, string, string | null, MessageStanding, string]
      >(
        `INSERT OR IGNORE INTO messages (message_id, reminder_id, person_id, instead_of, because, delivery, digest_at,
  standing, possible_duplicate, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
      ),
      answer: db.prepare<[MessageStanding, string | null, string | null, number, string, string]>(
        `UPDATE messages SET standing = ?, channel = coalesce(?, channel), code = ?,
  possible_duplicate = max(possible_duplicate, ?), changed_at = ? WHERE message_id = ?`,
      ),
      deferred: db.prepare<[string, string]>(
        `UPDATE messages SET code = ? WHERE message_id = ? AND standing = 'outstanding'`,
      ),
      digested: db.prepare<[string, string]>(
        `UPDATE messages SET standing = 'digested', changed_at = ? WHERE message_id = ? AND standing = 'digest'`,
      ),
      postpone: db.prepare<[string, string, string]>(
        `UPDATE messages SET digest_at = ? WHERE person_id = ? AND standing = 'digest' AND digest_at <= ?`,
      ),
      waits: db.prepare<[string, string]>(
        `UPDATE messages SET standing = 'digest', code = NULL, digest_at = ? WHERE message_id = ?`,
      ),
      items: db.prepare<[string], string>('SELECT items FROM claims WHERE reminder_id = ?').pluck(),
      ended: db.prepare<[string, string, string]>(
        `UPDATE messages SET standing = 'tasks' WHERE standing = 'digest' AND reminder_id IN (
  SELECT reminder_id FROM claims WHERE record_id = ? AND items ->> '$[0].obligation' = ? AND items ->> '$[0].due' = ?)`,
      ),
      lastDigest: db
        .prepare<[string], string | null>(
          `SELECT max(digest_at) FROM messages WHERE person_id = ? AND delivery = 'email'`,
        )
        .pluck(),
    };
  }

  claimed(recordId: string, { data }: RecordedOf<'reminder-claimed'>, times: SendingTimes): void {
    const { reminderId, attempt, claimedAt: at, items, recipients } = data;
    this.statements.claim.run(reminderId, recordId, attempt, at, json(items));
    for (const recipient of recipients) {
      if (recipient.delivery === 'digest') this.waitsForDigest({ reminderId, recipient, at }, times);
      else this.insert({ reminderId, recipient, at }, recipient.delivery === 'email' ? 'outstanding' : 'tasks');
      if (recipient.delivery !== 'email' || recipient.digestAt === null) continue;
      // A digest: what it holds is settled with its claim, and whatever it missed waits for the next.
      for (const item of items) this.statements.digested.run(at, messageIdOf(item.reminderId, recipient.personId));
      this.statements.postpone.run(digestAfter(recipient.digestAt, times), recipient.personId, recipient.digestAt);
    }
  }

  sent({ data, metadata }: RecordedOf<'reminder-sent'>): void {
    const { messageId, channel, possibleDuplicate } = data;
    this.statements.answer.run('sent', channel, null, flag(possibleDuplicate), metadata.recordedAt, messageId);
  }

  failed({ data: { messageId, code }, metadata }: RecordedOf<'reminder-failed'>): void {
    this.statements.answer.run('failed', null, code, 0, metadata.recordedAt, messageId);
  }

  /** Told to nobody: claimed all the same, so that nobody claims it. */
  superseded(recordId: string, { data: { reminderId, item }, metadata }: RecordedOf<'reminder-superseded'>): void {
    this.statements.claim.run(reminderId, recordId, 0, metadata.recordedAt, json([item]));
  }

  /** What the message was to tell waits for the person's next digest. */
  messageSuperseded({ data, metadata: { recordedAt } }: RecordedOf<'message-superseded'>): void {
    const { reminderId, personId, messageId } = data;
    this.statements.answer.run('superseded', null, null, 0, recordedAt, messageId);
    const items = fromJson<readonly ReminderItem[]>(this.statements.items.get(reminderId) ?? '[]');
    for (const item of items) this.statements.waits.run(recordedAt, messageIdOf(item.reminderId, personId));
  }

  deferred({ data: { messageId, code } }: RecordedOf<'reminder-deferred'>): void {
    this.statements.deferred.run(code, messageId);
  }

  delivered({ data: { messageId }, metadata }: RecordedOf<'notification-delivered'>): void {
    this.statements.answer.run('delivered', null, null, 0, metadata.recordedAt, messageId);
  }

  bounced({ data: { messageId, code }, metadata }: RecordedOf<'notification-bounced'>): void {
    this.statements.answer.run('bounced', null, code, 0, metadata.recordedAt, messageId);
  }

  /** What has been done meanwhile is in no digest. */
  ended(auditId: string, { key, due }: Pick<StandingObligation, 'key' | 'due'>): void {
    this.statements.ended.run(auditId, key, due);
  }

  private waitsForDigest(claiming: Claiming, times: SendingTimes): void {
    const { recipient } = claiming;
    const last = this.statements.lastDigest.get(recipient.personId) ?? null;
    const missed = last !== null && recipient.digestAt !== null && recipient.digestAt <= last;
    const digestAt = missed ? digestAfter(last, times) : recipient.digestAt;
    this.insert({ ...claiming, recipient: { ...recipient, digestAt } }, 'digest');
  }

  private insert({ reminderId, recipient, at }: Claiming, standing: MessageStanding): void {
    const { messageId, personId, insteadOf, because, delivery, digestAt } = recipient;
    this.statements.message.run(messageId, reminderId, personId, insteadOf, because, delivery, digestAt, standing, at);
  }
}
