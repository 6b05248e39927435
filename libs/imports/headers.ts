import { readText, type Cell } from './cell.js';
import { headerKey } from './text/clean-text.js';

/** A column somebody may look for: its proper header, the variants known for it, and what it is looked up for. */
export interface KnownColumn<Holds extends string> {
  readonly header: string;
  readonly also?: readonly string[];
  readonly holds?: Holds;
  readonly required?: true;
}

export interface FoundColumn<Holds extends string> {
  readonly known: KnownColumn<Holds>;
  readonly index: number;
  /** As the file spells it. */
  readonly spelt: string;
}

export interface MatchedHeader<Holds extends string> {
  readonly found: readonly FoundColumn<Holds>[];
  readonly byHolds: ReadonlyMap<Holds, FoundColumn<Holds>>;
  readonly unknown: readonly string[];
  readonly repeated: readonly string[];
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
  const byKey = new Map(
    columns.flatMap((column) => [column.header, ...(column.also ?? [])].map((header) => [headerKey(header), column])),
  );
  const found = new Map<KnownColumn<Holds>, FoundColumn<Holds>>();
  const unknown: string[] = [];
  const repeated: string[] = [];
  spelt.forEach((header, index) => {
    const key = headerKey(header);
    if (key === '') return;
    const known = byKey.get(key);
    if (!known) unknown.push(header);
    else if (found.has(known)) repeated.push(header);
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

function valueOf(cell: Cell): string {
  const reading = readText(cell);
  return reading.is === 'value' ? reading.value : '';
}
