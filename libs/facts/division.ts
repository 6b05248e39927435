import type { Cells, Column } from './columns.js';

/** Facts told apart, so that one pass counts them all. */
export interface Division {
  readonly columns: readonly Column[];
  /** How many parts there are. */
  readonly size: number;
  /** The index of the part of a fact; -1 for one that is in none. @param cells of the columns, in their order */
  indexOf(cells: readonly (Cells | undefined)[], place: number): number;
}
