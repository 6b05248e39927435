import { createHash, randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { toDisk } from '#disk';
import { firstLine, lastLine } from './file-format.js';
import type { FileFormat } from './file-format.js';

/** What was written. */
export interface WrittenFile {
  readonly lines: number;
  /** SHA-256 (hex) of every byte before the last line. */
  readonly sha256: string;
}

const BUFFER_BYTES = 1_048_576;

/**
 * Writes a file whole or not at all: aside, on disk, and then under its name, in place of whatever had that. Only its
 * owner may read it. Whoever is killed half-way leaves `FILE.<uuid>.unfinished` behind.
 */
export async function writeFile(file: string, format: FileFormat, lines: AsyncIterable<string>): Promise<WrittenFile> {
  const draft = `${file}.${randomUUID()}.unfinished`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    const written = await write(handle, format, lines);
    await handle.sync();
    await handle.close();
    await rename(draft, file);
    await toDisk(dirname(resolve(file)));
    return written;
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
}

async function write(handle: FileHandle, format: FileFormat, lines: AsyncIterable<string>): Promise<WrittenFile> {
  const hash = createHash('sha256');
  let buffered = `${firstLine(format)}\n`;
  let count = 0;
  const empty = async (): Promise<void> => {
    hash.update(buffered);
    await handle.writeFile(buffered);
    buffered = '';
  };
  for await (const line of lines) {
    buffered += `${line}\n`;
    count++;
    if (buffered.length >= BUFFER_BYTES) await empty();
  }
  await empty();
  const sha256 = hash.digest('hex');
  await handle.writeFile(`${lastLine(count, sha256)}\n`);
  return { lines: count, sha256 };
}
