import { Worker } from 'node:worker_threads';
import type { RecordsPlace } from '#event-store';
import { isTraced, tellOf } from '#telemetry';
import type { FromProjector, ProjectorThreadData, ToProjector } from './messages.js';
import type { Projected } from '../runner/projected.js';
import type { ViewProgress } from '../runner/progress.js';

export interface ProjectorThreadOptions {
  readonly place: RecordsPlace;
  /** URL of a module that exports `views`; the product's views by default. */
  readonly viewsModule?: string;
  /** Rows have changed: whoever waits for them may look (`Views.wake`). */
  readonly onMoved?: () => void;
  /** The thread died of this and is started again. */
  readonly onTrouble?: (error: Error) => void;
}

const RESTART_MS = 1_000;

/** Batches are bounded, and so is what the views keep between them; a heap that may grow on is not tidied before it has. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 24 };

/**
 * The projector in a thread of its own, so that a rebuild never slows a request. It waits for the lease of the data
 * folder: while the command line projects by itself, the thread stands by.
 */
export class ProjectorThread {
  private worker: Worker;
  private latest: readonly ViewProgress[] = [];
  private stopping = false;
  private restart: NodeJS.Timeout | undefined;
  private ended: Promise<void> = Promise.resolve();

  constructor(private readonly options: ProjectorThreadOptions) {
    this.worker = this.begin();
  }

  /** After a commit: the projector looks at once and need not wait for its next poll. */
  wake(): void {
    this.tell('wake');
  }

  /** As last reported, a moment ago. */
  progress(): readonly ViewProgress[] {
    return this.latest;
  }

  /** Resolves when the batch in hand is committed and the lease is free. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    this.tell('stop');
    await this.ended;
  }

  private tell(message: ToProjector): void {
    this.worker.postMessage(message);
  }

  private begin(): Worker {
    const { place, viewsModule } = this.options;
    const data: ProjectorThreadData = { place, viewsModule, isTraced: isTraced() };
    const worker = new Worker(new URL('./projector-worker.js', import.meta.url), {
      workerData: data,
      resourceLimits: LIMITS,
    });
    worker.on('message', (message: FromProjector) => {
      if (message.kind === 'moved') this.options.onMoved?.();
      else if (message.kind === 'progress') this.latest = message.views;
      else message.projected.forEach(told);
    });
    worker.on('error', (error: Error) => this.options.onTrouble?.(error));
    this.ended = new Promise((resolve) => {
      worker.on('exit', () => {
        resolve();
        if (!this.stopping) this.restart = setTimeout(() => (this.worker = this.begin()), RESTART_MS);
      });
    });
    return worker;
  }
}

const told = ({ correlationId, from, to, ...attributes }: Projected): void =>
  tellOf({ name: 'project', correlationId, attributes }, from, to);
