/** Something to be done once an instant has come. An id and nothing else: a queue holds no facts. */
export interface QueuedReminder {
  readonly id: string;
  /** ISO instant. */
  readonly at: string;
}

/** Tried as often as a queue tries, and put aside. */
export interface FailedReminder {
  readonly id: string;
  readonly reason: string;
}

/**
 * What reminders wait in. A cache of the plan and never the truth: it may lose anything at any moment, and is filled again; it
 * may call twice, and who is called finds out from the log whether there is anything left to do.
 */
export interface ReminderQueue {
  /**
   * Has the handler called with each id at its instant or later, at once where that has passed. The same again changes nothing;
   * one that was put aside is tried again. To move one, cancel it first.
   * @throws QueueAway
   */
  schedule(reminders: readonly QueuedReminder[]): Promise<void>;
  /** Nothing is left to do for these. What has begun is not interrupted. @throws QueueAway */
  cancel(reminders: readonly QueuedReminder[]): Promise<void>;
  /** Begins to call. What the handler throws is tried again, at growing distances, and put aside in the end. */
  start(handler: (id: string) => Promise<void>): void;
  /** @throws QueueAway */
  failed(): Promise<readonly FailedReminder[]>;
  /** Calls the listener each time the queue is back after it was away: it may have come back empty. */
  onBack(listener: () => void): void;
  /** Waits for what has begun; nothing is called afterwards. */
  close(): Promise<void>;
}

/** The queue cannot be reached; what was to be scheduled is scheduled by the next sweep. */
export class QueueAway extends Error {
  constructor(options?: { cause?: unknown }) {
    super('The queue of reminders cannot be reached', options);
    this.name = 'QueueAway';
  }
}
