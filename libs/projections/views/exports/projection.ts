import type { Database } from 'better-sqlite3';
import { flag, json } from '../../rows/columns.js';
import type { View, ViewProjector } from '../../view.js';
import { react } from '../../domain-events.js';
import type { Reactions } from '../../domain-events.js';
import { schema } from './table.js';

function projector(db: Database): ViewProjector {
  const request = db.prepare<[string, string, string, string, number]>(
    'INSERT INTO exports (export_id, requested_by, requested_at, ordered, with_small_numbers) VALUES (?, ?, ?, ?, ?)',
  );
  const make = db.prepare<[string, number, string, string]>(
    'UPDATE exports SET made_at = ?, bytes = ?, digest = ? WHERE export_id = ?',
  );
  const reactions: Reactions = {
    'export-requested': ({ data: { exportId, requestedBy, order, withSmallNumbers }, metadata }) =>
      void request.run(exportId, requestedBy, metadata.recordedAt, json(order), flag(withSmallNumbers)),
    'export-made': ({ data: { exportId, bytes, digest }, metadata }) =>
      void make.run(metadata.recordedAt, bytes, digest, exportId),
  };
  return { apply: (events) => react(reactions, events) };
}

/** Who asked for which report as a file, and whether it has been made. */
export const exportsView: View = { name: 'exports', version: 1, schema, projector };
