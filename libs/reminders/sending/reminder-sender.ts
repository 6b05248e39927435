import { randomUUID } from 'node:crypto';
import { reminderFold, reminderStream } from '#application';
import type { CommandAnswer, References } from '#application';
import {
  calendarSequenceOf,
  DEFAULT_NOTIFICATIONS,
  deliveryFor,
  deliveryToCalendar,
  digestAfter,
  LATE_MS,
  isForCalendar,
  isFresh,
  isQuiet,
  isRefusal,
  isSameDay,
  isUrgent,
  isWorthTelling,
  londonDateOf,
  londonInstant,
  messageFor,
  messageIdOf,
  onceEach,
  outstandingOf,
  responsibilitiesOf,
  stepsToTell,
  systemActor,
} from '#domain';
import type {
  Claim,
  ClaimedRecipient,
  FailureCode,
  PlannedReminder,
  ReminderItem,
  SendingTimes,
  SetupFault,
  StepSettings,
  Telling,
} from '#domain';
import { isSealed } from '#event-store';
import { CATCH_UP_MS } from '#jobs';
import {
  findDigest,
  findPlanned,
  findUnanswered,
  listDigests,
  listDue,
  listDueOf,
  listUnanswered,
  whoWaits,
} from '#projections';
import type { Rows, ToTell, WaitingDigest } from '#projections';
import { traced } from '#telemetry';
import { PostAway, PostMisconfigured } from '../mail/port.js';
import type { ToCalendar } from '../mail/icalendar.js';
import type { Post } from '../mail/port.js';
import type { ReminderEngine } from '../parts.js';
import { findAudit, findMatter, pageOf } from './find-matter.js';
import type { Matter } from './matter.js';

export interface SenderOptions {
  readonly engine: ReminderEngine;
  readonly post: Post;
  /** Where people find the service: `https://audits.council.gov.uk`. */
  readonly publicUrl: string;
  /** How long a claim is left to whoever made it, in milliseconds. */
  readonly answerWithinMs: number;
}

const ACTOR = systemActor('reminders');

/** The claim is about to be free for any process to take. */
class OutOfTime extends Error {
  constructor() {
    super('Sending took too long; what is left is sent when the claim is made again');
    this.name = 'OutOfTime';
  }
}

/** What this process knows of a message it tried to send. */
type Tried = 'maybe-taken' | 'taken';

interface Sending {
  /** What it is recorded under: the id of an audit or of a digest. */
  readonly recordId: string;
  readonly reminderId: string;
  readonly items: readonly ReminderItem[];
  readonly references: References;
  /** What it came of, where one thing made it happen. */
  readonly correlationId?: string;
}

/** What is known at the moment a job is called. */
interface Moment {
  readonly references: References;
  readonly now: string;
  readonly times: SendingTimes;
  /** Whom a message is about to go to. It also carries whatever else waits for them. */
  readonly waiting: ReadonlySet<string>;
}

const NO_STEPS: StepSettings = { reminderOffsets: [], escalationLadder: [] };
/** How many audits, and how many people, are dealt with at once when much is late. */
const AT_ONCE = 8;

/**
 * Sends what has fallen due, each reminder once for each person: settles with an event who is told, sends, records that it did.
 * Called with ids, it finds in the log what there is to do, if there is anything left.
 */
export class ReminderSender {
  /** New with every start: a claim made before the last crash is somebody else's. */
  private readonly self = randomUUID();
  private readonly underWay = new Set<string>();
  private readonly posting = new Set<string>();
  private readonly tried = new Map<string, Tried>();
  /** What could not be sent, and when to try again. */
  private readonly inVain = new Map<string, string>();
  private catchingUp: Promise<void> | undefined;

  constructor(private readonly options: SenderOptions) {}

  /** @throws PostAway, StoreUnavailable, KeysUnavailable to be called again later */
  readonly handle = async (id: string): Promise<void> => {
    if (this.underWay.has(id)) return;
    this.underWay.add(id);
    try {
      await this.send(id);
    } finally {
      this.underWay.delete(id);
    }
  };

