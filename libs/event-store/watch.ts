import type { News } from './news.js';
import type { Subscription } from './port.js';

/** Calls back after each ring of a bell; rings that come while it is being answered are one. */
export class Watch implements Subscription {
  private readonly stopping = new AbortController();
  private readonly finished: Promise<void>;

  constructor(
    private readonly news: News,
    private readonly onNews: () => void,
    private readonly onEnd: (watch: Subscription) => void,
  ) {
    this.finished = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.finished;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    for (let noted = this.news.count; ;) {
      await this.news.after(noted, signal);
      if (signal.aborted) break;
      noted = this.news.count;
      this.onNews();
    }
    this.onEnd(this);
  }
}
