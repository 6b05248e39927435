import { cleanName, cleanText } from './text/clean-text.js';
import { dateOfSerial, type DateSystem } from './dates/excel-serial.js';
import { isDateOfZeros, standsForNoDate } from './dates/stand-in-date.js';
import { writtenDate } from './dates/written-date.js';
import { wordForNothing } from './text/nothing.js';
import { withoutQuotes, withoutSpreadsheetMarks } from './text/spreadsheet-marks.js';

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

/** Why a cell with something in it says nothing. */
export type Nothing = 'word' | 'stand_in_date' | 'stand_in_family';

/**
 * What a cell meant. `failed` is an Excel error such as #N/A, `nothing` a word or a date that stands for no value: in
 * both the value is missing and the person is told. `shown` repeats nothing of a child.
 */
export type Reading =
  | { readonly is: 'value'; readonly value: string }
  | { readonly is: 'blank' }
  | { readonly is: 'nothing'; readonly because: Nothing; readonly shown: string }
  | { readonly is: 'failed'; readonly shown: string }
  | { readonly is: 'unreadable'; readonly reason: string };

const EXCEL_ERROR =
  /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!)$/i;
const NOT_CALCULATED: Reading = {
  is: 'unreadable',
  reason: 'This cell is a formula whose result was not saved. Open the file in Excel, save it, and import it again.',
};

/** A cell of text, as every reader of files makes it: what was put around a value for a spreadsheet's sake is gone. */
export function textCell(text: string): Cell {
  const cleaned = cleanText(text);
  const bare = withoutSpreadsheetMarks(cleaned);
  if (bare === '') return BLANK;
  if (EXCEL_ERROR.test(bare)) return { kind: 'error', shown: bare.toUpperCase() };
  return { kind: 'text', text: bare === cleaned ? text : bare };
}

/**
 * Names, teams, statuses.
 * @param means whether a word for nothing is a value in this column, as `na` is among the answers to a standard
 */
export function readText(cell: Cell, means: (text: string) => boolean = () => false): Reading {
  switch (cell.kind) {
    case 'blank':
      return { is: 'blank' };
    case 'error':
      return { is: 'failed', shown: cell.shown };
    case 'text': {
      const value = cleanName(cell.text);
      const nothing = wordForNothing(value);
      return nothing === null || means(value) ? { is: 'value', value } : wordIn(nothing);
    }
    case 'number':
      return { is: 'value', value: String(cell.value) };
    case 'yes_no':
      return { is: 'value', value: cell.value ? 'Yes' : 'No' };
    case 'uncalculated':
      return NOT_CALCULATED;
  }
}

/** A date as yyyy-MM-dd, from a serial or from text. A day that stands for no date is none. */
export function readDate(cell: Cell, system: DateSystem): Reading {
  switch (cell.kind) {
    case 'text': {
      const text = withoutQuotes(cleanText(cell.text));
      const nothing = wordForNothing(text);
      if (nothing !== null) return wordIn(nothing);
      if (isDateOfZeros(text)) return standIn('a date of zeros');
      const written = writtenDate(text);
      return 'date' in written ? day(written.date) : { is: 'unreadable', reason: written.reason };
    }
    case 'number': {
      // day zero is what Excel keeps of an empty cell it was made to read as a date
      if (cell.value === 0) return standIn('a date of zeros');
      const date = dateOfSerial(cell.value, system);
      return date === null ? { is: 'unreadable', reason: 'This date does not exist.' } : day(date);
    }
    case 'yes_no':
      return { is: 'unreadable', reason: 'This is a true/false value, not a date.' };
    case 'blank':
    case 'error':
    case 'uncalculated':
      return readText(cell);
  }
}

function day(date: string): Reading {
  return standsForNoDate(date) ? standIn(date) : { is: 'value', value: date };
}

function standIn(shown: string): Reading {
  return { is: 'nothing', because: 'stand_in_date', shown };
}

export function wordIn(shown: string): Reading {
  return { is: 'nothing', because: 'word', shown };
}
