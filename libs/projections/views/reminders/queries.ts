import { byCodeUnits, digestIdOf, isSameDay } from '#domain';
import type { MailChannel, ObligationOwner, PlannedReminder, ReminderItem, Rung, StandIn } from '#domain';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';
import type { MessageStanding } from './message-rows.js';

/** Something to be sent from an instant on: a reminder, a person's digest, or either once more. */
export interface Awaiting {
  /** Of the reminder or the digest. */
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
  /** The obligation; of several one that is owed the same day, null where there is none. */
  readonly obligation: string | null;
  /** Since when it could be sent again, where it waits only because of how this service was set up. */
  readonly deferredFrom?: string;
  /** What it came of, where one thing made it happen. */
  readonly correlationId?: string;
}

/** A reminder of what is owed, told to its owner and the ladder; a notice is told to those it concerns. */
export interface ToTell extends PlannedReminder {
  readonly concerned: readonly ObligationOwner[] | null;
  /** What it came of. */
  readonly correlationId: string;
}

interface StoredPlanned extends Omit<ToTell, 'step' | 'concerned'> {
  readonly concerned: string | null;
  readonly days: number;
  readonly rung: Rung;
}

/** Reminders of what is owed, and notices of what happened: what there is to tell. */
const TO_TELL = `(
  SELECT reminder_id, audit_id, obligation, due, days, rung, send_at, NULL AS concerned, correlation_id FROM planned
  UNION ALL SELECT reminder_id, audit_id, obligation, due, 0, 'owner', send_at, concerned, correlation_id FROM notices
) AS planned`;

const PLANNED = `
SELECT planned.reminder_id AS reminderId, audit_id AS auditId, obligation, due, days, rung, send_at AS at, concerned,
  correlation_id AS correlationId
FROM ${TO_TELL}`;

/** Claimed by nobody, and not from the time before the council had messages sent. */
const UNTOLD = `
LEFT JOIN claims ON claims.reminder_id = planned.reminder_id, rules
WHERE claims.reminder_id IS NULL AND send_at >= started_at`;

const opened = ({ days, rung, concerned, ...rest }: StoredPlanned): ToTell => ({
  ...rest,
  step: { days, to: rung },
  concerned: concerned === null ? null : (JSON.parse(concerned) as ObligationOwner[]),
});

/** All that waits to be told to one person in one message. */
export interface WaitingDigest {
  readonly digestId: string;
  readonly personId: string;
  /** When it goes out. */
  readonly at: string;
  readonly items: readonly ReminderItem[];
}

/** A claim that was never answered is sent again soon for the first few times, then at growing distances up to an hour. */
const SOON = 3;
const LONGEST_MS = 3_600_000;

/** Later than any instant there is. */
const EVER = '9999-12-31T23:59:59.999Z';

/**
 * Everything to be sent up to an instant, the earliest first.
 * @param answerWithinMs how long a claim is left to whoever made it before it is sent again, in milliseconds
 */
export function listAwaiting(rows: Rows, answerWithinMs: number, until = EVER): Awaiting[] {
  const planned = rows.all<Awaiting>(
    `SELECT planned.reminder_id AS id, send_at AS at, obligation, correlation_id AS correlationId FROM ${TO_TELL}${UNTOLD} AND send_at <= ?`,
    until,
  );
  const unanswered = rows
    .all<{ id: string; claimedAt: string; attempt: number; items: string; deferred: number }>(
      `SELECT reminder_id AS id, claimed_at AS claimedAt, attempt,
  EXISTS (SELECT 1 FROM messages WHERE messages.reminder_id = claims.reminder_id AND standing = 'outstanding'
    AND code IS NOT NULL) AS deferred, items
FROM claims WHERE reminder_id IN (SELECT reminder_id FROM messages WHERE standing = 'outstanding')`,
    )
    .map(({ id, claimedAt, attempt, items, deferred }) => {
      const obligation = pressingOf(JSON.parse(items) as ReminderItem[]);
      const distance = Math.min(
        answerWithinMs * 2 ** Math.max(0, attempt - SOON),
        Math.max(answerWithinMs, LONGEST_MS),
      );
      const after = (milliseconds: number): string => new Date(Date.parse(claimedAt) + milliseconds).toISOString();
      const again: Awaiting = { id, at: after(distance), obligation };
      return deferred === 1 ? { ...again, deferredFrom: after(answerWithinMs) } : again;
    });
  const digests = listDigests(rows).map(({ digestId: id, at, items }) => ({ id, at, obligation: pressingOf(items) }));
  return [...planned, ...unanswered, ...digests]
    .filter(({ at }) => at <= until)
    .sort((left, right) => byCodeUnits(left.at, right.at));
}

