import {
  DOES_NOT_APPLY,
  NO_ANSWER,
  YES_OR_NO,
  answerLabel,
  byCodeUnits,
  dipSampleFigureId,
  dipSampleKey,
  inRatingOrder,
  measureKey,
  percent,
} from '#domain';
import type { DipSampleResult, DipSampleUnit } from '#domain';
import { countedByMonthEnds } from './counted-by-month-ends.js';
import type { Table } from './table.js';
import type { ReportNote } from './report.js';

/** What was said of one child or family, and when. */
export interface DipSampleSaid extends Omit<DipSampleResult, 'subjectId' | 'subjectRef'> {
  /** Instant, UTC. */
  readonly recordedAt: string;
}

export interface DipSamplesRequest {
  /** The first and the last day of dip samples; null for no bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** A date, meaning its end in London, or an instant in UTC; null for what is known now. */
  readonly asAt: string | null;
}

interface Counts {
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
}

export interface DipSampleRow {
  /** The day of the dip sample. */
  readonly period: string;
  /** `theme:<theme>` */
  readonly series: string;
  readonly question: string;
  /** The answer; `any` in a row whose figures are withheld. */
  readonly key: string;
  readonly label: string;
  readonly unit: DipSampleUnit;
  /** Null where they are withheld. */
  readonly numerator: number | null;
  /** Those answered, not applicable left out; of the rows `na` and `no_answer`, the whole dip sample. */
  readonly denominator: number | null;
  readonly percent: number | null;
  /** The same answer in the dip sample of this theme before this one; null where there is none that can be compared. */
  readonly before: ({ readonly period: string } & Counts) | null;
  /** What opens the figure. */
  readonly item: string;
  readonly withheld?: true;
}

/** A dip sample: those looked at of one theme on one day. */
export interface DipSampleShown {
  readonly theme: string;
  readonly date: string;
  readonly unit: DipSampleUnit;
  /** How many were looked at; null where that is withheld. */
  readonly subjects: number | null;
  /** The day of the one it repeats; null for the first of its theme. */
  readonly repeats: string | null;
}

export interface DipSamplesReport extends DipSamplesRequest {
  readonly report: 'dip-samples';
  /** By theme, then by day. */
  readonly samples: readonly DipSampleShown[];
  readonly rows: readonly DipSampleRow[];
  readonly notes: readonly ReportNote[];
}

/** What is told of a dip sample. */
interface Told {
  readonly theme: string;
  readonly date: string;
  readonly unit: DipSampleUnit;
  readonly subjects: number | null;
  /** By question, in the order they were asked; null where its counts are withheld. */
  readonly questions: readonly { readonly question: string; readonly counts: ReadonlyMap<string, number> | null }[];
}

/** What leaves the QA team: as it stood at a month's end, with nothing smaller than the minimum. */
interface Outside {
  readonly minimum: number;
  readonly until: string;
}

/** @param said every version of every result, in the order they were recorded, up to the moment that is asked for */
export function dipSamplesReport(
  said: readonly DipSampleSaid[],
  request: DipSamplesRequest,
  outside: Outside | null,
): DipSamplesReport {
  const { from, to, asAt } = request;
  const told = [...bySample(said)].flatMap(([, own]) => toldOf(own, outside) ?? []).sort(byThemeAndDay);
  const isAsked = ({ date }: Told): boolean => (from === null || date >= from) && (to === null || date <= to);
  const beforeOf = (sample: Told): Told | null =>
    told.findLast((other) => measureKey(other.theme) === measureKey(sample.theme) && other.date < sample.date) ?? null;
  const asked = told.filter(isAsked);
  return {
    report: 'dip-samples',
    from,
    to,
    asAt,
    samples: asked.map((sample) => ({
      theme: sample.theme,
      date: sample.date,
      unit: sample.unit,
      subjects: sample.subjects,
      repeats: beforeOf(sample)?.date ?? null,
    })),
    rows: asked.flatMap((sample) => rowsOf(sample, beforeOf(sample))),
    notes: [
      ...(outside === null ? [] : [smallNumbers(outside.minimum)]),
      ...asked.flatMap((sample) => {
        const before = beforeOf(sample);
        return before === null || before.unit === sample.unit ? [] : [otherUnit(sample, before)];
      }),
    ],
  };
}

function bySample(said: readonly DipSampleSaid[]): ReadonlyMap<string, readonly DipSampleSaid[]> {
  const samples = new Map<string, DipSampleSaid[]>();
  for (const each of said) {
    const key = dipSampleKey(each);
    const own = samples.get(key) ?? [];
    samples.set(key, own);
    own.push(each);
  }
  return samples;
}

const byThemeAndDay = (one: Told, other: Told): number =>
  byCodeUnits(measureKey(one.theme), measureKey(other.theme)) || byCodeUnits(one.date, other.date);

/** Each result as last said by then. */
function standing(said: readonly DipSampleSaid[], until?: string): readonly DipSampleSaid[] {
  const last = new Map<string, DipSampleSaid>();
  for (const each of said) if (until === undefined || each.recordedAt <= until) last.set(each.resultId, each);
  return [...last.values()];
}

