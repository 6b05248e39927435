import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { writeAhead } from './write-ahead.js';

const HOLDING = `
  const { parentPort, workerData } = require('node:worker_threads');
  const db = new (require('better-sqlite3'))(workerData);
  db.exec('BEGIN EXCLUSIVE');
  parentPort.postMessage('holds it');
  setTimeout(() => { db.exec('COMMIT'); db.close(); }, 100);
`;

describe('write-ahead mode', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-write-ahead-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('waits for whoever holds a new file, though SQLite answers at once', async () => {
    const file = join(folder, 'held.db');
    const other = new Worker(HOLDING, { eval: true, workerData: file });
    const gone = once(other, 'exit');
    await once(other, 'message');
    const db = new Database(file, { timeout: 0 });
    expect(() => db.pragma('journal_mode = WAL')).toThrow('database is locked');
    writeAhead(db);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
    await gone;
  });

  it('says at once what is no matter of waiting', () => {
    const file = join(folder, 'readonly.db');
    new Database(file).exec('CREATE TABLE notes (note)').close();
    const db = new Database(file, { readonly: true });
    expect(() => writeAhead(db)).toThrow('readonly');
    db.close();
  });
});
