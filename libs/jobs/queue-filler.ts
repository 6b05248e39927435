import type { EventStore, Position, Subscription } from '#event-store';
import { count, tellOf } from '#telemetry';
import type { AwaitingJob, JobKind, JobQueue } from './port.js';

export interface QueueFillerOptions {
  readonly kind: JobKind;
  readonly store: EventStore;
  readonly queue: JobQueue;
  /** The time now: an ISO instant. */
  readonly clock: () => string;
  /** Everything to be done soon, worked out from the log up to a position. */
  readonly awaiting: (position: Position) => Promise<readonly AwaitingJob[]>;
  /** Whether what is recorded in a stream may change that before the next sweep. */
  readonly follows: (stream: string) => boolean;
  /** How often the whole queue is filled, whatever is thought to be in it; milliseconds. */
  readonly sweepEveryMs: number;
  /** How soon after something was recorded the queue follows; milliseconds. */
  readonly followAfterMs: number;
  readonly onTrouble: (error: unknown) => void;
  /** Where the log stands. */
  readonly head: Position;
}

/**
 * Keeps a queue as the log says: follows what is recorded, and from time to time, or when the queue is back after it was
 * away, fills it for a while ahead as if it were empty. The queue's own memory is never relied on.
 */
export class QueueFiller {
  private believed: ReadonlyMap<string, string> = new Map();
  /** The queue may hold less than it is believed to. */
  private inDoubt = true;
  private readonly subscription: Subscription;
  private readonly sweeping: NodeJS.Timeout;
  private following: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private head: Position;
  private stopped = false;

  constructor(private readonly options: QueueFillerOptions) {
    const { store, queue, follows, sweepEveryMs, head } = options;
    this.head = head;
    this.subscription = store.subscribe({
      after: head,
      onBatch: (events) => {
        this.head = events.at(-1)?.position ?? this.head;
        if (events.some(({ stream }) => follows(stream))) this.follow();
      },
      onError: options.onTrouble,
    });
    this.sweeping = setInterval(() => void this.sweep(), sweepEveryMs);
    queue.onBack(() => void this.sweep());
  }

  /** Fills the queue with everything there is to do. */
  sweep(): Promise<void> {
    this.inDoubt = true;
    return this.inTurn();
  }

  /** How many jobs are thought to be in the queue, by whether their hour has come. */
  depth(): { readonly later: number; readonly due: number } {
    const now = this.options.clock();
    const due = [...this.believed.values()].filter((at) => at <= now).length;
    return { later: this.believed.size - due, due };
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

  /** Fillings run one after another; what one could not do, the next does. */
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
    const { queue, clock } = this.options;
    const awaiting = await this.options.awaiting(this.head);
    const wanted = new Map(awaiting.map(({ id, at }) => [id, at]));
    const now = clock();
    // What is gone because it was done needs no taking back.
    const moved = [...this.believed].flatMap(([id, at]) => (wanted.get(id) !== at && at > now ? [{ id, at }] : []));
    await queue.cancel(moved);
    const since = Date.now();
    const fresh = awaiting.filter(({ id, at }) => this.believed.get(id) !== at);
    await queue.schedule((everything ? awaiting : fresh).map(({ id, at }) => ({ id, at })));
    this.tell(fresh, everything, since);
    this.believed = wanted;
  }

  /** What a sweep puts back was queued before: a trace shows it once. */
  private tell(fresh: readonly AwaitingJob[], everything: boolean, since: number): void {
    const { kind: queue } = this.options;
    if (fresh.length > 0) count('plumbline.jobs', { queue, outcome: 'queued' }, fresh.length);
    if (everything) return;
    for (const { correlationId } of fresh) {
      if (correlationId === undefined) continue;
      tellOf({ name: `queue ${queue}`, correlationId, attributes: { queue } }, since, Date.now());
    }
  }
}
