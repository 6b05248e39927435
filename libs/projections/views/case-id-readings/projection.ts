import type { Database } from 'better-sqlite3';
import type { View, ViewProjector } from '../../view.js';
import { react } from '../../domain-events.js';
import { schema } from './table.js';

function projector(db: Database): ViewProjector {
  const show = db.prepare('INSERT OR IGNORE INTO shown VALUES (?, ?, ?, ?)');
  const numbers = (table: string): ((id: string) => number) => {
    const find = db.prepare<[string], number>(`SELECT no FROM ${table} WHERE id = ?`).pluck();
    const add = db.prepare<[string]>(`INSERT INTO ${table} (id) VALUES (?)`);
    return (id) => find.get(id) ?? Number(add.run(id).lastInsertRowid);
  };
  const [audit, person] = [numbers('audits'), numbers('people')];
  return {
    apply: (events) =>
      react(
        {
          'case-ids-shown': ({ data: { personId, list, auditIds }, metadata: { recordedAt } }) => {
            for (const auditId of auditIds) show.run(audit(auditId), recordedAt, person(personId), list);
          },
        },
        events,
      ),
  };
}

/** Who has been shown in a list which child an audit is of. */
export const caseIdReadings: View = { name: 'case-id-readings', version: 1, schema, projector };
