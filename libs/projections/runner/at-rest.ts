import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import type { Generation, Register } from './register.js';

/**
 * Whether a view's file is, byte for byte, what its projector left when it ended. SQLite notices damage to a file's
 * structure, and none to what is written in its rows. Of a file whose projector was killed nothing is known: it passes.
 */
export async function isAsItRested(register: Register, generation: Generation): Promise<boolean> {
  const digest = register.digestAtRest(generation);
  return digest === undefined || digest === (await digestOf(register.fileOf(generation)));
}

/** Notes the digest of a file that is no longer written to. */
export async function noteAtRest(register: Register, generation: Generation): Promise<void> {
  if (register.digestAtRest(generation) !== undefined) return;
  register.noteAtRest(generation, await digestOf(register.fileOf(generation)));
}

/** SHA-256 (hex) of a database file; null where it is not there, or part of it is in its write-ahead log. */
async function digestOf(file: string): Promise<string | null> {
  if (sizeOf(file) === undefined || (sizeOf(`${file}-wal`) ?? 0) > 0) return null;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size;
