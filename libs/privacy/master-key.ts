import { randomBytes, randomUUID } from 'node:crypto';
import { OpenToOthers, liesInside, makeSecret, readSecret } from '#disk';
import type { KeyStore } from './key-store.js';

/** The key that wraps every owner's key. Kept beside the data folder, never in it, so that no copy of the folder opens itself. */
export interface MasterKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
  /** ISO instant, UTC. */
  readonly createdAt: string;
}

/** The master key file cannot be used as it is; the message says what to do, in a sentence for whoever runs the service. */
export class KeyFileProblem extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'KeyFileProblem';
  }
}

export interface MasterKeyPlace {
  /** `MASTER_KEY_FILE`: JSON of id, key (base64 of 32 bytes) and createdAt. */
  readonly file: string;
  readonly dataDir: string;
  /** The wrapped keys: they say which master key is wanted. */
  readonly keys: KeyStore;
  /** What the place of the wrapped keys is called in sentences; the data folder by default. */
  readonly keptIn?: string;
  /** Whether there are records already, which only their own keys open. */
  readonly hasRecords?: boolean;
  /** ISO instant, UTC; recorded when a key file is made. */
  readonly now: string;
}

/**
 * Reads the master key; makes it (mode 0600) where neither it nor any wrapped key exists yet.
 * @throws KeyFileProblem when it lies in the data folder, is missing or unreadable, or is not the key the wrapped keys were made with;
 * and when records are there without any key.
 */
export async function loadMasterKey({
  file,
  dataDir,
  keys,
  keptIn = `the data folder ${dataDir}`,
  hasRecords = false,
  now,
}: MasterKeyPlace): Promise<MasterKey> {
  await mustLieOutside(file, dataDir);
  const wanted = await keys.masterKeyIds();
  if (hasRecords && wanted.length === 0) {
    throw new KeyFileProblem(
      `There are records in ${keptIn}, and none of their keys: nothing personal could be read. Bring the keys first, with plumbline import keys FILE.`,
    );
  }
  const found = await readIfThere(file);
  if (found === undefined && wanted.length > 0) {
    throw new KeyFileProblem(
      `The master key file ${file} is missing, and ${keptIn} was written with one. Put the file back, or name its place in MASTER_KEY_FILE; without it nothing personal can be read.`,
    );
  }
  const master = parse(file, found ?? (await make(file, now)));
  if (wanted.length > 0 && !wanted.includes(master.id)) {
    throw new KeyFileProblem(
      `The master key file ${file} holds the key ${master.id}, but ${keptIn} was written with ${wanted.join(' and ')}. Name the right file in MASTER_KEY_FILE.`,
    );
  }
  return master;
}

/**
 * Reads the master key that is there; makes none.
 * @throws KeyFileProblem when it lies in the data folder, is missing or unreadable.
 */
export async function readMasterKey({ file, dataDir }: Pick<MasterKeyPlace, 'file' | 'dataDir'>): Promise<MasterKey> {
  await mustLieOutside(file, dataDir);
  const found = await readIfThere(file);
  if (found !== undefined) return parse(file, found);
  throw new KeyFileProblem(
    `The master key file ${file} is missing. Put the file there that the keys were wrapped with, or name its place in MASTER_KEY_FILE.`,
  );
}

async function mustLieOutside(file: string, dataDir: string): Promise<void> {
  if (!(await liesInside(file, dataDir))) return;
  throw new KeyFileProblem(
    `The master key file ${file} lies inside the data folder ${dataDir}: whoever copied the folder could read everything in it. Keep the key file outside, and name it in MASTER_KEY_FILE.`,
  );
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readSecret(file);
  } catch (error) {
    throw openToOthers(file, error) ?? cannotBeRead(file, error);
  }
}

async function make(file: string, now: string): Promise<string> {
  const text = `${JSON.stringify({ id: randomUUID(), key: randomBytes(32).toString('base64'), createdAt: now })}\n`;
  try {
    return await makeSecret(file, text);
  } catch (error) {
    throw (
      openToOthers(file, error) ??
      new KeyFileProblem(`The master key file ${file} cannot be written. Check that the service may write there.`, {
        cause: error,
      })
    );
  }
}

const cannotBeRead = (file: string, cause: unknown): KeyFileProblem =>
  new KeyFileProblem(`The master key file ${file} cannot be read. Check that the service may read it.`, { cause });

const openToOthers = (file: string, error: unknown): KeyFileProblem | undefined =>
  error instanceof OpenToOthers
    ? new KeyFileProblem(
        `The master key file ${file} is open to others (mode ${error.rights}): whoever reads it can open every personal record. Close it with chmod 600 ${file}, or hand it to the service alone, as a secret of mode 0400; and make a new key if others may have read it.`,
      )
    : undefined;

function parse(file: string, text: string): MasterKey {
  const { id, key, createdAt } = record(text);
  const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : Buffer.alloc(0);
  if (typeof id !== 'string' || id === '' || typeof createdAt !== 'string' || bytes.length !== 32) {
    throw new KeyFileProblem(
      `The master key file ${file} is not a key file: it should be JSON of an id, a key of 32 bytes in base64 and createdAt. Put the right file back from where it is kept safe.`,
    );
  }
  return { id, key: bytes, createdAt };
}

function record(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
