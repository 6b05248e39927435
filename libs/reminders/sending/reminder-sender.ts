import { randomUUID } from 'node:crypto';
import { auditFold, auditStream, reminderFold, reminderStream } from '#application';
import type { References } from '#application';
import {
  DEFAULT_NOTIFICATIONS,
  deliveryFor,
  digestAfter,
  isFresh,
  isQuiet,
  isRefusal,
  isSameDay,
  isSelected,
  isUrgent,
  londonDateOf,
  messageFor,
  messageIdOf,
  obligationsOf,
  outstandingOf,
  recipientsOf,
  systemActor,
} from '#domain';
import type {
  Claim,
  ClaimedRecipient,
  FailureCode,
  Obligation,
  PlannedReminder,
  ReminderItem,
  SelectedAudit,
  SendingTimes,
  SetupFault,
} from '#domain';
import { isSealed } from '#event-store';
import { findDigest, findPlanned, findUnanswered } from '#projections';
import type { WaitingDigest } from '#projections';
import { PostAway, PostMisconfigured } from '../mail/port.js';
import type { Post } from '../mail/port.js';
import type { ReminderEngine } from '../parts.js';

export interface SenderOptions {
  readonly engine: ReminderEngine;
  readonly post: Post;
  /** Where people find the service: `https://audits.council.gov.uk`. */
  readonly publicUrl: string;
  /** How long a claim is left to whoever made it, in milliseconds. */
  readonly answerWithinMs: number;
}

const ACTOR = systemActor('reminders');

/** The claim is about to be anybody's again. */
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
}

/**
 * Sends what has fallen due, each reminder once for each person: settles with an event who is told, sends, records that it did.
 * Called with ids, it finds in the log what there is to do, if there is anything left.
 */
