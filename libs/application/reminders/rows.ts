import { commandIn, reminderForms, reminderLog } from '#domain';
import type { NotificationsEvent, ReminderCommand, ReminderLog } from '#domain';
import { bodyOf } from '../body/body-of.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';
import type { StreamFold } from '../streams/stream-fold.js';
import { NOTIFICATIONS_STREAM, notificationsFold } from './notifications-fold.js';
import type { Started } from './notifications-fold.js';

const REMINDERS = 'reminders-';
/** @param id of an audit, or of a person for their digests */
export const reminderStream = (id: string): string => `${REMINDERS}${id}`;
/** Whether a stream holds what became of messages. */
export const isReminderStream = (stream: string): boolean => stream.startsWith(REMINDERS);
export const reminderFold: StreamFold<ReminderLog> = foldOf(reminderLog);

const STARTS = ['notifications-started', 'notices-started'] as const satisfies readonly NotificationsEvent['type'][];

const reminders = {
  group: 'reminders',
  fold: reminderFold,
  record: 'always',
  idOf: (target: string | undefined) => target ?? '',
  streamOf: reminderStream,
} as const;

/** Who has been told what: for the sender of reminders, and a coordinator who hears of a bounce. */
export const reminderRows: readonly CommandRow[] = [
  commandRow<ReminderLog, SaysOf<ReminderCommand, 'ClaimReminder'>>({
    ...reminders,
    name: 'ClaimReminder',
    summary: 'Settle who sends a reminder, to whom',
    path: null,
    body: null,
    decide: (said, log, context) => reminderLog.decide({ type: 'ClaimReminder', ...said }, log, context),
  }),
  commandRow<ReminderLog, SaysOf<ReminderCommand, 'SupersedeReminder'>>({
    ...reminders,
    name: 'SupersedeReminder',
    summary: 'Record that a reminder is told to nobody, because another tells it or its day is over',
    path: null,
    body: null,
    decide: (said, log, context) => reminderLog.decide({ type: 'SupersedeReminder', ...said }, log, context),
  }),
  commandRow<ReminderLog, SaysOf<ReminderCommand, 'SupersedeMessage'>>({
    ...reminders,
    name: 'SupersedeMessage',
    summary: 'Record that what a message was to tell waits for the person’s next digest',
    path: null,
    body: null,
    decide: (said, log, context) => reminderLog.decide({ type: 'SupersedeMessage', ...said }, log, context),
  }),
  commandRow<ReminderLog, SaysOf<ReminderCommand, 'RecordReminderSent'>>({
    ...reminders,
    name: 'RecordReminderSent',
    summary: 'Record that the mail service took a message',
    path: null,
    body: null,
    decide: (said, log, context) => reminderLog.decide({ type: 'RecordReminderSent', ...said }, log, context),
  }),
  commandRow<ReminderLog, SaysOf<ReminderCommand, 'RecordReminderFailed'>>({
    ...reminders,
    name: 'RecordReminderFailed',
    summary: 'Record that a message could not be sent',
    path: null,
    body: null,
    decide: (said, log, context) => reminderLog.decide({ type: 'RecordReminderFailed', ...said }, log, context),
  }),
  commandRow<ReminderLog, SaysOf<ReminderCommand, 'RecordReminderDeferred'>>({
    ...reminders,
    name: 'RecordReminderDeferred',
    summary: 'Record that a message waits until how this service is set up is mended',
    path: null,
    body: null,
    decide: (said, log, context) => reminderLog.decide({ type: 'RecordReminderDeferred', ...said }, log, context),
  }),
  commandRow<ReminderLog, SaysOf<ReminderCommand, 'RecordDelivery'>>({
    ...reminders,
    name: 'RecordDelivery',
    summary: 'Record that the mail service says a message was delivered',
    path: null,
    body: null,
    record: 'standing',
    decide: (said, log, context) => reminderLog.decide({ type: 'RecordDelivery', ...said }, log, context),
  }),
  commandRow<ReminderLog, object>({
    ...reminders,
    name: 'RecordBounce',
    summary: 'Record that a message was not delivered after all',
    path: 'reminders/:id/bounces',
    body: bodyOf(reminderForms.RecordBounce),
    record: 'standing',
    decide: (body, log, context) => reminderLog.decide(commandIn(reminderForms, 'RecordBounce', body), log, context),
  }),
  commandRow<Started, object>({
    name: 'StartNotifications',
    group: 'reminders',
    summary: 'Have messages sent from now on',
    path: null,
    body: null,
    fold: notificationsFold,
    record: 'always',
    idOf: () => NOTIFICATIONS_STREAM,
    streamOf: () => NOTIFICATIONS_STREAM,
    decide: (_body, started, { now }) =>
      STARTS.filter((type) => !started.has(type)).map((type) => ({ type, data: { from: now } })),
  }),
];
