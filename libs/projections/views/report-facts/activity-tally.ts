import type { Database } from 'better-sqlite3';
import { dateOfDayNumber, workingDays } from '#domain';
import {
  ANSWERS,
  cellOfAnswer,
  dayNumberOfCell,
  TIMED_STAGES,
  type AnswerColumn,
  type Cells,
  type Column,
  type TimedStage,
} from './columns.js';
import { knownNames } from './dictionary.js';
import { instantOf, scanFacts, type FactSelection, type SelectedFacts } from './fact-scan.js';

/** How many audits have one property in one period. */
export interface Count<Key = string> {
  /** Index of the period. */
  readonly period: number;
  readonly key: Key;
  readonly count: number;
}

export interface Timeliness {
  readonly period: number;
  readonly stage: TimedStage;
  /** Stages that were done and had a deadline, and those of them done by it. */
  readonly done: number;
  readonly inTime: number;
  /** The middle of the working days they took; the lower half's last and the upper half's first averaged. */
  readonly medianWorkingDays: number;
}

/** Audits carried out: graded or final, pilots and directed picks among them. By audit date. */
export interface DoneTallies {
  /** One for each period. */
  readonly done: readonly number[];
  /** Null where no service, or activity, is recorded. */
  readonly byActivity: readonly Count<string | null>[];
  readonly byService: readonly Count<string | null>[];
  readonly byOrigin: readonly Count[];
  /** Final audits that carry a grade, or were moderated, by `yes` and `no`. */
  readonly byModerated: readonly Count[];
  /** Those of which it is known, by `held` and `not_held`. */
  readonly byConversation: readonly Count[];
  readonly whyNotHeld: readonly Count<string | null>[];
  readonly timeliness: readonly Timeliness[];
}

/** Audits selected for a period, by what has become of them. */
export interface SelectedTallies {
  /** `done`, `open`, `exempted`, `withdrawn` or `substituted` */
  readonly byOutcome: readonly Count[];
  readonly whyNotDone: readonly (Count<string | null> & { readonly outcome: string })[];
  /** Audits that a sample's cases became and that were carried out, by sample. */
  readonly doneBySample: ReadonlyMap<string, number>;
}

const [FINAL, GRADED] = [cellOfAnswer('stage', 'final'), cellOfAnswer('stage', 'graded')];
const SELECTED = cellOfAnswer('stage', 'selected');
const MODERATED = cellOfAnswer('moderated', 'yes');
const NOT_MODERATED = cellOfAnswer('moderated', 'no');
const NOT_HELD = cellOfAnswer('conversation', 'not_held');

export function tallyDone(db: Database, selection: FactSelection): DoneTallies {
  const periods = selection.periods.length;
  const names = namesByCode(db);
  const done = new Array<number>(periods).fill(0);
  const named = (): CellCounts => new CellCounts(periods, names.size + 1);
  const answered = (column: AnswerColumn): CellCounts => new CellCounts(periods, ANSWERS[column].length + 1);
  const counted = {
    activity: named(),
    service: named(),
    origin: answered('origin'),
    moderated: answered('moderated'),
    conversation: answered('conversation'),
    conversation_reason: named(),
  };
  const timed = new TimedStages(calendarAsAt(db, selection.asAt));

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: ['stage', 'final', ...(Object.keys(counted) as (keyof typeof counted)[]), ...TIMED_COLUMNS],
      prefixes: [],
    },
    (facts) => {
      const stage = facts.cells('stage');
      const final = facts.cells('final');
      const [activity, service, origin] = [facts.cells('activity'), facts.cells('service'), facts.cells('origin')];
      const moderated = facts.cells('moderated');
      const conversation = facts.cells('conversation');
      const reason = facts.cells('conversation_reason');
      const stages = timed.in(facts);
      for (let index = 0; index < facts.count; index += 1) {
        const place = facts.places[index] ?? 0;
        const isFinal = stage?.[place] === FINAL;
        if (!isFinal && stage?.[place] !== GRADED) continue;
        const period = facts.periods[index] ?? 0;
        done[period] = (done[period] ?? 0) + 1;
        counted.activity.add(period, at(activity, place));
        counted.service.add(period, at(service, place));
        counted.origin.add(period, at(origin, place));
        const wasModerated = moderated?.[place] === MODERATED;
        if (isFinal && (wasModerated || at(final, place) > 0))
          counted.moderated.add(period, wasModerated ? MODERATED : NOT_MODERATED);
        const held = at(conversation, place);
        if (held > 0) counted.conversation.add(period, held);
        if (held === NOT_HELD) counted.conversation_reason.add(period, at(reason, place));
        for (const columns of stages) timed.add(period, columns, place);
      }
    },
  );

  return {
    done,
    byActivity: counted.activity.named(names),
    byService: counted.service.named(names),
    byOrigin: counted.origin.answered('origin'),
    byModerated: counted.moderated.answered('moderated'),
    byConversation: counted.conversation.answered('conversation'),
    whyNotHeld: counted.conversation_reason.named(names),
    timeliness: timed.result(),
  };
}

