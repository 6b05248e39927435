import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { START } from '#event-store';
import type { Position } from '#event-store';
import type { EventLog } from '../runner/event-log.js';
import { isAsItRested } from '../runner/at-rest.js';
import { Register, RegisterDamaged, isSetAside } from '../runner/register.js';
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

/** The view's file is damaged: it is read no more, and built anew from the log. */
export class ViewDamaged extends Error {
  constructor(
    readonly view: string,
    options: { cause: unknown },
  ) {
    super(
      `The file of the view ${view} is damaged. It is set aside, and the view is being built anew from the log`,
      options,
    );
    this.name = 'ViewDamaged';
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
  private registered: Register;
  private readonly views: ReadonlyMap<string, ViewName>;
  private readonly opened = new Map<string, Open>();
  private readonly waiting = new Set<() => void>();
  private registerSeen = -1;
  private closed = false;

  /** @throws RegisterDamaged */
  constructor(
    private readonly dataDir: string,
    views: readonly ViewName[],
  ) {
    this.registered = new Register(dataDir);
    this.views = new Map(views.map((view) => [view.name, view]));
  }

  /**
   * Takes from the readers what was fed from another log than this one, or from this one before it was put back to an
   * earlier day, and what is not as it was left: the projector builds it anew. To be called before anything is read.
   * @throws StoreUnavailable, RegisterDamaged
   */
  async beOf(log: Pick<EventLog, 'eventAt'>): Promise<void> {
    for (const view of this.views.values()) {
      const current = this.register.readable(view);
      if (current === undefined) continue;
      if (!(await isAsItRested(this.register, current))) {
        this.register.retireDamaged(current);
        continue;
      }
      const { position, eventId } = this.checkpointOf(current);
      if (position !== START && (await log.eventAt(position))?.id !== eventId) this.register.retire(current);
    }
  }

  /** What may be read of a view now. @throws ViewNotReady before there is anything, ViewDamaged, RegisterDamaged */
  open(name: string): ViewReader {
    this.letGoOfReplaced();
    const open = this.opened.get(name);
    if (open !== undefined) return open.reader;
    for (let attempt = this.register.readable(this.named(name)); attempt !== undefined;) {
      const generation = attempt;
      const file = this.register.fileOf(generation);
      try {
        const reader = new ViewReader(file, (cause) => this.damaged(generation, cause));
        this.opened.set(name, { reader, generation: generation.generation });
        return reader;
      } catch (error) {
        // Replaced and deleted between the look and the opening.
        const now = this.register.readable(this.named(name));
        if (now?.generation === generation.generation) {
          throw existsSync(file) ? error : this.damaged(generation, error);
        }
        if (now === undefined) throw error;
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

  /** `open`, once there is anything to read. @param timeoutMs milliseconds @throws ViewNotReady past them */
  async whenReadable(name: string, timeoutMs: number): Promise<ViewReader> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      try {
        return this.open(name);
      } catch (error) {
        const left = until - performance.now();
        if (!(error instanceof ViewNotReady) || left <= 0 || this.closed) throw error;
        await this.moved(Math.min(left, LOOK_AGAIN_MS));
      }
    }
  }

  /** The names of the views that are being built for the first time and have nothing to show. */
  unreadable(): readonly string[] {
    return [...this.views.values()]
      .filter((view) => this.register.readable(view) === undefined)
      .map(({ name }) => name);
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
      if (error instanceof ViewNotReady || error instanceof ViewDamaged) return START;
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
    const all = this.register.generations();
    const readable = new Map([...this.views.values()].map((view) => [view.name, this.register.readable(view)]));
    return all
      .filter(({ view, version, generation, ...one }) => {
        if (generation === readable.get(view)?.generation) return true;
        if (this.views.get(view)?.version !== version) return false;
        return one.standing !== 'retired' || (isSetAside(one) && readable.get(view) === undefined);
      })
      .map((generation) => {
        const position = this.checkpointOf(generation).position;
        const beside = readable.get(generation.view) !== undefined;
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
    this.registered.close();
  }

  /** The register that counts: another one where the projector found the one before damaged. */
  private get register(): Register {
    if (!this.registered.isReplaced()) return this.registered;
    const { registered } = this;
    this.registered = new Register(this.dataDir);
    registered.close();
    this.registerSeen = -1;
    for (const { reader } of this.opened.values()) reader.close();
    this.opened.clear();
    return this.registered;
  }

  /** Takes a damaged file from its readers, once. */
  private damaged(generation: Generation, cause: unknown): ViewDamaged {
    const open = this.opened.get(generation.view);
    if (open?.generation === generation.generation) {
      this.opened.delete(generation.view);
      open.reader.close();
    }
    if (this.register.readable(this.named(generation.view))?.generation === generation.generation) {
      this.register.retireDamaged(generation);
    }
    return new ViewDamaged(generation.view, { cause });
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
      if (this.register.readable(this.named(name))?.generation === generation) continue;
      reader.close();
      this.opened.delete(name);
    }
  }

  private checkpointOf(generation: Generation): Checkpoint {
    const open = this.opened.get(generation.view);
    if (open?.generation === generation.generation) return open.reader.checkpoint();
    try {
      const reader = new ViewReader(this.register.fileOf(generation), (cause) => this.damaged(generation, cause));
      try {
        return reader.checkpoint();
      } finally {
        reader.close();
      }
    } catch (error) {
      if (error instanceof RegisterDamaged) throw error;
      // Asked for and not begun, gone since, or damaged.
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
  if (isSetAside(generation)) return 'damaged';
  if (generation.failure !== null) return 'failed';
  if (generation.standing === 'building') return beside ? 'rebuilding' : 'catching-up';
  return position >= head ? 'live' : 'catching-up';
}
