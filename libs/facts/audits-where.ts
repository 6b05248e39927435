import type { Database } from 'better-sqlite3';
import { cellOfAnswer } from './columns.js';
import { scanFacts, type FactSelection, type ScanColumns, type SelectedFacts } from './fact-scan.js';

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

/** Which facts of a scan a figure counts. */
export interface Counted extends ScanColumns {
  /** Asked once a block: whether the fact at a place of it is counted. */
  readonly counts: (facts: SelectedFacts) => (place: number) => boolean;
}

const CORRECTED = cellOfAnswer('corrected', 'yes');

/** The audits that a figure counts. @param most how many to list */
export function auditsWhere(
  db: Database,
  selection: FactSelection,
  { day, columns, prefixes, counts }: Counted,
  most: number,
): AuditsBehind {
  const find = db.prepare<[number], Omit<AuditBehind, 'recordedAt' | 'corrected'> & { recordedFrom: number }>(
    'SELECT audit AS auditId, revision, recorded_from AS recordedFrom FROM fact WHERE fact = ?',
  );
  const audits: AuditBehind[] = [];
  let total = 0;
  scanFacts(db, selection, { day, columns: [...columns, 'corrected'], prefixes }, (facts) => {
    const { count, places } = facts.picked;
    const isCounted = counts(facts);
    for (let index = 0; index < count; index += 1) {
      const place = places[index] ?? 0;
      if (!isCounted(place)) continue;
      total += 1;
      const fact = audits.length < most ? find.get(facts.firstFact + place) : undefined;
      if (fact === undefined) continue;
      const { auditId, revision, recordedFrom } = fact;
      const corrected = facts.cells('corrected')?.[place] === CORRECTED;
      audits.push({ auditId, revision, recordedAt: new Date(recordedFrom).toISOString(), corrected });
    }
  });
  return { total, audits };
}
