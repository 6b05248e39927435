import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { News } from './news.js';
import type { Position, ReadAllOptions, RecordedEvent, SubscribeOptions, Subscription } from './port.js';

const DEFAULT_BATCH = 500;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5_000;

/** A subscription for a store that can be asked again and again: it reads on from where it is whenever there is news. */
export class PulledSubscription implements Subscription {
  private readonly stopping = new AbortController();
  private readonly finished: Promise<void>;
  private failures = 0;

  constructor(
    private readonly read: (options: ReadAllOptions) => Promise<readonly RecordedEvent[]>,
    private readonly news: News,
    private readonly options: SubscribeOptions,
    private readonly onEnd: (subscription: Subscription) => void,
  ) {
    this.finished = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.finished;
  }

  private async run(): Promise<void> {
    // Not within the call that subscribes: the caller has no subscription to stop yet.
    await nextTurn();
    try {
      await this.deliver();
    } catch (error) {
      this.options.onError?.(error);
    } finally {
      this.onEnd(this);
    }
  }

  private async deliver(): Promise<void> {
    const { onBatch, onCaughtUp, batchSize = DEFAULT_BATCH } = this.options;
    const { signal } = this.stopping;
    let position = this.options.after;
    while (!signal.aborted) {
      const noted = this.news.count;
      const batch = await this.readOn(position, batchSize);
      if (signal.aborted) return;
      if (batch === undefined) continue;
      const last = batch.at(-1);
      if (last === undefined) {
        onCaughtUp?.(position);
        await this.news.after(noted, signal);
      } else {
        await onBatch(batch);
        position = last.position;
        // A long catch-up leaves room for everything else the process does.
        await nextTurn();
      }
    }
  }

  /** The next events; nothing after a pause when the store could not be read, to be asked again for as long as it takes. */
  private async readOn(after: Position, maxCount: number): Promise<readonly RecordedEvent[] | undefined> {
    try {
      const events = await this.read({ after, maxCount });
      this.failures = 0;
      return events;
    } catch {
      const longest = Math.min(FIRST_RETRY_MS * 2 ** this.failures++, LONGEST_RETRY_MS);
      // Spread out, or every subscription of every process asks a server that comes back at the same moment.
      const spread = longest * (0.5 + Math.random() / 2);
      await pause(spread, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      return undefined;
    }
  }
}