export class ReminderSender {
  /** New with every start: a claim made before the last crash is somebody else's. */
  private readonly self = randomUUID();
  private readonly underWay = new Set<string>();
  private readonly tried = new Map<string, Tried>();

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
    const rows = this.options.engine.readModels.views.open('reminders');
    const planned = findPlanned(rows, id);
    if (planned !== undefined) return this.tell(planned);
    const unanswered = findUnanswered(rows, id);
    if (unanswered !== undefined) return this.tellAgain(unanswered.recordId, id);
    const digest = findDigest(rows, id);
    if (digest !== undefined) return this.tellDigest(digest);
  }

  private async tell(planned: PlannedReminder): Promise<void> {
    const { reminderId, auditId, obligation: key, due, step, at } = planned;
    const { references, now, times } = await this.situation();
    const sameDay = isSameDay(key);
    if (at > now || (!sameDay && isQuiet(now, times))) return;
    if ((await this.claimOf(auditId, reminderId)) !== undefined) return this.tellAgain(auditId, reminderId);
    const audit = await this.auditOf(auditId);
    const owed = audit && owedIn(audit, key, due);
    if (audit === undefined || owed === undefined) return;
    const today = londonDateOf(now);
    const { directory } = references;
    const recipients = recipientsOf({ owner: owed.owner, rung: step.to, audit, directory, today }).map(
      (recipient): ClaimedRecipient => {
        const preference = directory.preferenceOf(recipient.personId);
        const delivery = deliveryFor(preference, times.notifications, isUrgent(step, sameDay));
        return {
          ...recipient,
          delivery,
          digestAt: delivery === 'digest' ? digestAfter(now, times) : null,
          messageId: messageIdOf(reminderId, recipient.personId),
        };
      },
    );
    const { reference } = audit;
    const item = { reminderId, auditId, reference, stage: owed.stage, obligation: key, due, step };
    await this.claimAndPost({ recordId: auditId, reminderId, items: [item], recipients, references });
  }

  private async tellDigest({ digestId, personId, at, items }: WaitingDigest): Promise<void> {
    const { references, now, times } = await this.situation();
    if (at > now || isQuiet(now, times)) return;
    if ((await this.claimOf(digestId, digestId)) !== undefined) return this.tellAgain(digestId, digestId);
    const messageId = messageIdOf(digestId, personId);
    const hears: ClaimedRecipient = {
      personId,
      insteadOf: null,
      because: null,
      delivery: 'email',
      digestAt: at,
      messageId,
    };
    await this.claimAndPost({ recordId: digestId, reminderId: digestId, items, recipients: [hears], references });
  }

  /** A claim that is not answered: our own goes on, another's is left alone until its time is over. */
  private async tellAgain(recordId: string, reminderId: string): Promise<void> {
    const { references, now, times } = await this.situation();
    const claim = await this.claimOf(recordId, reminderId);
    if (claim === undefined || outstandingOf(claim).length === 0) return;
    const { items } = claim;
    if (!items.some(({ obligation }) => isSameDay(obligation)) && isQuiet(now, times)) return;
    if (isFresh(claim, now, this.options.answerWithinMs)) {
      if (claim.claimedBy !== this.self) return;
      return this.postAll({ recordId, reminderId, items, references }, claim);
    }
    if (!(await this.isOwedStill(items))) {
      for (const { personId } of outstandingOf(claim)) {
        await this.recordFailed({ recordId, reminderId }, personId, 'no-longer-owed');
      }
      return;
    }
    const recipients = claim.recipients;
    await this.claimAndPost({ recordId, reminderId, items, recipients, references });
  }

  private async claimAndPost({
    recipients,
    ...rest
  }: Sending & { readonly recipients: readonly ClaimedRecipient[] }): Promise<void> {
    const { recordId, reminderId, items } = rest;
    const answer = await this.options.engine.execute({
      name: 'ClaimReminder',
      target: recordId,
      actor: ACTOR,
      body: { reminderId, claimedBy: this.self, items, recipients, answerWithinMs: this.options.answerWithinMs },
    });
    // Somebody else was first, or there is nobody to tell.
    if (isRefusal(answer)) return;
    const claim = await this.claimOf(recordId, reminderId);
    if (claim === undefined || claim.claimedBy !== this.self) return;
    await this.postAll(rest, claim);
  }

  private async postAll(sending: Sending, claim: Claim): Promise<void> {
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

  private async postTo(sending: Sending, { personId, messageId }: ClaimedRecipient, { inDoubt }: Claim): Promise<void> {
    const { post, engine } = this.options;
    const before = this.tried.get(messageId);
    const possibleDuplicate = inDoubt.includes(personId) || before === 'maybe-taken';
    if (before !== 'taken') {
      const to = await this.addressOf(personId, sending.references);
      if ('failed' in to) return this.recordFailed(sending, personId, to.failed);
      const message = messageFor(sending.items, this.linkTo);
      try {
        const posted = await post.send({ ...message, to: to.address, messageId, possibleDuplicate });
        if (posted !== 'taken') return await this.recordFailed(sending, personId, 'refused');
        this.tried.set(messageId, 'taken');
      } catch (error) {
        if (error instanceof PostMisconfigured) await this.recordDeferred(sending, personId, error.fault);
        if (!(error instanceof PostAway) || error.maybeTaken) this.tried.set(messageId, 'maybe-taken');
        throw error;
      }
    }
    const { recordId, reminderId } = sending;
    await this.must(
      engine.execute({
        name: 'RecordReminderSent',
        target: recordId,
        actor: ACTOR,
        body: { reminderId, personId, channel: post.channel, possibleDuplicate },
      }),
    );
    this.tried.delete(messageId);
  }

  private async recordFailed(
    { recordId, reminderId }: Pick<Sending, 'recordId' | 'reminderId'>,
    personId: string,
    code: FailureCode,
  ): Promise<void> {
    const body = { reminderId, personId, code };
    await this.must(
      this.options.engine.execute({ name: 'RecordReminderFailed', target: recordId, actor: ACTOR, body }),
    );
  }

  private async recordDeferred(
    { recordId, reminderId }: Pick<Sending, 'recordId' | 'reminderId'>,
    personId: string,
    code: SetupFault,
  ): Promise<void> {
    const body = { reminderId, personId, code };
    await this.must(
      this.options.engine.execute({ name: 'RecordReminderDeferred', target: recordId, actor: ACTOR, body }),
    );
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

  private readonly linkTo = (auditId: string): string =>
    `${this.options.publicUrl.replace(/\/+$/, '')}/audits/${auditId}`;

  private async isOwedStill(items: readonly ReminderItem[]): Promise<boolean> {
    for (const { auditId, obligation, due } of items) {
      const audit = await this.auditOf(auditId);
      if (audit !== undefined && owedIn(audit, obligation, due) !== undefined) return true;
    }
    return false;
  }

  private async auditOf(auditId: string): Promise<SelectedAudit | undefined> {
    const { state } = (await this.options.engine.memories.of(auditFold).load(auditStream(auditId))).state;
    return isSelected(state) ? state : undefined;
  }

  private async claimOf(recordId: string, reminderId: string): Promise<Claim | undefined> {
    const log = await this.options.engine.memories.of(reminderFold).load(reminderStream(recordId));
    return log.state[reminderId];
  }

  private async situation(): Promise<{ references: References; now: string; times: SendingTimes }> {
    const { engine } = this.options;
    const references = await engine.references.load();
    const notifications = references.settings?.notifications ?? DEFAULT_NOTIFICATIONS;
    return { references, now: engine.clock(), times: { notifications, calendar: references.calendar } };
  }
}

function owedIn(audit: SelectedAudit, key: string, due: string): Obligation | undefined {
  return obligationsOf(audit).find((obligation) => obligation.key === key && obligation.due === due);
}
