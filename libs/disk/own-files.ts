import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The permissions of the group and of everybody else. */
const OTHERS = 0o077;

/** From now on only this process's own user can read what it and its children make: files 0600, folders 0700. */
export function keepFilesToOurselves(): void {
  process.umask(OTHERS);
}

/**
 * Takes from others what an earlier release let them read within a folder. The folder itself stays as whoever made it wants
 * it, and so does what belongs to somebody else.
 */
export function closeToOthers(folder: string): void {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) closeToOthers(path);
    if (entry.isDirectory() || entry.isFile()) close(path);
  }
}

function close(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.uid !== process.getuid?.() || (found.mode & OTHERS) === 0) return;
  chmodSync(path, found.mode & 0o7700);
}
