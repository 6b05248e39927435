import { randomUUID } from 'node:crypto';
import { newLinkSecret } from '#access';
import { BY_MAIL, LINK_HOURS, hoursAfter, isBeingSent, isRefusal, systemActor } from '#domain';
import type { FailureCode, Invitation } from '#domain';
import { isSealed } from '#event-store';
import type { QueuedJob } from '#jobs';
import type { Post } from '../mail/port.js';
import type { ReminderEngine } from '../parts.js';
import { linkLetter } from './link-letter.js';

export interface LinkSenderOptions {
  readonly engine: ReminderEngine;
  readonly post: Post;
  /** Where people find the service. */
  readonly publicUrl: string;
  /** How long another process is left to send a link it has begun with, in milliseconds. */
  readonly answerWithinMs: number;
}

const ACTOR = systemActor('links');

/**
 * Sends the links of invitations. The secret of a link is made at the moment of sending, and its digest recorded before
 * the message leaves; it stands in the message and nowhere else. Sending again makes another secret, and the one before
 * is good for nothing.
 */
export class LinkSender {
  /** New with every start: a link begun before the last crash is somebody else's. */
  private readonly self = randomUUID();

  constructor(private readonly options: LinkSenderOptions) {}

  /** Invitations whose link is yet to be sent. */
  async awaiting(): Promise<readonly QueuedJob[]> {
    const { engine, answerWithinMs } = this.options;
    const now = engine.clock();
    const waiting = [...(await engine.references.directory()).invitations()].filter(isToBeSent(now));
    return waiting.map((invitation) => ({
      id: invitation.invitationId,
      // left to another that has begun with it; else as soon as may be
      at: isBeingSent(invitation, this.self, now, answerWithinMs)
        ? hoursAfter(invitation.links[BY_MAIL]?.issuedAt ?? now, answerWithinMs / 3_600_000)
        : hoursAfter(invitation.until, -LINK_HOURS),
    }));
  }

  /** @throws PostAway, StoreUnavailable, KeysUnavailable to be called again later */
  readonly handle = async (invitationId: string): Promise<void> => {
    const { engine, post, publicUrl, answerWithinMs } = this.options;
    const { directory, settings } = await engine.references.load();
    const invitation = [...directory.invitations()].find((each) => each.invitationId === invitationId);
    if (invitation === undefined || !isToBeSent(engine.clock())(invitation)) return;
    const { personId } = invitation;
    const to = await this.addressOf(personId);
    if ('failed' in to) return this.record('RecordLinkFailed', personId, { invitationId, code: to.failed });
    const { secret, digest } = newLinkSecret();
    const issued = await engine.execute({
      name: 'IssueLink',
      target: personId,
      body: { digest, sender: this.self, answerWithinMs },
      actor: ACTOR,
    });
    // Another process sends it, or there is no such invitation any more.
    if (isRefusal(issued)) return;
    const messageId = randomUUID();
    const letter = linkLetter(settings?.council ?? 'your council', publicUrl, secret);
    const posted = await post.send({ ...letter, to: to.address, messageId, possibleDuplicate: false });
    if (posted === 'taken') {
      return this.record('RecordLinkSent', personId, { invitationId, channel: post.channel, messageId });
    }
    return this.record('RecordLinkFailed', personId, { invitationId, code: 'refused' satisfies FailureCode });
  };

  private async record(name: string, target: string, body: object): Promise<void> {
    const answer = await this.options.engine.execute({ name, target, body, actor: ACTOR });
    if (isRefusal(answer)) throw new Error(`What became of a link could not be recorded: ${answer.sentence}`);
  }

  /** Opened at the moment of sending and not before; kept nowhere. */
  private async addressOf(personId: string): Promise<{ readonly address: string } | { readonly failed: FailureCode }> {
    const { engine } = this.options;
    const email = (await engine.references.directory()).person(personId)?.email ?? '';
    const opened = isSealed(email) ? await engine.ledger.open(email) : { text: String(email) };
    if (!('text' in opened)) return { failed: 'address-erased' };
    return opened.text === '' ? { failed: 'no-address' } : { address: opened.text };
  }
}

const isToBeSent =
  (now: string) =>
  ({ way, outcome, until }: Invitation): boolean =>
    way === 'mail' && outcome === 'waiting' && now < until;
