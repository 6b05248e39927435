import { cleanName, cleanText } from './text/clean-text.js';
import { dateOfSerial, type DateSystem } from './dates/excel-serial.js';
import { writtenDate } from './dates/written-date.js';

/** One cell as stored, whether it came from a workbook or from a CSV (where all is text). */
export type Cell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly format: string }
  | { readonly kind: 'yes_no'; readonly value: boolean }
  | { readonly kind: 'error'; readonly shown: string }
  /** A formula whose result is not in the file: what it would show nobody knows without calculating it. */
  | { readonly kind: 'uncalculated' };

export const BLANK: Cell = { kind: 'blank' };
export const UNCALCULATED: Cell = { kind: 'uncalculated' };

/** What a cell meant. `failed` is an Excel error such as #N/A: the value is missing and the person is told. */
export type Reading =
  | { readonly is: 'value'; readonly value: string }
  | { readonly is: 'blank' }
  | { readonly is: 'failed'; readonly shown: string }
  | { readonly is: 'unreadable'; readonly reason: string };

const EXCEL_ERROR =
  /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!)$/i;
const NO_DATE = /^(n\/?a|none|null|-+)$/i;
const NOT_CALCULATED: Reading = {
  is: 'unreadable',
  reason: 'This cell is a formula whose result was not saved. Open the file in Excel, save it, and import it again.',
};
const SCIENTIFIC = /^\d(\.\d+)?E\+\d+$/i;
/** Excel keeps fifteen figures of a number; the rest of a longer id is lost before the file is saved. */
const LAST_EXACT = 1e15;

export function textCell(text: string): Cell {
  const cleaned = cleanText(text);
  if (cleaned === '') return BLANK;
  return EXCEL_ERROR.test(cleaned) ? { kind: 'error', shown: cleaned.toUpperCase() } : { kind: 'text', text };
}

/** Names, teams, statuses. */
export function readText(cell: Cell): Reading {
  switch (cell.kind) {
    case 'blank':
      return { is: 'blank' };
    case 'error':
      return { is: 'failed', shown: cell.shown };
    case 'text':
      return { is: 'value', value: cleanName(cell.text) };
    case 'number':
      return { is: 'value', value: String(cell.value) };
    case 'yes_no':
      return { is: 'value', value: cell.value ? 'Yes' : 'No' };
    case 'uncalculated':
      return NOT_CALCULATED;
  }
}

/**
 * An identifier as text. Text cells keep their leading zeros; number cells give their whole figures, padded where the
 * cell's own format shows leading zeros. What a spreadsheet has already spoilt (1.2E+07, more than fifteen figures) is
 * refused: two children would become one.
 */
export function readIdentifier(cell: Cell): Reading {
  switch (cell.kind) {
    case 'text': {
      const value = cleanText(cell.text);
      return SCIENTIFIC.test(value)
        ? { is: 'unreadable', reason: 'A spreadsheet has rewritten this id (as in 1.2E+07) and lost figures of it.' }
        : { is: 'value', value };
    }
    case 'number':
      return numberAsIdentifier(cell.value, cell.format);
    case 'yes_no':
      return { is: 'unreadable', reason: 'This is a true/false value, not an id.' };
    case 'blank':
    case 'error':
    case 'uncalculated':
      return readText(cell);
  }
}

function numberAsIdentifier(value: number, format: string): Reading {
  if (!Number.isInteger(value) || value < 0) return { is: 'unreadable', reason: 'This id is not a whole number.' };
  if (value >= LAST_EXACT) {
    return { is: 'unreadable', reason: 'This id is a number of more than fifteen figures: store it as text.' };
  }
  return { is: 'value', value: String(value).padStart(/^0+$/.test(format) ? format.length : 0, '0') };
}

/** A date as yyyy-MM-dd, from a serial or from text. `n/a` and a dash count as left empty. */
export function readDate(cell: Cell, system: DateSystem): Reading {
  switch (cell.kind) {
    case 'text': {
      const text = cleanText(cell.text);
      if (NO_DATE.test(text)) return { is: 'blank' };
      const written = writtenDate(text);
      return 'date' in written ? { is: 'value', value: written.date } : { is: 'unreadable', reason: written.reason };
    }
    case 'number': {
      const date = dateOfSerial(cell.value, system);
      return date === null ? { is: 'unreadable', reason: 'This date does not exist.' } : { is: 'value', value: date };
    }
    case 'yes_no':
      return { is: 'unreadable', reason: 'This is a true/false value, not a date.' };
    case 'blank':
    case 'error':
    case 'uncalculated':
      return readText(cell);
  }
}
