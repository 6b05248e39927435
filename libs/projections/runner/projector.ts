import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDamage } from '#disk';
import { START, StoreUnavailable } from '#event-store';
import type { EventEnvelope, Position } from '#event-store';
import type { View } from '../view.js';
import { noteAtRest } from './at-rest.js';
import type { EventLog } from './event-log.js';
import type { ViewProgress } from './progress.js';
import { projectedOf } from './projected.js';
import type { Projected } from './projected.js';
import { Register, isSetAside } from './register.js';
import type { Generation } from './register.js';
import { clearRetired } from './retired-files.js';
import { whoGoesOn } from './turns.js';
import { OtherTables, ViewFile } from './view-file.js';

export interface ProjectorOptions {
  readonly dataDir: string;
  readonly log: EventLog;
  readonly views: readonly View[];
  /** These are all there are: whatever else the data folder holds is of an earlier version of the program, and goes. */
  readonly everyView?: boolean;
  /** Events read and applied at a time, at most. */
  readonly batchSize?: number;
  /** Characters of events read and applied at a time: a batch is no larger than this and one event. */
  readonly batchLength?: number;
  /** How often it looks for commits of other processes while there is nothing to do, in milliseconds. */
  readonly pollMs?: number;
  /**
   * How long it lets new events gather once its views are at the end of the log, in milliseconds, unless it is woken.
   * Under load a large batch costs hardly more than a small one.
   */
  readonly gatherMs?: number;
  /** After each round in which a view has moved, taken over or failed. */
  readonly onMoved?: () => void;
  /** After events that had just been recorded were taken by views that stood at the end of the log. */
  readonly onProjected?: (projected: readonly Projected[]) => void;
}

/** A generation that is being written. */
interface Running {
  readonly view: View;
  generation: Generation;
  readonly file: ViewFile;
  readonly since: { readonly time: number; events: number; spentMs: number };
  /**
   * How much it has used of the time that the views behind the log share, in milliseconds. A view that joins them
   * later begins with as much as they have used.
   */
  turnsMs: number;
  /** Whether it stood at the end of the log when it was last given events, or would have been. */
  live: boolean;
  /** Whether its file may still be as it was left. */
  untouched: boolean;
}

/** Large, because an audit's steps lie far apart in the log and its row is written once a batch. */
const BATCH = 10_000;
/** Events take several times as much memory once they are decoded. */
const BATCH_LENGTH = 4 * 1_048_576;
const POLL_MS = 50;
const GATHER_MS = 100;
const CLEARING_MS = 500;

/**
 * Feeds every view from the log, each from its own checkpoint, a bounded batch at a time. Views that stand at the same place
 * share the reading and the decoding, but the quick go on before the slow. Those that are live come first in every round;
 * those that catch up share the time that is left. A view that throws stops by itself and says why. To be run under the
 * projector's lease.
 */
export class Projector {
  private readonly register: Register;
  private readonly batchSize: number;
  private readonly batchLength: number;
  private readonly pollMs: number;
  private readonly gatherMs: number;
  private running: Running[] = [];
  private readonly failed = new Map<string, ViewProgress>();
  private registerSeen = -1;
  private head: Position = START;
  private clearedAt = 0;
  private stopping = false;
  private news = false;
  private asked = false;
  private gathering = false;
  private wakeUp: (() => void) | undefined;

  constructor(private readonly options: ProjectorOptions) {
    this.register = Register.orAnew(options.dataDir);
    this.batchSize = options.batchSize ?? BATCH;
    this.batchLength = options.batchLength ?? BATCH_LENGTH;
    this.pollMs = options.pollMs ?? POLL_MS;
    this.gatherMs = options.gatherMs ?? GATHER_MS;
  }

  /** Runs until `stop`: catches up, then follows the log. */
  async run(): Promise<void> {
    try {
      for (let begun = false; !this.stopping;) {
        this.news = false;
        this.asked = false;
        begun ||= await this.ifLogAnswers(() => this.begin());
        const moved = begun && (await this.ifLogAnswers(() => this.round()));
        if (moved && !this.isAtEnd()) await nextTurn();
        else await this.pause(moved);
      }
    } finally {
      await this.end();
    }
  }

