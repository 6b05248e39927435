import { setTimeout as pause } from 'node:timers/promises';
import { londonDateOf } from '#domain';
import { nameOf } from '#event-store';
import type { Ledger, Position, RecordedEvent, Subscription } from '#event-store';
import type { Process } from './process.js';
import type { OpenPromise, Register, Trouble } from './register.js';
import { noteOf } from './routing.js';
import { StepRefused, Steps, type StepParts } from './steps.js';

export interface RunnerParts {
  readonly ledger: Pick<Ledger, 'store' | 'envelope'>;
  readonly steps: StepParts;
  readonly register: Register;
  readonly processes: readonly Process[];
  /** The time now: an ISO instant in UTC with milliseconds. */
  readonly clock: () => string;
  /** Told of what went wrong each time, without personal data. */
  readonly onTrouble?: (trouble: { process: string; instance: string; trouble: string }) => void;
}

const BATCH = 500;
/** How often a running service looks for promises that have fallen due. */
const LOOK_EVERY_MS = 15_000;
/**
 * Events recorded within this time of the last look are looked at together. An event after a quiet time is looked at
 * at once.
 */
const GATHER_MS = 25;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * Keeps the promises of the processes: takes down what the log says, then advances what is open and due, one at a time.
 * Stopped anywhere it goes on from its register; several may run at once, on one register or each on its own.
 */
export class ProcessRunner {
  private readonly byName: ReadonlyMap<string, Process>;
  private readonly wanted: ReadonlySet<string>;
  private running:
    { readonly stopping: AbortController; readonly watch: Subscription; readonly work: Promise<void> } | undefined;
  private ring: () => void = () => undefined;
  private isOfThisLog = false;

  constructor(private readonly parts: RunnerParts) {
    this.byName = new Map(parts.processes.map((process) => [process.name, process]));
    this.wanted = new Set(parts.processes.flatMap(({ routes }) => Object.keys(routes)));
  }

  /** Reads the log to its end and does everything that can be done now. For the command line, the seed and tests. */
  async settle(signal?: AbortSignal): Promise<void> {
    await this.beOfThisLog();
    while (signal?.aborted !== true && ((await this.readOn()) || (await this.keepPromises(signal)))) continue;
  }

  /** Follows the log until `stop`. */
  start(): void {
    if (this.running !== undefined) return;
    const stopping = new AbortController();
    // only the bell: what is new is read by the one loop that also writes the register
    const watch = this.parts.ledger.store.watch(() => this.ring());
    this.running = { stopping, watch, work: this.work(stopping.signal) };
  }

  /** Resolves when nothing more will be sent. */
  async stop(): Promise<void> {
    const { running } = this;
    if (running === undefined) return;
    this.running = undefined;
    running.stopping.abort();
    this.ring();
    await Promise.all([running.watch.stop(), running.work]);
  }

  /** Promises that could not be kept so far, and why. */
  troubles(): readonly Trouble[] {
    return this.parts.register.troubles();
  }

  private async work(signal: AbortSignal): Promise<void> {
    let told = '';
    while (!signal.aborted) {
      const rung = new Promise<void>((resolve) => {
        this.ring = resolve;
      });
      try {
        await this.settle(signal);
        told = '';
        const gathered = pause(GATHER_MS, undefined, { signal }).catch(() => undefined);
        await earlier(rung, LOOK_EVERY_MS);
        await gathered;
      } catch (error) {
        // A log that is away for an hour is told of once.
        if (told !== troubleOf(error)) this.report('runner', 'log', error);
        told = troubleOf(error);
        await earlier(rung, FIRST_RETRY_MS);
      }
    }
  }

  /** What was taken down from another log, or from this one before it was put back to an earlier day, is forgotten. */
  private async beOfThisLog(): Promise<void> {
    if (this.isOfThisLog) return;
    const { register, ledger } = this.parts;
    for (const { position, eventId } of register.checkpoints()) {
      if ((await ledger.store.eventAt(position))?.id === eventId) continue;
      register.startOver();
      break;
    }
    this.isOfThisLog = true;
  }

  /** Takes down the next events; false at the end of the log. */
  private async readOn(): Promise<boolean> {
    const events = await this.parts.ledger.store.readAll({ after: this.standing(), maxCount: BATCH });
    this.note(events);
    return events.length > 0;
  }

  /** The least that every process has been told of. */
  private standing(): Position {
    return Math.min(...this.parts.processes.map(({ name }) => this.parts.register.checkpoint(name)));
  }

  private note(events: readonly RecordedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    const envelopes = events
      .filter(({ type }) => this.wanted.has(nameOf(type)))
      .map((event) => this.parts.ledger.envelope(event));
    const told = this.parts.processes.map((process) => ({
      process: process.name,
      notes: envelopes.flatMap((envelope) => {
        const note = noteOf(process, envelope);
        return note === null ? [] : [{ ...note, at: envelope.position }];
      }),
    }));
    this.parts.register.note(told, { position: last.position, eventId: last.id });
  }

  /** Looks at every promise that is due once; false where there was none. */
  private async keepPromises(signal?: AbortSignal): Promise<boolean> {
    const now = this.parts.clock();
    const ready = this.parts.register.ready(londonDateOf(now), now);
    for (const promise of ready) {
      if (signal?.aborted === true) return false;
      await this.keep(promise);
    }
    return ready.length > 0;
  }

  private async keep(promise: OpenPromise): Promise<void> {
    const { register, clock } = this.parts;
    const process = this.byName.get(promise.process);
    if (process === undefined) return register.kept(promise);
    const now = clock();
    const today = londonDateOf(now);
    const { cause: eventId, correlation: correlationId, recordedOn } = promise;
    const steps = new Steps(this.parts.steps, process.name, { eventId, correlationId, recordedOn }, now, today);
    try {
      const progress = await process.advance(promise.instance, steps);
      if ('kept' in progress) return register.kept(promise);
      if (progress.waitFor === 'event') return register.wait(promise, null);
      if (progress.day <= today) throw new RangeError(`${process.name} waits for a day that has come`);
      register.wait(promise, progress.day);
    } catch (error) {
      const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** promise.attempts);
      const retryAt = new Date(Date.parse(now) + delay).toISOString();
      register.trouble(promise, troubleOf(error), retryAt);
      this.report(promise.process, promise.instance, error);
    }
  }

  private report(process: string, instance: string, error: unknown): void {
    this.parts.onTrouble?.({ process, instance, trouble: troubleOf(error) });
  }
}

/** When something is heard, or after a while. */
async function earlier(heard: Promise<void>, milliseconds: number): Promise<void> {
  const waiting = new AbortController();
  const aWhile = pause(milliseconds, undefined, { signal: waiting.signal, ref: false }).catch(() => undefined);
  await Promise.race([heard, aWhile]);
  waiting.abort();
}

/** A refusal's sentence and an error's message name no one. */
function troubleOf(error: unknown): string {
  if (error instanceof StepRefused) return `${error.step}: ${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : 'Something that is no error was thrown';
}
