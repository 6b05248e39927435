import type { Database } from 'better-sqlite3';
import { STANDARD_ANSWERS } from '#domain';
import { COLUMN_PREFIXES, cellOfAnswer, cellOfStandardAnswer, type ColumnPrefix } from './columns.js';
import { knownGrades } from './dictionary.js';
import { factNamesAsAt } from './fact-names.js';
import { scanFacts, type FactSelection } from './fact-scan.js';
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

/** An audit behind a figure, with the event that made it so. */
export interface AuditBehind {
  readonly auditId: string;
  /** The revision, in the audit's stream, of the event that the fact was last changed by. */
  readonly revision: number;
  /** ISO instant, UTC, at which that was recorded. */
  readonly recordedAt: string;
  /** Whether the record was put right after the grade was final. */
  readonly corrected: boolean;
}

export interface AuditsBehind {
  /** Equal to the figure's numerator. */
  readonly total: number;
  /** The first of the audits, in the order in which they were recorded. */
  readonly audits: readonly AuditBehind[];
}

const FINAL = cellOfAnswer('stage', 'final');
const PILOT = cellOfAnswer('pilot', 'yes');
const DIRECTED = cellOfAnswer('origin', 'directed');
const CORRECTED = cellOfAnswer('corrected', 'yes');

/** Opens one count of `tallyJudgements` or `tallyStandards` down to its audits. @param most how many to list */
export function auditsBehind(
  db: Database,
  selection: FactSelection,
  { series, scale, key, directed }: TalliedAnswer,
  most: number,
): AuditsBehind {
  const prefix = COLUMN_PREFIXES.find((one) => series.startsWith(one));
  const wanted = cellOf(db, prefix, scale, key);
  if (wanted === null) return { total: 0, audits: [] };
  const find = db.prepare<[number], Omit<AuditBehind, 'recordedAt' | 'corrected'> & { recordedFrom: number }>(
    'SELECT audit AS auditId, revision, recorded_from AS recordedFrom FROM fact WHERE fact = ?',
  );
  const names = factNamesAsAt(db, selection.asAt);
  const audits: AuditBehind[] = [];
  let total = 0;

  scanFacts(
    db,
    selection,
    {
      day: 'audited_on',
      columns: ['stage', 'pilot', 'origin', 'corrected', 'final'],
      prefixes: prefix === undefined ? [] : [prefix],
    },
    ({ firstFact, picked: { count, places }, cells, columns }) => {
      const [stage, pilot, origin] = [cells('stage'), cells('pilot'), cells('origin')];
      const answer = prefix === undefined ? cells('final') : cellsBySeries(columns(prefix), names).get(series);
      for (let index = 0; index < count; index += 1) {
        const place = places[index] ?? 0;
        if (answer?.[place] !== wanted || stage?.[place] !== FINAL || pilot?.[place] === PILOT) continue;
        if ((origin?.[place] === DIRECTED) !== directed) continue;
        total += 1;
        const fact = audits.length < most ? find.get(firstFact + place) : undefined;
        if (fact === undefined) continue;
        const { auditId, revision, recordedFrom } = fact;
        const corrected = cells('corrected')?.[place] === CORRECTED;
        audits.push({ auditId, revision, recordedAt: new Date(recordedFrom).toISOString(), corrected });
      }
    },
  );
  return { total, audits };
}

function cellOf(db: Database, prefix: ColumnPrefix | undefined, scale: string, key: string): number | null {
  if (prefix !== 'standard:')
    return knownGrades(db).find((grade) => grade.scale === scale && grade.grade === key)?.code ?? null;
  const answer = STANDARD_ANSWERS.find((known) => known === key);
  return answer === undefined ? null : cellOfStandardAnswer(answer);
}
