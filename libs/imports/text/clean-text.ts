/** Plain words one space apart: nearly every cell, and nothing to clean in it. */
const CLEAN = /^[!-~]+(?: [!-~]+)*$/;
/** What no font draws: marks of writing direction that come along when text is copied, joiners, control characters. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]|(?![\s\u0085])\p{Cc}/gu;
/** White space, and two characters that look like it and are not counted as such. */
const SPACES = /[\s\u0085\u2800]+/g;

/** Text as a reader sees it: invisible characters dropped, every run of white space (non-breaking included) one space. */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text;
  return text.replace(INVISIBLE, '').replace(SPACES, ' ').trim();
}

/** A display name, composed (NFC) so that the same name typed on two machines is the same text. */
export function cleanName(text: string): string {
  return CLEAN.test(text) ? text : cleanText(text).normalize('NFC');
}

/** `a) Yes` -> `Yes`: Annex A pick lists letter their values, and some councils type them without the letter. */
export function withoutLetter(text: string): string {
  return text.replace(/^[a-z]\d?\)\s*/i, '');
}

/**
 * What is compared when a word may come in any case and punctuation: `Requires Improvement`, `requires_improvement` and
 * `requires-improvement` share one key.
 */
export function wordKey(text: string): string {
  return cleanText(text)
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

/**
 * A header is compared without case, punctuation, quotes of any kind, spaces and a closing `(Y/N)`: `Child Unique ID`,
 * `child_unique_id` and `ChildUniqueID` are one.
 */
export function headerKey(header: string): string {
  return wordKey(header.normalize('NFKC')).replace(/_y_n$/, '').replace(/_/g, '');
}
