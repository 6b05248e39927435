/** A document before it is written: every form it takes, page, Word or PDF, goes through these. */
export interface CommitteeDocument {
  readonly council: string;
  readonly title: string;
  /** What stands at its head: `Committee`, `Date of meeting`, … */
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
  /** When its figures stood, an instant: the same document is the same file. */
  readonly asAt: string;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export interface Section {
  readonly heading: string;
  readonly level: 1 | 2;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly numbered: boolean }
  /** Lines that are copied as they stand. */
  | { readonly kind: 'lines'; readonly text: string }
  | { readonly kind: 'table'; readonly table: FigureTable }
  | { readonly kind: 'chart'; readonly chart: Chart };

/** The first cell of each row names it. */
export interface FigureTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Chart {
  readonly caption: string;
  /** A picture, of the width and the height it says. */
  readonly svg: string;
  /** What it shows, for whoever sees none. */
  readonly words: string;
}

/** In what charts and documents are set. */
export const FONT = 'Source Sans 3';
