import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, mkdir, open, realpath, rename, unlink } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { toDisk } from './to-disk.js';

/** Whether a file lies in a folder, links followed, as far as they exist. */
export async function liesInside(file: string, folder: string): Promise<boolean> {
  const way = relative(await realPlace(folder), await realPlace(file));
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function realPlace(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch (error) {
    const above = dirname(whole);
    if (above === whole) throw error;
    return join(await realPlace(above), basename(whole));
  }
}

/** A file's rights where others than the service may read or change it, as in `0644`. */
export class OpenToOthers extends Error {
  constructor(readonly rights: string) {
    super(`A file that must be closed to others has mode ${rights}`);
    this.name = 'OpenToOthers';
  }
}

/**
 * What a secret file holds; nothing where there is none.
 * @throws OpenToOthers, and the file system's errors
 */
export async function readSecret(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file);
    try {
      const stats = await handle.stat();
      if (stats.isFile() && isOpenToOthers(stats))
        throw new OpenToOthers((stats.mode & 0o777).toString(8).padStart(4, '0'));
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * One that belongs to root, as container engines and Kubernetes hand secrets in, may be read by the group it is given to
 * (the rule PostgreSQL has for its private keys).
 */
function isOpenToOthers({ uid, mode }: Pick<Stats, 'uid' | 'mode'>): boolean {
  const user = process.getuid?.();
  // Windows has no such rights.
  if (user === undefined) return false;
  return (mode & (uid === 0 && user !== 0 ? 0o037 : 0o077)) !== 0;
}

/**
 * Makes a secret file (mode 0600) where there is none, and answers what the file holds: written aside, then linked into
 * place, so that of two processes that start at once both use the file of the first.
 * @throws as `readSecret` does
 */
export async function makeSecret(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(resolve(file)), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    try {
      await link(draft, file);
    } finally {
      await unlink(draft);
    }
    await toDisk(dirname(resolve(file)));
    return text;
  } catch (error) {
    const standing = hasCode(error, 'EEXIST') ? await readSecret(file) : undefined;
    if (standing !== undefined) return standing;
    throw error;
  }
}

/**
 * Puts another secret in the place of one, whole or not at all: written aside, renamed into place; then the bytes of the one
 * before are written over, as far as the disk keeps them where they were.
 */
export async function replaceSecret(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  const fresh = await open(draft, 'wx', 0o600);
  try {
    await fresh.writeFile(text);
    await fresh.sync();
  } finally {
    await fresh.close();
  }
  const before = await open(file, 'r+');
  try {
    const { size } = await before.stat();
    await rename(draft, file);
    await toDisk(dirname(resolve(file)));
    await before.write(Buffer.alloc(size), 0, size, 0);
    await before.sync();
  } finally {
    await before.close();
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
