import { createHmac } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { OwnerKind } from '#domain';
import { freshBytes } from './fresh-bytes.js';
import type { KeyState, KeyStore, RewrappedKey, StandingKey, WrappedKey } from './key-store.js';
import { KeyFileProblem, masterOf } from './master-key.js';
import type { MasterKey } from './master-key.js';
import { ownerOf, randomIds } from './owner.js';
import type { Owner, OwnerIds } from './owner.js';
import { open, ownerKey } from './seal.js';
import type { Opened, OwnerKey } from './seal.js';
import type { Sealed } from './sealed.js';
import { unwrap, wrap } from './wrap.js';

/** How long a key may be used after it was last seen to live, in milliseconds (docs/design.md, privacy in the format). */
export const KEY_LIFE_MS = 5_000;

/** Keys held at most; beyond it the longest held are let go. */
const HELD_AT_MOST = 20_000;

/** Keys fetched and unwrapped before others have their turn. */
const FETCHED_AT_ONCE = 100;

/** Keys wrapped anew in one write. */
const REWRAPPED_AT_ONCE = 500;

/** The key of the deployment's pseudonyms. */
const LOOKUP_OWNER: Owner = 'deployment:lookup';

/** A key, or why there is none. */
export type KeyAnswer = OwnerKey | 'destroyed' | 'unknown';

/** Nothing more can be sealed for an owner whose key was destroyed. */
export class OwnerErased extends Error {
  constructor(readonly owner: Owner) {
    super('The personal details of this record have been erased: nothing more can be written about it');
    this.name = 'OwnerErased';
  }
}

/**
 * The keys this process may use just now. Each is used for at most five seconds after it was last seen living in the
 * key store, so that a key destroyed by another process is out of use everywhere within that time. All are known to
 * live when no more keys have been destroyed than before.
 */
export class KeyRing {
  private readonly held = new Map<Owner, OwnerKey>();
  /** When those held were last known to live, and how many destructions there had been then. */
  private seenLiving = -Infinity;
  private destructions: number | undefined;

  /** @param clock milliseconds that never run backwards */
  constructor(
    private readonly store: KeyStore,
    private master: MasterKey,
    private readonly clock: () => number = () => performance.now(),
    private readonly idOfNew: OwnerIds = randomIds,
    /** Reads the master key again, which another process may have put another in the place of. */
    private readonly readAgain: () => Promise<MasterKey> = async () => master,
  ) {}

  /** The keys of owners, each once; none is made. */
  async keysOf(owners: Iterable<Owner>): Promise<ReadonlyMap<Owner, KeyAnswer>> {
    await this.seeLiving();
    const answers = new Map<Owner, KeyAnswer>();
    const missing: Owner[] = [];
    for (const owner of new Set(owners)) {
      const key = this.held.get(owner);
      if (key === undefined) missing.push(owner);
      else answers.set(owner, key);
    }
    if (missing.length > 0) {
      const { destructions } = this;
      for (let at = 0; at < missing.length; at += FETCHED_AT_ONCE) {
        if (at > 0) await setImmediate();
        const some = missing.slice(at, at + FETCHED_AT_ONCE);
        const states = await this.store.get(some);
        if ([...states.values()].some((state) => this.isUnderAnother(state))) await this.lookAgain();
        for (const owner of some) answers.set(owner, this.answer(owner, states.get(owner), destructions));
      }
    }
    return answers;
  }

  /**
   * A number that stands while every key that lived lives, looked at as often as keys are: what was opened under it may be
   * shown until it is another.
   */
  async destroyed(): Promise<number> {
    await this.seeLiving();
    return this.destructions ?? 0;
  }

  /** The key of one owner; none is made. */
  async keyOf(owner: Owner): Promise<KeyAnswer> {
    return (await this.keysOf([owner])).get(owner) ?? 'unknown';
  }

  /**
   * The keys to seal with, made for owners who have none yet.
   * @throws OwnerErased when one of them was destroyed.
   */
  async keysFor(owners: Iterable<Owner>): Promise<ReadonlyMap<Owner, OwnerKey>> {
    const answers = await this.keysOf(owners);
    const keys = new Map<Owner, OwnerKey>();
    const unknown: Owner[] = [];
    for (const [owner, answer] of answers) {
      if (answer === 'destroyed') throw new OwnerErased(owner);
      if (answer === 'unknown') unknown.push(owner);
      else keys.set(owner, answer);
    }
    if (unknown.length > 0) {
      const { destructions } = this;
      for (const { owner, ...state } of await this.make(unknown.map((owner) => ({ owner })))) {
        const answer = this.answer(owner, state, destructions);
        if (typeof answer === 'string') throw new OwnerErased(owner);
        keys.set(owner, answer);
      }
    }
    return keys;
  }

