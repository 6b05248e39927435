import type { Personal } from '#domain';
import type { Rows } from '../../reading/rows.js';
import type { Caseload, CaseloadManifest } from './projection.js';

export interface CaseloadRow extends Caseload {
  readonly caseloadId: string;
}

interface Stored extends Omit<CaseloadRow, 'imported' | 'fileName'> {
  readonly fileName: string;
  readonly importedAt: string | null;
  readonly importedBy: string | null;
  readonly manifest: string | null;
}

const CASELOAD = `
SELECT caseload_id AS caseloadId, as_at AS asAt, source, subject_type AS subjectType, file_name AS fileName,
  started_at AS startedAt, entries, imported_at AS importedAt, imported_by AS importedBy, manifest
FROM caseloads`;

function opened({ importedAt, importedBy, manifest, fileName, ...stored }: Stored): CaseloadRow {
  const row = { ...stored, fileName: JSON.parse(fileName) as Personal };
  if (importedAt === null || importedBy === null || manifest === null) return { ...row, imported: null };
  return {
    ...row,
    imported: { at: importedAt, by: importedBy, manifest: JSON.parse(manifest) as CaseloadManifest },
  };
}

/** Newest first. */
export function listCaseloads(rows: Rows): CaseloadRow[] {
  return rows.all<Stored>(`${CASELOAD} ORDER BY as_at DESC, started_at DESC, caseload_id`).map(opened);
}

export function findCaseload(rows: Rows, caseloadId: string): CaseloadRow | undefined {
  const row = rows.get<Stored>(`${CASELOAD} WHERE caseload_id = ?`, caseloadId);
  return row && opened(row);
}

/** The frame a draw is made from: the latest caseload as at or before a date, the last imported of that day. */
export function latestCaseload(rows: Rows, subjectType: string, date: string): CaseloadRow | undefined {
  const row = rows.get<Stored>(
    `${CASELOAD} WHERE subject_type = ? AND as_at <= ? AND imported_at IS NOT NULL
ORDER BY as_at DESC, imported_at DESC, caseload_id LIMIT 1`,
    subjectType,
    date,
  );
  return row && opened(row);
}
