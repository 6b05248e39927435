import type { Database } from 'better-sqlite3';
import { isAppointment, isSelected, obligationsOf } from '#domain';
import { foldSelected } from '../../audits/folded-audits.js';
import { textOf } from '../../audits/folded-audit.js';
import type { FoldedAudit } from '../../audits/folded-audit.js';
import { fromJson } from '../../rows/columns.js';
import { FoldedRows } from '../../rows/folded-rows.js';
import type { FoldedTable } from '../../rows/folded-rows.js';
import { KeptSums } from '../../rows/kept-sums.js';
import { RowWriter } from '#disk';
import type { View, ViewProjector } from '../../view.js';
import { HOLDER, LATE_KEYS, indexes, schema } from './table.js';

const audits: FoldedTable<FoldedAudit> = {
  table: 'audits',
  key: 'audit_id',
  columns: ['folded'],
  cells: (audit) => [textOf(audit)],
  value: (row) => fromJson(row['folded']),
};

const COLUMNS = [
  'audit_id',
  'key',
  ...HOLDER,
  'due',
  'reference',
  'task',
  'stage',
  'activity',
  'service',
  'team',
] as const;

type Task = Readonly<Record<Exclude<(typeof COLUMNS)[number], 'service'>, string>> & {
  readonly service: string | null;
};

/** What is owed on an audit, a row each. */
function tasksOf(auditId: string, { state, facts }: FoldedAudit): readonly Task[] {
  return obligationsOf(state).map(({ key, owner, as, due, task, stage }) => {
    const [person, party] = 'personId' in owner ? [owner.personId, ''] : ['', owner.party];
    return {
      audit_id: auditId,
      key,
      person_id: person,
      party,
      owed_as: as,
      team_id: (isSelected(state) ? state.teamId : null) ?? '',
      kind: key.split(':', 1)[0] ?? '',
      due,
      reference: facts.reference,
      task,
      stage,
      activity: facts.activity,
      service: facts.service,
      team: facts.team ?? '',
    };
  });
}

function projector(db: Database): ViewProjector {
  const rows = new FoldedRows(db, audits);
  const writer = new RowWriter(db, 'tasks', COLUMNS);
  const holders = new KeptSums<readonly Task[]>(db, {
    table: 'holders',
    keys: HOLDER,
    amounts: ['n'],
    of: (tasks) => tasks.map((task) => ({ key: HOLDER.map((column) => task[column]), add: [1] })),
  });
  const late = new KeptSums<readonly Task[]>(db, {
    table: 'late',
    keys: LATE_KEYS,
    amounts: ['n'],
    of: (tasks) =>
      tasks
        .filter(({ key }) => !isAppointment(key))
        .map((task) => ({ key: LATE_KEYS.map((column) => task[column]), add: [1] })),
  });
  const written = db.prepare<[string], Task>('SELECT * FROM tasks WHERE audit_id = ?');
  const done = db.prepare<[string]>('DELETE FROM tasks WHERE audit_id = ?');
  return {
    apply: (events) => {
      const all: Task[] = [];
      for (const auditId of [...foldSelected(rows, events, (folded) => folded)].sort()) {
        const audit = rows.get(auditId);
        const before = written.all(auditId);
        const tasks = audit === undefined ? [] : tasksOf(auditId, audit);
        for (const sums of [holders, late]) {
          sums.read(auditId, before);
          sums.change(auditId, tasks);
          sums.forget(auditId);
        }
        if (before.length > 0) done.run(auditId);
        all.push(...tasks);
      }
      writer.write(all.map((task) => COLUMNS.map((column) => task[column])));
      for (const sums of [holders, late]) sums.flush();
      rows.flush();
    },
  };
}

/** Who owes what on which audit, for everybody's home page. */
export const tasksView: View = { name: 'tasks', version: 5, schema, indexes, projector };