  private async send(id: string): Promise<void> {
    const rows = this.rows();
    const moment = await this.moment();
    if (this.behindIn(rows, moment).length > 0) return this.catchUp();
    const planned = findPlanned(rows, id);
    if (planned !== undefined) return this.tell(planned, moment);
    const unanswered = findUnanswered(rows, id);
    if (unanswered !== undefined) {
      const isLate = this.lateClaims(rows, moment).some(({ reminderId }) => reminderId === id);
      return isLate ? this.catchUp() : this.tellAgain(unanswered.recordId, id);
    }
    const digest = findDigest(rows, id);
    if (digest !== undefined) return this.tellDigest(digest);
  }

  /** What should have been told some time ago, and was not: ids that this process has not seen to in vain just now. */
  private behindIn(rows: Rows, moment: Moment): readonly string[] {
    const { now } = moment;
    return listDue(rows, new Date(Date.parse(now) - LATE_MS).toISOString())
      .filter(({ obligation }) => mayGo([obligation], moment))
      .map(({ reminderId }) => reminderId)
      .filter((id) => now >= (this.inVain.get(id) ?? ''));
  }

  /** Claims of days before of which some message was never answered: what they were to say has changed since. */
  private lateClaims(rows: Rows, moment: Moment) {
    return listUnanswered(rows, londonInstant(londonDateOf(moment.now), '00:00')).filter(
      ({ reminderId, items }) =>
        !this.posting.has(reminderId) &&
        // A calendar takes one message for one change: it is sent again as it is.
        !items.some(({ obligation }) => isForCalendar(obligation)) &&
        mayGo(
          items.map(({ obligation }) => obligation),
          moment,
        ),
    );
  }

  /**
   * After a time in which nothing could be told: all that is due is claimed for one message a person, which tells how it stands
   * now. Any number of processes may; each reminder is claimed once, and each person's message.
   */
  private catchUp(): Promise<void> {
    return (this.catchingUp ??= this.caughtUp().finally(() => {
      this.catchingUp = undefined;
    }));
  }

  private async caughtUp(): Promise<void> {
    const { readModels, ledger } = this.options.engine;
    const upToNow = async (): Promise<Rows> => {
      await readModels.reach(['reminders'], await ledger.store.head(), CATCH_UP_MS);
      return this.rows();
    };
    const moment = await this.moment();
    const rows = await upToNow();
    const due = listDue(rows, moment.now).filter(({ obligation }) => mayGo([obligation], moment));
    const byAudit = groupedBy(due, ({ auditId }) => auditId);
    await inTurns([...byAudit.values()], async (ofAudit) => {
      for (const group of groupedBy(ofAudit, obligationOf).values()) await this.tellAll(group, moment, true);
    });
    await inTurns(this.lateClaims(rows, moment), ({ recordId, reminderId }) =>
      this.supersede(recordId, reminderId, moment),
    );
    const after = await upToNow();
    const again = new Date(Date.parse(moment.now) + this.options.answerWithinMs).toISOString();
    for (const id of this.behindIn(after, moment)) this.inVain.set(id, again);
    let away: unknown;
    await inTurns(listDigests(after), async (digest) => {
      try {
        await this.tellDigest(digest);
      } catch (error) {
        away = error;
      }
    });
    if (away !== undefined) throw away;
  }

  /** What a claim that nobody answered in its time still has to tell waits for each person's next message. */
  private async supersede(recordId: string, reminderId: string, { now }: Moment): Promise<void> {
    const claim = await this.claimOf(recordId, reminderId);
    if (claim === undefined) return;
    if (isFresh(claim, now, this.options.answerWithinMs) && claim.claimedBy !== this.self) return;
    for (const { personId, messageId } of outstandingOf(claim)) {
      const body = { reminderId, personId };
      await this.must(this.give('SupersedeMessage', recordId, body));
      this.tried.delete(messageId);
    }
  }

  private async tell(planned: ToTell, moment: Moment): Promise<void> {
    const { reminderId, auditId } = planned;
    if (planned.at > moment.now || !mayGo([planned.obligation], moment)) return;
    if ((await this.claimOf(auditId, reminderId)) !== undefined) return this.tellAgain(auditId, reminderId);
    await this.tellAll(listDueOf(this.rows(), planned, moment.now), moment, false);
  }

