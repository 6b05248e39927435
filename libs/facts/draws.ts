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
