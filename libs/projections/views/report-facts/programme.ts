import type { Database } from 'better-sqlite3';
import { BUILT_IN_SCALES } from '#domain';
import { instantOf } from './fact-scan.js';
import type { ReportedProgramme } from './programme-writer.js';

/** The settings as they were known at an instant; the built-in scales and nothing else before any were published. */
export function programmeAsAt(db: Database, asAt: string | null): ReportedProgramme {
  const row = db
    .prepare<[number], { settings: string }>(
      'SELECT settings FROM programme WHERE recorded_from <= ? ORDER BY version DESC LIMIT 1',
    )
    .get(instantOf(asAt));
  if (row === undefined)
    return { scales: BUILT_IN_SCALES, auditTypes: [], tools: [], excludedMonths: [], smallNumber: 0 };
  // Written by this view from a settings event.
  return JSON.parse(row.settings) as ReportedProgramme;
}
