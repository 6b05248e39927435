/** A key or code as words: `not_met` as `Not met`, `case-closed` as `Case closed`. */
export function humanised(key: string): string {
  const words = key.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `a`, `a and b`, `a, b and c` */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Phrases that each begin with a capital, in one sentence. */
export const listedPhrases = (phrases: readonly string[]): string =>
  listed(phrases.map((phrase, index) => (index === 0 ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1))));

/** The same words, the first letter large. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
