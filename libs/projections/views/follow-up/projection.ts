import type { Database } from 'better-sqlite3';
import { RowWriter } from '#disk';
import type { Cell } from '#disk';
import { isSelected, keysOf } from '#domain';
import { foldSelected } from '../../audits/folded-audits.js';
import { fromJson, json, textOrNull } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { KeptSums } from '../../rows/kept-sums.js';
import type { Addend } from '../../rows/kept-sums.js';
import { RowsBeside } from '../../rows/rows-beside.js';
import type { View, ViewProjector } from '../../view.js';
import { follow, itemsOf } from './items.js';
import type { Followed } from './items.js';
import { COUNT_KEYS, indexes, schema } from './table.js';

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

/** How many of the columns say which item it is. */
const KEY = 3;

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
  const stood = db.prepare<[string], Cell[]>(`SELECT ${ITEM.join(', ')} FROM items WHERE audit_id = ?`).raw();
  const remove = db.prepare<Cell[]>('DELETE FROM items WHERE audit_id = ? AND list = ? AND item_id = ?');
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
        const before = stood.all(auditId);
        counts.read(auditId, before.map(addendOf));
        const audit = rows.get(auditId);
        const { state, facts } = audit ?? {};
        const now: Cell[][] = [];
        if (audit !== undefined && state !== undefined && facts !== undefined && isSelected(state)) {
          const { teamId, reference } = state;
          const { service } = facts;
          for (const item of itemsOf(audit, (other) => rows.get(other) !== undefined)) {
            const { list, itemId, status, due, since, ownerId, aboutId } = item;
            now.push([auditId, list, itemId, status, due, since, ownerId, aboutId, teamId, service, reference]);
          }
        }
        // What stays as it is stays in its indexes.
        for (const row of before) if (!now.some((other) => agree(row, other, KEY))) remove.run(...row.slice(0, KEY));
        itemRows.push(...now.filter((row) => !before.some((other) => agree(row, other))));
        counts.change(auditId, now.map(addendOf));
        counts.forget(auditId);
      }
      items.write(itemRows);
      counts.flush();
      rows.flush();
    },
  };
}

/** What an item is counted under. */
const addendOf = (row: readonly Cell[]): Addend => ({
  key: COUNT_KEYS.map((column) => textOrNull(row[ITEM.indexOf(column)] ?? null)),
  add: [1],
});

/** Whether two rows are the same in so many of their columns. */
const agree = (row: readonly Cell[], other: readonly Cell[], columns = row.length): boolean =>
  row.slice(0, columns).every((cell, at) => cell === other[at]);

/** Actions, safety concerns, disputes, Inadequates and re-audits of all audits, for whoever sees that they are followed up. */
export const followUp: View = { name: 'follow-up', version: 5, schema, indexes, projector };
