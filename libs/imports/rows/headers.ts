import { readText, type Cell } from '../cell.js';
import type { ImportWarning } from '../findings.js';
import { headerKey } from '../text/clean-text.js';

/** A column somebody may look for: its proper header, the variants known for it, and what it is looked up for. */
export interface KnownColumn<Holds extends string> {
  readonly header: string;
  readonly also?: readonly string[];
  readonly holds?: Holds;
  readonly required?: true;
  /** It is read where it stands and not missed where it does not. */
  readonly unasked?: true;
}

export interface FoundColumn<Holds extends string> {
  readonly known: KnownColumn<Holds>;
  readonly index: number;
  /** As the file spells it. */
  readonly spelt: string;
}

/** A header that means a column found before it. */
export interface RepeatedHeader<Holds extends string> {
  readonly spelt: string;
  readonly read: FoundColumn<Holds>;
}

export interface MatchedHeader<Holds extends string> {
  readonly found: readonly FoundColumn<Holds>[];
  readonly byHolds: ReadonlyMap<Holds, FoundColumn<Holds>>;
  readonly unknown: readonly string[];
  readonly repeated: readonly RepeatedHeader<Holds>[];
  readonly missing: readonly KnownColumn<Holds>[];
}

/** The headers of a row as spelt, blank cells as empty text. */
export function speltHeaders(cells: readonly Cell[]): string[] {
  return cells.map((cell) => (cell.kind === 'text' ? cell.text : valueOf(cell)));
}

/** Matches headers to known columns whatever their case, spaces, quotes and punctuation; the first of two counts. */
export function matchHeader<Holds extends string>(
  spelt: readonly string[],
  columns: readonly KnownColumn<Holds>[],
): MatchedHeader<Holds> {
  const byKey = new Map(columns.flatMap((column) => headersOf(column).map((header) => [headerKey(header), column])));
  const found = new Map<KnownColumn<Holds>, FoundColumn<Holds>>();
  const unknown: string[] = [];
  const repeated: RepeatedHeader<Holds>[] = [];
  spelt.forEach((header, index) => {
    const key = headerKey(header);
    if (key === '') return;
    const known = byKey.get(key);
    const first = known && found.get(known);
    if (!known) unknown.push(header);
    else if (first) repeated.push({ spelt: header, read: first });
    else found.set(known, { known, index, spelt: header });
  });
  const all = [...found.values()];
  return {
    found: all,
    byHolds: new Map(all.flatMap((column) => (column.known.holds ? [[column.known.holds, column]] : []))),
    unknown,
    repeated,
    missing: columns.filter((column) => !found.has(column)),
  };
}

/** Whether a value of the column is its header again, under any of the names known for it. */
export function isHeaderOf<Holds extends string>({ known, spelt }: FoundColumn<Holds>, value: string): boolean {
  const key = headerKey(value);
  return [spelt, ...headersOf(known)].some((header) => headerKey(header) === key);
}

/** Tells of columns that were not read because another stands for the same thing. */
export function aboutRepeated<Holds extends string>(
  { repeated }: MatchedHeader<Holds>,
  at: { readonly sheet: string; readonly row: number },
): ImportWarning[] {
  return repeated.map(({ spelt, read }) => {
    const column = spelt.trim();
    if (headerKey(spelt) === headerKey(read.spelt)) {
      return { ...at, column, code: 'header_repeated', text: 'The header stands twice: the first column was read.' };
    }
    const text = `"${column}" and "${read.spelt.trim()}" may both be meant for "${read.known.header}": only "${read.spelt.trim()}", which stands first, was read.`;
    return { ...at, column, code: 'header_ambiguous', text };
  });
}

function headersOf<Holds extends string>({ header, also }: KnownColumn<Holds>): readonly string[] {
  return [header, ...(also ?? [])];
}

function valueOf(cell: Cell): string {
  const reading = readText(cell);
  return reading.is === 'value' ? reading.value : '';
}
