import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { addMonths, knownUntil, periodBefore, periodOf, periodsBetween, type Period } from '#domain';
import { monthEnd, partNamed, unfinishedImports, type ModeratedTally } from '#facts';
import { buildReport } from '../build-report.js';
import { moderationRows } from '../moderation-rows.js';
import { COMPARED_WITH_PERIOD_BEFORE, notesOfImportsOutside } from '../notes.js';
import { shareOf } from '../tallied-rows.js';
import { reportOf, type Report, type ReportNote, type ReportRequest, type ReportRow } from '../report.js';
import { figureOf, MONTHS, yearsOf } from './figures.js';
import { Sums, type Release } from './releases.js';
import { countedIn } from './tables.js';
import { OutsideFigures, type Breakdown, type YearReleases } from './year-releases.js';

export interface OutsideOrder {
  /** The programme's `smallNumber`. */
  readonly minimum: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * A report for a reader from whom small numbers are withheld: every figure that is shown is a sum of classes of audits that
 * are shown, whatever was asked. See `releasesOf`. @param request one that `againstQuestion` has nothing against
 * @param db facts of everything recorded so far: what is worked out from them is kept
 */
export async function outsideReport(db: Database, request: ReportRequest, order: OutsideOrder): Promise<Report> {
  const { minimum, now } = order;
  const figures = OutsideFigures.of(db);
  const asked = knownUntil(request, now);
  const until = figures.lastMoment(now, asked) ?? 0;
  const key = JSON.stringify([request, until, minimum]);
  const earlier = figures.report(key, now);
  if (earlier !== undefined) return earlier;
  await turn();
  const [by, name] = breakdownOf(db, request);
  const periods = periodsBetween(request.from, request.to, request.by ?? 'total');
  const before = beforeOf(request);
  const years = yearsOf(before.from, request.to);
  const shown = buildReport(db, {
    report: request.report,
    from: years[0] ?? request.from,
    to: periodOf(years.at(-1) ?? request.to, 'year').to,
    by: null,
    asAt: new Date(until).toISOString(),
    filters: {},
    scalesNamed: true,
  });
  // Requests come between.
  await turn();
  const rows = shown.rows.filter(({ series }) => by === null || !isOfEverything(series));
  const main = mainScaleOf(rows);
  const scope: Named = [by, name];
  const breakdowns = new Map(rows.map((row) => [row, by === null ? ownBreakdown(db, row) : scope] as const));
  const shownYears = new Map<string, ShownYear>();
  const keyOf = (year: string, [breakdown, part]: Named): string => JSON.stringify([year, breakdown, part]);
  for (const year of years)
    for (const [breakdown, part] of [scope, ...breakdowns.values()]) {
      const place = keyOf(year, [breakdown, part]);
      if (shownYears.has(place)) continue;
      const known = await figures.year(request.report, year, now, until, minimum, breakdown);
      shownYears.set(place, new ShownYear(known, year, until, breakdown, part));
    }
  const shownIn = (year: string, named: Named): ShownYear => {
    const shown = shownYears.get(keyOf(year, named));
    if (shown === undefined) throw new Error('A row is of a year that was not counted.');
    return shown;
  };
  const figureIn = (row: ReportRow, { key }: Period, months: Months, year: string): ReportRow => {
    const named = breakdowns.get(row) ?? scope;
    const shown = shownIn(year, named);
    return named[0] === by ? shown.row(key, months, row) : shown.shareOf(shownIn(year, scope), key, months, row);
  };
  const all = periods.flatMap((period, index) => {
    const compared = periods[index - 1] ?? before;
    const [year, yearBefore] = [period, compared].map(({ from }) => periodOf(from, 'year').from) as [string, string];
    const [months, monthsBefore] = [monthsOf(period), monthsOf(compared)];
    return rows.flatMap((row): ReportRow[] => {
      const made = figureIn(row, period, months, year);
      if (made.withheld === true && isOnlyWhereItOccurs(row)) return [];
      const change =
        row.unit === 'percentage_points' || isCompared(request)
          ? changeBetween(figureIn(row, compared, monthsBefore, yearBefore), made)
          : null;
      const told = {
        ...made,
        series: withoutScale(row.series, main),
        ...(change === null ? {} : { value: change, unit: 'percentage_points' as const }),
      };
      return [standing(told, stoodAt.get(made))];
    });
  });
  await turn();
  const kept = buildReport(db, { ...request, asAt: new Date(until).toISOString() }).notes.filter(({ code }) =>
    PLAIN.has(code),
  );
  const report = reportOf(request, all, [
    ...kept,
    ...notesOfImportsOutside(unfinishedImports(db, new Date(asked).toISOString())),
    ...(all.some(({ unit }) => unit === 'percentage_points') ? [COMPARED_WITH_PERIOD_BEFORE] : []),
    smallNumbers(minimum),
    standsAsAt(until),
  ]);
  figures.keepReport(key, report);
  return report;
}

/** At which moment the figures of a row stood, in milliseconds since 1970: 0 where nothing was known yet. No reader is told. */
export const stoodAt = new WeakMap<ReportRow, number>();

function standing(row: ReportRow, moment: number | undefined): ReportRow {
  if (moment !== undefined) stoodAt.set(row, moment);
  return row;
}

/** A breakdown and the part of it asked for; null for all audits, and for a name that none has. */
type Named = readonly [Breakdown | null, string | null];

const DONE = figureOf({ series: 'done', key: 'done' });

/** Notes that tell nothing of the audits. */
const PLAIN: ReadonlySet<string> = new Set(['excluded_month', 'coverage', 'not_applicable']);

function smallNumbers(minimum: number): ReportNote {
  return {
    code: 'small_numbers',
    text: `Withheld: figures of fewer than ${minimum} audits, and those from which one could be worked out, here or in another report. A longer period or fewer details may show what is withheld.`,
  };
}

function standsAsAt(until: number): ReportNote {
  return {
    code: 'as_at_month_end',
    text:
      until === 0
        ? 'Nothing had been recorded by the end of the last month: figures follow after the end of this one.'
        : `Figures of a financial year are made known at the end of October and, once it is over, from the end of April on, at the end of a month or when an import of earlier audits is whole: these are of ${new Date(until).toISOString().slice(0, 10)} at the latest. Where so little has come since an earlier time that it would tell of single audits, a figure stands as it was then.`,
  };
}

function breakdownOf(db: Database, { filters }: ReportRequest): [Breakdown | null, string | null] {
  for (const by of ['service', 'team', 'activity'] as const) {
    const name = filters[by];
    if (name !== undefined) return [by, partNamed(db, by, name)];
  }
  return [null, null];
}

/** Rows that are a breakdown of all audits themselves. */
function ownBreakdown(db: Database, { series }: ReportRow): [Breakdown | null, string | null] {
  for (const by of ['service', 'activity'] as const)
    if (series.startsWith(`${by}:`)) return [by, partNamed(db, by, series.slice(by.length + 1))];
  return [null, null];
}

/** Told of all audits only: a service's types of audit would be two breakdowns at once, and draws know no teams. */
const isOfEverything = (series: string): boolean => /^(?:service|activity)(?::|$)|^coverage$/.test(series);

/** Reasons, themes, and grades crossed with words, are listed where they occur: that one is withheld would say that it did. */
const isOnlyWhereItOccurs = ({ series }: ReportRow): boolean =>
  /^(?:conversation_not_held$|not_done:|quality:|strength:|improvement:)/.test(series);

const isCompared = ({ report }: ReportRequest): boolean => ['judgements', 'standards', 'themes'].includes(report);

function changeBetween(before: ReportRow, now: ReportRow): number | null {
  return before.percent === null || now.percent === null ? null : now.percent - before.percent;
}

function beforeOf({ from, to, by }: ReportRequest): Period {
  const length =
    by ??
    (['month', 'quarter', 'year'] as const).find(
      (one) => periodOf(from, one).from === from && periodOf(from, one).to === to,
    );
  return periodBefore(periodOf(from, length ?? 'month'));
}

/** The main scale's name is left out of series, as in any report: the first one names it. */
function mainScaleOf(rows: readonly ReportRow[]): string | null {
  for (const start of ['overall:', 'first_x_final:'])
    for (const { series } of rows) if (series.startsWith(start)) return series.slice(start.length);
  return null;
}

function withoutScale(series: string, main: string | null): string {
  if (main === null || !/^(?:overall|domain:|first_x_final|agreement|mean_shift|weighted_kappa|ac2)/.test(series))
    return series;
  const end = series.endsWith(`:${main}:directed`) ? ':directed' : '';
  const scale = `:${main}${end}`;
  return series.endsWith(scale) ? `${series.slice(0, -scale.length)}${end}` : series;
}

const WITHHELD = { numerator: null, denominator: null, percent: null, withheld: true } as const;

/** What is shown of one year, of all audits or of one part. */
class ShownYear {
  private readonly parts: readonly number[];
  private readonly sums: Sums;
  private readonly releases: readonly Release[];
  private readonly known: ReadonlySet<string>;
  private readonly counted = new Map<string, ReturnType<typeof countedIn>>();

