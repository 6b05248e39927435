import type Database from 'better-sqlite3';
import { examineFile, onFile } from '#disk';
import { eventsFile } from '../records-place.js';
import { EVENTS_SHAPE } from './schema.js';

type Entry = readonly [stream: string, revision: number, position: number];

/**
 * What is wrong with the file of a folder's log, in sentences that quote none of its content. Readers find a stream's
 * events by the index and the log's by position: both ways must lead to the same rows. Changes nothing.
 */
export function examineEvents(dataDir: string): readonly string[] {
  const file = eventsFile(dataDir);
  const wrong = examineFile(file, EVENTS_SHAPE);
  try {
    return [...wrong, ...onFile(file, indexProblems)];
  } catch {
    return wrong.length > 0 ? wrong : ['Its index cannot be read'];
  }
}

function indexProblems(db: Database.Database): readonly string[] {
  const entries = db
    .prepare<[], Entry>(
      'SELECT stream, revision, position FROM events INDEXED BY events_by_stream ORDER BY stream, revision',
    )
    .raw();
  const row = db
    .prepare<[number], readonly [string, number]>('SELECT stream, revision FROM events NOT INDEXED WHERE position = ?')
    .raw();
  let listed = 0;
  let astray = 0;
  for (const [stream, revision, position] of entries.iterate()) {
    listed++;
    const found = row.get(position);
    if (found?.[0] !== stream || found[1] !== revision) astray++;
  }
  const rows = db.prepare<[], number>('SELECT count(*) FROM events NOT INDEXED').pluck().get() ?? 0;
  return [
    ...(astray === 0 ? [] : [`${astray} entries of its index lead to another event than they name, or to none`]),
    ...(listed === rows ? [] : [`Its index lists ${listed} events, and it holds ${rows}`]),
  ];
}
