import type { Database } from 'better-sqlite3';
import type { EventEnvelope } from '#event-store';
import type { Rows } from '../reading/rows.js';
import type { Condition } from '../reading/where.js';
import { react } from '../domain-events.js';

/** The imports of earlier audits that are unfinished or were taken back: their audits are neither listed nor counted. */
export const NOT_WHOLE_SCHEMA = `
CREATE TABLE import_not_whole (import_id TEXT PRIMARY KEY) STRICT;`;

/** Keeps the table by what happens to imports. */
export function keepNotWhole(db: Database): (events: readonly EventEnvelope[]) => void {
  const add = db.prepare('INSERT OR IGNORE INTO import_not_whole VALUES (?)');
  const remove = db.prepare('DELETE FROM import_not_whole WHERE import_id = ?');
  return (events) =>
    react(
      {
        'audits-import-started': ({ data }) => void add.run(data.importId),
        'audits-import-completed': ({ data }) => void remove.run(data.importId),
        'audits-import-taken-back': ({ data }) => void add.run(data.importId),
      },
      events,
    );
}

/**
 * Rows, of a table with a column `import_id`, that no such import brought; nothing to ask where there is none.
 * @param none how a row says that no import brought it
 */
export function ofWholeImports(rows: Rows, none = 'import_id IS NULL'): Condition {
  const some = rows.get<{ some: number }>('SELECT 1 AS some FROM import_not_whole LIMIT 1');
  if (some === undefined) return undefined;
  return [`${none} OR import_id NOT IN (SELECT import_id FROM import_not_whole)`];
}
