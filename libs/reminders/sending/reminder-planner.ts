import { isReminderStream } from '#application';
import { DEFAULT_NOTIFICATIONS, isSameDay, sendableFrom } from '#domain';
import type { Position, Subscription } from '#event-store';
import { listAwaiting } from '#projections';
import type { ReminderEngine } from '../parts.js';
import type { QueuedReminder, ReminderQueue } from '../queue/port.js';

export interface PlannerOptions {
  readonly engine: ReminderEngine;
  readonly queue: ReminderQueue;
  readonly answerWithinMs: number;
  /** How often the whole queue is filled from the plan, whatever is thought to be in it; milliseconds. */
  readonly sweepEveryMs: number;
  /** How soon after something was recorded the queue follows; milliseconds. */
  readonly followAfterMs: number;
  /** How far ahead the queue is filled, in milliseconds: what comes later is queued by a later sweep. */
  readonly aheadMs: number;
  readonly onTrouble: (error: unknown) => void;
  /** Where the log stands. */
  readonly head: Position;
}

const CATCH_UP_MS = 10_000;

/**
 * Keeps the queue as the plan says: follows what is recorded, and from time to time, or when the queue is back after it was
 * away, fills it for a while ahead as if it were empty. The queue's own memory is never relied on.
 */
export class ReminderPlanner {
  private believed: ReadonlyMap<string, string> = new Map();
  /** The queue may hold less than it is believed to. */
  private inDoubt = true;
  private readonly subscription: Subscription;
  private readonly sweeping: NodeJS.Timeout;
  private following: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private head: Position;
  private stopped = false;

  constructor(private readonly options: PlannerOptions) {
    const { engine, queue, sweepEveryMs, head } = options;
    this.head = head;
    this.subscription = engine.ledger.store.subscribe({
      after: head,
      onBatch: (events) => {
        this.head = events.at(-1)?.position ?? this.head;
        // What is recorded of messages is soon enough for the next sweep.
        if (!events.every(({ stream }) => isReminderStream(stream))) this.follow();
      },
      onError: options.onTrouble,
    });
    this.sweeping = setInterval(() => void this.sweep(), sweepEveryMs);
    queue.onBack(() => void this.sweep());
  }

  /** Fills the queue with everything there is to send. */
  sweep(): Promise<void> {
    this.inDoubt = true;
    return this.inTurn();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.sweeping);
    clearTimeout(this.following);
    await this.subscription.stop();
    await this.turn;
  }

  private follow(): void {
    if (this.stopped || this.following !== undefined) return;
    this.following = setTimeout(() => {
      this.following = undefined;
      void this.inTurn();
    }, this.options.followAfterMs);
  }

  /** One filling after another; what one could not do, the next does. */
  private inTurn(): Promise<void> {
    this.turn = this.turn.then(async () => {
      if (this.stopped) return;
      const everything = this.inDoubt;
      this.inDoubt = false;
      try {
        await this.fill(everything);
      } catch (error) {
        this.inDoubt = true;
        this.options.onTrouble(error);
      }
    });
    return this.turn;
  }

  private async fill(everything: boolean): Promise<void> {
    const { queue, engine } = this.options;
    const awaiting = await this.awaiting();
    const wanted = new Map(awaiting.map(({ id, at }) => [id, at]));
    const now = engine.clock();
    // What is gone because it was sent needs no taking back.
    const moved = [...this.believed].flatMap(([id, at]) => (wanted.get(id) !== at && at > now ? [{ id, at }] : []));
    await queue.cancel(moved);
    await queue.schedule(everything ? awaiting : awaiting.filter(({ id, at }) => this.believed.get(id) !== at));
    this.believed = wanted;
  }

  /** Everything to be sent soon, with the instant at which it may be: quiet hours keep what is late until the morning. */
  private async awaiting(): Promise<readonly QueuedReminder[]> {
    const { engine, answerWithinMs, aheadMs } = this.options;
    await engine.readModels.reach(['reminders'], this.head, CATCH_UP_MS);
    const { settings, calendar } = await engine.references.load();
    const times = { notifications: settings?.notifications ?? DEFAULT_NOTIFICATIONS, calendar };
    const now = engine.clock();
    const until = new Date(Date.parse(now) + aheadMs).toISOString();
    const rows = engine.readModels.views.open('reminders');
    return listAwaiting(rows, answerWithinMs, until).map(({ id, at, obligation }) => {
      const late = at < now && (obligation === null || !isSameDay(obligation));
      const sendable = late ? sendableFrom(now, times) : at;
      return { id, at: sendable === now ? at : sendable };
    });
  }
}
