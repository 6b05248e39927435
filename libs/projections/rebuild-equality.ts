import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { START } from '#event-store';
import type { Position } from '#event-store';
import type { EventLog } from './runner/event-log.js';
import { Register } from './runner/register.js';
import { ViewFile } from './runner/view-file.js';
import type { View } from './view.js';

/** A row that the live view and its rebuild do not share; `undefined` where one of them has no such row. */
export interface Difference {
  readonly view: string;
  readonly table: string;
  readonly live: string | undefined;
  readonly rebuilt: string | undefined;
}

const BATCH = 10_000;

/**
 * Builds every view anew, up to where the live one stands, and compares all rows of all tables. None is the proof that
 * the view holds what the log says; the first difference of each table otherwise. For a data folder whose projector rests.
 */
export async function viewsEqualRebuild(
  dataDir: string,
  log: EventLog,
  views: readonly View[],
): Promise<readonly Difference[]> {
  const register = new Register(dataDir);
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-rebuild-'));
  try {
    const differences: Difference[] = [];
    for (const view of views) {
      const current = register.current(view);
      if (current === undefined) {
        differences.push({ view: view.name, table: 'checkpoint', live: undefined, rebuilt: 'has never been built' });
        continue;
      }
      const live = register.fileOf(current);
      const rebuilt = join(folder, `${view.name}.db`);
      await rebuild(view, rebuilt, log, positionOf(live));
      differences.push(...differencesBetween(view.name, live, rebuilt));
    }
    return differences;
  } finally {
    register.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rebuild(view: View, path: string, log: EventLog, until: Position): Promise<void> {
  const file = new ViewFile(view, path);
  try {
    for (let after = START; after < until; after = file.checkpoint.position) {
      const batch = await log.readAll({ after, maxCount: BATCH });
      const wanted = batch.filter(({ position }) => position <= until);
      if (wanted.length === 0) return;
      file.apply(wanted);
    }
  } finally {
    file.close();
  }
}

function positionOf(path: string): Position {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[], Position>('SELECT position FROM checkpoint').pluck().get() ?? START;
  } finally {
    db.close();
  }
}

function* differencesBetween(view: string, livePath: string, rebuiltPath: string): Generator<Difference> {
  const live = new Database(livePath, { readonly: true });
  const rebuilt = new Database(rebuiltPath, { readonly: true });
  try {
    for (const table of tablesOf(rebuilt)) {
      const difference = firstDifference(live, rebuilt, table);
      if (difference !== undefined) yield { view, table, ...difference };
    }
  } finally {
    live.close();
    rebuilt.close();
  }
}

function tablesOf(db: Database.Database): readonly string[] {
  const sql = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`;
  return db.prepare<[], string>(sql).pluck().all();
}

/** In the order of their values, whatever order they were written in. */
function* rowsOf(db: Database.Database, table: string): Generator<string, void, undefined> {
  const columns = db.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  const list = columns.map((column) => `"${column}"`).join(', ');
  for (const row of db.prepare(`SELECT ${list} FROM "${table}" ORDER BY ${list}`).raw().iterate()) {
    yield JSON.stringify(row);
  }
}

function firstDifference(
  liveDb: Database.Database,
  rebuiltDb: Database.Database,
  table: string,
): Pick<Difference, 'live' | 'rebuilt'> | undefined {
  const others = rowsOf(rebuiltDb, table);
  try {
    for (const live of rowsOf(liveDb, table)) {
      const rebuilt = nextOf(others);
      if (live !== rebuilt) return { live, rebuilt };
    }
    const rebuilt = nextOf(others);
    return rebuilt === undefined ? undefined : { live: undefined, rebuilt };
  } finally {
    others.return(undefined);
  }
}

function nextOf(rows: Generator<string, void, undefined>): string | undefined {
  const { done, value } = rows.next();
  return done === true ? undefined : (value ?? undefined);
}
