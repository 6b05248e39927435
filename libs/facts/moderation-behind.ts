import type { Database } from 'better-sqlite3';
import { auditsWhere, type AuditsBehind } from './audits-where.js';
import { ANSWERS, cellOfAnswer } from './columns.js';
import { knownGrades } from './dictionary.js';
import { factNamesAsAt } from './fact-names.js';
import type { FactSelection } from './fact-scan.js';
import type { ModeratedTally } from './moderation-tally.js';

const FINAL = cellOfAnswer('stage', 'final');
const PILOT = cellOfAnswer('pilot', 'yes');
const DIRECTED = cellOfAnswer('origin', 'directed');
const MODERATED = cellOfAnswer('moderated', 'yes');
const NOT_RECORDED = cellOfAnswer('stratum', 'not_recorded');

/**
 * Opens counts of `tallyModeration` down to their audits.
 * @param counts whether a moderated audit is one of them
 * @param most how many to list
 */
export function moderationBehind(
  db: Database,
  selection: FactSelection,
  counts: (audit: Omit<ModeratedTally, 'period' | 'count'>) => boolean,
  most: number,
): AuditsBehind {
  const grades = knownGrades(db);
  const auditorGroups = factNamesAsAt(db, selection.asAt).namesOf('auditor_group');
  return auditsWhere(
    db,
    selection,
    {
      day: 'audited_on',
      columns: ['stage', 'pilot', 'origin', 'moderated', 'stratum', 'auditor_group', 'first', 'final'],
      prefixes: [],
      counts: ({ cells }) => {
        const [stage, pilot, origin] = [cells('stage'), cells('pilot'), cells('origin')];
        const [moderated, stratum, group] = [cells('moderated'), cells('stratum'), cells('auditor_group')];
        const [before, after] = [cells('first'), cells('final')];
        return (place) => {
          if (stage?.[place] !== FINAL || pilot?.[place] === PILOT || moderated?.[place] !== MODERATED) return false;
          const first = grades[(before?.[place] ?? 0) - 1];
          const final = grades[(after?.[place] ?? 0) - 1];
          const chosenBy = ANSWERS.stratum[((stratum?.[place] ?? 0) || NOT_RECORDED) - 1];
          if (first === undefined || final === undefined || chosenBy === undefined) return false;
          return counts({
            stratum: origin?.[place] === DIRECTED ? 'directed' : chosenBy,
            auditorGroup: auditorGroups[group?.[place] ?? 0] ?? null,
            scale: final.scale,
            first: first.grade,
            final: final.grade,
          });
        };
      },
    },
    most,
  );
}
