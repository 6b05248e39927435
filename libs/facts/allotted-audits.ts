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
    {
      day: 'allocate_done',
      columns: ['stage', 'auditor', 'sample', 'accept_due', 'accept_done', 'grade_due', 'grade_done'],
      prefixes: [],
    },
    ({ picked, cells }) => {
      for (let index = 0; index < picked.count; index += 1) {
        const place = picked.places[index] ?? 0;
        const cell = (column: Parameters<typeof cells>[0]): number => cells(column)?.[place] ?? 0;
        const [stage, auditorId] = [cell('stage'), names.get(cell('auditor'))];
        if (auditorId === undefined || ended.has(stage)) continue;
        const isDone = stage === graded || stage === final;
        const due = cell('accept_done') === 0 ? cell('accept_due') : cell('grade_due');
        found.push({
          auditorId,
          allocatedOn: dateOfDayNumber(dayNumberOfCell(cell('allocate_done'))),
          sampleId: names.get(cell('sample')) ?? null,
          isDone,
          isLate: due !== 0 && (isDone ? cell('grade_done') > cell('grade_due') : due < now),
        });
      }
    },
  );
  return found;
}