  /**
   * Tells of one obligation by all its reminders that are due: each who hears of it once.
   * @param together in one message with what else each person is to hear
   */
  private async tellAll(due: readonly ToTell[], moment: Moment, together: boolean): Promise<void> {
    const [first] = due;
    if (first === undefined) return;
    const { auditId, correlationId } = first;
    const matter = await this.matterOf(first);
    const owed = matter?.owedIn(first);
    if (matter === undefined || owed === undefined) return;
    const { references, now, times, waiting } = moment;
    const today = londonDateOf(now);
    const itemOf = ({ reminderId, obligation, due: by, step }: PlannedReminder): ReminderItem => {
      const { reference } = matter;
      return { reminderId, auditId, reference, stage: owed.stage, obligation, due: by, step };
    };
    const { told, superseded } = stepsToTell(due, today);
    for (const { reminder, because, by } of superseded) {
      const body = { reminderId: reminder.reminderId, item: itemOf(reminder), because, by };
      await this.must(this.give('SupersedeReminder', auditId, body, correlationId));
    }
    const { directory, settings } = references;
    const council = { directory, today, responsibilities: responsibilitiesOf(settings) };
    for (const reminder of told) {
      const { reminderId, obligation, step } = reminder;
      // Another job, or another process, has begun to tell it.
      if ((await this.claimOf(auditId, reminderId)) !== undefined) continue;
      const hears = matter.hearing(owed, step.to, council);
      if (owed.isNotice && hears.length === 0) {
        const because = isForCalendar(obligation) ? 'later-step' : 'nobody-there';
        const body = { reminderId, item: itemOf(reminder), because, by: null };
        await this.must(this.give('SupersedeReminder', auditId, body, correlationId));
        continue;
      }
      const recipients = hears.map((recipient): ClaimedRecipient => {
        const { personId } = recipient;
        const preference = directory.preferenceOf(personId);
        const forCalendar = isForCalendar(obligation);
        const wanted = forCalendar
          ? deliveryToCalendar(preference, times.notifications)
          : deliveryFor(preference, times.notifications, isUrgent(step, isSameDay(obligation)));
        const gathered = wanted === 'email' && !forCalendar && (together || waiting.has(personId));
        return {
          ...recipient,
          delivery: gathered ? 'digest' : wanted,
          digestAt: gathered ? now : wanted === 'digest' ? digestAfter(now, times) : null,
          messageId: messageIdOf(reminderId, personId),
        };
      });
      const sending = { recordId: auditId, reminderId, items: [itemOf(reminder)], references, correlationId };
      await traced({ name: 'remind', correlationId, attributes: { queue: 'reminders' } }, () =>
        this.claimAndPost(sending, recipients),
      );
    }
  }

  private async tellDigest({ digestId, personId, at, items }: WaitingDigest): Promise<void> {
    const moment = await this.moment();
    const { references, now } = moment;
    const pressing = items.map(({ obligation }) => obligation);
    if (at > now || !mayGo(pressing, moment)) return;
    if ((await this.claimOf(personId, digestId)) !== undefined) return this.tellAgain(personId, digestId);
    const today = londonDateOf(now);
    const owed = await this.owedStill(items, today, personId, references);
    const told = new Set(onceEach(owed, today).map(({ reminderId }) => reminderId));
    const untold = items.map(({ reminderId }) => reminderId).filter((reminderId) => !told.has(reminderId));
    const messageId = messageIdOf(digestId, personId);
    const hears: ClaimedRecipient = {
      personId,
      insteadOf: null,
      because: null,
      delivery: 'email',
      digestAt: now,
      messageId,
    };
    await this.claimAndPost({ recordId: personId, reminderId: digestId, items, references }, [hears], untold);
  }

  /** A claim that is not answered: our own goes on, another's is left alone until its time is over. */
  private async tellAgain(recordId: string, reminderId: string): Promise<void> {
    const moment = await this.moment();
    const { references, now } = moment;
    const claim = await this.claimOf(recordId, reminderId);
    if (claim === undefined || outstandingOf(claim).length === 0) return;
    const { items, recipients } = claim;
    const pressing = items.map(({ obligation }) => obligation);
    if (!mayGo(pressing, moment)) return;
    if (isFresh(claim, now, this.options.answerWithinMs)) {
      if (claim.claimedBy !== this.self) return;
      return this.postAll({ recordId, reminderId, items, references }, claim);
    }
    await this.claimAndPost({ recordId, reminderId, items, references }, recipients);
  }

