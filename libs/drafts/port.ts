import type { Owner } from '#privacy';

/** A draft at rest. Instants are ISO, in UTC with milliseconds. */
export interface KeptDraft {
  /** Digest of the person and the form (`draftId`). */
  readonly id: string;
  readonly personId: string;
  /** Whose key it is sealed under. */
  readonly owner: Owner;
  /** The sealed words, base64. */
  readonly box: string;
  readonly begunAt: string;
  readonly savedAt: string;
}

/** What stands under an id. */
export interface Standing {
  readonly draft: KeptDraft | null;
  /** What `put` must name to take its place. */
  readonly version: number;
}

/**
 * Where drafts are kept: beside the log and never in it, sealed. What one process keeps, the next reads. Every method may
 * throw `StoreUnavailable`, or SQLite's own errors.
 */
export interface DraftStore {
  standing(personId: string, id: string): Promise<Standing>;
  /** Keeps a draft where nothing came between. @returns false, and keeps nothing, where another version stands by now */
  put(draft: KeptDraft, version: number): Promise<boolean>;
  forget(personId: string, id: string): Promise<void>;
  /** A person's drafts, in no order. */
  of(personId: string): Promise<readonly Pick<KeptDraft, 'id' | 'begunAt'>[]>;
  /** Everybody's, in no order. */
  all(): AsyncIterable<Omit<KeptDraft, 'box'>>;
  close(): Promise<void>;
}
