import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { addMonths, periodOf, periodsBetween, type ReportName } from '#domain';
import {
  dividedBySpans,
  issuedDraws,
  tallyDone,
  tallyJudgements,
  tallyModeration,
  tallySelected,
  tallyStandards,
  tallyThemes,
  type Division,
  type FactSelection,
  type Span,
} from '#facts';
import { buildReport } from '../build-report.js';
import type { ReportRow } from '../report.js';

/** What of a row is counted, whatever period it is of. */
export const figureOf = ({ series, key }: Pick<ReportRow, 'series' | 'key'>): string => `${series}\n${key}`;

/** Those of a stage that were not in time. */
export const lateOf = (figure: string): string => `${figure}, late`;

/** The figures of one financial year: of each, how many audits in each month, from April, for each part one after another. */
export type Figures = ReadonlyMap<string, Uint32Array>;

/** The figures as they stood at one moment. */
export interface FiguresAt {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly counts: Figures;
}

export const MONTHS = 12;

export interface CountedYear {
  readonly report: ReportName;
  /** The first day of the financial year. */
  readonly year: string;
  /** All moments at which anything was made known, in order. */
  readonly moments: readonly number[];
  /** From which until before which of them something of the year counted. */
  readonly spans: readonly Span[];
  /** The last moment to count at, by whose settings names are joined. */
  readonly until: number;
  /** Null where the audits are not told apart. */
  readonly apart: Division | null;
  /** Every figure there may be, those of no audit too. */
  readonly figures: Iterable<string>;
}

/** Counts a year at every moment at which it changed, in one pass. */
export async function countYear(db: Database, counted: CountedYear): Promise<readonly FiguresAt[]> {
  const { report, year, moments, spans, until, apart, figures } = counted;
  const parts = apart?.size ?? 1;
  const asAt = new Date(until).toISOString();
  const days = periodsBetween(year, periodOf(year, 'year').to, 'month');
  const by = dividedBySpans(db, moments, spans, apart);
  const selection: FactSelection = {
    periods: days.flatMap((month) => new Array<typeof month>(by.size).fill(month)),
    asAt,
    filters: {},
    apart: { days, by },
    everKnown: true,
  };
  const changes = [...new Set(spans.flatMap(({ from, to: gone }) => [from, gone]))]
    .filter((moment) => moment <= until)
    .sort((one, other) => one - other);
  const found = new Map<string, [place: number, span: Span, count: number][]>(
    Array.from(figures, (figure) => [figure, []]),
  );
  const add = (figure: string, place: number, span: Span, count: number): void => {
    const known = found.get(figure);
    if (known === undefined) found.set(figure, [[place, span, count]]);
    else known.push([place, span, count]);
  };
  // Requests come between.
  await turn();
  for (const { figure, period, count } of COUNTED[report](db, selection)) {
    const [month, part] = [Math.floor(period / by.size), period % by.size];
    const span = spans[Math.floor(part / parts)];
    if (span !== undefined && span.from <= until && count > 0) add(figure, month * parts + (part % parts), span, count);
  }
  await turn();
  if (report === 'activity' && apart === null) addCoverage(db, days, selection, spans, changes, add);
  return standing(found, changes, MONTHS * parts);
}

/** How figures stood at each moment, from what began and what ceased to count then. */
function standing(
  found: ReadonlyMap<string, readonly (readonly [place: number, span: Span, count: number])[]>,
  moments: readonly number[],
  places: number,
): FiguresAt[] {
  const figures = moments.map((at) => ({ at, counts: new Map<string, Uint32Array>() }));
  for (const [figure, counted] of found) {
    const changed = new Map<number, (readonly [place: number, change: number])[]>();
    const change = (moment: number, place: number, by: number): void => {
      const known = changed.get(moment);
      if (known === undefined) changed.set(moment, [[place, by]]);
      else known.push([place, by]);
    };
    for (const [place, { from, to }, count] of counted) {
      change(from, place, count);
      change(to, place, -count);
    }
    let counts = new Uint32Array(places);
    for (const { at, counts: now } of figures) {
      const changes = changed.get(at);
      // Where nothing changed, one array serves several moments.
      if (changes !== undefined) counts = counts.slice();
      for (const [place, by] of changes ?? []) counts[place] = (counts[place] ?? 0) + by;
      now.set(figure, counts);
    }
  }
  return figures;
}

/** Every figure that the report of a whole year has a row for, those of no audit too. @param from the year's first day @param until milliseconds since 1970 */
export function possibleFigures(db: Database, report: ReportName, from: string, until: number): string[] {
  const [to, asAt] = [periodOf(from, 'year').to, new Date(until).toISOString()];
  const { rows } = buildReport(db, { report, from, to, by: null, asAt, filters: {}, scalesNamed: true });
  return rows
    .filter(({ numerator }) => numerator !== null)
    .flatMap((row) => (row.unit === 'working_days' ? [figureOf(row), lateOf(figureOf(row))] : [figureOf(row)]));
}