  private async claimAndPost(
    sending: Sending,
    recipients: readonly ClaimedRecipient[],
    untold?: readonly string[],
  ): Promise<void> {
    const { recordId, reminderId, items } = sending;
    const { answerWithinMs } = this.options;
    const body = { reminderId, claimedBy: this.self, items, recipients, untold, answerWithinMs };
    const answer = await this.give('ClaimReminder', recordId, body, sending.correlationId);
    // Somebody else was first, or there is nobody to tell.
    if (isRefusal(answer)) return;
    const claim = await this.claimOf(recordId, reminderId);
    if (claim === undefined || claim.claimedBy !== this.self) return;
    await this.postAll({ ...sending, items: claim.items }, claim);
  }

  private async postAll(sending: Sending, claim: Claim): Promise<void> {
    // One job may tell what another is for.
    if (this.posting.has(sending.reminderId)) return;
    this.posting.add(sending.reminderId);
    try {
      await this.postEach(sending, claim);
    } finally {
      this.posting.delete(sending.reminderId);
    }
  }

  private async postEach(sending: Sending, claim: Claim): Promise<void> {
    let away: PostAway | undefined;
    for (const recipient of outstandingOf(claim)) {
      // Another may take over when the time is up: whoever is slow leaves off well before.
      if (!isFresh(claim, this.options.engine.clock(), this.options.answerWithinMs / 2)) throw new OutOfTime();
      try {
        await this.postTo(sending, recipient, claim);
      } catch (error) {
        // The others' mailboxes may be within reach.
        if (!(error instanceof PostAway)) throw error;
        away = error;
      }
    }
    if (away !== undefined) throw away;
  }

  private async postTo(
    sending: Sending,
    { personId, messageId }: ClaimedRecipient,
    { inDoubt, untold }: Claim,
  ): Promise<void> {
    const { post } = this.options;
    const before = this.tried.get(messageId);
    const possibleDuplicate = inDoubt.includes(personId) || before === 'maybe-taken';
    if (before !== 'taken') {
      const to = await this.addressOf(personId, sending.references);
      if ('failed' in to) return this.recordFailed(sending, personId, to.failed);
      const { references, items } = sending;
      const { now, times } = await this.moment();
      const today = londonDateOf(now);
      const left = items.filter((item) => !untold.includes(item.reminderId));
      const calendar = await this.calendarOf(left, personId);
      const owed = await this.owedStill(left, today);
      if (owed.length === 0 || calendar === 'changed') return this.recordFailed(sending, personId, 'no-longer-owed');
      const rules = { ...times, steps: references.settings ?? NO_STEPS };
      const message = messageFor(owed, { today, rules, linkTo: this.linkTo });
      try {
        const posted = await post.send({
          ...message,
          toCalendar: calendar,
          to: to.address,
          messageId,
          possibleDuplicate,
        });
        if (posted !== 'taken') return await this.recordFailed(sending, personId, 'refused');
        this.tried.set(messageId, 'taken');
      } catch (error) {
        if (error instanceof PostMisconfigured) await this.recordDeferred(sending, personId, error.fault);
        if (!(error instanceof PostAway) || error.maybeTaken) this.tried.set(messageId, 'maybe-taken');
        throw error;
      }
    }
    const { recordId, reminderId, correlationId } = sending;
    const body = { reminderId, personId, channel: post.channel, possibleDuplicate };
    await this.must(this.give('RecordReminderSent', recordId, body, correlationId));
    this.tried.delete(messageId);
  }

  private async recordFailed(
    { recordId, reminderId, correlationId }: Sending,
    personId: string,
    code: FailureCode,
  ): Promise<void> {
    await this.must(this.give('RecordReminderFailed', recordId, { reminderId, personId, code }, correlationId));
  }

  private async recordDeferred(
    { recordId, reminderId, correlationId }: Sending,
    personId: string,
    code: SetupFault,
  ): Promise<void> {
    await this.must(this.give('RecordReminderDeferred', recordId, { reminderId, personId, code }, correlationId));
  }