  /** Brings every view to the end of the log, rebuilds that were asked for included, and returns. */
  async catchUp(): Promise<void> {
    try {
      await this.begin();
      while (!this.stopping && (await this.round())) await nextTurn();
    } finally {
      await this.end();
    }
  }

  /** Somebody waits for what was recorded, or a rebuild was asked for: look now. */
  wake(): void {
    this.asked = true;
    this.wakeUp?.();
  }

  /** There are new events: look now, or when those that are gathering have gathered. */
  hear(): void {
    this.news = true;
    if (!this.gathering) this.wakeUp?.();
  }

  /** Ends after the batch in hand. */
  stop(): void {
    this.stopping = true;
    this.wake();
  }

  progress(): readonly ViewProgress[] {
    const now = performance.now();
    const running = this.running.map(({ view, generation, file, since, live }): ViewProgress => {
      const seconds = (now - since.time) / 1_000;
      const building = generation.standing === 'building' && this.hasPredecessor(view);
      return {
        view: view.name,
        version: view.version,
        generation: generation.generation,
        // At the end of the log, it may still be making its indexes.
        state: building ? 'rebuilding' : live && generation.standing === 'current' ? 'live' : 'catching-up',
        position: file.checkpoint.position,
        head: Math.max(this.head, file.checkpoint.position),
        eventsPerSecond: live || seconds === 0 ? 0 : Math.round(since.events / seconds),
      };
    });
    return [...running, ...this.failed.values()].sort(
      (left, right) => left.view.localeCompare(right.view) || left.generation - right.generation,
    );
  }

  /** Takes up every view where it stands; again from the start where the log went away meanwhile. */
  private async begin(): Promise<true> {
    this.retireWhatIsNoLongerBuilt();
    for (const view of this.options.views) {
      const current = this.register.current(view);
      const building = this.register.building(view);
      for (const generation of [current, building]) {
        if (typeof generation?.failure === 'string') this.register.recordFailure(generation, null);
      }
      const fit = current !== undefined && (this.isKnown(current) || (await this.startFit(view, current)));
      if (!fit && building === undefined) this.register.build(view);
    }
    await this.startBuilding();
    return true;
  }

  /** Of other versions of the program: half-built generations, and views that this one does not have. */
  private retireWhatIsNoLongerBuilt(): void {
    for (const generation of this.register.generations()) {
      const view = this.options.views.find(({ name }) => name === generation.view);
      const half = generation.standing === 'building' && view !== undefined && view.version !== generation.version;
      const gone = view === undefined && this.options.everyView === true;
      if (half || gone) this.register.retire(generation);
    }
  }

  /** Starts generations that have been asked for, here or by another process. */
  private async startBuilding(): Promise<void> {
    const seen = this.register.changes();
    this.letGoOfDamaged();
    for (const view of this.options.views) {
      const building = this.register.building(view);
      if (building === undefined || building.failure !== null || this.isKnown(building)) continue;
      if (await this.startFit(view, building)) continue;
      // What was half built is of no use: once more from the first event.
      if (this.register.building(view)?.generation === building.generation) this.register.retire(building);
      this.start(view, this.register.build(view));
    }
    this.registerSeen = seen;
  }

  /** What readers found damaged is written no more. */
  private letGoOfDamaged(): void {
    const setAside = this.register.generations().filter(isSetAside);
    for (const { view, generation } of setAside) {
      const running = this.running.find((one) => one.view.name === view && one.generation.generation === generation);
      if (running === undefined) continue;
      running.file.close();
      this.running = this.running.filter((other) => other !== running);
    }
  }

  private isKnown({ view, generation }: Generation): boolean {
    return this.running.some((running) => running.view.name === view && running.generation.generation === generation);
  }