  /** Opens one sealed field, if its key lives. */
  async open(sealed: Sealed): Promise<Opened> {
    return openWith(await this.keyOf(sealed.owner), sealed);
  }

  /** The master keys that living keys are wrapped under. */
  masterKeyIds(): Promise<readonly string[]> {
    return this.store.masterKeyIds();
  }

  /** Destroys an owner's key for good; at once in this process, within five seconds in any other. `at` is an ISO instant. */
  async destroy(owner: Owner, at: string): Promise<KeyState | undefined> {
    this.held.delete(owner);
    try {
      return await this.store.destroy(owner, at);
    } finally {
      // A read under way while it was destroyed may have put it back.
      this.held.delete(owner);
      this.seenLiving = -Infinity;
    }
  }

  /** Keyed digests (HMAC-SHA256, hex) of values, trimmed, in the order given: the same value gives the same digest in this deployment only. */
  async pseudonyms(kind: string, values: readonly string[]): Promise<readonly string[]> {
    const { extracted } = await this.lookupKey();
    return values.map((value) => createHmac('sha256', extracted).update(`${kind} ${value.trim()}`).digest('hex'));
  }

  /** The keyed digest of one value. */
  async pseudonym(kind: string, value: string): Promise<string> {
    return (await this.pseudonyms(kind, [value]))[0] ?? '';
  }

  /** The keyed digest of a long value that comes in pieces: that of the whole, which neither begins nor ends with a space. */
  async pseudonymOfPieces(kind: string, pieces: AsyncIterable<string>): Promise<string> {
    const digest = createHmac('sha256', (await this.lookupKey()).extracted).update(`${kind} `);
    for await (const piece of pieces) digest.update(piece);
    return digest.digest('hex');
  }

  /** The living owners of this kind that values lead to, by value as given: none is made. */
  async findOwners(kind: OwnerKind, values: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
    const lookups = await this.pseudonyms(kind, values);
    const owners = await this.store.find(lookups);
    return zip(values, (index) => owners.get(lookups[index] ?? ''));
  }

  /** The living subjects of imported ids, by imported id as given; ids nobody imported (or since erased) are left out. */
  async findSubjects(importedIds: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
    return this.findOwners('subject', importedIds);
  }

  /** The subjects of imported ids, by imported id as given: `subject:<random uuid>`, found or made, in one go. */
  async subjectsFor(importedIds: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
    return this.ownersFor('subject', importedIds);
  }

  /** The owners of this kind that values lead to, by value as given, found or made in one go: an imported id, a worker's name. */
  async ownersFor(kind: OwnerKind, values: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
    const lookups = await this.pseudonyms(kind, values);
    const owners = new Map(await this.store.find(lookups));
    const fresh = [...new Map(values.map((value, index) => [lookups[index] ?? '', value]))].filter(
      ([lookup]) => !owners.has(lookup),
    );
    if (fresh.length > 0) {
      const wanted = fresh.map(([lookup, value]) => ({ owner: ownerOf(kind, this.idOfNew(kind, value)), lookup }));
      const standing = await this.make(wanted);
      standing.forEach(({ owner }, index) => owners.set(wanted[index]?.lookup ?? '', owner));
    }
    return zip(values, (index) => owners.get(lookups[index] ?? ''));
  }

  /** The subject of one imported id, found or made. */
  async subjectFor(importedId: string): Promise<Owner> {
    const owner = (await this.subjectsFor([importedId])).get(importedId);
    if (owner === undefined) throw new Error('The key store answered no owner for a key it kept');
    return owner;
  }

  async close(): Promise<void> {
    this.held.clear();
    await this.store.close();
  }

  private async lookupKey(): Promise<OwnerKey> {
    const key = (await this.keysFor([LOOKUP_OWNER])).get(LOOKUP_OWNER);
    if (key === undefined) throw new OwnerErased(LOOKUP_OWNER);
    return key;
  }

