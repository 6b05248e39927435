import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isBusy } from './damage.js';

/** What a file of ours is made of. */
export interface Shape {
  /** The statements that make it. */
  readonly schema: string;
  /** What they leave in `user_version`; 0 where it is left out. */
  readonly version?: number;
  /** Whether tables and indexes that are not there yet are made at the next start; otherwise they are missed. */
  readonly grows?: true;
}

interface Part {
  readonly type: string;
  readonly name: string;
  readonly sql: string | null;
}

const MOST_PROBLEMS = 100;
/** How long to wait for whoever holds a file for a moment. */
const WAIT_MS = 100;
const PARTS = `SELECT type, name, sql FROM sqlite_schema ORDER BY type, name`;
const MADE_OTHERWISE = 'is not made as this version of Plumbline makes it';

/**
 * What is wrong with a database file, in sentences that quote none of its content: damage that SQLite's own check finds,
 * and tables, indexes, triggers and views that this version does not make, or makes otherwise. Changes nothing in it.
 */
export function examineFile(file: string, shape: Shape): readonly string[] {
  if (!existsSync(file)) return [];
  try {
    return onFile(file, (db) => [...damageIn(db), ...otherParts(db, shape)]);
  } catch (error) {
    // Held by a process for itself, as a lease is: there is nothing to look at.
    return isBusy(error) ? [] : ['It cannot be read as a database'];
  }
}

/** Reads a database file as it stands, and changes nothing in it. */
export function onFile<Answer>(file: string, work: (db: Database.Database) => Answer): Answer {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: WAIT_MS });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

function damageIn(db: Database.Database): readonly string[] {
  const found = db.prepare<[], string>(`PRAGMA integrity_check(${MOST_PROBLEMS})`).pluck().all();
  return found.filter((line) => line !== 'ok').map((line) => `It is damaged: ${line}`);
}

function otherParts(db: Database.Database, { schema, version = 0, grows }: Shape): readonly string[] {
  const stands = partsIn(db);
  const wanted = partsOf(schema);
  const wrong: string[] = [];
  for (const [key, { sql }] of stands) {
    const made = wanted.get(key);
    if (made === undefined) wrong.push(`It has ${key}, which this version of Plumbline does not make`);
    else if (written(made.sql) !== written(sql)) wrong.push(`Its ${key} ${MADE_OTHERWISE}`);
  }
  if (grows !== true) {
    for (const key of wanted.keys()) if (!stands.has(key)) wrong.push(`It lacks ${key}`);
    if (db.pragma('user_version', { simple: true }) !== version) wrong.push(`Its version ${MADE_OTHERWISE}`);
  }
  return wrong;
}

const partsIn = (db: Database.Database): ReadonlyMap<string, Part> =>
  new Map(
    db
      .prepare<[], Part>(PARTS)
      .all()
      .map((part) => [`the ${part.type} ${part.name}`, part]),
  );

function partsOf(schema: string): ReadonlyMap<string, Part> {
  const db = new Database(':memory:');
  try {
    db.exec(schema);
    return partsIn(db);
  } finally {
    db.close();
  }
}

/** Blank space apart: that of a statement is not always kept. */
const written = (sql: string | null): string | null => sql && sql.replace(/\s+/g, ' ').trim();
