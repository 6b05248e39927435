export { humanised } from '#domain';

/** `a`, `a and b`, `a, b and c` */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** Phrases that each begin with a capital, in one sentence. */
export const listedPhrases = (phrases: readonly string[]): string =>
  listed(phrases.map((phrase, index) => (index === 0 ? phrase : phrase.charAt(0).toLowerCase() + phrase.slice(1))));

/** The same words, the first letter large. */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
