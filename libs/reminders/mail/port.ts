import type { MailChannel, SetupFault } from '#domain';
import type { ToCalendar } from './icalendar.js';

/** A message on its way to a mailbox. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same when it is sent again, so that a mail server or a reader can tell. */
  readonly messageId: string;
  readonly possibleDuplicate: boolean;
  /** What it tells the recipient's calendar, by whatever carries that. */
  readonly toCalendar?: ToCalendar;
}

/** Taken, or refused for good, because the address is none that takes mail, with a code that holds no address. */
export type Posted = 'taken' | { readonly refused: string };

/** Whatever carries messages out of the house. */
export interface Post {
  readonly channel: MailChannel;
  /** @throws PostAway to be tried again; PostMisconfigured, again, where this service is set up wrongly */
  send(letter: Letter): Promise<Posted>;
  close(): void;
}

/** What became of a message that was taken; `failed` with a code that holds no address. */
export type Receipt = 'delivered' | 'under-way' | { readonly failed: string };

/** A mail service that can be asked what became of a message. */
export interface Receipts {
  readonly channel: MailChannel;
  /** @throws PostAway to be asked again */
  of(messageId: string): Promise<Receipt>;
}

/** The mail service did not take the message now; it may later. */
export class PostAway extends Error {
  /** @param maybeTaken the service went silent when it had the message: it may have taken it */
  constructor(
    reason: string,
    readonly maybeTaken: boolean,
  ) {
    super(`The mail service did not answer as it should: ${reason}`);
    this.name = 'PostAway';
  }
}

/** The mail service took nothing because of how this service is set up: not the recipient's fault, and for later. */
export class PostMisconfigured extends PostAway {
  constructor(readonly fault: SetupFault) {
    super(fault, false);
    // All that queues and logs are told of it.
    this.name = fault;
  }
}
