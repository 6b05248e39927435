import type { Database } from 'better-sqlite3';
import { CellCounts } from './cell-counts.js';
import { ANSWERS, cellOfAnswer, type Answer } from './columns.js';
import { knownGrades } from './dictionary.js';
import { factNamesAsAt } from './fact-names.js';
import { scanFacts, type FactSelection } from './fact-scan.js';
import { FinalFacts, periodOfGroup, type Aside } from './final-facts.js';
import { ModeratedCounts, type ModeratedAudits } from './moderated-audits.js';

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

export interface ModerationTallies {
  readonly tallies: readonly ModeratedTally[];
  /** One for each period, and so are the asides. */
  readonly moderated: readonly ModeratedAudits[];
  readonly asides: readonly Aside[];
}

const MODERATED = cellOfAnswer('moderated', 'yes');
const NOT_RECORDED = cellOfAnswer('stratum', 'not_recorded');

/** First by final grade of moderated audits that are final, by their audit date. */
export function tallyModeration(db: Database, selection: FactSelection): ModerationTallies {
  const grades = knownGrades(db);
  const auditorGroups = factNamesAsAt(db, selection.asAt).namesOf('auditor_group');
  const final = new FinalFacts(selection.periods.length);
  const moderated = new ModeratedCounts(selection.periods.length);
  const [strata, gradeCodes] = [ANSWERS.stratum.length + 1, grades.length + 1];
  /** By the auditors' group, in groups by period, theme and stratum: a number for each pair of grades. */
  const counts = new Map<string | null, CellCounts>();
  const countsOf = (auditorGroup: string | null): CellCounts => {
    let counted = counts.get(auditorGroup);
    if (counted === undefined)
      counts.set(auditorGroup, (counted = new CellCounts(selection.periods.length * 2 * strata, gradeCodes ** 2)));
    return counted;
  };

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: [...FinalFacts.columns, ...ModeratedCounts.columns, 'stratum', 'auditor_group', 'first'],
      prefixes: [],
    },
    (facts) => {
      moderated.add(facts);
      const { count, places, groups } = final.of(facts);
      const { cells } = facts;
      const [wasModerated, stratum, auditorGroup] = [cells('moderated'), cells('stratum'), cells('auditor_group')];
      const [before, after] = [cells('first'), cells('final')];
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? 0;
        if (wasModerated?.[place] !== MODERATED) continue;
        const [from, to] = [before?.[place] ?? 0, after?.[place] ?? 0];
        if (from === 0 || to === 0) continue;
        const chosenBy = (groups[index] ?? 0) * strata + ((stratum?.[place] ?? 0) || NOT_RECORDED);
        countsOf(auditorGroups[auditorGroup?.[place] ?? 0] ?? null).count(chosenBy, from * gradeCodes + to);
      }
    },
  );

  const tallies = [...counts].flatMap(([auditorGroup, counted]) =>
    [...counted.entries()].flatMap(({ group, number, count }): ModeratedTally[] => {
      const first = grades[Math.floor(number / gradeCodes) - 1];
      const last = grades[(number % gradeCodes) - 1];
      const stratum = ANSWERS.stratum[(group % strata) - 1];
      if (first === undefined || last === undefined || stratum === undefined) return [];
      const { period, directed } = periodOfGroup(Math.floor(group / strata));
      return [
        {
          period,
          stratum: directed ? 'directed' : stratum,
          auditorGroup,
          scale: last.scale,
          first: first.grade,
          final: last.grade,
          count,
        },
      ];
    }),
  );
  return { tallies, moderated: moderated.byPeriod, asides: final.asides };
}