export function tallySelected(db: Database, selection: FactSelection): SelectedTallies {
  const names = namesByCode(db);
  const periods = selection.periods.length;
  const stages = new CellCounts(periods, ANSWERS.stage.length + 1);
  const reasons = new Map<number, CellCounts>();
  const samples = new CellCounts(1, names.size + 1);

  scanFacts(
    db,
    selection,
    { day: 'planned_on', columns: ['stage', 'reason', 'sample'], prefixes: [] },
    ({ count, places, periods: periodOf, cells }) => {
      const [stage, reason, sample] = [cells('stage'), cells('reason'), cells('sample')];
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? 0;
        const period = periodOf[index] ?? 0;
        const became = at(stage, place);
        const isDone = became === FINAL || became === GRADED;
        stages.add(period, isDone ? FINAL : became);
        if (isDone) samples.add(0, at(sample, place));
        else if (became !== SELECTED) {
          let why = reasons.get(became);
          if (why === undefined) reasons.set(became, (why = new CellCounts(periods, names.size + 1)));
          why.add(period, at(reason, place));
        }
      }
    },
  );

  return {
    byOutcome: stages.answered('stage').map((row) => ({ ...row, key: OUTCOMES[row.key] ?? row.key })),
    whyNotDone: [...reasons].flatMap(([stage, counts]) =>
      counts.named(names).map((row) => ({ ...row, outcome: ANSWERS.stage[stage - 1] ?? '' })),
    ),
    doneBySample: new Map(samples.named(names).map(({ key, count }) => [key ?? '', count])),
  };
}

const OUTCOMES: Readonly<Record<string, string>> = { final: 'done', selected: 'open' };

/** Counts by period and by the number in a cell. */
class CellCounts {
  private readonly counts: Uint32Array;

  /** @param cells more than any cell of the column holds */
  constructor(
    periods: number,
    private readonly cells: number,
  ) {
    this.counts = new Uint32Array(periods * cells);
  }

  add(period: number, cell: number): void {
    const place = period * this.cells + cell;
    this.counts[place] = (this.counts[place] ?? 0) + 1;
  }

  named(names: ReadonlyMap<number, string>): Count<string | null>[] {
    return this.list((cell) => names.get(cell) ?? null);
  }

  answered(column: AnswerColumn): Count[] {
    return this.list((cell) => ANSWERS[column][cell - 1] ?? 'not_recorded');
  }

  private list<Key>(keyOf: (cell: number) => Key): Count<Key>[] {
    const list: Count<Key>[] = [];
    this.counts.forEach((count, place) => {
      if (count > 0) list.push({ period: Math.floor(place / this.cells), key: keyOf(place % this.cells), count });
    });
    return list;
  }
}

const TIMED_COLUMNS = TIMED_STAGES.flatMap((stage): Column[] => [`${stage}_from`, `${stage}_due`, `${stage}_done`]);

interface StageColumns {
  readonly stage: TimedStage;
  readonly from: Cells;
  readonly due: Cells;
  readonly done: Cells;
}

class TimedStages {
  private readonly taken = new Map<
    string,
    { readonly period: number; readonly stage: TimedStage; days: number[]; inTime: number }
  >();

  constructor(private readonly workingDaysBetween: (from: number, to: number) => number) {}

  /** The stages that any fact of the block has done. Earlier audits from a spreadsheet have none. */
  in({ cells }: SelectedFacts): readonly StageColumns[] {
    return TIMED_STAGES.flatMap((stage) => {
      const [from, due, done] = [cells(`${stage}_from`), cells(`${stage}_due`), cells(`${stage}_done`)];
      return from === undefined || due === undefined || done === undefined ? [] : [{ stage, from, due, done }];
    });
  }

  add(period: number, { stage, from, due, done }: StageColumns, place: number): void {
    const [began, ended, deadline] = [at(from, place), at(done, place), at(due, place)];
    if (began === 0 || ended === 0 || deadline === 0) return;
    const key = `${period} ${stage}`;
    let taken = this.taken.get(key);
    if (taken === undefined) this.taken.set(key, (taken = { period, stage, days: [], inTime: 0 }));
    taken.days.push(this.workingDaysBetween(began, ended));
    if (ended <= deadline) taken.inTime += 1;
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
}

function medianOf(days: number[]): number {
  const sorted = days.sort((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? upper;
  return (lower + upper) / 2;
}

/** Working days between two day cells, by the closures known at the instant; each pair is worked out once. */
function calendarAsAt(db: Database, asAt: string | null): (from: number, to: number) => number {
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

function namesByCode(db: Database): ReadonlyMap<number, string> {
  return new Map(knownNames(db).map(({ code, name }) => [code, name]));
}

function at(cells: Cells | undefined, place: number): number {
  return cells?.[place] ?? 0;
}
