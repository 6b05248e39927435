import type { Database } from 'better-sqlite3';
import { dateOfDayNumber, workingDays } from '#domain';
import { dayNumberOfCell, TIMED_STAGES, type Cells, type Column, type TimedStage } from './columns.js';
import { type SelectedFacts } from './fact-scan.js';
import { instantOf } from './instant.js';
import type { PickedFacts } from './picked-facts.js';

export interface Timeliness {
  readonly period: number;
  readonly stage: TimedStage;
  /** Stages that were done and had a deadline, and those of them done by it. */
  readonly done: number;
  readonly inTime: number;
  /** The middle of the working days they took; the lower half's last and the upper half's first averaged. */
  readonly medianWorkingDays: number;
}

interface StageTaken {
  readonly period: number;
  readonly stage: TimedStage;
  readonly days: number[];
  inTime: number;
}

/** How long stages took, in the periods of the audits that were picked. */
export class TimedStages {
  static readonly columns: readonly Column[] = TIMED_STAGES.flatMap((stage): Column[] => [
    `${stage}_from`,
    `${stage}_due`,
    `${stage}_done`,
  ]);
  private readonly taken = new Map<string, StageTaken>();

  /** @param workingDaysBetween two cells of days */
  constructor(private readonly workingDaysBetween: (from: number, to: number) => number) {}

  add(picked: PickedFacts, { cells }: SelectedFacts): void {
    for (const stage of TIMED_STAGES) {
      const [from, due, done] = [cells(`${stage}_from`), cells(`${stage}_due`), cells(`${stage}_done`)];
      // Earlier audits from a spreadsheet have none of these.
      if (from !== undefined && due !== undefined && done !== undefined) this.addStage(picked, stage, from, due, done);
    }
  }

  result(): Timeliness[] {
    return [...this.taken.values()].map(({ period, stage, days, inTime }) => ({
      period,
      stage,
      done: days.length,
      inTime,
      medianWorkingDays: medianOf(days),
    }));
  }

  private addStage(
    { count, places, groups }: PickedFacts,
    stage: TimedStage,
    from: Cells,
    due: Cells,
    done: Cells,
  ): void {
    for (let index = 0; index < count; index += 1) {
      const place = places[index] ?? 0;
      const [began, deadline, ended] = [from[place] ?? 0, due[place] ?? 0, done[place] ?? 0];
      if (began === 0 || ended === 0 || deadline === 0) continue;
      const taken = this.takenIn(groups[index] ?? 0, stage);
      taken.days.push(this.workingDaysBetween(began, ended));
      if (ended <= deadline) taken.inTime += 1;
    }
  }

  private takenIn(period: number, stage: TimedStage): StageTaken {
    const key = `${period} ${stage}`;
    let taken = this.taken.get(key);
    if (taken === undefined) this.taken.set(key, (taken = { period, stage, days: [], inTime: 0 }));
    return taken;
  }
}

function medianOf(days: number[]): number {
  const sorted = days.sort((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

/** Working days between two day cells, by the closures known at the instant; each pair is worked out once. */
export function calendarAsAt(db: Database, asAt: string | null): (from: number, to: number) => number {
  const instant = instantOf(asAt);
  const closures = db
    .prepare<[number, number], string>(
      'SELECT day FROM closure WHERE recorded_from <= ? AND (recorded_to IS NULL OR recorded_to > ?)',
    )
    .pluck()
    .all(instant, instant);
  const calendar = workingDays(closures);
  const known = new Map<number, number>();
  return (from, to) => {
    const key = from * CELLS_OF_DAYS + to;
    let days = known.get(key);
    if (days === undefined) {
      days = calendar.workingDaysBetween(dateOfDayNumber(dayNumberOfCell(from)), dateOfDayNumber(dayNumberOfCell(to)));
      known.set(key, days);
    }
    return days;
  };
}

/** More days than there are between 1900 and 2199. */
const CELLS_OF_DAYS = 2 ** 17;
