import { randomBytes } from 'node:crypto';
import { unwrap } from '#privacy';
import type { KeyStore, MasterKey, NewKey, Owner } from '#privacy';
import { CannotMove } from './cannot-move.js';
import { KEYS_FILE } from './file-format.js';
import { keyOf } from './key-line.js';
import type { CarriedKey } from './key-line.js';
import { MovedFile } from './moved-file.js';
import type { ShowProgress } from './progress.js';

type Living = Extract<CarriedKey, { wrapped: unknown }>;

export interface ImportKeysOrder {
  readonly keys: KeyStore;
  /** The master key of the keys' new place; it must be the one that they are wrapped under. */
  readonly master: MasterKey;
  readonly file: string;
  readonly progress?: ShowProgress;
}

export interface ImportedKeys {
  /** Living keys that were not there before. */
  readonly added: number;
  /** Keys that are destroyed now and were not before. */
  readonly destroyed: number;
  /** Living in the file, but destroyed here: destroyed they stay. */
  readonly stayedDestroyed: number;
}

const BATCH = 500;
const BOX_BYTES = 60;

/**
 * Takes over the keys of a file that `exportKeys` wrote. Erasure wins: a key destroyed in the file is destroyed here, and
 * a key destroyed here is not made again. The whole file is checked first (check sum, that every key opens with the
 * master key, that nobody here has another key); where anything is wrong, nothing is kept. Run again, it goes on where it
 * stopped, and adds nothing once it is done. Holds the destroyed keys' owners, never the living keys.
 * @throws CannotMove, KeysUnavailable (run it again), and the file system's errors
 */
export async function importKeys({ keys, master, file: name, progress }: ImportKeysOrder): Promise<ImportedKeys> {
  const file = await MovedFile.open(name, KEYS_FILE);
  const show = (done: number): void => progress?.({ done, of: 2 * file.bytes });
  try {
    await checkMaster(keys, master);
    const checked = await check(file, keys, master, show);
    const destroyed = await destroyAll(keys, master, checked.destroyed);
    for await (const { living, bytesRead } of batchesOf(file)) {
      await keys.create(living);
      show(file.bytes + bytesRead);
    }
    return { added: checked.added, destroyed, stayedDestroyed: checked.stayedDestroyed };
  } finally {
    await file.close();
  }
}

async function checkMaster(keys: KeyStore, master: MasterKey): Promise<void> {
  const wanted = await keys.masterKeyIds();
  if (wanted.length === 0 || wanted.includes(master.id)) return;
  throw new CannotMove(
    `The keys that are here already are wrapped under the master key ${wanted.join(' and ')}, and MASTER_KEY_FILE holds ${master.id}. Name the right file in MASTER_KEY_FILE.`,
  );
}

interface Checked {
  readonly added: number;
  readonly stayedDestroyed: number;
  /** Destroyed in the file, by owner, with the instant. */
  readonly destroyed: ReadonlyMap<Owner, string>;
}

async function check(
  file: MovedFile,
  keys: KeyStore,
  master: MasterKey,
  show: (bytes: number) => void,
): Promise<Checked> {
  const destroyed = new Map<Owner, string>();
  /** Who has the lookup of a key of the file here: allowed only where the file has that owner destroyed. */
  const rivals = new Set<Owner>();
  let added = 0;
  let stayedDestroyed = 0;
  for await (const { living, gone, bytesRead } of batchesOf(file)) {
    for (const { owner, destroyedAt } of gone) destroyed.set(owner, destroyedAt);
    const standing = await keys.get(living.map(({ owner }) => owner));
    const leads = await keys.find(living.flatMap(({ lookup }) => lookup ?? []));
    for (const { line, owner, wrapped, lookup } of living) {
      const secret = secretOf(file, master, line, { owner, wrapped });
      const here = standing.get(owner);
      if (here === undefined) added++;
      else if (here.state === 'destroyed') stayedDestroyed++;
      else if (unwrap(master, owner, here.wrapped)?.equals(secret) !== true) throw anotherKey(owner);
      const rival = lookup === undefined ? undefined : leads.get(lookup);
      if (rival !== undefined && rival !== owner) rivals.add(rival);
    }
    show(bytesRead);
  }
  for (const rival of rivals) if (!destroyed.has(rival)) throw anotherKey(rival);
  return { added, stayedDestroyed, destroyed };
}

function secretOf(file: MovedFile, master: MasterKey, line: number, { owner, wrapped }: Living): Buffer {
  if (wrapped.masterKeyId !== master.id) {
    throw new CannotMove(
      `The keys of the file are wrapped under the master key ${wrapped.masterKeyId}, and MASTER_KEY_FILE holds ${master.id}. Nothing was imported. Put the file of the master key ${wrapped.masterKeyId} in its place, before any service is started here.`,
    );
  }
  const secret = unwrap(master, owner, wrapped);
  if (secret === undefined) throw file.wrong(line, 'the master key does not open it');
  return secret;
}

const anotherKey = (owner: Owner): CannotMove =>
  new CannotMove(
    `There is another key for ${owner} here already. Nothing was imported. Import keys before any service is started on the new records: begin again with a new DATA_DIR, or a new EVENT_STORE_DEPLOYMENT on an event server.`,
  );

/** Destroys keys; those never known here become known as destroyed, so that they are never made. */
async function destroyAll(keys: KeyStore, master: MasterKey, destroyed: ReadonlyMap<Owner, string>): Promise<number> {
  const standing = await keys.get([...destroyed.keys()]);
  let count = 0;
  for (const [owner, at] of destroyed) {
    if (standing.get(owner)?.state === 'destroyed') continue;
    // A store buries only what it has: for a moment, random bytes that open nothing.
    if (!standing.has(owner)) {
      await keys.create([{ owner, wrapped: { masterKeyId: master.id, box: randomBytes(BOX_BYTES) } }]);
    }
    await keys.destroy(owner, at);
    count++;
  }
  return count;
}

interface Batch {
  readonly living: readonly (NewKey & { readonly line: number })[];
  readonly gone: readonly Exclude<CarriedKey, Living>[];
  readonly bytesRead: number;
}

async function* batchesOf(file: MovedFile): AsyncGenerator<Batch, void, undefined> {
  let living: (NewKey & { line: number })[] = [];
  let gone: Exclude<CarriedKey, Living>[] = [];
  let read = 0;
  for await (const { number, value, bytesRead } of file.lines()) {
    const key = keyOf(value);
    if (key === undefined) throw file.wrong(number, 'it holds no key');
    if ('wrapped' in key) living.push({ ...key, line: number });
    else gone.push(key);
    read = bytesRead;
    if (living.length + gone.length < BATCH) continue;
    yield { living, gone, bytesRead };
    living = [];
    gone = [];
  }
  yield { living, gone, bytesRead: read };
}
