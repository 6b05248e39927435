import type { FailureCode, MailChannel } from '../mail.js';
import type { ClaimedRecipient, ReminderItem, SupersededBecause } from './events.js';
import type { SetupFault } from './setup-faults.js';

export type ReminderCommand =
  | {
      type: 'ClaimReminder';
      reminderId: string;
      claimedBy: string;
      items: readonly ReminderItem[];
      recipients: readonly ClaimedRecipient[];
      untold?: readonly string[];
      /** How long a claim is left to whoever made it, in milliseconds. */
      answerWithinMs: number;
    }
  | {
      type: 'SupersedeReminder';
      reminderId: string;
      item: ReminderItem;
      because: SupersededBecause;
      by: string | null;
    }
  | { type: 'SupersedeMessage'; reminderId: string; personId: string }
  | {
      type: 'RecordReminderSent';
      reminderId: string;
      personId: string;
      channel: MailChannel;
      possibleDuplicate: boolean;
    }
  | { type: 'RecordReminderFailed'; reminderId: string; personId: string; code: FailureCode }
  | { type: 'RecordReminderDeferred'; reminderId: string; personId: string; code: SetupFault }
  /** The mail service says so itself. */
  | { type: 'RecordDelivery'; messageId: string }
  /** `code`: what the mail service said, such as `5.1.1` or `permanent-failure`; never an address. */
  | { type: 'RecordBounce'; messageId: string; code: string };
