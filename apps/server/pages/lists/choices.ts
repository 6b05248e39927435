import { byName } from '../words/by-name.js';
import type { FilterField } from './filter.js';

type Item = FilterField['items'][number];

/** The first item of a field: the list is not narrowed by it. */
export const any = (text: string): Item => ({ value: '', text });

/** Items of texts that stand in an address as they are shown. */
export const asWritten = (texts: readonly string[]): readonly Item[] => texts.map((text) => ({ value: text, text }));

/** Items of words by their keys, in the order of the keys. */
export const worded = <Key extends string>(
  keys: readonly Key[],
  words: Readonly<Record<Key, string>>,
): readonly Item[] => keys.map((value) => ({ value, text: words[value] }));

/** Teams by id, in the order of the alphabet. */
export const teamsById = (teams: Iterable<{ readonly teamId: string; readonly name: string }>): readonly Item[] =>
  [...teams]
    .map(({ teamId, name }) => ({ value: teamId, text: name }))
    .sort((left, right) => byName(left.text, right.text));
