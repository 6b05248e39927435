import { form, label, type CommandOf } from '../form.js';
import type { FailureCode, MailChannel } from '../mail.js';
import type { ClaimedRecipient, ReminderItem, SupersededBecause } from './events.js';
import type { SetupFault } from './setup-faults.js';

export const reminderForms = {
  RecordBounce: form('BounceBody', {
    messageId: label('The message, as the list of undelivered messages names it'),
    code: label('What the mail service said: a code such as 5.1.1, never an address', { example: '5.1.1' }),
  }),
};

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
  | CommandOf<typeof reminderForms>['RecordBounce'];
