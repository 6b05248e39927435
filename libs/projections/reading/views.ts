import { setTimeout as pause } from 'node:timers/promises';
import { START } from '#event-store';
import type { Position } from '#event-store';
import type { EventLog } from '../runner/event-log.js';
import { Register } from '../runner/register.js';
import type { Generation, ViewName } from '../runner/register.js';
import type { ViewProgress } from '../runner/progress.js';
import type { Checkpoint } from '../runner/view-file.js';
import { ViewReader } from './view-reader.js';

/** The view is being built for the first time and has no rows to show yet. */
export class ViewNotReady extends Error {
  constructor(readonly view: string) {
    super(`The view ${view} is still being built from the event log`);
    this.name = 'ViewNotReady';
  }
}

/** Whether the rows hold the event waited for, or the wait was over first. */
export type Reached = 'reached' | 'behind';

const LOOK_AGAIN_MS = 15;

interface Open {
  readonly reader: ViewReader;
  readonly generation: number;
}

/**
 * Reads views, in any process, while a projector writes them. A reader is for one piece of work that does not wait:
 * ask for it again after every wait, since a rebuild may have taken over meanwhile.
 */
export class Views {
  private readonly register: Register;
  private readonly views: ReadonlyMap<string, ViewName>;
  private readonly opened = new Map<string, Open>();
  private readonly waiting = new Set<() => void>();
  private registerSeen = -1;
  private closed = false;

  constructor(dataDir: string, views: readonly ViewName[]) {
    this.register = new Register(dataDir);
    this.views = new Map(views.map((view) => [view.name, view]));
  }

  /**
   * Takes from the readers what was fed from another log than this one, or from this one before it was put back to an
   * earlier day: the projector builds it anew. To be called before anything is read. @throws StoreUnavailable
   */
  async beOf(log: Pick<EventLog, 'eventAt'>): Promise<void> {
    for (const view of this.views.values()) {
      const current = this.register.current(view);
      if (current === undefined) continue;
      const { position, eventId } = this.checkpointOf(current);
      if (position !== START && (await log.eventAt(position))?.id !== eventId) this.register.retire(current);
    }
  }

  /** The current generation of a view. @throws ViewNotReady before there is one */
  open(name: string): ViewReader {
    this.letGoOfReplaced();
    const open = this.opened.get(name);
    if (open !== undefined) return open.reader;
    for (let attempt = this.register.current(this.named(name)); attempt !== undefined;) {
      try {
        const reader = new ViewReader(this.register.fileOf(attempt));
        this.opened.set(name, { reader, generation: attempt.generation });
        return reader;
      } catch (error) {
        // Replaced and deleted between the look and the opening.
        const now = this.register.current(this.named(name));
        if (now?.generation === attempt.generation) throw error;
        attempt = now;
      }
    }
    throw new ViewNotReady(name);
  }

  /**
   * Read-your-writes: waits until a view's rows hold the event at a position.
   * @param timeoutMs milliseconds; past it the answer is `behind`, and the page says so
   */
  async waitFor(name: string, position: Position, timeoutMs: number): Promise<Reached> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      if (this.positionOf(name) >= position) return 'reached';
      const left = until - performance.now();
      if (left <= 0 || this.closed) return 'behind';
      await this.moved(Math.min(left, LOOK_AGAIN_MS));
    }
  }

  /** Views have moved on: whoever waits looks at once. */
  wake(): void {
    for (const look of [...this.waiting]) look();
  }

  /** The position of a view's current rows; START before there are any. */
  positionOf(name: string): Position {
    try {
      return this.open(name).position();
    } catch (error) {
      if (error instanceof ViewNotReady) return START;
      throw error;
    }
  }

  /** Asks the projector, in whatever process, to build a view anew beside its current generation. */
  requestRebuild(name: string): Generation {
    return this.register.build(this.named(name));
  }

  /** How a requested generation stands: `done` once it has taken over, or why it stopped. */
  rebuildOutcome({ view, version, generation }: Generation): 'under-way' | 'done' | { readonly failed: string } {
    const found = this.register
      .generations()
      .find((other) => other.view === view && other.version === version && other.generation === generation);
    if (typeof found?.failure === 'string') return { failed: found.failure };
    return found?.standing === 'building' ? 'under-way' : 'done';
  }

  /** What the files say, for processes that have no projector of their own. */
  progress(head: Position): readonly ViewProgress[] {
    const generations = this.register.generations().filter(({ standing }) => standing !== 'retired');
    return generations
      .filter(({ view, version }) => this.views.get(view)?.version === version)
      .map((generation) => {
        const position = this.checkpointOf(generation).position;
        const beside = generations.some(({ view, standing }) => view === generation.view && standing === 'current');
        return {
          view: generation.view,
          version: generation.version,
          generation: generation.generation,
          state: stateOf(generation, position, head, beside),
          position,
          head: Math.max(head, position),
          eventsPerSecond: 0,
          ...(generation.failure === null ? {} : { reason: generation.failure }),
        };
      });
  }

  close(): void {
    this.closed = true;
    this.wake();
    for (const { reader } of this.opened.values()) reader.close();
    this.opened.clear();
    this.register.close();
  }

  private named(name: string): ViewName {
    const view = this.views.get(name);
    if (view === undefined) throw new RangeError(`There is no view ${name}`);
    return view;
  }

  /** Closes readers of generations that have been replaced, so that their files can go. */
  private letGoOfReplaced(): void {
    const changes = this.register.changes();
    if (changes === this.registerSeen) return;
    this.registerSeen = changes;
    for (const [name, { reader, generation }] of this.opened) {
      if (this.register.current(this.named(name))?.generation === generation) continue;
      reader.close();
      this.opened.delete(name);
    }
  }

  private checkpointOf(generation: Generation): Checkpoint {
    const open = this.opened.get(generation.view);
    if (open?.generation === generation.generation) return open.reader.checkpoint();
    try {
      const reader = new ViewReader(this.register.fileOf(generation));
      try {
        return reader.checkpoint();
      } finally {
        reader.close();
      }
    } catch {
      // Asked for and not begun, or gone since.
      return { position: START, eventId: '' };
    }
  }

  private async moved(withinMs: number): Promise<void> {
    const woken = new AbortController();
    const look = (): void => woken.abort();
    this.waiting.add(look);
    try {
      await pause(withinMs, undefined, { signal: woken.signal });
    } catch {
      // Woken early.
    } finally {
      this.waiting.delete(look);
    }
  }
}

function stateOf(generation: Generation, position: Position, head: Position, beside: boolean): ViewProgress['state'] {
  if (generation.failure !== null) return 'failed';
  if (generation.standing === 'building') return beside ? 'rebuilding' : 'catching-up';
  return position >= head ? 'live' : 'catching-up';
}
