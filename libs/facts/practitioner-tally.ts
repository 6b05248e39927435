import type { Database } from 'better-sqlite3';
import { CellCounts } from './cell-counts.js';
import { knownGrades, namesByCode } from './dictionary.js';
import { scanFacts, type FactSelection } from './fact-scan.js';
import { FinalFacts, periodOfGroup } from './final-facts.js';

/** How many final audits of somebody's cases have one overall grade, in one period. */
interface PractitionerTally {
  readonly practitionerId: string;
  /** Index of the period. */
  readonly period: number;
  /** Key of the grade scale. */
  readonly scale: string;
  /** Key of the grade. */
  readonly key: string;
  readonly count: number;
}

/**
 * Final overall grades by who holds the case, of audits by their audit date; without those that were picked for a theme. Of small
 * numbers: nothing of it leaves the QA team.
 */
export function tallyPractitioners(db: Database, selection: FactSelection): readonly PractitionerTally[] {
  const periods = selection.periods.length;
  const grades = knownGrades(db);
  const names = namesByCode(db);
  const final = new FinalFacts(periods);
  const counts = new Map<number, CellCounts>();
  scanFacts(
    db,
    selection,
    { day: 'audited_on', columns: [...FinalFacts.columns, 'final', 'practitioner'], prefixes: [] },
    (facts) => {
      const { count, places, groups } = final.of(facts);
      const [overall, practitioners] = [facts.cells('final'), facts.cells('practitioner')];
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? 0;
        const code = practitioners?.[place] ?? 0;
        if (code === 0) continue;
        const counted = counts.get(code) ?? new CellCounts(periods * 2, grades.length + 1);
        counts.set(code, counted);
        counted.count(groups[index] ?? 0, overall?.[place] ?? 0);
      }
    },
  );
  return [...counts].flatMap(([code, counted]) =>
    [...counted.entries()].flatMap(({ group, number, count }): PractitionerTally[] => {
      const grade = grades[number - 1];
      const practitionerId = names.get(code);
      const { period, directed } = periodOfGroup(group);
      return grade === undefined || practitionerId === undefined || directed
        ? []
        : [{ practitionerId, period, scale: grade.scale, key: grade.grade, count }];
    }),
  );
}
