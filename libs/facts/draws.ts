import type { Database } from 'better-sqlite3';
import { instantOf } from './instant.js';

/** How many cases a sample could have been drawn from. */
export interface EligibleCases {
  readonly sampleId: string;
  /** `2024-05` */
  readonly period: string;
  readonly activity: string;
  /** The frame less what was excluded. */
  readonly eligible: number;
}

/** The draws that were issued, in the order of their issue, as known at an instant. A draw never issued was not carried out. */
export function issuedDraws(db: Database, asAt: string | null): readonly EligibleCases[] {
  return db
    .prepare<[number], EligibleCases>(
      `SELECT sample AS sampleId, period, activity, eligible FROM draw WHERE issued_from <= ? ORDER BY issued_from, rowid`,
    )
    .all(instantOf(asAt));
}

/** A sample that was drawn for a round, and what its issue came to. */
export interface RoundSample {
  readonly sampleId: string;
  /** The month it is for. */
  readonly month: string;
  readonly round: string;
  readonly roundPeriod: string;
  readonly theme: string | null;
  /** Nothing before all of it is issued. */
  readonly audits: number;
  readonly skipped: number;
}

/** Every sample of a round, as known at an instant, in the order in which they were drawn. */
export function roundSamples(db: Database, asAt: string | null): readonly RoundSample[] {
  return db
    .prepare<[number, number, number], RoundSample>(
      `SELECT sample AS sampleId, period AS month, round, round_period AS roundPeriod, theme,
  CASE WHEN all_issued_from <= ? THEN audits ELSE 0 END AS audits,
  CASE WHEN all_issued_from <= ? THEN skipped ELSE 0 END AS skipped
FROM draw WHERE round IS NOT NULL AND recorded_from <= ? ORDER BY rowid`,
    )
    .all(instantOf(asAt), instantOf(asAt), instantOf(asAt));
}

/** A draw of a round that is excused. */
export interface ExcusedDraw {
  readonly round: string;
  readonly roundPeriod: string;
}

export function excusedDraws(db: Database, asAt: string | null): readonly ExcusedDraw[] {
  return db
    .prepare<[number, number], ExcusedDraw>(
      `SELECT round, round_period AS roundPeriod FROM excused_draw
WHERE recorded_from <= ? AND (recorded_to IS NULL OR recorded_to > ?)`,
    )
    .all(instantOf(asAt), instantOf(asAt));
}
