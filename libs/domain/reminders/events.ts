import type { FailureCode, MailChannel } from '../mail.js';
import type { Stage } from '../workflow/stages.js';
import type { Delivery } from './delivery.js';
import type { StandIn } from '../people/stand-in.js';
import type { ReminderStep } from './steps.js';

/** What a message tells: nothing of a child, a name or a grade. */
export interface ReminderItem {
  readonly reminderId: string;
  /** Of the audit; of what a round calls for, the id of its draw; of a review, that of the action or the risk; of a message to staff, that of the discussion or the message. */
  readonly auditId: string;
  /** The audit's reference; of a draw its round and period: `monthly 2026-04`; of a review the beginning of that id. */
  readonly reference: string;
  readonly stage: Stage;
  readonly obligation: string;
  readonly due: string;
  readonly step: ReminderStep;
}

export interface ClaimedRecipient {
  readonly personId: string;
  readonly insteadOf: string | null;
  readonly because: StandIn | null;
  readonly delivery: Delivery;
  /** Where it waits for the person's digest: the instant of that. */
  readonly digestAt: string | null;
  /** Without the part after the @. */
  readonly messageId: string;
}

/** Why a reminder is told to nobody; `nobody-there`: all whom a notice concerns have left. */
export type SupersededBecause = 'later-step' | 'told-already' | 'day-passed' | 'nobody-there';

/**
 * Stream `reminders-<auditId>`, and `reminders-<personId>` for a person's digests (`reminders-<digestId>` for those of before). A claim settles who is told what
 * before anything is sent: whoever claims sends, and a claim nobody answered is claimed again and sent as a possible duplicate.
 */
export type ReminderEvent =
  | {
      type: 'reminder-claimed';
      data: {
        /** Of the reminder, or of the digest. */
        reminderId: string;
        /** 1 for the first; above it the claim before was never answered. */
        attempt: number;
        /** The process that sends: a random id, new with every start. */
        claimedBy: string;
        /** ISO instant. */
        claimedAt: string;
        /** The reminder itself, or those of the digest. */
        items: readonly ReminderItem[];
        recipients: readonly ClaimedRecipient[];
        /** Of a digest: reminders in it that its message leaves out, told by another of the same obligation or owed no more. */
        untold?: readonly string[];
      };
    }
  | {
      /** This reminder is told to nobody: `by` tells what there is to tell of its obligation, or the day it is about is over. */
      type: 'reminder-superseded';
      data: { reminderId: string; item: ReminderItem; because: SupersededBecause; by: string | null };
    }
  | {
      /** This message was not sent in its time: what it was to tell waits for the person's next digest, as it stands then. */
      type: 'message-superseded';
      data: { reminderId: string; personId: string; messageId: string };
    }
  | {
      type: 'reminder-sent';
      data: {
        reminderId: string;
        personId: string;
        messageId: string;
        channel: MailChannel;
        /** The message may have reached the person before: the process that sent it first never said whether it had. */
        possibleDuplicate: boolean;
      };
    }
  | {
      type: 'reminder-failed';
      data: { reminderId: string; personId: string; messageId: string; code: FailureCode };
    }
  | {
      /**
       * The mail service took nothing because of how this service is set up (`setup-faults.ts`): the message is still to be
       * sent, and is once that is mended. `attempt` is the claim's.
       */
      type: 'reminder-deferred';
      data: { reminderId: string; personId: string; messageId: string; attempt: number; code: string };
    }
  | {
      /** Said by a mail service that tells of deliveries; SMTP never does. */
      type: 'notification-delivered';
      data: { reminderId: string; personId: string; messageId: string };
    }
  | {
      /** Accepted by the mail service, and not delivered after all. */
      type: 'notification-bounced';
      data: { reminderId: string; personId: string; messageId: string; code: string };
    };

/** Stream `notifications`: reminders that fell due before the council had messages sent are not sent afterwards. */
export type NotificationsEvent =
  | { type: 'notifications-started'; data: { from: string } }
  /** What happened before people were told of events (`notices.ts`) is not told afterwards. */
  | { type: 'notices-started'; data: { from: string } };
