import { readText, wordIn, type Cell, type Reading } from '../cell.js';
import { writtenDate } from '../dates/written-date.js';
import { cleanName } from '../text/clean-text.js';
import { wordForNothing } from '../text/nothing.js';
import { withoutQuotes } from '../text/spreadsheet-marks.js';
import { whyNoRecord } from './no-record.js';

/** Excel keeps fifteen figures of a number; the rest of a longer id is lost before the file is saved. */
const LAST_EXACT = 1e15;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*';

/** What spreadsheets and programs make of an id they take for a number or a date, and what is said of it. */
const SPOILT: readonly { readonly as: RegExp; readonly reason: string }[] = [
  {
    as: /^-?\d(?:[.,]\d+)?E\+\d+$|^-?\d[.,]\d+E\d+$/i,
    reason: 'A spreadsheet has rewritten this id (as in 1.2E+07) and lost figures of it.',
  },
  {
    as: /^\d+\.0+$|^\d{1,3}(?:,\d{3})+(?:\.0+)?$/,
    reason:
      'A program has taken this id for a number (as in 40.0 or 1,040), and may have lost zeros at its start. Give it as text.',
  },
  {
    as: new RegExp(`^\\d{1,2}[-/ ]${MONTH}(?:[-/ ]\\d{2,4})?$|^${MONTH}[-/ ]\\d{2,4}$`, 'i'),
    reason: 'A spreadsheet has turned this id into a date (as in 01-Feb). Give it as text.',
  },
];
const A_DATE = 'This is a date, not an id: a spreadsheet may have made it of one. Give it as text.';
/** Quoted words, escapes and colours of a number format say nothing of how it shows a number. */
const NOT_OF_THE_FORMAT = /"[^"]*"|\\.|\[[^\]]*\]|_./g;

/**
 * An identifier as text. Text cells keep their leading zeros; number cells give their whole figures, padded where the
 * cell's own format shows leading zeros. Quotation marks around it are none of it. What a spreadsheet has already spoilt
 * (1.2E+07, 40.0, 01-Feb, more than fifteen figures) is refused: two children would become one.
 */
export function readIdentifier(cell: Cell): Reading {
  return identifier(cell, false);
}

/** An identifier of a member of staff, which may be their initials: `NA` is one. */
export function readReference(cell: Cell): Reading {
  return identifier(cell, true);
}

/** The id of a record's subject or of a record, where a total, a note or a repeated header may stand instead. */
export function readRecordId(read: (cell: Cell) => Reading): (cell: Cell) => Reading {
  return (cell) => {
    const reading = read(cell);
    const reason = reading.is === 'value' ? whyNoRecord(reading.value) : null;
    return reason === null ? reading : { is: 'unreadable', reason };
  };
}

/** The id of a child or carer: not a total, not a note, not zeros. */
export function readSubjectId(cell: Cell): Reading {
  const reading = readRecordId(readIdentifier)(cell);
  if (reading.is === 'value' && /^0+$/.test(reading.value)) {
    return { is: 'unreadable', reason: 'This id is made of zeros only, which stands for nobody.' };
  }
  return reading;
}

/** What links the children of one family. `0`, `99999` and the like link nobody. */
export function readFamily(cell: Cell): Reading {
  if (cell.kind === 'number' && cell.value === -1) return noFamily('-1');
  const reading = readIdentifier(cell);
  return reading.is === 'value' && /^(?:0+|9{3,}|-1)$/.test(reading.value) ? noFamily(reading.value) : reading;
}

function noFamily(shown: string): Reading {
  return { is: 'nothing', because: 'stand_in_family', shown };
}

function identifier(cell: Cell, mayBeInitials: boolean): Reading {
  switch (cell.kind) {
    case 'text': {
      const value = withoutQuotes(cleanName(cell.text));
      const nothing = wordForNothing(value, mayBeInitials);
      if (nothing !== null) return wordIn(nothing);
      const spoilt = SPOILT.find(({ as }) => as.test(value))?.reason ?? ('date' in writtenDate(value) ? A_DATE : null);
      return spoilt === null ? { is: 'value', value } : { is: 'unreadable', reason: spoilt };
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
  if (format !== 'General' && /[dmy]/i.test(format.replace(NOT_OF_THE_FORMAT, ''))) {
    return { is: 'unreadable', reason: A_DATE };
  }
  if (!Number.isInteger(value) || value < 0) return { is: 'unreadable', reason: 'This id is not a whole number.' };
  if (value >= LAST_EXACT) {
    return { is: 'unreadable', reason: 'This id is a number of more than fifteen figures: store it as text.' };
  }
  return { is: 'value', value: String(value).padStart(/^0+$/.test(format) ? format.length : 0, '0') };
}