function pressingOf(items: readonly ReminderItem[]): string | null {
  const pressing = items.length === 1 ? items[0] : items.find(({ obligation }) => isSameDay(obligation));
  return pressing?.obligation ?? null;
}

/** Every planned reminder that nobody has claimed and whose instant has come, the earliest first. */
export function listDue(rows: Rows, now: string): ToTell[] {
  return rows.all<StoredPlanned>(`${PLANNED}${UNTOLD} AND send_at <= ? ORDER BY send_at, days`, now).map(opened);
}

/** The same of one obligation, by the date it is due: other steps of it, and other rungs. */
export function listDueOf(
  rows: Rows,
  { auditId, obligation, due }: Pick<ToTell, 'auditId' | 'obligation' | 'due'>,
  now: string,
): ToTell[] {
  const sql = `${PLANNED}${UNTOLD} AND audit_id = ? AND obligation = ? AND due = ? AND send_at <= ? ORDER BY send_at, days`;
  return rows.all<StoredPlanned>(sql, auditId, obligation, due, now).map(opened);
}

/** Claims made before an instant of which some message was never answered. */
export function listUnanswered(
  rows: Rows,
  claimedBefore: string,
): readonly { readonly reminderId: string; readonly recordId: string; readonly items: readonly ReminderItem[] }[] {
  return rows
    .all<{ reminderId: string; recordId: string; items: string }>(
      `SELECT reminder_id AS reminderId, record_id AS recordId, items FROM claims WHERE claimed_at < ?
AND EXISTS (SELECT 1 FROM messages WHERE messages.reminder_id = claims.reminder_id AND standing = 'outstanding')`,
      claimedBefore,
    )
    .map((row) => ({ ...row, items: JSON.parse(row.items) as ReminderItem[] }));
}

/** A planned reminder that nobody has claimed. */
export function findPlanned(rows: Rows, reminderId: string): ToTell | undefined {
  const row = rows.get<StoredPlanned>(`${PLANNED}${UNTOLD} AND planned.reminder_id = ?`, reminderId);
  return row && opened(row);
}

/** Where a claim that waits for an answer is recorded: the id of an audit or of a digest. */
export function findUnanswered(rows: Rows, reminderId: string): { readonly recordId: string } | undefined {
  return rows.get<{ recordId: string }>(
    `SELECT record_id AS recordId FROM claims WHERE reminder_id = ?
AND EXISTS (SELECT 1 FROM messages WHERE messages.reminder_id = claims.reminder_id AND standing = 'outstanding')`,
    reminderId,
  );
}

/** One person's, found among those for whom something waits. */
export function findDigest(rows: Rows, digestId: string): WaitingDigest | undefined {
  const waiting = rows.all<{ personId: string; at: string }>(
    `SELECT person_id AS personId, min(digest_at) AS at FROM messages WHERE standing = 'digest' GROUP BY person_id`,
  );
  const found = waiting.find(({ personId, at }) => digestIdOf(personId, at) === digestId);
  return found && listDigests(rows, found.personId)[0];
}

/** For whom something waits to be told in one message whose time has come. */
export function whoWaits(rows: Rows, now: string): ReadonlySet<string> {
  const sql = `SELECT DISTINCT person_id AS personId FROM messages WHERE standing = 'digest' AND digest_at <= ?`;
  return new Set(rows.all<{ personId: string }>(sql, now).map(({ personId }) => personId));
}

/** What waits for each person, or for one, all of it in one: when the first of it is to be told. */
export function listDigests(rows: Rows, personId?: string): WaitingDigest[] {
  const { sql, values } = where(["standing = 'digest'"], equal('person_id', personId));
  const waiting = rows.all<{ personId: string; at: string; items: string }>(
    `SELECT person_id AS personId, digest_at AS at, items
FROM messages JOIN claims ON claims.reminder_id = messages.reminder_id${sql}
ORDER BY digest_at, person_id, messages.reminder_id`,
    ...values,
  );
  const digests = new Map<string, WaitingDigest>();
  for (const { personId: to, at, items } of waiting) {
    const before = digests.get(to) ?? { digestId: digestIdOf(to, at), personId: to, at, items: [] };
    digests.set(to, { ...before, items: [...before.items, ...(JSON.parse(items) as ReminderItem[])] });
  }
  return [...digests.values()];
}

/** What is still to be told of an audit, the earliest first. */
export function listPlanned(rows: Rows, auditId: string): PlannedReminder[] {
  return rows
    .all<StoredPlanned>(`${PLANNED}${UNTOLD} AND audit_id = ? ORDER BY send_at, days`, auditId)
    .map(opened)
    .map(({ concerned: _, correlationId: __, ...planned }) => planned);
}

