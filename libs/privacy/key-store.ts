import type { Owner } from './owner.js';

/** An owner's key under the master key: useless without it. */
export interface WrappedKey {
  readonly masterKeyId: string;
  /** iv (12 bytes), ciphertext (32) and tag (16); AES-256-GCM with owner and master key id as associated data. */
  readonly box: Buffer;
}

/** A key is living until it is destroyed; a destroyed one stays known as destroyed and is never made again. */
export type KeyState =
  { readonly state: 'living'; readonly wrapped: WrappedKey } | { readonly state: 'destroyed'; readonly at: string };

export interface NewKey {
  readonly owner: Owner;
  readonly wrapped: WrappedKey;
  /** Keyed digest of an imported id: leads to the owner, and goes with the key. */
  readonly lookup?: string;
}

/** A living key that is to be wrapped under another master key. */
export interface RewrappedKey {
  readonly owner: Owner;
  readonly from: WrappedKey;
  readonly to: WrappedKey;
}

export type StandingKey = { readonly owner: Owner } & KeyState;

export interface KeptKey {
  readonly owner: Owner;
  readonly key: KeyState;
  readonly lookup?: string;
}

/** The key store is away, full or locked: nothing can be opened or sealed until it answers. */
export class KeysUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'KeysUnavailable';
  }
}

/**
 * Where wrapped keys are kept, outside the log, so that one can be destroyed. Every method may throw `KeysUnavailable`.
 * Everything above it works on any store that passes `contract/`.
 */
export interface KeyStore {
  /**
   * Keeps new keys, all or none. Answers, in the order given, what now stands: the key itself;
   * the older key of an owner who has one, destroyed ones included; or the living owner who already has that lookup.
   */
  create(keys: readonly NewKey[]): Promise<readonly StandingKey[]>;
  /** The living owners of the lookups given; those that lead nowhere are left out. */
  find(lookups: readonly string[]): Promise<ReadonlyMap<string, Owner>>;
  /** The keys of the owners given; unknown owners are left out. */
  get(owners: readonly Owner[]): Promise<ReadonlyMap<Owner, KeyState>>;
  /**
   * Destroys the key and its lookup for good, leaving the owner and the instant (ISO, UTC). Destroying again keeps
   * the first instant. Answers what stands: the destroyed key, or nothing for an owner nobody knows.
   */
  destroy(owner: Owner, at: string): Promise<KeyState | undefined>;
  /**
   * Puts another wrapping in the place of the one that stands, where it still does: a key that was destroyed meanwhile stays so.
   * Some may be done where it fails half-way; the same again does the rest. Answers how many were.
   */
  rewrap(keys: readonly RewrappedKey[]): Promise<number>;
  /** A number that grows with every destruction, by whichever process: while it stands, every key that lived lives. */
  destructions(): Promise<number>;
  /** Every key ever kept, living and destroyed, in the order of their owners. */
  all(): AsyncIterable<KeptKey>;
  /** The master keys that living keys are wrapped under: none for a new store, two during a rotation. */
  masterKeyIds(): Promise<readonly string[]>;
  close(): Promise<void>;
}
