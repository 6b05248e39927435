import type { Database } from 'better-sqlite3';
import { BUILT_IN_SCALES, datePartsOf, londonDateOf } from '#domain';
import { instantOf } from './instant.js';
import type { ReportedProgramme } from './programme-writer.js';

/**
 * Which of these months had no audits by the settings in force in them: those of the month's end, as far as they were
 * known at the instant. A month before the first settings had none to be left out by.
 * @param months `from` and `to` are its first and last day
 */
export function excludedMonths<Month extends { readonly from: string; readonly to: string }>(
  db: Database,
  asAt: string | null,
  months: readonly Month[],
): readonly Month[] {
  const versions = db
    .prepare<[], { recordedFrom: number; excluded: string }>(
      `SELECT recorded_from AS recordedFrom, json_extract(settings, '$.excludedMonths') AS excluded
FROM programme ORDER BY version DESC`,
    )
    .all();
  return months.filter(({ from, to }) => {
    const instant = Math.min(instantOf(to), instantOf(asAt));
    const inForce = versions.find(({ recordedFrom }) => recordedFrom <= instant);
    // Written by this view from a settings event.
    return inForce !== undefined && (JSON.parse(inForce.excluded) as number[]).includes(datePartsOf(from).month);
  });
}

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

/** Since when settings have had each round, as the London date of the first version that does, by its key. */
export function roundsSince(db: Database, asAt: string | null): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[number], { round: string; since: number }>(
      `SELECT value ->> '$.key' AS round, min(recorded_from) AS since
FROM programme, json_each(settings, '$.rounds') WHERE recorded_from <= ? GROUP BY 1`,
    )
    .all(instantOf(asAt));
  return new Map(rows.map(({ round, since }) => [round, londonDateOf(new Date(since).toISOString())]));
}