  private give(name: string, target: string, body: object, correlationId?: string): Promise<CommandAnswer> {
    return this.options.engine.execute({ name, target, body, actor: ACTOR, correlationId });
  }

  /** The engine's own record of what it did is never refused, unless the program is wrong. */
  private async must(answering: ReturnType<ReminderEngine['execute']>): Promise<void> {
    const answer = await answering;
    if (isRefusal(answer)) throw new Error(`A reminder could not be recorded: ${answer.sentence}`);
  }

  /** Opened at the moment of sending and not before; kept nowhere. */
  private async addressOf(
    personId: string,
    { directory }: References,
  ): Promise<{ readonly address: string } | { readonly failed: FailureCode }> {
    const email = directory.person(personId)?.email ?? '';
    const opened = isSealed(email) ? await this.options.engine.ledger.open(email) : { text: String(email) };
    if (!('text' in opened)) return { failed: 'address-erased' };
    return opened.text === '' ? { failed: 'no-address' } : { address: opened.text };
  }

  private readonly linkTo: Telling['linkTo'] = (item) =>
    `${this.options.publicUrl.replace(/\/+$/, '')}/${pageOf(item)}`;

  /** What a message tells a person's calendar, if it is for one; `changed` where a later one tells it. */
  private async calendarOf(
    [item]: readonly ReminderItem[],
    personId: string,
  ): Promise<ToCalendar | undefined | 'changed'> {
    const sequence = item === undefined ? null : calendarSequenceOf(item.obligation);
    if (item === undefined || sequence === null) return undefined;
    const { auditId, reference } = item;
    const entry = (await findAudit(this.options.engine.memories, auditId))?.calendars[personId];
    if (entry?.sequence !== sequence) return 'changed';
    return { auditId, reference, entry, link: this.linkTo(item), now: this.options.engine.clock() };
  }

  /** Those of which there is still something to tell on a day; to one person only those they still hear of. */
  private async owedStill(
    items: readonly ReminderItem[],
    today: string,
    personId?: string,
    references?: References,
  ): Promise<readonly ReminderItem[]> {
    const still: ReminderItem[] = [];
    for (const item of items) {
      const matter = await this.matterOf(item);
      const owed = matter?.owedIn({ ...item, concerned: null });
      if (matter === undefined || owed === undefined || !isWorthTelling(item, today)) continue;
      if (personId !== undefined && references !== undefined) {
        const { directory, settings } = references;
        const council = { directory, today, responsibilities: responsibilitiesOf(settings) };
        const hear = matter.hearing(owed, item.step.to, council);
        // Whom a notice concerns is settled when it is claimed.
        if (!owed.isNotice && !hear.some((recipient) => recipient.personId === personId)) continue;
      }
      still.push({ ...item, stage: owed.stage });
    }
    return still;
  }

  private matterOf(asked: Pick<ToTell, 'auditId' | 'obligation'>): Promise<Matter | undefined> {
    return findMatter(this.options.engine.memories, asked);
  }

  private async claimOf(recordId: string, reminderId: string): Promise<Claim | undefined> {
    const log = await this.options.engine.memories.of(reminderFold).load(reminderStream(recordId));
    return log.state[reminderId];
  }

  private rows(): Rows {
    return this.options.engine.readModels.views.open('reminders');
  }

  private async moment(): Promise<Moment> {
    const { engine } = this.options;
    const references = await engine.references.load();
    const notifications = references.settings?.notifications ?? DEFAULT_NOTIFICATIONS;
    const now = engine.clock();
    const waiting = whoWaits(this.rows(), now);
    return { references, now, times: { notifications, calendar: references.calendar }, waiting };
  }
}

/** What is owed the same day goes out at any hour, and what else there is in the same message. */
const mayGo = (obligations: readonly string[], { now, times }: Moment): boolean =>
  obligations.some((obligation) => isSameDay(obligation)) || !isQuiet(now, times);

const obligationOf = ({ auditId, obligation, due }: PlannedReminder): string =>
  JSON.stringify([auditId, obligation, due]);

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** A few at a time. */
async function inTurns<Item>(items: readonly Item[], each: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await each(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
