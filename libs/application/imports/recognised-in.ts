import { SUBJECT_TYPES } from '#domain';
import type { PersonRecord, Recognised } from '#domain';
import type { KeyRing } from '#privacy';
import type { References } from '../references/references.js';
import { subjectKey } from './subject-key.js';

/** By what somebody is recognised who is named in words that are to name nobody. */
export interface RecognisingParts {
  readonly keys: Pick<KeyRing, 'findSubjects'>;
  /** Whether the full name of somebody stands in a text. */
  readonly names: { standIn(everybody: Iterable<PersonRecord>, text: string): Promise<boolean> };
  readonly references: { load(): Promise<Pick<References, 'directory'>> };
}

/** The shortest word with a digit that is looked up as the id of a case: a shorter one is a number that anybody may write. */
const SHORTEST_ID = 4;

/**
 * Whether words that are to name nobody hold the full name of somebody of the council, or the id of a case that is known.
 * @throws StoreUnavailable, KeysUnavailable
 */
export async function recognisedIn(
  { keys, names, references }: RecognisingParts,
  texts: readonly string[],
): Promise<Recognised | null> {
  const ids = [...new Set(texts.flatMap(likeCaseIds))];
  const lookedUp = SUBJECT_TYPES.flatMap((type) => ids.map((id) => subjectKey(type, id)));
  if (lookedUp.length > 0 && (await keys.findSubjects(lookedUp)).size > 0) return 'case';
  const { directory } = await references.load();
  // Each by itself: the end of one and the beginning of the next are nobody's name.
  for (const text of texts) if (await names.standIn(directory.people(), text)) return 'person';
  return null;
}

/** What in a text might be the id of a case. */
const likeCaseIds = (text: string): readonly string[] =>
  text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word.length >= SHORTEST_ID && /\p{N}/u.test(word));
