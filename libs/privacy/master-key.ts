import { randomBytes, randomUUID } from 'node:crypto';
import { OpenToOthers, liesInside, makeSecret, readSecret, replaceSecret } from '#disk';
import type { KeyStore } from './key-store.js';

/** The key that wraps every owner's key. Kept beside the data folder, never in it, so that no copy of the folder opens itself. */
export interface MasterKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
  /** ISO instant, UTC. */
  readonly createdAt: string;
  /** While keys are wrapped anew: the one before, which opens those that are not yet. Null where none is. */
  readonly before: MasterKey | null;
}

/** The master key of an id among those of a key file. */
export function masterOf(master: MasterKey, id: string): MasterKey | undefined {
  if (master.id === id) return master;
  return master.before === null ? undefined : masterOf(master.before, id);
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
  if (wanted.length > 0 && !wanted.some((id) => masterOf(master, id) !== undefined)) {
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

/** A key file's text. */
const written = ({ id, key, createdAt, before }: MasterKey): string =>
  `${JSON.stringify({ id, key: key.toString('base64'), createdAt, ...(before && { before: JSON.parse(written(before)) }) })}\n`;

/** Where a master key is to be, and where the one lies that takes its place. */
export interface RotationPlace extends Pick<MasterKeyPlace, 'file' | 'dataDir' | 'now'> {
  /** The new key's file: made where it is not there. It stays, as the copy that is kept safe. */
  readonly newFile: string;
}

/**
 * Begins to put another master key in the place of the one in use: from here on the key file holds both, so that every process
 * opens what is wrapped under either. Begun before, it stands.
 * @throws KeyFileProblem
 */
export async function beginRotation({ file, dataDir, newFile, now }: RotationPlace): Promise<MasterKey> {
  const standing = await readMasterKey({ file, dataDir });
  await mustLieOutside(newFile, dataDir);
  const fresh = parse(newFile, (await readIfThere(newFile)) ?? (await make(newFile, now)));
  if (standing.id === fresh.id) return standing;
  if (standing.before !== null)
    throw new KeyFileProblem(
      `The keys are being wrapped under ${standing.id} just now. Name its file, and begin with another key once that is done.`,
    );
  const both = { ...fresh, before: standing };
  await replace(file, both);
  return both;
}

/** Drops the master key before, once nothing is wrapped under it. @throws KeyFileProblem */
export async function endRotation({ file, dataDir }: Pick<MasterKeyPlace, 'file' | 'dataDir'>): Promise<MasterKey> {
  const standing = await readMasterKey({ file, dataDir });
  if (standing.before === null) return standing;
  const alone = { ...standing, before: null };
  await replace(file, alone);
  return alone;
}

async function replace(file: string, key: MasterKey): Promise<void> {
  try {
    await replaceSecret(file, written(key));
  } catch (error) {
    throw new KeyFileProblem(
      `The master key file ${file} cannot be written: the new key cannot take the place of the old one. Put it where the service may write.`,
      { cause: error },
    );
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
  const { id, key, createdAt, before } = record(text);
  const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : Buffer.alloc(0);
  if (typeof id !== 'string' || id === '' || typeof createdAt !== 'string' || bytes.length !== 32) {
    throw new KeyFileProblem(
      `The master key file ${file} is not a key file: it should be JSON of an id, a key of 32 bytes in base64 and createdAt. Put the right file back from where it is kept safe.`,
    );
  }
  return {
    id,
    key: bytes,
    createdAt,
    before: before === undefined || before === null ? null : parse(file, JSON.stringify(before)),
  };
}

function record(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
