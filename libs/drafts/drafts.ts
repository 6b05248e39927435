import { isRefusal, refuse } from '#domain';
import type { Refusal } from '#domain';
import { OwnerErased, seal } from '#privacy';
import type { KeyRing, Owner } from '#privacy';
import { KEPT_MS, MOST_BYTES, MOST_DRAFTS, draftId } from './draft.js';
import type { Draft, FormName, Typed, Words } from './draft.js';
import type { DraftStore, KeptDraft } from './port.js';

/** What of a draft is sealed. */
interface Content {
  readonly words: Words;
  readonly revision: number | null;
  readonly page: string;
  readonly other: Words | null;
}

/** Whose draft of which form. */
export interface DraftOf {
  readonly personId: string;
  readonly form: FormName;
}

export interface DraftsParts {
  /** Opened when a draft is first asked for. */
  readonly open: () => Promise<DraftStore>;
  readonly keys: Pick<KeyRing, 'keysFor' | 'keysOf' | 'open'>;
  /** The time now: an ISO instant in UTC with milliseconds. */
  readonly clock: () => string;
}

/** Where a draft was sealed, within what its owner's key seals. */
const PATH = 'draft';

/** Tries at keeping while others keep the same draft. */
const TRIES = 5;

/**
 * What people type into forms and have not sent. It is theirs alone, stays out of the log, and is sealed under the key of whom
 * it is about: once that is destroyed no draft can be opened.
 */
export class Drafts {
  private opened: Promise<DraftStore> | undefined;

  constructor(private readonly parts: DraftsParts) {}

  /**
   * Keeps what was typed, in place of what was kept of this form. Words from another page that this one had not shown are
   * kept beside it: nobody loses what they typed by typing elsewhere.
   * @param owner whose key it is sealed under: the child's, or the person's whom it is about
   * @throws StoreUnavailable, KeysUnavailable
   */
  async keep({ personId, form }: DraftOf, owner: Owner, typed: Typed): Promise<Draft | Refusal> {
    if (bytesOf(typed.words) > MOST_BYTES) return TOO_LARGE;
    const store = await this.store();
    const id = draftId(personId, form);
    for (let tries = 0; tries < TRIES; tries++) {
      const { draft: before, version } = await store.standing(personId, id);
      if (before === null && (await store.of(personId)).length >= MOST_DRAFTS) return TOO_MANY;
      const stands = before && (await this.contentOf(before));
      const { words, revision, page } = typed;
      const content: Content = { words, revision, page, other: before && stands && otherOf(before, stands, typed) };
      const box = await this.sealed(owner, id, content);
      if (isRefusal(box)) return box;
      const savedAt = this.parts.clock();
      const begunAt = stands === null ? savedAt : (before?.begunAt ?? savedAt);
      if (await store.put({ id, personId, ...box, begunAt, savedAt }, version))
        return { words, revision, other: content.other, begunAt, savedAt };
    }
    return TOO_BUSY;
  }

  /** A person's draft of a form; null where there is none, or none that can be opened any more. */
  async find({ personId, form }: DraftOf): Promise<Draft | null> {
    const store = await this.store();
    const { draft } = await store.standing(personId, draftId(personId, form));
    const content = draft && (await this.contentOf(draft));
    if (draft === null || content === null) return null;
    const { words, revision, other } = content;
    return { words, revision, other, begunAt: draft.begunAt, savedAt: draft.savedAt };
  }

  /** Once what was typed was sent, or thrown away. */
  async forget({ personId, form }: DraftOf): Promise<void> {
    await (await this.store()).forget(personId, draftId(personId, form));
  }

  /** Which of these forms a person has begun and not sent, of what can still be opened. */
  async begun<Form extends FormName>(personId: string, forms: readonly Form[]): Promise<readonly Form[]> {
    const kept = new Set((await (await this.store()).of(personId)).map(({ id }) => id));
    const theirs = forms.filter((form) => kept.has(draftId(personId, form)));
    const found = await Promise.all(theirs.map((form) => this.find({ personId, form })));
    return theirs.filter((_, index) => found[index] !== null);
  }

  /**
   * Forgets drafts nobody typed in for long, of people who left, and of whoever was erased.
   * @returns how many there were
   */
  async sweep(isHere: (personId: string) => boolean): Promise<number> {
    const store = await this.store();
    const before = Date.parse(this.parts.clock()) - KEPT_MS;
    let forgotten = 0;
    for await (const { personId, id, owner, savedAt } of store.all()) {
      const isOver =
        Date.parse(savedAt) <= before ||
        !isHere(personId) ||
        (await this.parts.keys.keysOf([owner])).get(owner) === 'destroyed';
      if (!isOver) continue;
      await store.forget(personId, id);
      forgotten++;
    }
    return forgotten;
  }

  /** Forgets every draft that is sealed under the keys of these owners. @returns how many there were */
  async forgetOf(owners: ReadonlySet<Owner>): Promise<number> {
    const store = await this.store();
    let forgotten = 0;
    for await (const { personId, id, owner } of store.all()) {
      if (!owners.has(owner)) continue;
      await store.forget(personId, id);
      forgotten++;
    }
    return forgotten;
  }

  async close(): Promise<void> {
    await (await this.opened)?.close();
  }

  /** What it says, if its owner's key opens it. */
  private async contentOf({ owner, id, box }: KeptDraft): Promise<Content | null> {
    const opened = await this.parts.keys.open({ owner, event: id, path: PATH, box });
    return 'text' in opened ? (JSON.parse(opened.text) as Content) : null;
  }

  private async sealed(
    owner: Owner,
    id: string,
    content: Content,
  ): Promise<Pick<KeptDraft, 'owner' | 'box'> | Refusal> {
    try {
      const key = (await this.parts.keys.keysFor([owner])).get(owner);
      if (key === undefined) throw new OwnerErased(owner);
      return { owner, box: seal(key, id, PATH, JSON.stringify(content)).box };
    } catch (error) {
      if (error instanceof OwnerErased) return refuse('rule', 'record-erased', `${error.message}.`);
      throw error;
    }
  }

  private store(): Promise<DraftStore> {
    this.opened ??= this.parts.open().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  }
}

/** What stays beside the words that are kept now. */
function otherOf({ savedAt }: KeptDraft, stands: Content, { words, page, shown }: Typed): Words | null {
  const isKnown = stands.page === page || savedAt === shown || isSame(stands.words, words);
  return isKnown ? stands.other : stands.words;
}

const isSame = (one: Words, other: Words): boolean => JSON.stringify(one) === JSON.stringify(other);

const bytesOf = (words: Words): number => Buffer.byteLength(JSON.stringify(words));

const TOO_LARGE = refuse('rule', 'draft-too-large', 'This is more than can be kept of one form. Shorten it.');
const TOO_MANY = refuse(
  'rule',
  'too-many-drafts',
  `You have ${MOST_DRAFTS} forms that you began and did not send. Send one or throw one away first.`,
);
const TOO_BUSY = refuse(
  'rule',
  'draft-kept-elsewhere',
  'This form is being written on other pages too. Save it again.',
);
