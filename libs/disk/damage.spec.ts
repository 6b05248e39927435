import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { isBusy, isDamage, isSqliteError } from '#disk';

/** What a second copy of the driver throws, loaded after the one of `#disk`: its error classes are not the same. */
async function thrownByAnotherLoading(sql: string, file: string): Promise<unknown> {
  jest.resetModules();
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(file);
  try {
    return db.prepare(sql).all();
  } catch (error) {
    return error;
  } finally {
    db.close();
  }
}

describe('what SQLite refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-damage-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is told whichever loading of the driver threw it', async () => {
    const empty = await thrownByAnotherLoading('SELECT position FROM checkpoint', ':memory:');
    expect([isSqliteError(empty), isDamage(empty), isBusy(empty)]).toEqual([true, true, false]);
    const file = join(folder, 'torn.db');
    writeFileSync(file, 'This is no database, however long one reads it. '.repeat(100));
    const torn = await thrownByAnotherLoading('SELECT 1 FROM checkpoint', file);
    expect([isSqliteError(torn), isDamage(torn), isBusy(torn)]).toEqual([true, true, false]);
  });

  it('is not what anything else threw', () => {
    for (const other of [new Error('no such table: checkpoint'), { code: 'ENOENT' }, null, 'SQLITE_CORRUPT'])
      expect([isSqliteError(other), isDamage(other), isBusy(other)]).toEqual([false, false, false]);
  });
});
