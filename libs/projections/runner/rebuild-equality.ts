import { existsSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { isDamage, onFile } from '#disk';
import { START } from '#event-store';
import type { Position } from '#event-store';
import type { EventLog } from './event-log.js';
import { generationsIn } from './register.js';
import { ViewFile } from './view-file.js';
import type { View } from '../view.js';

/** A row that the live view and its rebuild do not share; `undefined` where one of them has no such row. */
export interface Difference {
  readonly view: string;
  readonly table: string;
  readonly live: string | undefined;
  readonly rebuilt: string | undefined;
}

const BATCH = 10_000;

/**
 * Builds every view anew in a temporary place, one after the other, up to where the live one stands, and compares all rows
 * of all tables. None is the proof that the view holds what the log says; the first difference of each table otherwise. In a
 * folder on which no service has started since an upgrade, views that are still to be built anew are left out.
 * Changes nothing in the data folder, and holds each view still for itself meanwhile.
 */
export async function viewsEqualRebuild(
  dataDir: string,
  log: EventLog,
  views: readonly View[],
  onProgress?: (progress: { readonly done: number; readonly of: number }) => void,
): Promise<readonly Difference[]> {
  const generations = generationsIn(dataDir);
  // Views of another version are not of this program's making, and a view that has come with it is not there yet.
  const isBeforeUpgrade = generations.some(
    ({ view, version, standing }) =>
      standing === 'current' && views.some((ours) => ours.name === view && ours.version !== version),
  );
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-rebuild-'));
  try {
    const differences: Difference[] = [];
    for (const [index, view] of views.entries()) {
      onProgress?.({ done: index, of: views.length });
      const current = generations.find(
        (one) => one.view === view.name && one.version === view.version && one.standing === 'current',
      );
      if (current === undefined && isBeforeUpgrade) continue;
      if (current === undefined || !existsSync(current.file)) {
        differences.push({ view: view.name, table: 'checkpoint', live: undefined, rebuilt: 'has never been built' });
        continue;
      }
      const rebuilt = join(folder, `${view.name}.db`);
      differences.push(...(await differencesOf(view, current.file, rebuilt, log)));
      rmSync(rebuilt, { force: true });
    }
    return differences;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The live rows are those of one moment, however far the projector goes meanwhile. */
async function differencesOf(
  view: View,
  livePath: string,
  path: string,
  log: EventLog,
): Promise<readonly Difference[]> {
  const live = new Database(livePath, { readonly: true, fileMustExist: true });
  try {
    live.exec('BEGIN');
    const position = live.prepare<[], Position>('SELECT position FROM checkpoint').pluck().get() ?? START;
    await rebuild(view, path, log, position);
    return onFile(path, (rebuilt) => [...differencesBetween(view.name, live, rebuilt)]);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [{ view: view.name, table: 'checkpoint', live: 'is damaged', rebuilt: undefined }];
  } finally {
    live.close();
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

function* differencesBetween(view: string, live: Database.Database, rebuilt: Database.Database): Generator<Difference> {
  for (const table of tablesOf(rebuilt)) {
    const difference = firstDifference(live, rebuilt, table);
    if (difference !== undefined) yield { view, table, ...difference };
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
