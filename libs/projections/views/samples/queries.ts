import { askedFor, openCases } from '#domain';
import type { Personal } from '#domain';
import type { Rows } from '../../reading/rows.js';
import { equal, where } from '../../reading/where.js';
import type { Draw } from './projection.js';

export interface SampleRow {
  readonly sampleId: string;
  readonly period: string;
  readonly activity: string;
  readonly caseloadId: string;
  readonly drawnAt: string;
  readonly drawnBy: string;
  /** `frameSize`: open cases, as the import of the caseload says; `asked`: how many the rules ask for, more than selected where there were not so many. */
  readonly draw: Draw & { readonly asked: number };
  readonly standing: 'drawn' | 'issuing' | 'issued';
  /** Null until issuing is done. */
  readonly issued: { readonly audits: number; readonly skipped: number } | null;
  readonly counts: {
    readonly selected: number;
    readonly directed: number;
    readonly reserves: number;
    readonly reservesUsed: number;
    readonly issued: number;
    readonly skipped: number;
  };
}

export interface SampleCase {
  /** In the frame, by imported id. */
  readonly position: number;
  readonly drawnAs: 'selected' | 'reserve' | 'directed';
  readonly subjectId: string;
  readonly stratum: string | null;
  /** Why it was directed. */
  readonly reason: Personal | null;
  readonly standing: 'drawn' | 'issued' | 'skipped';
  readonly auditId: string | null;
  readonly skippedBecause: string | null;
  /** The audit whose subject this reserve took the place of. */
  readonly replaces: string | null;
}

interface Stored extends Omit<SampleRow, 'draw' | 'issued' | 'counts'>, Omit<SampleRow['counts'], 'issued'> {
  readonly issuedCases: number;
  readonly draw: string;
  readonly issued: string | null;
}

const SAMPLE = `
SELECT s.sample_id AS sampleId, period, activity, caseload_id AS caseloadId, drawn_at AS drawnAt, drawn_by AS drawnBy,
  draw, s.standing, issued,
  count(*) FILTER (WHERE drawn_as = 'selected') AS selected,
  count(*) FILTER (WHERE drawn_as = 'directed') AS directed,
  count(*) FILTER (WHERE drawn_as = 'reserve') AS reserves,
  count(*) FILTER (WHERE drawn_as = 'reserve' AND c.standing = 'issued') AS reservesUsed,
  count(*) FILTER (WHERE c.standing = 'issued') AS issuedCases,
  count(*) FILTER (WHERE c.standing = 'skipped') AS skipped
FROM samples s LEFT JOIN cases c ON c.sample_id = s.sample_id`;

function opened(row: Stored): SampleRow {
  const { selected, directed, reserves, reservesUsed, issuedCases, skipped, draw, issued, ...rest } = row;
  const made = JSON.parse(draw) as Draw;
  return {
    ...rest,
    draw: { ...made, frameSize: openCases(made), asked: askedFor(made) },
    issued: issued === null ? null : (JSON.parse(issued) as SampleRow['issued']),
    counts: { selected, directed, reserves, reservesUsed, issued: issuedCases, skipped },
  };
}

/** Newest period first. */
export function listSamples(rows: Rows, period?: string): SampleRow[] {
  const { sql, values } = where(equal('period', period));
  return rows
    .all<Stored>(`${SAMPLE}${sql} GROUP BY s.sample_id ORDER BY period DESC, drawn_at DESC, s.sample_id`, ...values)
    .map(opened);
}

export function findSample(rows: Rows, sampleId: string): SampleRow | undefined {
  const row = rows.get<Stored>(`${SAMPLE} WHERE s.sample_id = ? GROUP BY s.sample_id`, sampleId);
  return row && opened(row);
}

/** Selected first, then directed, then reserves, each in the order in which they were drawn. */
export function listSampleCases(rows: Rows, sampleId: string): SampleCase[] {
  return rows
    .all<Omit<SampleCase, 'reason'> & { reason: string | null }>(
      `SELECT position, drawn_as AS drawnAs, subject_id AS subjectId, stratum, reason, standing, audit_id AS auditId,
  skipped_because AS skippedBecause, replaces
FROM cases WHERE sample_id = ?
ORDER BY CASE drawn_as WHEN 'selected' THEN 0 WHEN 'directed' THEN 1 ELSE 2 END, place, position`,
      sampleId,
    )
    .map((row) => ({ ...row, reason: row.reason === null ? null : (JSON.parse(row.reason) as Personal) }));
}

/** Audits whose subject could not be replaced because no reserve was left. */
export function listUnreplaced(rows: Rows, sampleId: string): string[] {
  return rows
    .all<{ replaces: string }>('SELECT replaces FROM exhausted WHERE sample_id = ? ORDER BY replaces', sampleId)
    .map(({ replaces }) => replaces);
}
