import type { Database } from 'better-sqlite3';
import { RowWriter } from '#disk';
import type { Cell } from '#disk';
import { isSelected, keysOf } from '#domain';
import { foldSelected } from '../../audits/folded-audits.js';
import { fromJson, json } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { KeptSums } from '../../rows/kept-sums.js';
import type { Addend } from '../../rows/kept-sums.js';
import { RowsBeside } from '../../rows/rows-beside.js';
import type { View, ViewProjector } from '../../view.js';
import { follow, itemsOf } from './items.js';
import type { Followed } from './items.js';
import { COUNT_KEYS, schema } from './table.js';

const audits: FoldedTable<Followed> = {
  table: 'audits',
  key: 'audit_id',
  columns: ['folded'],
  cells: (audit) => [json(audit)],
  value: (row) => fromJson(row['folded']),
};

const ITEM = [
  'audit_id',
  'list',
  'item_id',
  'status',
  'due',
  'since',
  'owner_id',
  'about_id',
  'team_id',
  'service',
  'reference',
];

function projector(db: Database): ViewProjector {
  const audience = new RowsBeside<Followed>(db, {
    table: 'audience',
    columns: ['key', 'audit_id'],
    of: (auditId, { state }) => keysOf(state).map((key) => [key, auditId]),
  });
  const rows = new FoldedRows(db, audits, [audience]);
  const items = new RowWriter(db, 'items', ITEM);
  const counts = new KeptSums<readonly Addend[]>(db, {
    table: 'counts',
    keys: COUNT_KEYS,
    amounts: ['n'],
    of: (addends) => addends,
  });
  const counted = db.prepare<[string], { list: string; status: string; teamId: string | null; service: string | null }>(
    'SELECT list, status, team_id AS teamId, service FROM items WHERE audit_id = ?',
  );
  const clearItems = db.prepare<[string]>('DELETE FROM items WHERE audit_id = ?');
  return {
    apply: (events) => {
      const touched = new Set(foldSelected(rows, events, follow));
      // What was to be audited again is once the re-audit is there.
      for (const auditId of [...touched]) {
        const state = rows.get(auditId)?.state;
        if (state !== undefined && isSelected(state) && state.reauditOf !== null) touched.add(state.reauditOf);
      }
      const itemRows: Cell[][] = [];
      for (const auditId of [...touched].sort()) {
        const before = counted
          .all(auditId)
          .map(({ list, status, teamId, service }) => addend(list, status, teamId, service));
        clearItems.run(auditId);
        counts.read(auditId, before);
        const audit = rows.get(auditId);
        const { state, facts } = audit ?? {};
        const now: Addend[] = [];
        if (audit !== undefined && state !== undefined && facts !== undefined && isSelected(state)) {
          const { teamId, reference } = state;
          const { service } = facts;
          for (const item of itemsOf(audit, (other) => rows.get(other) !== undefined)) {
            const { list, itemId, status, due, since, ownerId, aboutId } = item;
            itemRows.push([auditId, list, itemId, status, due, since, ownerId, aboutId, teamId, service, reference]);
            now.push(addend(list, status, teamId, service));
          }
        }
        counts.change(auditId, now);
        counts.forget(auditId);
      }
      items.write(itemRows);
      counts.flush();
      rows.flush();
    },
  };
}

const addend = (list: string, status: string, teamId: string | null, service: string | null): Addend => ({
  key: [list, status, teamId, service],
  add: [1],
});

/** Actions, safety concerns, disputes, Inadequates and re-audits of all audits, for whoever sees that they are followed up. */
export const followUp: View = { name: 'follow-up', version: 3, schema, projector };
