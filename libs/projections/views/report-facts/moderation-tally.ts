import type { Database } from 'better-sqlite3';
import { ANSWERS, cellOfAnswer, type Answer } from './columns.js';
import { knownGrades, knownNames } from './dictionary.js';
import { scanFacts, type FactSelection } from './fact-scan.js';

/** Which rule brought an audit to a moderator. Directed picks are apart, whatever rule did. */
export type ModerationStratum = Answer<'stratum'> | 'directed';

/** How many moderated audits began with one grade and ended with another. */
export interface ModeratedTally {
  /** Index of the period. */
  readonly period: number;
  readonly stratum: ModerationStratum;
  /** Who graded first: the role they did it in; null where that is not recorded. */
  readonly auditorGroup: string | null;
  readonly scale: string;
  readonly first: string;
  readonly final: string;
  readonly count: number;
}

const FINAL = cellOfAnswer('stage', 'final');
const PILOT = cellOfAnswer('pilot', 'yes');
const MODERATED = cellOfAnswer('moderated', 'yes');
const DIRECTED = cellOfAnswer('origin', 'directed');
const NOT_RECORDED = cellOfAnswer('stratum', 'not_recorded');
const STRATA: readonly ModerationStratum[] = [...ANSWERS.stratum, 'directed'];

/** First by final grade of moderated audits that are final, by their audit date. */
export function tallyModeration(db: Database, selection: FactSelection): readonly ModeratedTally[] {
  const grades = knownGrades(db);
  const names = new Map(knownNames(db).map(({ code, name }) => [code, name]));
  const gradeCodes = grades.length + 1;
  const groupCodes = names.size + 1;
  const counts = new Map<number, number>();

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: ['stage', 'pilot', 'origin', 'moderated', 'stratum', 'auditor_group', 'first', 'final'],
      prefixes: [],
    },
    ({ count, places, periods, cells }) => {
      const [stage, pilot, origin] = [cells('stage'), cells('pilot'), cells('origin')];
      const [moderated, stratum, group] = [cells('moderated'), cells('stratum'), cells('auditor_group')];
      const [first, final] = [cells('first'), cells('final')];
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? 0;
        const before = first?.[place] ?? 0;
        const after = final?.[place] ?? 0;
        if (moderated?.[place] !== MODERATED || stage?.[place] !== FINAL || pilot?.[place] === PILOT) continue;
        if (before === 0 || after === 0) continue;
        const chosenBy = origin?.[place] === DIRECTED ? STRATA.length : (stratum?.[place] ?? 0) || NOT_RECORDED;
        const key =
          ((((periods[index] ?? 0) * (STRATA.length + 1) + chosenBy) * groupCodes + (group?.[place] ?? 0)) *
            gradeCodes +
            before) *
            gradeCodes +
          after;
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    },
  );

  return [...counts].flatMap(([key, count]) => {
    const final = grades[(key % gradeCodes) - 1];
    const first = grades[(Math.floor(key / gradeCodes) % gradeCodes) - 1];
    const grouped = Math.floor(key / gradeCodes ** 2);
    const stratified = Math.floor(grouped / groupCodes);
    const stratum = STRATA[(stratified % (STRATA.length + 1)) - 1];
    if (first === undefined || final === undefined || stratum === undefined) return [];
    return {
      period: Math.floor(stratified / (STRATA.length + 1)),
      stratum,
      auditorGroup: names.get(grouped % groupCodes) ?? null,
      scale: final.scale,
      first: first.grade,
      final: final.grade,
      count,
    };
  });
}