  /** The master keys of the key file: the one in use, and while keys are wrapped anew the one before. */
  async masters(): Promise<{ readonly current: string; readonly before: string | null }> {
    await this.lookAgain();
    return { current: this.master.id, before: this.master.before?.id ?? null };
  }

  /**
   * Wraps every living key that is not yet under the newest master key. Other processes go on using keys meanwhile.
   * @returns how many there were
   * @throws KeysUnavailable, KeyFileProblem for one that no master key of the file opens
   */
  async rewrap(): Promise<number> {
    await this.lookAgain();
    let [done, some]: [number, RewrappedKey[]] = [0, []];
    for await (const { owner, key } of this.store.all()) {
      if (key.state !== 'living' || key.wrapped.masterKeyId === this.master.id) continue;
      const secret = this.secretOf(owner, key.wrapped);
      if (secret === undefined) throw new KeyFileProblem(`A key opens with no master key of the key file: ${owner}`);
      some.push({ owner, from: key.wrapped, to: wrap(this.master, owner, secret) });
      if (some.length < REWRAPPED_AT_ONCE) continue;
      done += await this.store.rewrap(some);
      some = [];
    }
    return done + (await this.store.rewrap(some));
  }

  /** Takes up what the key file says now, where keys are wrapped under it or are about to be. */
  private async lookAgain(): Promise<void> {
    const found = await this.readAgain().catch(() => this.master);
    if (found === this.master) return;
    const isOfThese = (id: string): boolean => masterOf(found, id) !== undefined;
    // Of a file that opens nothing here nothing is taken up; this process may have slept through more than one rotation.
    if (isOfThese(this.master.id) || (await this.store.masterKeyIds()).some(isOfThese)) this.master = found;
  }

  private isUnderAnother(state: KeyState): boolean {
    return state.state === 'living' && masterOf(this.master, state.wrapped.masterKeyId) === undefined;
  }

  private secretOf(owner: Owner, wrapped: WrappedKey): Buffer | undefined {
    return unwrap(masterOf(this.master, wrapped.masterKeyId) ?? this.master, owner, wrapped);
  }

  /** Makes keys; answers, in order, what stands then, made here or by another process. */
  private make(wanted: readonly { owner: Owner; lookup?: string }[]): Promise<readonly StandingKey[]> {
    return this.store.create(
      wanted.map(({ owner, lookup }) => ({ owner, lookup, wrapped: wrap(this.master, owner, freshBytes(32)) })),
    );
  }

  /** Lets go of all keys where one may have been destroyed since they were last seen living. */
  private async seeLiving(): Promise<void> {
    const now = this.clock();
    if (now - this.seenLiving < KEY_LIFE_MS) return;
    await this.lookAgain();
    const destructions = await this.store.destructions();
    if (destructions !== this.destructions) this.held.clear();
    this.destructions = destructions;
    this.seenLiving = now;
  }

  /** @param destructions as many as there were before the state was asked for: it may be out of date where there are more */
  private answer(owner: Owner, state: KeyState | undefined, destructions: number | undefined): KeyAnswer {
    this.held.delete(owner);
    if (state === undefined) return 'unknown';
    if (state.state === 'destroyed') return 'destroyed';
    const secret = this.secretOf(owner, state.wrapped);
    if (secret === undefined) {
      throw new KeyFileProblem(
        `A key does not open with the master key ${this.master.id}. The key file or the kept keys have been changed: put the right ones back, the same key file for every replica.`,
      );
    }
    const key = ownerKey(owner, secret);
    if (destructions === this.destructions) this.hold(key);
    return key;
  }

  private hold(key: OwnerKey): void {
    this.held.set(key.owner, key);
    for (const owner of this.held.keys()) {
      if (this.held.size <= HELD_AT_MOST) break;
      this.held.delete(owner);
    }
  }
}

/** What becomes of a sealed field with the answer its owner's key gave. */
export const openWith = (answer: KeyAnswer, sealed: Sealed): Opened => {
  if (answer === 'destroyed') return { erased: true };
  return answer === 'unknown' ? { damaged: true } : open(answer, sealed);
};

function zip(ids: readonly string[], ownerAt: (index: number) => Owner | undefined): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  ids.forEach((id, index) => {
    const owner = ownerAt(index);
    if (owner !== undefined) owners.set(id, owner);
  });
  return owners;
}
