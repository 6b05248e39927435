import { setTimeout as pause } from 'node:timers/promises';
import type { Position } from '#event-store';
import type { EventLog } from '../runner/event-log.js';
import { takeLease } from '../runner/lease.js';
import { Projector } from '../runner/projector.js';
import type { View } from '../view.js';
import type { Reached, Views } from './views.js';

export interface ProjectHereOptions {
  readonly dataDir: string;
  readonly log: EventLog;
  readonly views: readonly View[];
  readonly reading: Views;
  /** Every view is to hold the event at this position. */
  readonly position: Position;
  readonly timeoutMs: number;
  /** Now and then while this process projects. */
  readonly onProgress?: (projector: Projector) => void;
}

const LOOK_AGAIN_MS = 50;

/**
 * For a process without a projector of its own, such as the command line: waits for the one that holds the lease, or
 * brings the views up to the end of the log itself when nobody does. Rebuilds that were asked for are carried out too.
 */
export async function projectHere(options: ProjectHereOptions): Promise<Reached> {
  const { dataDir, log, views, reading, position, timeoutMs, onProgress } = options;
  const until = performance.now() + timeoutMs;
  for (;;) {
    const lease = takeLease(dataDir, 'projector');
    if (lease !== undefined) {
      try {
        const projector: Projector = new Projector({ dataDir, log, views, onMoved: () => onProgress?.(projector) });
        await projector.catchUp();
      } finally {
        lease.release();
      }
    }
    if (views.every(({ name }) => reading.positionOf(name) >= position)) return 'reached';
    if (lease !== undefined || performance.now() >= until) return 'behind';
    await pause(LOOK_AGAIN_MS);
  }
}
