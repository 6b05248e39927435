import type { Database } from 'better-sqlite3';
import { STANDARD_ANSWERS } from '#domain';
import { CellCounts } from './cell-counts.js';
import { FOUND, THEME_PREFIXES, anyOf, type ColumnPrefix } from './columns.js';
import { knownGrades } from './dictionary.js';
import { factNamesAsAt } from './fact-names.js';
import { scanFacts, type FactSelection } from './fact-scan.js';
import { cellsBySeries } from './series-cells.js';
import { FinalFacts, periodOfGroup, type Aside } from './final-facts.js';

/** How many audits have one grade, or one answer, in one period. */
export interface Tally {
  /** Index of the period. */
  readonly period: number;
  /** Directed picks are kept apart in statistics. */
  readonly directed: boolean;
  /** `overall`, `domain:<name>`, `standard:<name>`, `question:<key>`, `statement:<key>`, `strength:<theme>` or `improvement:<theme>` */
  readonly series: string;
  /** Key of the grade scale; empty for an answer, for the word of a statement and where a grade came without a scale. */
  readonly scale: string;
  /** Key of the grade or answer. */
  readonly key: string;
  readonly count: number;
}

export interface Tallies {
  readonly tallies: readonly Tally[];
  /** One for each period. */
  readonly asides: readonly Aside[];
}

/** Final grades, overall and by domain, of audits by their audit date. */
export function tallyJudgements(db: Database, selection: FactSelection): Tallies {
  const grades = knownGrades(db);
  const values = grades.map(({ scale, grade }) => ({ scale, key: grade }));
  return tally(db, selection, { prefixes: [{ prefix: 'domain:', values }], overall: values });
}

/** Answers to practice standards and to questions, and the words of statements, of final audits by their audit date. */
export function tallyStandards(db: Database, selection: FactSelection): Tallies {
  const answers = STANDARD_ANSWERS.map((key) => ({ scale: '', key }));
  const words = knownGrades(db).map(({ grade }) => ({ scale: '', key: grade }));
  return tally(db, selection, {
    prefixes: [
      { prefix: 'standard:', values: answers },
      { prefix: 'question:', values: words },
      { prefix: 'statement:', values: words },
    ],
    overall: null,
  });
}

/**
 * In how many final audits, by their audit date, each theme was found as a strength and as an area for improvement, and in how many
 * it was not. Audits in which nothing was found at all are in neither: those of spreadsheets, which bring no findings, among them.
 */
export function tallyThemes(db: Database, selection: FactSelection): Tallies {
  const periods = selection.periods.length;
  const names = factNamesAsAt(db, selection.asAt);
  const final = new FinalFacts(periods);
  const withAny = new CellCounts(periods * 2, 2);
  const found = new Map<string, CellCounts>();
  scanFacts(db, selection, { day: 'audited_on', columns: FinalFacts.columns, prefixes: THEME_PREFIXES }, (facts) => {
    const picked = final.of(facts);
    const columns = THEME_PREFIXES.flatMap((prefix) => facts.columns(prefix));
    withAny.add(picked, anyOf(columns.map(([, cells]) => cells)));
    for (const [series, cells] of cellsBySeries(columns, names)) {
      const counted = found.get(series) ?? new CellCounts(periods * 2, 2);
      found.set(series, counted);
      counted.add(picked, cells);
    }
  });
  const all = [...withAny.entries()].filter(({ number }) => number === FOUND);
  const tallies = [...found].flatMap(([series, counted]) => {
    const entries = [...counted.entries()].filter(({ number }) => number === FOUND);
    const named = new Map(entries.map(({ group, count }) => [group, count]));
    if (named.size === 0) return [];
    return all.flatMap(({ group, count }): Tally[] => {
      const of = { ...periodOfGroup(group), series, scale: '' };
      const own = named.get(group) ?? 0;
      return [
        { ...of, key: 'named', count: own },
        { ...of, key: 'not_named', count: count - own },
      ].filter((tally) => tally.count > 0);
    });
  });
  return { tallies, asides: final.asides };
}

