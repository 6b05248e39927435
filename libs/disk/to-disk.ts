import { open } from 'node:fs/promises';

/** Waits until a file's bytes, or the names in a folder, are on disk: without it a power cut may take them. */
export async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
