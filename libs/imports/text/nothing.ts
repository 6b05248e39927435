import { cleanText } from './clean-text.js';

/**
 * What people and databases write where there is nothing, compared without case, brackets and punctuation: `NULL`,
 * `(blank)` and `N/A` as well. Left out on purpose is what says something of a case or may be a name: *unallocated*,
 * *vacant*, *duty*, *missing*.
 */
const WORDS: ReadonlySet<string> = new Set([
  'null',
  'dbnull',
  'nil',
  'none',
  'nothing',
  'n a',
  'n k',
  't b a',
  't b c',
  't b d',
  'blank',
  'empty',
  'undefined',
  'unknown',
  'unspecified',
  'invalid date',
  'not applicable',
  'not available',
  'not entered',
  'not found',
  'not given',
  'not held',
  'not known',
  'not provided',
  'not recorded',
  'not set',
  'not specified',
  'not stated',
  'none recorded',
  'no data',
  'no entry',
  'no information',
  'no record',
  'no value',
  'to be advised',
  'to be confirmed',
  'to be determined',
  'please select',
  'please choose',
]);
/** They are some people's initials too. */
const SHORT_WORDS: ReadonlySet<string> = new Set(['na', 'nk', 'nan', 'nat', 'tba', 'tbc', 'tbd']);
/** A dash, a dot, a question mark: nothing that could be read out. */
const SIGNS_ONLY = /^[\p{P}\p{Sm}\p{Sk}\s]+$/u;
const LONGEST_SHOWN = 20;

/**
 * The text, if it is a word for nothing, as it may be shown: it never is a child's or a person's data. Null for any
 * other text.
 * @param mayBeInitials where `NA` may be Nadia Ahmed, as in the refs of people
 */
export function wordForNothing(text: string, mayBeInitials = false): string | null {
  const shown = cleanText(text);
  if (SIGNS_ONLY.test(shown)) return shown.slice(0, LONGEST_SHOWN);
  if (shown.length > LONGEST_SHOWN) return null;
  const key = shown
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return WORDS.has(key) || (!mayBeInitials && SHORT_WORDS.has(key)) ? shown : null;
}
