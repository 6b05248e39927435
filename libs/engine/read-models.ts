import { setTimeout as pause } from 'node:timers/promises';
import { Upcasting } from '#event-store';
import type { EventStore, EventTypes, Position, RecordsPlace } from '#event-store';
import {
  ProjectorThread,
  RegisterDamaged,
  ViewNotReady,
  Views,
  allViews,
  logOf,
  mendRegister,
  projectHere,
} from '#projections';
import type { ProjectHereOptions, Reached, ViewProgress, ViewReader } from '#projections';

/** How often a rebuild in another process is looked at. */
const LOOK_AGAIN_MS = 100;

export interface ReadModelsOptions {
  readonly place: RecordsPlace;
  readonly store: EventStore;
  readonly types: EventTypes;
  /**
   * A service projects in a thread of its own. A tool waits for the service's thread, or projects by itself where no
   * service runs.
   */
  readonly mode: 'service' | 'tool';
  /** The projector's thread died of this and is started again. */
  readonly onTrouble?: (error: Error) => void;
}

/** The views of a data folder, and how to have them show what has just been recorded. */
export class ReadModels {
  private readonly thread: ProjectorThread | undefined;

  private constructor(
    private readonly options: ReadModelsOptions,
    readonly views: Views,
  ) {
    const { place, mode, onTrouble } = options;
    if (mode === 'service') {
      this.thread = new ProjectorThread({ place, onMoved: () => this.views.wake(), onTrouble });
    }
  }

  /** @throws StoreUnavailable, RegisterDamaged */
  static async open(options: ReadModelsOptions): Promise<ReadModels> {
    const views = openViews(options);
    try {
      await views.beOf(options.store);
      return new ReadModels(options, views);
    } catch (error) {
      views.close();
      throw error;
    }
  }

  /**
   * The views that are being built for the first time. Every other view can be opened. @throws ViewNotReady where
   * there is none
   */
  beingBuilt(): readonly string[] {
    const unreadable = this.views.unreadable();
    const [some] = unreadable;
    if (some !== undefined && unreadable.length === allViews.length) throw new ViewNotReady(some);
    for (const { name } of allViews) if (!unreadable.includes(name)) this.views.open(name);
    return unreadable;
  }

  /** Waits, bounded, until views hold the event at a position; past it the answer is `behind`. */
  async reach(names: readonly string[], position: Position, timeoutMs: number): Promise<Reached> {
    if (names.every((name) => this.views.positionOf(name) >= position)) return 'reached';
    if (this.thread === undefined) return this.projectHere(names, position, timeoutMs);
    this.thread.wake();
    const reached = await Promise.all(names.map((name) => this.views.waitFor(name, position, timeoutMs)));
    return reached.includes('behind') ? 'behind' : 'reached';
  }

  /** A view that holds everything recorded so far. @throws ViewsBehind, StoreUnavailable */
  async upToNow(name: string, timeoutMs: number): Promise<ViewReader> {
    const reached = await this.reach([name], await this.options.store.head(), timeoutMs);
    if (reached === 'behind') throw new ViewsBehind();
    return this.views.open(name);
  }

  async progress(): Promise<readonly ViewProgress[]> {
    return this.views.progress(await this.options.store.head());
  }

  async close(): Promise<void> {
    await this.thread?.stop();
    this.views.close();
  }

  /**
   * Builds views anew, each beside the one in use, which it then replaces. Returns when all have taken over or stopped;
   * `failed` says why one has.
   * @param progress events taken and events there are, of all views together
   */
  async rebuild(
    names: readonly string[],
    progress: (events: { readonly done: number; readonly of: number }) => void = () => undefined,
  ): Promise<readonly { readonly view: string; readonly failed: string | null }[]> {
    const asked = names.map((name) => this.views.requestRebuild(name));
    const underWay = (): boolean => asked.some((generation) => this.views.rebuildOutcome(generation) === 'under-way');
    while (underWay()) {
      const head = await this.options.store.head();
      const show = (views: readonly ViewProgress[]): void => {
        const ours = asked.map(({ view, generation }) =>
          views.find((one) => one.view === view && one.generation === generation),
        );
        progress({
          done: ours.reduce((sum, one) => sum + (one === undefined ? head : Math.max(0, one.position)), 0),
          of: Math.max(0, head) * asked.length,
        });
      };
      if (this.thread === undefined) await this.projectHere(names, head, 0, (projector) => show(projector.progress()));
      else this.thread.wake();
      if (!underWay()) break;
      show(this.views.progress(head));
      await pause(LOOK_AGAIN_MS);
    }
    return asked.map((generation) => {
      const outcome = this.views.rebuildOutcome(generation);
      return { view: generation.view, failed: typeof outcome === 'string' ? null : outcome.failed };
    });
  }

  private projectHere(
    names: readonly string[],
    position: Position,
    timeoutMs: number,
    onProgress?: ProjectHereOptions['onProgress'],
  ): Promise<Reached> {
    const { place, store, types } = this.options;
    return projectHere({
      dataDir: place.dataDir,
      log: logOf(store, new Upcasting(types)),
      views: allViews.filter(({ name }) => names.includes(name)),
      reading: this.views,
      position,
      timeoutMs,
      onProgress,
    });
  }
}

function openViews({ place, onTrouble }: ReadModelsOptions): Views {
  try {
    return new Views(place.dataDir, allViews);
  } catch (error) {
    if (!(error instanceof RegisterDamaged) || !mendRegister(place.dataDir)) throw error;
    onTrouble?.(error);
    return new Views(place.dataDir, allViews);
  }
}

/** The views have not caught up in the time a caller would wait. */
export class ViewsBehind extends Error {
  constructor() {
    super('The lists are still catching up with the records. Try again in a moment');
    this.name = 'ViewsBehind';
  }
}
