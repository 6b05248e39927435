import { addDays, londonDateOf } from '#domain';
import type { WorkingDays } from '#domain';

/** How long somebody takes before their next step: working days, and an hour of the day. */
export interface Pause {
  readonly workingDays: number;
  readonly hour: number;
  /** The next step competes with other courses for something, as for an auditor's places: it is taken by itself, in order. */
  readonly alone?: boolean;
}

/** Something that goes on over weeks: between two steps it yields how long the next one takes. */
export type Course = AsyncGenerator<Pause, void, string>;

interface Entry {
  readonly at: string;
  readonly course: Course;
  readonly alone: boolean;
}

const instant = (day: string, hour: number, order: number): string => {
  const minute = String(order % 60).padStart(2, '0');
  return `${day}T${String(hour).padStart(2, '0')}:${minute}:00.000Z`;
};

/**
 * Lets many courses go on side by side in the order of an invented clock, each step at its own instant, up to an end.
 * The steps of one day that nothing competes for are taken together, so that the log commits them together; each course
 * still goes step by step, and what comes of it is the same every time.
 * What would come after the end never happens: that is how a programme comes to have audits in every stage.
 */
export class Agenda {
  private entries: Entry[] = [];
  private added = 0;

  constructor(
    private readonly calendar: WorkingDays,
    private readonly end: string,
  ) {}

  /** Starts a course on the first working day from a day on. */
  start(course: Course, day: string, hour: number): void {
    this.put(course, instant(this.calendar.addWorkingDays(day, 0), hour, this.added), false);
  }

  /** Runs until nothing is left before the end. `eachDay` is called before the first step of each day. */
  async run(eachDay: (now: string) => Promise<void>): Promise<void> {
    let day = '';
    for (let together = this.take(); together[0] !== undefined; together = this.take()) {
      for (const today = londonDateOf(together[0].at); day < today;) {
        day = day === '' ? today : addDays(day, 1);
        await eachDay(`${day}T05:00:00.000Z`);
      }
      const steps = await Promise.allSettled(together.map(({ course, at }) => course.next(at)));
      together.forEach((entry, index) => this.goOn(entry, steps[index]));
    }
    await eachDay(this.end);
  }

  private goOn(
    { course, at: before }: Entry,
    step: PromiseSettledResult<IteratorResult<Pause, void>> | undefined,
  ): void {
    if (step?.status === 'rejected') throw step.reason;
    const pause = step?.value.value;
    if (pause === undefined) return;
    const next = this.calendar.addWorkingDays(londonDateOf(before), pause.workingDays);
    const at = instant(next, pause.hour, this.added);
    this.put(course, at > before ? at : later(before), pause.alone ?? false);
  }

  private put(course: Course, at: string, alone: boolean): void {
    this.added += 1;
    if (at >= this.end) return;
    const place = this.entries.findIndex((other) => other.at > at);
    this.entries.splice(place === -1 ? this.entries.length : place, 0, { at, course, alone });
  }

  /** The next step, or the next steps of one day up to one that is to be taken alone; none at the end. */
  private take(): readonly Entry[] {
    const [first] = this.entries;
    if (first === undefined) return [];
    const day = londonDateOf(first.at);
    const end = this.entries.findIndex((entry) => entry.alone || londonDateOf(entry.at) !== day);
    return this.entries.splice(0, first.alone ? 1 : end === -1 ? this.entries.length : end);
  }
}

const later = (at: string): string => new Date(Date.parse(at) + 20 * 60_000).toISOString();
