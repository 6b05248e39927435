import type { RowReader } from '../rows/row-reader.js';
import { withoutLetter, wordKey } from '../text/clean-text.js';

/** What a file may say of a child's death, and where. */
export const DEATH_COLUMNS = {
  diedOn: { header: 'Date of Death', also: ['DOD', 'Death Date', 'Date Died', 'Deceased Date', 'Person Death Date'] },
  deceased: { header: 'Deceased', also: ['Died', 'Is Deceased', 'Has Died', 'Deceased Flag', 'Death Indicator'] },
} as const;

/**
 * `c) Died` of *LA in touch*, `RC2` of the children in need census and `E2` of the looked after return (SSDA903), each
 * with or without their words, the list's letter in any hand (`c. Died`), *not in touch* before it and a date behind it.
 * A death of somebody else, as in *death of a parent*, is not the child's.
 */
const LETTER = '[a-z]\\d?';
const CODE = '(?:rc_?2|e_?2)';
const NOT_IN_TOUCH = '(?:no|not_in_touch)';
const WHO = '(?:the_)?(?:child|young_person|yp|care_leaver|client|person|service_user)';
const DEAD = '(?:died|dead|deceased|passed_away)';
const DATE = '(?:_(?:\\d+(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*))*';
const DIED = new RegExp(
  `^(?:${LETTER}_)?(?:${CODE}_)?(?:${NOT_IN_TOUCH}_)?(?:(?:case_)?(?:closed|ceased|ended)_)?` +
    `(?:(?:${WHO}_)?(?:(?:has|is|was)_)?${DEAD}(?:_${WHO})?|death(?:_of_${WHO})?)(?:_(?:on|in))?${DATE}$` +
    `|^(?:${LETTER}_)?${CODE}$`,
);
const YES: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1', 'x']);

function saysDied(text: string | null): boolean {
  return text !== null && DIED.test(wordKey(withoutLetter(text)));
}

/**
 * Whether a row says that the child has died: by what it says elsewhere (a reason, a status), by a mark, or by a date. A
 * date after the as-at day counts as well: nobody is to be asked about a child who has died since.
 */
export function readDied<Holds extends string>(
  reader: RowReader<Holds>,
  { said, ...columns }: { readonly said: readonly (string | null)[]; readonly diedOn: Holds; readonly deceased: Holds },
): boolean {
  const mark = reader.text(columns.deceased);
  const day = reader.date(columns.diedOn);
  const marked = mark !== null && YES.has(wordKey(withoutLetter(mark)));
  return marked || day !== null || [...said, mark].some(saysDied);
}
