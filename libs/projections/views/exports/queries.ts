import type { ExportOrder } from '#domain';
import type { Rows } from '../../reading/rows.js';

/** A report asked for as a file. */
export interface ExportRow {
  readonly exportId: string;
  readonly requestedBy: string;
  /** ISO instant. */
  readonly requestedAt: string;
  readonly order: ExportOrder;
  readonly withSmallNumbers: boolean;
  /** Null until it is made. */
  readonly file: {
    readonly madeAt: string;
    readonly bytes: number;
    /** SHA-256, hex. */ readonly digest: string;
  } | null;
}

interface StoredExport {
  readonly exportId: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly ordered: string;
  readonly withSmallNumbers: number;
  readonly madeAt: string | null;
  readonly bytes: number;
  readonly digest: string;
}

const EXPORT = `
SELECT export_id AS exportId, requested_by AS requestedBy, requested_at AS requestedAt, ordered,
  with_small_numbers AS withSmallNumbers, made_at AS madeAt, bytes, digest FROM exports`;

const opened = ({ ordered, withSmallNumbers, madeAt, bytes, digest, ...rest }: StoredExport): ExportRow => ({
  ...rest,
  order: JSON.parse(ordered) as ExportOrder,
  withSmallNumbers: withSmallNumbers === 1,
  file: madeAt === null ? null : { madeAt, bytes, digest },
});

export function findExport(rows: Rows, exportId: string): ExportRow | undefined {
  const row = rows.get<StoredExport>(`${EXPORT} WHERE export_id = ?`, exportId);
  return row && opened(row);
}

/** What a person has asked for, the newest first. */
export function listExportsOf(rows: Rows, personId: string): ExportRow[] {
  return rows
    .all<StoredExport>(`${EXPORT} WHERE requested_by = ? ORDER BY requested_at DESC, export_id`, personId)
    .map(opened);
}

/** What is still to be made, the oldest first. */
export function listExportsWaiting(rows: Rows): ExportRow[] {
  return rows.all<StoredExport>(`${EXPORT} WHERE made_at IS NULL ORDER BY requested_at, export_id`).map(opened);
}
