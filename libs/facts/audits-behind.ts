import type { Database } from 'better-sqlite3';
import { STANDARD_ANSWERS } from '#domain';
import { auditsWhere, type AuditsBehind } from './audits-where.js';
import {
  COLUMN_PREFIXES,
  FOUND,
  THEME_PREFIXES,
  anyOf,
  cellOfAnswer,
  cellOfStandardAnswer,
  type ColumnPrefix,
} from './columns.js';
import { knownGrades } from './dictionary.js';
import { factNamesAsAt } from './fact-names.js';
import type { FactSelection } from './fact-scan.js';
import { cellsBySeries } from './series-cells.js';

/** One count of a tally: which answer in which series. */
export interface TalliedAnswer {
  /** `overall`, `domain:<name>`, `standard:<name>`, `question:<key>` or `statement:<key>` */
  readonly series: string;
  /** Key of the grade scale; empty for a standard's answer. */
  readonly scale: string;
  readonly key: string;
  readonly directed: boolean;
}

const FINAL = cellOfAnswer('stage', 'final');
const PILOT = cellOfAnswer('pilot', 'yes');
const DIRECTED = cellOfAnswer('origin', 'directed');

/** Opens one count of `tallyJudgements`, `tallyStandards` or `tallyThemes` down to its audits. @param most how many to list */
export function auditsBehind(
  db: Database,
  selection: FactSelection,
  { series, scale, key, directed }: TalliedAnswer,
  most: number,
): AuditsBehind {
  const prefix = COLUMN_PREFIXES.find((one) => series.startsWith(one));
  const prefixes = THEME_PREFIXES.some((one) => one === prefix) ? THEME_PREFIXES : [];
  const wanted = cellOf(db, prefix, scale, key);
  if (wanted === null) return { total: 0, audits: [] };
  const names = factNamesAsAt(db, selection.asAt);
  return auditsWhere(
    db,
    selection,
    {
      day: 'audited_on',
      columns: ['stage', 'pilot', 'origin', 'final'],
      prefixes: prefixes.length > 0 ? prefixes : prefix === undefined ? [] : [prefix],
      counts: ({ cells, columns }) => {
        const [stage, pilot, origin] = [cells('stage'), cells('pilot'), cells('origin')];
        const answer = prefix === undefined ? cells('final') : cellsBySeries(columns(prefix), names).get(series);
        // A theme that was not found is so only of an audit in which something was.
        const themes = prefixes.flatMap((one) => columns(one).map(([, cells]) => cells));
        const any = prefixes.length > 0 ? anyOf(themes) : null;
        return (place) =>
          (answer?.[place] ?? 0) === wanted &&
          (any === null || any[place] === FOUND) &&
          stage?.[place] === FINAL &&
          pilot?.[place] !== PILOT &&
          (origin?.[place] === DIRECTED) === directed;
      },
    },
    most,
  );
}

function cellOf(db: Database, prefix: ColumnPrefix | undefined, scale: string, key: string): number | null {
  if (THEME_PREFIXES.some((one) => one === prefix)) return key === 'named' ? FOUND : key === 'not_named' ? 0 : null;
  if (prefix !== 'standard:')
    return knownGrades(db).find((grade) => grade.scale === scale && grade.grade === key)?.code ?? null;
  const answer = STANDARD_ANSWERS.find((known) => known === key);
  return answer === undefined ? null : cellOfStandardAnswer(answer);
}