  /** Starts a generation unless its file is gone, has other tables, or was fed from another history than this log. */
  private async startFit(view: View, generation: Generation): Promise<boolean> {
    const path = this.register.fileOf(generation);
    if (generation.standing === 'current' && !existsSync(path)) {
      this.register.remove(generation);
      return false;
    }
    let file: ViewFile;
    try {
      file = new ViewFile(view, path);
    } catch (error) {
      if (error instanceof OtherTables) return false;
      if (isDamage(error)) {
        this.register.retireDamaged(generation);
        return false;
      }
      this.fail(view, generation, START, error);
      return true;
    }
    let isFit = false;
    try {
      isFit = await this.isOfThisLog(file);
    } finally {
      if (!isFit) file.close();
    }
    if (isFit) this.follow(view, generation, file);
    // Nobody is shown what this log does not say.
    else this.register.retire(generation);
    return isFit;
  }

  private start(view: View, generation: Generation): void {
    try {
      const file = new ViewFile(view, this.register.fileOf(generation));
      this.follow(view, generation, file);
    } catch (error) {
      this.fail(view, generation, START, error);
    }
  }

  private follow(view: View, generation: Generation, file: ViewFile): void {
    const since = { time: performance.now(), events: 0, spentMs: 0 };
    const behind = this.running.filter(({ live }) => !live).map((other) => other.turnsMs);
    const turnsMs = behind.length === 0 ? 0 : Math.min(...behind);
    this.running.push({ view, generation, file, since, turnsMs, live: false, untouched: true });
  }

  private async isOfThisLog({ checkpoint: { position, eventId } }: ViewFile): Promise<boolean> {
    if (position === START) return true;
    return (await this.options.log.eventAt(position))?.id === eventId;
  }

  private async ifLogAnswers(work: () => Promise<boolean>): Promise<boolean> {
    try {
      return await work();
    } catch (error) {
      // The log is away: its views stand still until it is back.
      if (error instanceof StoreUnavailable) return false;
      throw error;
    }
  }

  /** Whether every view holds all that was recorded when the last round began, and is read. */
  private isAtEnd(): boolean {
    return this.running.every(
      ({ live, file, generation }) =>
        live && file.checkpoint.position >= this.head && generation.standing === 'current',
    );
  }

  /** A batch for the views that are live, and one for those behind whose turn it is. Answers whether there may be more to do. */
  private async round(): Promise<boolean> {
    if (this.register.changes() !== this.registerSeen) await this.startBuilding();
    this.head = await this.options.log.head();
    let moved = false;
    for (const isLive of [true, false]) {
      if (this.stopping) return false;
      const [first] = this.running
        .filter(({ live }) => live === isLive)
        .sort(
          (one, other) => one.turnsMs - other.turnsMs || one.file.checkpoint.position - other.file.checkpoint.position,
        );
      if (first === undefined) continue;
      const place = first.file.checkpoint.position;
      const beyond = this.running.map(({ file }) => file.checkpoint.position).filter((other) => other > place);
      if (await this.advance(place, beyond.length === 0 ? undefined : Math.min(...beyond))) moved = true;
    }
    this.clearNowAndThen();
    if (moved) this.options.onMoved?.();
    return moved;
  }

  /** Takes the views at one place a batch further, at most to the place where others stand. */
  private async advance(place: Position, next: Position | undefined): Promise<boolean> {
    const here = whoGoesOn(
      this.running.filter(({ file }) => file.checkpoint.position === place),
      this.running,
    );
    let read: readonly EventEnvelope[];
    try {
      read = await this.options.log.readAll({
        after: place,
        maxCount: this.batchSize,
        maxLength: this.batchLength,
      });
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      for (const running of here) this.drop(running, error);
      return true;
    }
    const events = next === undefined ? read : read.filter(({ position }) => position <= next);
    const caughtUp = events.length === read.length && (read.at(-1)?.position ?? Infinity) >= this.head;
    const { onProjected } = this.options;
    const from = Date.now();
    let views = 0;
    let moved = events.length > 0;
    for (const running of here) {
      // Replaced by the one before it in this very round.
      if (!this.running.includes(running)) continue;
      if (events.length > 0 && !this.apply(running, events)) continue;
      if (caughtUp && !running.live) moved = true;
      else if (running.live) views += 1;
      running.live = caughtUp;
      if (caughtUp) running.turnsMs = 0;
      if (running.generation.standing === 'building' && this.mayTakeOver(running, caughtUp)) {
        if (this.isIndexed(running)) this.takeOver(running);
        moved = true;
      }
    }
    if (onProjected !== undefined && views > 0) onProjected(projectedOf(events, { views, from, to: Date.now() }));
    return moved;
  }