  constructor(
    private readonly year: YearReleases,
    private readonly firstDay: string,
    private readonly until: number,
    by: Breakdown | null,
    name: string | null,
  ) {
    const { parts, since, releases } = year;
    const column = by === 'team' ? 1 : 0;
    this.parts = parts.flatMap((part, index) =>
      (since[index] ?? Infinity) <= until && (by === null || (name !== null && part[column] === name)) ? [index] : [],
    );
    this.sums = new Sums(parts.length);
    this.known = new Set(year.tables.flatMap(({ figures }) => figures));
    this.releases = [...releases.values()].flat().sort((one, other) => other.moment - one.moment);
  }

  /** A row of a breakdown of all audits: those of this part, out of all. */
  shareOf(all: ShownYear, period: string, months: Months, { series, key, label }: ReportRow): ReportRow {
    const bare = { period, series, key, label };
    const numerator = this.find([DONE], months);
    // None of a part that there was not yet, at whatever moment all are told of.
    const at = this.parts.length === 0 ? undefined : numerator?.moment;
    const denominator = numerator && all.find([DONE], months, at);
    return numerator && denominator
      ? standing({ ...bare, ...shareOf(numerator.count, denominator.count) }, denominator.moment)
      : { ...bare, ...WITHHELD };
  }

  row(period: string, months: Months, row: ReportRow): ReportRow {
    const { series, key, label } = row;
    const bare = { period, series, key, label };
    const withheld = { ...bare, ...WITHHELD };
    if (row.unit === 'grades' || row.unit === 'coefficient') return this.coefficient(row, bare, months);
    const of = this.countedIn(row);
    if (of === null) return withheld;
    if (of.numerator.every((figure) => !this.known.has(figure)))
      return standing({ ...bare, numerator: 0, denominator: 0, percent: null }, this.until);
    const numerator = this.find(of.numerator, months);
    if (numerator === null) {
      const all = this.find(of.denominator, months);
      return standing({ ...withheld, denominator: all?.count ?? null }, all?.moment);
    }
    const denominator = this.find(of.denominator, months, numerator.moment);
    if (denominator === null) return withheld;
    return standing({ ...bare, ...shareOf(numerator.count, denominator.count) }, numerator.moment);
  }

