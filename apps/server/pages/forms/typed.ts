import { timingSafeEqual } from 'node:crypto';
import type { Typed, Words } from '#drafts';
import type { Engine } from '#engine';
import { one, type Posted } from './posted.js';

/** What a form sends besides what was typed in it. */
const NOT_TYPED: ReadonlySet<string> = new Set([
  'formToken',
  'commandKey',
  'revision',
  'madeFor',
  'draftShown',
  'keep',
  'do',
  // What somebody signs in by, or shows again who they are: kept nowhere.
  'password',
  'code',
  'present',
  'presentCode',
]);

/** What the buttons of a form, and its script, ask for besides its command: by the field `keep`. */
export type Keeping = 'later' | 'by-itself' | 'no-more';
const KEEPINGS: readonly string[] = ['later', 'by-itself', 'no-more'] satisfies readonly Keeping[];

export const keepingIn = (posted: Posted): Keeping | null => {
  const asked = one(posted, 'keep');
  return KEEPINGS.includes(asked) ? (asked as Keeping) : null;
};

/** What somebody typed into a form, to be kept as a draft. */
export const typedIn = (posted: Posted): Typed => ({
  words: wordsIn(posted),
  revision: /^\d{1,15}$/.test(one(posted, 'revision')) ? Number(one(posted, 'revision')) : null,
  page: one(posted, 'commandKey').slice(0, 36),
  shown: one(posted, 'draftShown') || null,
});

const wordsIn = (posted: Posted): Words =>
  Object.fromEntries(Object.entries(posted).filter(([name]) => !NOT_TYPED.has(name)));

/**
 * What a form carries to show whom it was made for, in whatever session: with it, what was typed before somebody signed in
 * again is still theirs to keep. It opens nothing, and gives no command.
 * @throws KeysUnavailable
 */
export const madeFor = ({ keys }: Pick<Engine, 'keys'>, personId: string, commandKey: string): Promise<string> =>
  keys.pseudonym('form', `${personId} ${commandKey}`);

/** Compares to the end, so that how long it takes tells nothing. @throws KeysUnavailable */
export async function wasMadeFor(engine: Pick<Engine, 'keys'>, personId: string, posted: Posted): Promise<boolean> {
  const right = Buffer.from(await madeFor(engine, personId, one(posted, 'commandKey')));
  const given = Buffer.from(one(posted, 'madeFor'));
  return right.length === given.length && timingSafeEqual(right, given);
}