function toldOf(said: readonly DipSampleSaid[], outside: Outside | null): Told | null {
  const known = outside === null ? said : said.filter(({ recordedAt }) => recordedAt <= outside.until);
  const last = known.at(-1);
  if (last === undefined) return null;
  const { theme, date, unit } = last;
  const questions = [...questionsOf(known)];
  if (outside === null) {
    const all = standing(known);
    return {
      theme,
      date,
      unit,
      subjects: all.length,
      questions: questions.map(([key, question]) => ({ question, counts: countsOf(all, key) })),
    };
  }
  const moments = known.map(({ recordedAt }) => recordedAt);
  const sizes = countedByMonthEnds(moments, outside, (end) => new Map([['', standing(known, end).length]]));
  const told = sizes.at(-1);
  return {
    theme,
    date,
    unit,
    subjects: told?.counts.get('') ?? null,
    questions: questions.map(([key, question]) => {
      // No question moves on where the whole sample does not: their wholes could be taken from one another.
      const steps = countedByMonthEnds(
        sizes.map(({ end }) => end),
        outside,
        (end) => countsOf(standing(known, end), key),
      );
      return { question, counts: steps.at(-1)?.counts ?? null };
    }),
  };
}

/** The questions of a dip sample in the order they were first asked, as they were last written, by what they are compared by. */
function questionsOf(said: readonly DipSampleSaid[]): ReadonlyMap<string, string> {
  const questions = new Map<string, string>();
  for (const { answers } of said) for (const { question } of answers) questions.set(measureKey(question), question);
  return questions;
}

const answerTo = ({ answers }: Pick<DipSampleResult, 'answers'>, questionKey: string): string =>
  answers.find(({ question }) => measureKey(question) === questionKey)?.answer ?? NO_ANSWER;

function countsOf(results: readonly DipSampleSaid[], questionKey: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const result of results) {
    const answer = answerTo(result, questionKey);
    counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return counts;
}

const OUTSIDE_THE_WHOLE: readonly string[] = [DOES_NOT_APPLY, NO_ANSWER];

function rowsOf(sample: Told, before: Told | null): DipSampleRow[] {
  const { date: period, unit, theme } = sample;
  const comparable = before !== null && before.unit === unit ? before : null;
  return sample.questions.flatMap(({ question, counts }): DipSampleRow[] => {
    const common = { period, series: `theme:${theme}`, question, unit };
    const item = (key: string): string => dipSampleFigureId(sample, question, key);
    if (counts === null)
      return [
        {
          ...common,
          key: 'any',
          label: 'Any answer',
          numerator: null,
          denominator: null,
          percent: null,
          before: null,
          item: item('any'),
          withheld: true,
        },
      ];
    const earlier = comparable?.questions.find((other) => measureKey(other.question) === measureKey(question))?.counts;
    return keysOf(counts).map((key) => ({
      ...common,
      key,
      label: answerLabel(key),
      ...shareOf(counts, key),
      before: comparable === null || !earlier ? null : { period: comparable.date, ...shareOf(earlier, key) },
      item: item(key),
    }));
  });
}

/** The answers of a question, as they are read; those that are in no share last. */
function keysOf(counts: ReadonlyMap<string, number>): readonly string[] {
  const given = [...counts.keys()].filter((key) => !OUTSIDE_THE_WHOLE.includes(key)).sort(byCodeUnits);
  const isYesOrNo = given.every((key) => YES_OR_NO.some((one) => one === key));
  const first = isYesOrNo ? YES_OR_NO.filter((key) => key !== 'partly' || counts.has(key)) : inRatingOrder(given);
  return [...first, ...OUTSIDE_THE_WHOLE.filter((key) => counts.has(key))];
}

function shareOf(counts: ReadonlyMap<string, number>, key: string): Counts {
  const all = [...counts].filter(([answer]) => OUTSIDE_THE_WHOLE.includes(key) || !OUTSIDE_THE_WHOLE.includes(answer));
  const numerator = counts.get(key) ?? 0;
  const denominator = all.reduce((sum, [, count]) => sum + count, 0);
  return { numerator, denominator, percent: percent(numerator, denominator) };
}

/** The results behind a figure: as many as its numerator says. Null where there is no such figure. */
export function dipSampleFigure<Said extends DipSampleSaid>(
  said: readonly Said[],
  request: DipSamplesRequest,
  item: string,
): { readonly row: DipSampleRow; readonly results: readonly Said[] } | null {
  const row = dipSamplesReport(said, request, null).rows.find((each) => each.item === item);
  if (row === undefined) return null;
  const last = new Map(said.map((each) => [each.resultId, each]));
  const results = [...last.values()].filter(
    (result) =>
      dipSampleFigureId(result, row.question, row.key) === item &&
      answerTo(result, measureKey(row.question)) === row.key,
  );
  return { row, results };
}

const smallNumbers = (minimum: number): ReportNote => ({
  code: 'small_numbers',
  text: `Withheld: questions of which fewer than ${minimum} children or families gave some answer. Figures are as they stood at the end of a month; a dip sample stands as it was while few have been added or corrected since.`,
});

const UNITS: Readonly<Record<DipSampleUnit, string>> = { child: 'children', family: 'families' };

const otherUnit = ({ theme, date, unit }: Told, before: Told): ReportNote => ({
  code: 'other-unit',
  text: `${theme}, ${date}, counts ${UNITS[unit]}, and the one before it, ${before.date}, ${UNITS[before.unit]}: they are not compared.`,
});

const HEAD = [
  'period',
  'series',
  'question',
  'key',
  'label',
  'unit',
  'numerator',
  'denominator',
  'percent',
  'before_period',
  'before_numerator',
  'before_denominator',
  'before_percent',
] as const;

/** The rows as a table. Notes are in the JSON only. */
export const dipSamplesTable = ({ rows }: DipSamplesReport): Table => ({
  head: HEAD,
  rows: rows.map(({ period, series, question, key, label, unit, numerator, denominator, percent: share, before }) => [
    period,
    series,
    question,
    key,
    label,
    unit,
    numerator,
    denominator,
    share,
    before?.period,
    before?.numerator,
    before?.denominator,
    before?.percent,
  ]),
});