  private countedIn(row: Pick<ReportRow, 'series' | 'key'>): ReturnType<typeof countedIn> {
    const figure = figureOf(row);
    let counted = this.counted.get(figure);
    if (counted === undefined) this.counted.set(figure, (counted = countedIn(row, this.year.tables)));
    return counted;
  }

  /**
   * A count, as it was made known last, or at one moment; null where it is in no release, or where it stands as it was
   * before its period was over and more has come since: none of a quarter that had not begun would be a wrong figure. A
   * financial year that is not over is told of so far.
   */
  private find(
    figures: readonly string[],
    months: Months,
    at?: number,
  ): { readonly count: number; readonly moment: number } | null {
    if (this.parts.length === 0) return { count: 0, moment: this.until };
    const release = this.releases.find(
      (one) =>
        (at === undefined || one.moment === at) &&
        one.stretch <= months.to - months.from &&
        isMadeOf(figures, one.figures) &&
        isMadeOf(this.partsAt(one.moment), one.parts),
    );
    if (release === undefined) return null;
    const { counts, moment } = release;
    const end = monthEnd(addMonths(this.firstDay, months.to - 1));
    const isYearSoFar = months.from === 0 && months.to === MONTHS && this.until < end;
    if (moment < end && !isYearSoFar && moment < this.year.latest) return null;
    return { count: this.sums.of(counts, figures, this.parts, months.from, months.to), moment };
  }

  /** Those of the parts asked for of which there was an audit. */
  private partsAt(moment: number): readonly number[] {
    return this.parts.filter((part) => (this.year.since[part] ?? Infinity) <= moment);
  }

  /** Made of the counts of its matrix, where each of those is shown. */
  private coefficient(
    row: ReportRow,
    bare: Pick<ReportRow, 'period' | 'series' | 'key' | 'label'>,
    months: Months,
  ): ReportRow {
    const withheld = { ...bare, ...WITHHELD, value: null, unit: row.unit };
    const suffix = row.series.slice(row.series.split(':', 1)[0]?.length ?? 0);
    const series = `first_x_final${suffix}`;
    const cells = [...this.known]
      .filter((figure) => figure.startsWith(`${series}\n`))
      .map((figure) => ({ figure, pair: figure.slice(series.length + 1).split('>') }));
    const tallies: ModeratedTally[] = [];
    let moment: number | undefined;
    for (const { figure, pair } of cells) {
      const found = this.find([figure], months, moment);
      if (found === null) return withheld;
      moment = found.moment;
      const [first = '', final = ''] = pair;
      tallies.push({ period: 0, stratum: 'all', auditorGroup: null, scale: '', first, final, count: found.count });
    }
    const grades = [...new Set(tallies.map(({ first }) => first))].map((key) => ({ key, label: key }));
    const made = moderationRows(bare.period, suffix, { key: '', label: '', grades }, tallies);
    return made.find((one) => one.series === row.series && one.key === row.key) ?? withheld;
  }
}

/** Months of a financial year, from 0 for April; the last is not counted. */
interface Months {
  readonly from: number;
  readonly to: number;
}

function monthsOf({ from, to }: Pick<Period, 'from' | 'to'>): Months {
  const months = periodsBetween(periodOf(from, 'year').from, to, 'month');
  const first = months.findIndex((month) => month.from === from);
  return { from: first, to: Math.min(months.length, MONTHS) };
}

function isMadeOf<Item>(items: readonly Item[], classes: readonly (readonly Item[])[]): boolean {
  const wanted = new Set(items);
  let found = 0;
  for (const of of classes) {
    const held = of.filter((item) => wanted.has(item)).length;
    if (held > 0 && held < of.length) return false;
    found += held;
  }
  return found === wanted.size;
}
