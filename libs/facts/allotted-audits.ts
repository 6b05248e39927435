import type { Database } from 'better-sqlite3';
import { dateOfDayNumber, dayNumber, type Period } from '#domain';
import { ANSWERS, cellOfDayNumber, dayNumberOfCell } from './columns.js';
import { namesByCode } from './dictionary.js';
import { scanFacts } from './fact-scan.js';

/** An audit that somebody was given. Dates are London dates. */
export interface AllottedAudit {
  /** A person's id. */
  readonly auditorId: string;
  readonly allocatedOn: string;
  /** The sample it is of; null for none. */
  readonly sampleId: string | null;
  /** Graded for the first time. */
  readonly isDone: boolean;
  /** Graded after its day, or not yet graded, or accepted, though that day is over. */
  readonly isLate: boolean;
}

const COLUMNS = [
  'stage',
  'auditor',
  'sample',
  'allocate_done',
  'accept_due',
  'accept_done',
  'grade_due',
  'grade_done',
] as const;
const ENDED = ['exempted', 'withdrawn', 'substituted'] as const;

/**
 * The audits that were allocated in a stretch, each to whoever had it at the instant, without those that came to nothing.
 * @param today the day at whose end what is not done is late; a London date
 */
export function allottedAudits(
  db: Database,
  { stretch, asAt, today }: { readonly stretch: Period; readonly asAt: string | null; readonly today: string },
): readonly AllottedAudit[] {
  const names = namesByCode(db);
  const ended = new Set(ENDED.map((stage) => ANSWERS.stage.indexOf(stage) + 1));
  const [graded, final] = [ANSWERS.stage.indexOf('graded') + 1, ANSWERS.stage.indexOf('final') + 1];
  const now = cellOfDayNumber(dayNumber(today));
  const found: AllottedAudit[] = [];
  scanFacts(
    db,
    { periods: [stretch], asAt, filters: {} },
    { day: 'allocate_done', columns: COLUMNS, prefixes: [] },
    ({ picked, cells }) => {
      const [stages, auditors, samples, days, acceptDue, acceptDone, gradeDue, gradeDone] = COLUMNS.map(cells);
      for (let index = 0; index < picked.count; index += 1) {
        const place = picked.places[index] ?? 0;
        const [stage, auditorId] = [stages?.[place] ?? 0, names.get(auditors?.[place] ?? 0)];
        if (auditorId === undefined || ended.has(stage)) continue;
        const isDone = stage === graded || stage === final;
        const gradeBy = gradeDue?.[place] ?? 0;
        const due = (acceptDone?.[place] ?? 0) === 0 ? (acceptDue?.[place] ?? 0) : gradeBy;
        found.push({
          auditorId,
          allocatedOn: dateOfDayNumber(dayNumberOfCell(days?.[place] ?? 0)),
          sampleId: names.get(samples?.[place] ?? 0) ?? null,
          isDone,
          isLate: due !== 0 && (isDone ? (gradeDone?.[place] ?? 0) > gradeBy : due < now),
        });
      }
    },
  );
  return found;
}
