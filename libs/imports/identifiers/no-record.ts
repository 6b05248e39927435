import { cleanText } from '../text/clean-text.js';

/** What stands at the foot or the head of a report where the ids are, as whole ids or as their beginnings. */
const OF_A_REPORT: readonly { readonly as: RegExp; readonly reason: string }[] = [
  {
    as: /^(?:(?:grand|sub|overall|running|report|page)[ -]?)?totals?\b|^(?:sum|count|average)(?: of\b.*|[ :=]+[\d.,%]*)?$|^(?:no|number|nr)\.? of\b|^n ?= ?\d+$/iu,
    reason: 'This row is a total, not a record.',
  },
  {
    as: /^\(?\d+ (?:rows?|records?|children|cases|results?|items?|entries|pages?)\b|^(?:rows?|records?|children|cases|pages?)\b ?:? ?\d+|^\d+ of \d+$/iu,
    reason: 'This row counts the rows or pages of a report: it is no record.',
  },
  {
    as: /^[^\p{L}\p{N}]*(?:end|start|top|bottom) of\b|^[^\p{L}\p{N}]*(?:end|eof)[^\p{L}\p{N}]*$|^(?:extract(?:ed)?|exported|report(?:ed)?|generated|produced|printed|prepared|created|compiled|updated|refreshed|run|data|date|as at|time|completion|completed|source|filters?|parameters?|criteria|snapshot)(?: (?:at|on|by|for|from|run|date|time|period|as|to|is|was|name|title|id|system|taken)\b|[ -]*$| ?:| +\d)/iu,
    reason: 'This row says how or when the report was made: it is no record.',
  },
  {
    as: /^[^\p{L}\p{N}]*(?:notes?|nb|footnotes?|disclaimer|guidance|key|legend|confidential|official(?:[ -]sensitive)?|restricted|private|summary|copyright|©|warning|please)(?:[^\p{L}\p{N}]*$| ?:.*| \D.*| \d+ ?[:.-].*)/iu,
    reason: 'This row is a note, not a record.',
  },
];
/** Ids have a prefix and a number at the most: three words are a sentence. */
const MOST_WORDS = 2;
const LONGEST_ID = 64;

/** Why what stands where an id should be is no id of a record: a total, a note, a line about the report. Null for an id. */
export function whyNoRecord(id: string): string | null {
  const text = cleanText(id);
  const found = OF_A_REPORT.find(({ as }) => as.test(text));
  if (found) return found.reason;
  if (text.length > LONGEST_ID) return 'This is too long to be an id.';
  const words = text.split(' ').filter((word) => /\p{L}{2}/u.test(word));
  return words.length > MOST_WORDS ? 'This is a sentence, not an id: the row is no record.' : null;
}
