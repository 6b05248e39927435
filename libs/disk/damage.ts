import { existsSync, renameSync, rmSync } from 'node:fs';

/** What SQLite answers of a file whose bytes are not those it wrote; trouble that passes (locks, a full disk) is none of it. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR_SHORT_READ|IOERR_CORRUPTFS)/;

/** Beside a database file: what is written to first, and who reads what of it. */
const BESIDE = ['-wal', '-shm', '-journal'] as const;

/** Whether an error comes from SQLite at all. By its code: the driver's class is another where it was loaded twice in one process. */
export const isSqliteError = (error: unknown): error is Error & { readonly code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_');

/** Whether SQLite refused because another connection holds the file. */
export const isBusy = (error: unknown): boolean => isSqliteError(error) && error.code.startsWith('SQLITE_BUSY');

/** What it answers where the description of the tables is not what we wrote. */
const OTHER_TABLES = /^no such (table|column|index)/;

/** Whether SQLite found that a file is not what was written. */
export const isDamage = (error: unknown): boolean =>
  isSqliteError(error) && (DAMAGE.test(error.code) || OTHER_TABLES.test(error.message));

/** What a damaged file is called once another has taken its place: one is kept, to be looked at. */
export const asideOf = (file: string): string => `${file}.damaged`;

/** Deletes a database with what stands beside it. */
export function removeDatabase(file: string): void {
  for (const ending of ['', ...BESIDE]) rmSync(file + ending, { force: true });
}

/** Puts a damaged database file aside, so that it can be made anew in its place. */
export function setAside(file: string): void {
  removeDatabase(asideOf(file));
  for (const ending of ['', ...BESIDE]) {
    if (existsSync(file + ending)) renameSync(file + ending, asideOf(file) + ending);
  }
}

/**
 * Opens a file that can be worked out anew, such as a checkpoint: a damaged one is set aside and made again.
 * @param onDamage told in a sentence, for the log
 */
export function openedOrAnew<Opened>(
  file: string,
  open: () => Opened,
  onDamage: (sentence: string) => void = () => undefined,
): Opened {
  try {
    return open();
  } catch (error) {
    if (!isDamage(error)) throw error;
    setAside(file);
    onDamage(`The file ${file} was damaged: it is set aside as ${asideOf(file)} and made anew`);
    return open();
  }
}