/** How many audits have one overall grade and one word of a statement's scale, in one period. */
export interface CrossedTally extends Omit<Tally, 'key'> {
  /** `statement:<key>` */
  readonly series: string;
  /** Of the grade. */
  readonly scale: string;
  readonly grade: string;
  readonly word: string;
}

/** Overall final grades crossed with the words of statements, of audits that have both, by their audit date. */
export function tallyCrossed(db: Database, selection: FactSelection): readonly CrossedTally[] {
  const grades = knownGrades(db);
  const periods = selection.periods.length;
  const codes = grades.length + 1;
  const final = new FinalFacts(periods);
  const counts = new Map<string, CellCounts>();
  scanFacts(
    db,
    selection,
    { day: 'audited_on', columns: [...FinalFacts.columns, 'final'], prefixes: ['statement:'] },
    (facts) => {
      const { count, places, groups } = final.of(facts);
      const overall = facts.cells('final');
      for (const [series, cells] of facts.columns('statement:')) {
        const counted = counts.get(series) ?? new CellCounts(periods * 2, codes ** 2);
        counts.set(series, counted);
        for (let index = 0; index < count; index += 1) {
          const place = places[index] ?? 0;
          const [grade, word] = [overall?.[place] ?? 0, cells[place] ?? 0];
          if (grade !== 0 && word !== 0) counted.count(groups[index] ?? 0, grade * codes + word);
        }
      }
    },
  );
  return [...counts].flatMap(([series, counted]) =>
    [...counted.entries()].flatMap(({ group, number, count }): CrossedTally[] => {
      const [grade, word] = [grades[Math.floor(number / codes) - 1], grades[(number % codes) - 1]];
      if (grade === undefined || word === undefined) return [];
      return [{ ...periodOfGroup(group), series, scale: grade.scale, grade: grade.grade, word: word.grade, count }];
    }),
  );
}

/** What the codes of cells stand for, from 1. */
type CellValues = readonly { readonly scale: string; readonly key: string }[];

interface TalliedColumns {
  /** Which columns are tallied. */
  readonly prefixes: readonly { readonly prefix: ColumnPrefix; readonly values: CellValues }[];
  /** Of the overall final grade, where that is tallied too. */
  readonly overall: CellValues | null;
}

function tally(db: Database, selection: FactSelection, { prefixes, overall }: TalliedColumns): Tallies {
  const periods = selection.periods.length;
  const names = factNamesAsAt(db, selection.asAt);
  const final = new FinalFacts(periods);
  const counts = new Map<string, { readonly counted: CellCounts; readonly values: CellValues }>();
  const countsOf = (series: string, values: CellValues): CellCounts => {
    let known = counts.get(series);
    if (known === undefined)
      counts.set(series, (known = { counted: new CellCounts(periods * 2, values.length + 1), values }));
    return known.counted;
  };

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: [...FinalFacts.columns, ...(overall === null ? [] : (['final'] as const))],
      prefixes: prefixes.map(({ prefix }) => prefix),
    },
    (facts) => {
      const picked = final.of(facts);
      if (picked.count === 0) return;
      if (overall !== null) countsOf('overall', overall).add(picked, facts.cells('final'));
      for (const { prefix, values } of prefixes)
        for (const [series, cells] of cellsBySeries(facts.columns(prefix), names))
          countsOf(series, values).add(picked, cells);
    },
  );

  const tallies = [...counts].flatMap(([series, { counted, values }]) =>
    [...counted.entries()].flatMap(({ group, number, count }): Tally[] => {
      const value = values[number - 1];
      if (value === undefined) return [];
      const { period, directed } = periodOfGroup(group);
      const { scale, key } = value;
      return [{ period, directed, series, scale, key, count }];
    }),
  );
  return { tallies, asides: final.asides };
}
