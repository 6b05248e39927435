import { ImportProblem } from '../import-problem.js';
import type { Delimiter } from './delimiter.js';

/** One record of a CSV. `row` counts records from 1, the header and blank lines included, as a spreadsheet shows them. */
export interface CsvRecord {
  readonly row: number;
  readonly values: readonly string[];
}

/** No row of any import comes near this; a quotation mark that is never closed would otherwise swallow the file. */
const LONGEST_RECORD = 1_000_000;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const NUL = '\0';

/** Where the scanner stands: before a value, in a bare or a quoted one, or behind a quotation mark that may close it. */
type Place = 'before' | 'bare' | 'quoted' | 'behind-quote' | 'closed';

/**
 * Cuts a CSV into records as its text comes, in one pass. It follows RFC 4180 where that is clear: a value is quoted when
 * it begins with a quotation mark, and is then closed by one before a separator or the end of the row. A quotation mark
 * within a bare value (5" nails) is a character. Records end with CR, LF or both, mixed as they may be.
 *
 * What is not clear is never guessed at, because a guess makes one row of many: the file is refused and the row named.
 * So it is where a quoted value goes on behind its closing mark, is never closed, or can be seen to have run over the
 * ends of rows that were rows of their own.
 */
export class CsvScanner {
  private place: Place = 'before';
  private values: string[] = [];
  /** What of the value at hand came in earlier pieces of text. */
  private begun = '';
  /** Of this record, values that run over a line end. */
  private manyLined: number[] = [];
  private length = 0;
  private row = 1;
  /** How many columns the header has; null before there was one. */
  private width: number | null = null;
  private behindReturn = false;
  private readonly separator: number;

  constructor(private readonly delimiter: Delimiter) {
    this.separator = delimiter.charCodeAt(0);
  }

  /** The records that end in a piece of the text. @throws ImportProblem */
  *records(text: string): Generator<CsvRecord> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.behindReturn) {
        this.behindReturn = false;
        if (code === LINE_FEED) {
          from = at + 1;
          continue;
        }
      }
      switch (this.place) {
        case 'quoted': {
          const quote = text.indexOf('"', at);
          this.take(text.slice(from, quote === -1 ? text.length : quote));
          if (quote === -1) return;
          at = quote;
          this.place = 'behind-quote';
          continue;
        }
        case 'behind-quote':
          if (code === QUOTE) {
            // a quotation mark doubled is one of the value's own; what follows goes on from it
            from = at;
            this.take('"');
            from = at + 1;
            this.place = 'quoted';
            continue;
          }
          this.place = 'closed';
          from = at;
          break;
        case 'before':
          from = at;
          this.place = code === QUOTE ? 'quoted' : 'bare';
          if (code === QUOTE) {
            from = at + 1;
            continue;
          }
          break;
        case 'bare':
        case 'closed':
          break;
      }
      if (code === this.separator) {
        this.endValue(text.slice(from, at));
      } else if (code === LINE_FEED || code === RETURN) {
        this.behindReturn = code === RETURN;
        const record = this.endRecord(text.slice(from, at));
        if (record !== null) yield record;
      } else if (this.place === 'closed' && code !== SPACE) {
        throw this.quotesProblem('a value goes on behind its closing quotation mark');
      }
    }
    if (this.place === 'bare') this.take(text.slice(from));
  }

  /** The last record, where no line end follows it. @throws ImportProblem */
  *end(): Generator<CsvRecord> {
    if (this.place === 'quoted') throw this.quotesProblem('one is opened and never closed');
    if (this.place === 'before' && this.values.length === 0) return;
    const record = this.endRecord('');
    if (record !== null) yield record;
  }

  private take(piece: string): void {
    this.begun = this.begun === '' ? piece : this.begun + piece;
    this.lengthen(piece.length);
  }

  private lengthen(by: number): void {
    this.length += by;
    if (this.length <= LONGEST_RECORD) return;
    throw new ImportProblem(
      'csv_record_too_long',
      `Row ${this.row} of this file is longer than any row can be. Look for a quotation mark that is opened and never closed.`,
    );
  }

  private endValue(last: string): void {
    const quoted = this.place === 'closed' || this.place === 'behind-quote';
    if (!quoted && last !== '') this.take(last);
    if (quoted && /[\n\r]/.test(this.begun)) this.manyLined.push(this.values.length);
    this.values.push(this.begun);
    this.lengthen(1);
    this.begun = '';
    this.place = 'before';
  }

  /** @returns null for a blank record */
  private endRecord(last: string): CsvRecord | null {
    this.endValue(last);
    const { row, values, manyLined } = this;
    this.values = [];
    this.manyLined = [];
    this.length = 0;
    if (values.some((value) => value.includes(NUL))) {
      throw new ImportProblem(
        'csv_not_text',
        `Row ${row} of this file holds a character that is no text (NUL). Save the file again as CSV.`,
      );
    }
    const blank = isBlankRecord(values);
    if (!blank) {
      this.width ??= values.length;
      if (manyLined.length > 0 && this.hasSwallowedRows(values, manyLined)) {
        throw this.quotesProblem('a value runs over the ends of rows, and other rows seem to be within it');
      }
    }
    this.row += 1;
    return blank ? null : { row, values };
  }

  /**
   * Whether a value of several lines holds rows of their own: between a stray mark in one row and another in the same
   * column of a later one lie the rest of the first row, all rows between, and the later one up to there. In other columns
   * the two make a record of the wrong width.
   */
  private hasSwallowedRows(values: readonly string[], manyLined: readonly number[]): boolean {
    const width = this.width ?? values.length;
    if (width === 1) return false;
    if (values.length !== width) return true;
    return manyLined.some((column) => {
      const lines = (values[column] ?? '').split(/\r\n|\n|\r/).map((line) => line.split(this.delimiter).length - 1);
      const within = lines.slice(1, -1);
      return (lines[0] === width - 1 - column && lines.at(-1) === column) || within.includes(width - 1);
    });
  }

  private quotesProblem(what: string): ImportProblem {
    return new ImportProblem(
      'csv_quotes',
      `The quotation marks in row ${this.row} of this file do not match: ${what}. Correct that row, or save the file again as CSV.`,
    );
  }
}

function isBlankRecord(values: readonly string[]): boolean {
  return values.every((value) => value.trim() === '');
}

/** Why a record cannot be laid under a header; null where it can. Cells that are empty on both sides do not count. */
export function widthProblem({ values }: CsvRecord, header: readonly string[]): string | null {
  if (values.length > header.length && !isBlankRecord(values.slice(header.length))) {
    return `The row has ${values.length} values and the header ${header.length}: look for an unquoted separator.`;
  }
  if (values.length < header.length && !isBlankRecord(header.slice(values.length))) {
    return `The row has ${values.length} values and the header ${header.length}: a value or a separator is missing, or the row is broken in two.`;
  }
  return null;
}