  private apply(running: Running, events: readonly EventEnvelope[]): boolean {
    const { since } = running;
    const begun = performance.now();
    try {
      if (running.untouched) this.register.noteAtRest(running.generation, null);
      running.untouched = false;
      running.file.apply(events);
      const spent = performance.now() - begun;
      since.events += events.length;
      since.spentMs += spent;
      if (!running.live) running.turnsMs += spent;
      return true;
    } catch (error) {
      this.drop(running, error);
      return false;
    }
  }

  /** Whether all its indexes are there; makes one that is not, so that other views need not wait long. */
  private isIndexed(running: Running): boolean {
    try {
      return running.file.makeIndex();
    } catch (error) {
      this.drop(running, error);
      return false;
    }
  }

  private drop(running: Running, error: unknown): void {
    const { position } = running.file.checkpoint;
    running.file.close();
    this.running = this.running.filter((other) => other !== running);
    if (isDamage(error) && running.generation.standing === 'current') {
      this.register.retireDamaged(running.generation);
      this.registerSeen = -1;
      return;
    }
    this.fail(running.view, running.generation, position, error);
  }

  private fail(view: View, generation: Generation, position: Position, error: unknown): void {
    const reason = reasonOf(error);
    this.register.recordFailure(generation, reason);
    this.failed.set(`${view.name} ${generation.generation}`, {
      view: view.name,
      version: view.version,
      generation: generation.generation,
      state: 'failed',
      position,
      head: this.head,
      eventsPerSecond: 0,
      reason,
    });
    this.options.onMoved?.();
  }

  /** It must not be behind the generation it replaces: nobody is shown less than they saw before. */
  private mayTakeOver(running: Running, caughtUp: boolean): boolean {
    const current = this.running.find(
      ({ view, generation }) => view === running.view && generation.standing === 'current',
    );
    if (current === undefined) return caughtUp;
    return running.file.checkpoint.position >= current.file.checkpoint.position;
  }

  private takeOver(running: Running): void {
    this.register.takeOver(running.generation);
    running.generation = { ...running.generation, standing: 'current' };
    for (const other of this.running) {
      if (other.view === running.view && other !== running) other.file.close();
    }
    this.running = this.running.filter((other) => other.view !== running.view || other === running);
    for (const [key, { view }] of this.failed) if (view === running.view.name) this.failed.delete(key);
    this.clearedAt = 0;
  }

  private hasPredecessor(view: View): boolean {
    return this.register.readable(view) !== undefined;
  }

  private clearNowAndThen(): void {
    const now = performance.now();
    if (this.clearedAt !== 0 && now - this.clearedAt < CLEARING_MS) return;
    this.clearedAt = now;
    clearRetired(this.register);
  }

  private async pause(gathering: boolean): Promise<void> {
    if (this.asked || (this.news && !gathering)) return;
    this.gathering = gathering;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gathering ? this.gatherMs : this.pollMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wakeUp = undefined;
    this.gathering = false;
  }

  private async end(): Promise<void> {
    const left = this.running.splice(0);
    try {
      for (const { file } of left) file.close();
      clearRetired(this.register);
      for (const { generation } of left)
        if (generation.standing === 'current') await noteAtRest(this.register, generation);
    } finally {
      this.register.close();
    }
  }
}

const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