/** A message to a person, as the coordinator sees it. Names nobody and holds no address. */
export interface MessageRow {
  readonly messageId: string;
  /** What a bounce is recorded under: the id of an audit or of a digest. */
  readonly recordId: string;
  readonly personId: string;
  /** For whom the person was told, where they stand in for somebody. */
  readonly insteadOf: string | null;
  readonly because: StandIn | null;
  readonly standing: MessageStanding;
  readonly channel: string | null;
  /** Why it failed or bounced. */
  readonly code: string | null;
  readonly possibleDuplicate: boolean;
  /** When it was sent, failed or bounced; when it was claimed while none of these. */
  readonly at: string;
  readonly items: readonly ReminderItem[];
}

const MESSAGE = `
SELECT message_id AS messageId, record_id AS recordId, person_id AS personId, instead_of AS insteadOf, because, standing,
  channel, code, possible_duplicate AS possibleDuplicate, changed_at AS at, items
FROM messages JOIN claims ON claims.reminder_id = messages.reminder_id`;

type StoredMessage = Omit<MessageRow, 'items' | 'possibleDuplicate'> & { items: string; possibleDuplicate: number };

const openedMessage = (row: StoredMessage): MessageRow => ({
  ...row,
  possibleDuplicate: row.possibleDuplicate === 1,
  items: JSON.parse(row.items) as ReminderItem[],
});

/**
 * What did not arrive, the newest first: refused, bounced, waiting until how this service is set up is mended, or claimed before
 * an instant and never answered, as while the mail server is away.
 */
export function listUndelivered(rows: Rows, claimedBefore: string): MessageRow[] {
  return rows
    .all<StoredMessage>(
      `${MESSAGE} WHERE standing = 'bounced' OR (standing = 'failed' AND code <> 'no-longer-owed')
OR (standing = 'outstanding' AND (code IS NOT NULL OR changed_at < ?)) ORDER BY changed_at DESC, message_id`,
      claimedBefore,
    )
    .map(openedMessage);
}

/** What is wrong with how this service sends, as the messages that wait for it to be mended say. */
export interface StandingFault {
  readonly code: string;
  /** How many messages wait. */
  readonly messages: number;
}

export function listSetupFaults(rows: Rows): StandingFault[] {
  return rows.all<StandingFault>(
    `SELECT code, count(*) AS messages FROM messages WHERE standing = 'outstanding' AND code IS NOT NULL
GROUP BY code ORDER BY messages DESC, code`,
  );
}

/** A message that a mail service took and of which it may still say whether it arrived. */
export interface Unconfirmed {
  readonly messageId: string;
  /** The id of an audit or of a digest. */
  readonly recordId: string;
  /** ISO instant. */
  readonly sentAt: string;
}

const UNCONFIRMED = `
SELECT message_id AS messageId, record_id AS recordId, changed_at AS sentAt
FROM messages JOIN claims ON claims.reminder_id = messages.reminder_id
WHERE standing = 'sent' AND channel = ?`;

/** Those sent on a channel after an instant. */
export function listUnconfirmed(rows: Rows, channel: MailChannel, sentAfter: string): Unconfirmed[] {
  return rows.all<Unconfirmed>(`${UNCONFIRMED} AND changed_at >= ?`, channel, sentAfter);
}

export function findUnconfirmed(rows: Rows, channel: MailChannel, messageId: string): Unconfirmed | undefined {
  return rows.get<Unconfirmed>(`${UNCONFIRMED} AND message_id = ?`, channel, messageId);
}

/** Everybody who was told something of an audit, by itself or in a digest, the newest first. */
export function listMessages(rows: Rows, auditId: string): MessageRow[] {
  return rows
    .all<StoredMessage>(
      `${MESSAGE} WHERE record_id = ?
OR record_id IN (SELECT person_id FROM messages JOIN claims ON claims.reminder_id = messages.reminder_id
    WHERE record_id = ?)
  AND EXISTS (SELECT 1 FROM json_each(items) WHERE value ->> '$.auditId' = ?)
ORDER BY changed_at DESC, message_id`,
      auditId,
      auditId,
      auditId,
    )
    .map(openedMessage);
}

/** What one person was told, the newest first; of what waits for a digest too, and of what the home page alone tells. */
export function listMessagesTo(rows: Rows, personId: string, limit: number): MessageRow[] {
  return rows
    .all<StoredMessage>(
      `${MESSAGE} WHERE person_id = ? AND standing NOT IN ('digested', 'superseded')
ORDER BY changed_at DESC, message_id LIMIT ?`,
      personId,
      limit,
    )
    .map(openedMessage);
}