interface Counted {
  readonly figure: string;
  /** Index of the period. */
  readonly period: number;
  readonly count: number;
}

const counted = (series: string, key: string, period: number, count: number): Counted => ({
  figure: figureOf({ series, key }),
  period,
  count,
});

const directedly = (series: string, directed: boolean): string => (directed ? `${series}:directed` : series);

/** What a report counts, named as its rows are where every scale is named. */
const COUNTED: Readonly<Record<ReportName, (db: Database, selection: FactSelection) => readonly Counted[]>> = {
  judgements: (db, selection) =>
    tallyJudgements(db, selection).tallies.map(({ series, scale, directed, key, period, count }) =>
      counted(directedly(`${series}:${scale}`, directed), key, period, count),
    ),
  standards: (db, selection) =>
    tallyStandards(db, selection).tallies.map(({ series, directed, key, period, count }) =>
      counted(directedly(series, directed), key, period, count),
    ),
  themes: (db, selection) =>
    tallyThemes(db, selection).tallies.map(({ series, directed, key, period, count }) =>
      counted(directedly(series, directed), key, period, count),
    ),
  moderation: (db, selection) => {
    const { tallies, moderated } = tallyModeration(db, selection);
    return [
      ...moderatedIn(moderated),
      ...tallies.flatMap(({ stratum, auditorGroup, scale, first, final, period, count }) => {
        const suffixes = [
          ...(stratum === 'directed' ? [] : ['']),
          `:${stratum}`,
          ...(stratum === 'directed' || auditorGroup === null ? [] : [`:auditor_group:${auditorGroup}`]),
        ];
        return suffixes.map((suffix) => counted(`first_x_final${suffix}:${scale}`, `${first}>${final}`, period, count));
      }),
    ];
  },
  activity: (db, selection) => {
    const done = tallyDone(db, selection);
    const selected = tallySelected(db, selection);
    return [
      ...done.done.map((count, period) => counted('done', 'done', period, count)),
      ...done.byOrigin.map(({ key, period, count }) => counted('origin', key, period, count)),
      ...moderatedIn(done.moderated),
      ...done.byConversation.map(({ key, period, count }) => counted('conversation', key, period, count)),
      ...done.whyNotHeld.map(({ key, period, count }) =>
        counted('conversation_not_held', reasonOf(key), period, count),
      ),
      ...selected.byOutcome.map(({ key, period, count }) => counted('selected', key, period, count)),
      ...selected.whyNotDone.map(({ outcome, key, period, count }) =>
        counted(`not_done:${outcome}`, reasonOf(key), period, count),
      ),
      ...done.timeliness.flatMap(({ stage, period, inTime, done: all }) => {
        const figure = figureOf({ series: `timeliness:${stage}`, key: 'in_time' });
        return [
          { figure, period, count: inTime },
          { figure: lateOf(figure), period, count: all - inTime },
        ];
      }),
    ];
  },
};

function moderatedIn(moderated: readonly { readonly yes: number; readonly no: number }[]): Counted[] {
  return moderated.flatMap(({ yes, no }, period) => [
    counted('moderated', 'yes', period, yes),
    counted('moderated', 'no', period, no),
  ]);
}

const reasonOf = (reason: string | null): string => reason ?? 'not_recorded';

/** Audits carried out of those drawn for a month, once the draw was issued. */
function addCoverage(
  db: Database,
  months: readonly { readonly from: string }[],
  selection: FactSelection,
  spans: readonly Span[],
  moments: readonly number[],
  add: (figure: string, place: number, span: Span, count: number) => void,
): void {
  const draws = new Map<string, { readonly month: number; readonly issued: number }>();
  for (const at of moments)
    for (const { sampleId, period } of issuedDraws(db, new Date(at).toISOString())) {
      const month = months.findIndex(({ from }) => from === `${period}-01`);
      if (month >= 0 && !draws.has(sampleId)) draws.set(sampleId, { month, issued: at });
    }
  for (const { key, period, count } of tallySelected(db, selection).bySample) {
    const draw = draws.get(key ?? '');
    const span = spans[period % spans.length];
    if (draw === undefined || span === undefined) continue;
    const from = Math.max(span.from, draw.issued);
    if (from < span.to) add(figureOf({ series: 'coverage', key: 'audited' }), draw.month, { from, to: span.to }, count);
  }
}

/** The first days of the financial years that days fall in. */
export function yearsOf(from: string, to: string): string[] {
  const years: string[] = [];
  for (let year: string = periodOf(from, 'year').from; year <= to; year = addMonths(year, MONTHS)) years.push(year);
  return years;
}
