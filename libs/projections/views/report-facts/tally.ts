import type { Database } from 'better-sqlite3';
import { cellOfAnswer, FACTS_PER_BLOCK, STANDARD_ANSWERS, type Cells, type ColumnPrefix } from './columns.js';
import { knownGrades } from './dictionary.js';
import { scanFacts, type FactSelection } from './fact-scan.js';

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

/** What a reader of one period must be told beside the figures. */
export interface Aside {
  /** Final audits that count, directed ones among them. */
  readonly counted: number;
  /** Graded and not yet final: their number and nothing else. */
  readonly notYetFinal: number;
  /** Final audits of pilot tools, outside published judgements. */
  readonly pilot: number;
  readonly directed: number;
  /** Put right after they were final. */
  readonly corrected: number;
  /** Known otherwise at a later instant than the report's. */
  readonly knownOtherwiseSince: number;
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

/** What a reader of the periods must be told, without any figures. */
export function tallyAsides(db: Database, selection: FactSelection): readonly Aside[] {
  return tally(db, selection, { prefix: null, overall: false, values: [] }).asides;
}

interface TalliedColumns {
  /** Which columns are tallied; null for none. */
  readonly prefix: ColumnPrefix | null;
  /** Whether the overall final grade is tallied too. */
  readonly overall: boolean;
  /** What the codes of the cells stand for, from 1. */
  readonly values: readonly { readonly scale: string; readonly key: string }[];
}

const FINAL = cellOfAnswer('stage', 'final');
const GRADED = cellOfAnswer('stage', 'graded');
const PILOT = cellOfAnswer('pilot', 'yes');
const DIRECTED = cellOfAnswer('origin', 'directed');
const CORRECTED = cellOfAnswer('corrected', 'yes');

function tally(db: Database, selection: FactSelection, { prefix, overall, values }: TalliedColumns): Tallies {
  const groups = selection.periods.length * 2;
  const codes = values.length + 1;
  const counts = new Map<string, Uint32Array>();
  const asides = selection.periods.map(() => ({
    counted: 0,
    notYetFinal: 0,
    pilot: 0,
    directed: 0,
    corrected: 0,
    knownOtherwiseSince: 0,
  }));
  const places = new Uint16Array(FACTS_PER_BLOCK);
  const offsets = new Uint32Array(FACTS_PER_BLOCK);

  const count = (series: string, cells: Cells, facts: number): void => {
    let counted = counts.get(series);
    if (counted === undefined) counts.set(series, (counted = new Uint32Array(groups * codes)));
    for (let index = 0; index < facts; index += 1) {
      const cell = (offsets[index] ?? 0) + (cells[places[index] ?? 0] ?? 0);
      counted[cell] = (counted[cell] ?? 0) + 1;
    }
  };

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: ['stage', 'pilot', 'origin', 'corrected', ...(overall ? (['final'] as const) : [])],
      prefixes: prefix === null ? [] : [prefix],
    },
    (selected) => {
      const stage = selected.cells('stage');
      const pilot = selected.cells('pilot');
      const origin = selected.cells('origin');
      const corrected = selected.cells('corrected');
      const recordedTo = selected.cells('recorded_to');
      let facts = 0;
      for (let index = 0; index < selected.count; index += 1) {
        const place = selected.places[index] ?? 0;
        const period = selected.periods[index] ?? 0;
        const aside = asides[period];
        if (aside === undefined) continue;
        const isPilot = pilot?.[place] === PILOT;
        if (stage?.[place] === GRADED && !isPilot) aside.notYetFinal += 1;
        if (stage?.[place] !== FINAL) continue;
        if (isPilot) {
          aside.pilot += 1;
          continue;
        }
        const directed = origin?.[place] === DIRECTED ? 1 : 0;
        aside.counted += 1;
        aside.directed += directed;
        if (corrected?.[place] === CORRECTED) aside.corrected += 1;
        if (recordedTo?.[place] !== Infinity) aside.knownOtherwiseSince += 1;
        places[facts] = place;
        offsets[facts] = (period * 2 + directed) * codes;
        facts += 1;
      }
      if (facts === 0) return;
      const final = overall ? selected.cells('final') : undefined;
      if (final !== undefined) count('overall', final, facts);
      for (const [name, cells] of prefix === null ? [] : selected.columns(prefix)) count(name, cells, facts);
    },
  );

  const tallies: Tally[] = [];
  for (const [series, counted] of counts) {
    for (let group = 0; group < groups; group += 1) {
      values.forEach(({ scale, key }, index) => {
        const audits = counted[group * codes + index + 1] ?? 0;
        if (audits > 0)
          tallies.push({ period: group >> 1, directed: group % 2 === 1, series, scale, key, count: audits });
      });
    }
  }
  return { tallies, asides };
}
