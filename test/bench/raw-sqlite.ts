import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface RawRow {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/** The reference: better-sqlite3 with the log's own schema and pragmas, copied from the file the store made, and nothing in between. */
export function openRaw(folder: string, name: string, like: Database.Database) {
  const db = new Database(join(folder, name));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  const schema = like
    .prepare<[], string>(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type DESC",
    )
    .pluck()
    .all();
  for (const statement of schema) db.exec(statement);
  const insert = db.prepare(
    'INSERT INTO events (id, stream, revision, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const write = (row: RawRow) => insert.run(row.id, row.stream, row.revision, row.type, row.data, row.metadata);
  return {
    /** One row, one transaction, one wait for the disk. */
    append: write,
    appendTogether: db.transaction((rows: readonly RawRow[]) => rows.forEach(write)),
    close: () => void db.close(),
  };
}
