import type { Database } from 'better-sqlite3';
import type { CaseloadEvent, Personal } from '#domain';
import { fromJson, json } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import type { View, ViewProjector } from '../../view.js';
import { react } from '../../domain-events.js';
import { schema } from './table.js';

export type CaseloadManifest = Extract<CaseloadEvent, { type: 'caseload-imported' }>['data'];

export interface Caseload {
  readonly asAt: string;
  readonly source: string;
  readonly subjectType: string;
  readonly fileName: Personal;
  readonly startedAt: string;
  /** Entries recorded so far. */
  readonly entries: number;
  /** Null until the import is whole: such a caseload cannot be drawn from. */
  readonly imported: { readonly at: string; readonly by: string; readonly manifest: CaseloadManifest } | null;
}

const caseloads: FoldedTable<Caseload> = {
  table: 'caseloads',
  key: 'caseload_id',
  columns: [
    'as_at',
    'source',
    'subject_type',
    'file_name',
    'started_at',
    'entries',
    'imported_at',
    'imported_by',
    'manifest',
  ],
  cells: ({ asAt, source, subjectType, fileName, startedAt, entries, imported }) => [
    asAt,
    source,
    subjectType,
    json(fileName),
    startedAt,
    entries,
    imported?.at ?? null,
    imported?.by ?? null,
    imported === null ? null : json(imported.manifest),
  ],
  value: (row) => ({
    asAt: String(row['as_at']),
    source: String(row['source']),
    subjectType: String(row['subject_type']),
    fileName: fromJson(row['file_name']),
    startedAt: String(row['started_at']),
    entries: Number(row['entries']),
    imported:
      row['manifest'] === null
        ? null
        : { at: String(row['imported_at']), by: String(row['imported_by']), manifest: fromJson(row['manifest']) },
  }),
};

function projector(db: Database): ViewProjector {
  const rows = new FoldedRows(db, caseloads);
  return {
    apply: (events) => {
      react(
        {
          'caseload-started': ({ data, metadata }) =>
            rows.set(data.caseloadId, { ...data, startedAt: metadata.recordedAt, entries: 0, imported: null }),
          'caseload-part-recorded': ({ data }) =>
            rows.update(data.caseloadId, (caseload) => ({
              ...caseload,
              entries: caseload.entries + data.entries.length,
            })),
          'caseload-imported': ({ data, metadata }) =>
            rows.update(data.caseloadId, (caseload) => ({
              ...caseload,
              imported: { at: metadata.recordedAt, by: metadata.actor.id, manifest: data },
            })),
        },
        events,
      );
      rows.flush();
    },
  };
}

/** The caseloads that samples are drawn from, with the counts of their manifests. */
export const caseloadsView: View = { name: 'caseloads', version: 2, schema, projector };
