import type { Database } from 'better-sqlite3';
import { isSelected, obligationsOf } from '#domain';
import { foldSelected } from '../../audits/folded-audits.js';
import { textOf } from '../../audits/folded-audit.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { fromJson } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { RowWriter } from '#disk';
import type { Cell } from '#disk';
import type { View, ViewProjector } from '../../view.js';
import { schema } from './table.js';

const audits: FoldedTable<FoldedAudit> = {
  table: 'audits',
  key: 'audit_id',
  columns: ['reference', 'activity', 'service', 'team', 'team_id', 'folded'],
  cells: (audit) => {
    const { state, facts } = audit;
    const teamId = isSelected(state) ? state.teamId : null;
    return [facts.reference, facts.activity, facts.service, facts.team, teamId, textOf(audit)];
  },
  value: (row) => fromJson(row['folded']),
};

function tasksOf(auditId: string, { state }: FoldedAudit): Cell[][] {
  return obligationsOf(state).map(({ key, owner, as, due, task, stage }) => {
    const [person, party] = 'personId' in owner ? [owner.personId, null] : [null, owner.party];
    return [auditId, key, person, party, as, due, task, stage];
  });
}

function projector(db: Database): ViewProjector {
  const rows = new FoldedRows(db, audits);
  const writer = new RowWriter(db, 'tasks', [
    'audit_id',
    'key',
    'person_id',
    'party',
    'owed_as',
    'due',
    'task',
    'stage',
  ]);
  const done = db.prepare<[string]>('DELETE FROM tasks WHERE audit_id = ?');
  return {
    apply: (events) => {
      const tasks: Cell[][] = [];
      for (const auditId of foldSelected(rows, events, (folded) => folded)) {
        done.run(auditId);
        const audit = rows.get(auditId);
        if (audit !== undefined) tasks.push(...tasksOf(auditId, audit));
      }
      writer.write(tasks);
      rows.flush();
    },
  };
}

/** Who owes what on which audit, for everybody's home page. */
export const tasksView: View = { name: 'tasks', version: 5, schema, projector };
