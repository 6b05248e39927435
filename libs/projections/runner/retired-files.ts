import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asideOf, isBusy, removeDatabase, setAside } from '#disk';
import { isSetAside } from './register.js';
import type { Generation, Register } from './register.js';

/**
 * Deletes the files of retired generations that nobody reads any more; the rest wait for the next time. Of each view the
 * last damaged file is kept, and its row for as long as no other has taken its place.
 */
export function clearRetired(register: Register): void {
  const all = register.generations();
  for (const generation of all) {
    if (generation.standing !== 'retired') continue;
    const file = register.fileOf(generation);
    if (!letGo(file)) continue;
    if (isSetAside(generation)) keepAside(register.folder, generation, file);
    else removeDatabase(file);
    const isReplaced = all.some(({ view, standing }) => view === generation.view && standing === 'current');
    if (isReplaced || !isSetAside(generation)) register.remove(generation);
  }
}

function keepAside(folder: string, { view }: Generation, file: string): void {
  if (!existsSync(file)) return;
  const earlier = readdirSync(folder).filter((name) => name.startsWith(`${view}.v`) && name.includes(asideOf('')));
  for (const name of earlier) rmSync(join(folder, name));
  setAside(file);
}

/** SQLite leaves the write-ahead log of a file only when no other connection, in any process, has it open. */
function letGo(file: string): boolean {
  if (!existsSync(file)) return true;
  const db = new Database(file, { timeout: 0 });
  try {
    return db.pragma('journal_mode = DELETE', { simple: true }) === 'delete';
  } catch (error) {
    return !isBusy(error);
  } finally {
    db.close();
  }
}
