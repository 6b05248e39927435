import type { Database } from 'better-sqlite3';
import { STANDARD_ANSWERS } from '#domain';
import { CellCounts } from './cell-counts.js';
import type { ColumnPrefix } from './columns.js';
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
  /** `overall`, `domain:<name>` or `standard:<name>` */
  readonly series: string;
  /** Key of the grade scale; empty for a standard's answer and where a grade came without a scale. */
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
  return tally(db, selection, { prefix: 'domain:', overall: true, values });
}

/** Answers to practice standards of final audits by their audit date. */
export function tallyStandards(db: Database, selection: FactSelection): Tallies {
  const values = STANDARD_ANSWERS.map((key) => ({ scale: '', key }));
  return tally(db, selection, { prefix: 'standard:', overall: false, values });
}

interface TalliedColumns {
  /** Which columns are tallied. */
  readonly prefix: ColumnPrefix;
  /** Whether the overall final grade is tallied too. */
  readonly overall: boolean;
  /** What the codes of the cells stand for, from 1. */
  readonly values: readonly { readonly scale: string; readonly key: string }[];
}

function tally(db: Database, selection: FactSelection, { prefix, overall, values }: TalliedColumns): Tallies {
  const periods = selection.periods.length;
  const names = factNamesAsAt(db, selection.asAt);
  const final = new FinalFacts(periods);
  const counts = new Map<string, CellCounts>();
  const countsOf = (series: string): CellCounts => {
    let counted = counts.get(series);
    if (counted === undefined) counts.set(series, (counted = new CellCounts(periods * 2, values.length + 1)));
    return counted;
  };

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: [...FinalFacts.columns, ...(overall ? (['final'] as const) : [])],
      prefixes: [prefix],
    },
    (facts) => {
      const picked = final.of(facts);
      if (picked.count === 0) return;
      if (overall) countsOf('overall').add(picked, facts.cells('final'));
      for (const [series, cells] of cellsBySeries(facts.columns(prefix), names)) countsOf(series).add(picked, cells);
    },
  );

  const tallies = [...counts].flatMap(([series, counted]) =>
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
