import { NO_RATING, TOO_EARLY_TO_SAY, familyVoiceOf, ratingsOf, type FamilyVoice } from '../questions/family-voice.js';

/**
 * The words that scales are made of. A rating is one of the settings or made of these alone, so that nothing else stands
 * where counts are made in clear: no name, and nothing somebody said.
 */
const WORDS: ReadonlySet<string> = new Set(
  (
    'excellent outstanding very extremely good quite fairly average ok okay satisfactory satisfied fair poor bad worse ' +
    'better same happy unhappy dissatisfied neither nor mixed requires improvement inadequate adequate helpful unhelpful ' +
    'not at all strongly agree disagree neutral and or positive negative a lot little bit somewhat yes no partly never ' +
    'sometimes often always star stars out of 0 1 2 3 4 5 6 7 8 9 10'
  ).split(' '),
);

/** Best first, as far as an order is usual; others stand after them in the order they came. */
const USUAL_ORDER = [
  'outstanding',
  'excellent',
  'excellent_good',
  'very_good',
  'good',
  'quite_good',
  'satisfactory',
  'fair',
  'average',
  'ok',
  'requires_improvement',
  'quite_poor',
  'poor',
  'very_poor',
  'inadequate',
] as const;

/** What is no rating of theirs, last. */
const LAST = ['too_early_to_say', 'no_rating'] as const;

/** What is compared when a rating may come in any case and punctuation: `Excellent/Good` and `excellent_good` are one. */
const ratingWord = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');

/** A word or several that scales are made of, as they are kept; null for any other. */
export function scaleWord(text: string): string | null {
  const word = ratingWord(text);
  return word !== '' && word.split('_').every((part) => WORDS.has(part)) ? word : null;
}

/** A rating as it is kept; null for what is none. Left empty, nobody rated. @param tools those of the settings in force */
export function parseRating(text: string | null, tools: readonly { readonly family?: FamilyVoice }[]): string | null {
  const word = text === null ? 'no_rating' : ratingWord(text);
  if (word === '') return null;
  const known = [TOO_EARLY_TO_SAY, NO_RATING, ...tools.flatMap((tool) => ratingsOf(familyVoiceOf(tool)))];
  const isKnown = known.some(({ key, label }) => ratingWord(key) === word || ratingWord(label) === word);
  return isKnown ? word : scaleWord(word);
}

/** Ratings in the order they are read. */
export function inRatingOrder(ratings: Iterable<string>): readonly string[] {
  const all = [...new Set(ratings)];
  const place = (rating: string): number => {
    const last = LAST.findIndex((one) => one === rating);
    if (last >= 0) return 2_000 + last;
    const usual = USUAL_ORDER.findIndex((one) => one === rating);
    return usual >= 0 ? usual : 1_000;
  };
  return all.sort((one, other) => place(one) - place(other));
}

/** `Too early to say`. */
export const ratingLabel = (rating: string): string => {
  const words = rating.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
