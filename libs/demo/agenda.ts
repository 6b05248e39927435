import { addDays, londonDateOf } from '#domain';
import type { WorkingDays } from '#domain';

/** How long somebody takes before their next step: working days, and an hour of the day. */
export interface Pause {
  readonly workingDays: number;
  readonly hour: number;
}

/** Something that goes on over weeks: between two steps it yields how long the next one takes. */
export type Course = AsyncGenerator<Pause, void, string>;

interface Entry {
  readonly at: string;
  readonly order: number;
  readonly course: Course;
}

const instant = (day: string, hour: number, order: number): string => {
  const minute = String(order % 60).padStart(2, '0');
  return `${day}T${String(hour).padStart(2, '0')}:${minute}:00.000Z`;
};

/**
 * Lets many courses go on side by side in the order of an invented clock, each step at its own instant, up to an end.
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
    this.put(course, instant(this.calendar.addWorkingDays(day, 0), hour, this.added));
  }

  /** Runs until nothing is left before the end. `eachDay` is called before the first step of each day. */
  async run(eachDay: (now: string) => Promise<void>): Promise<void> {
    let day = '';
    for (let entry = this.take(); entry !== undefined; entry = this.take()) {
      for (const today = londonDateOf(entry.at); day < today;) {
        day = day === '' ? today : addDays(day, 1);
        await eachDay(`${day}T05:00:00.000Z`);
      }
      const { done, value } = await entry.course.next(entry.at);
      if (done || value === undefined) continue;
      const next = this.calendar.addWorkingDays(londonDateOf(entry.at), value.workingDays);
      const at = instant(next, value.hour, this.added);
      this.put(entry.course, at > entry.at ? at : later(entry.at));
    }
    await eachDay(this.end);
  }

  private put(course: Course, at: string): void {
    this.added += 1;
    if (at >= this.end) return;
    const order = this.added;
    const place = this.entries.findIndex((other) => other.at > at);
    this.entries.splice(place === -1 ? this.entries.length : place, 0, { at, order, course });
  }

  private take(): Entry | undefined {
    return this.entries.shift();
  }
}

const later = (at: string): string => new Date(Date.parse(at) + 20 * 60_000).toISOString();
