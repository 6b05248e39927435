import type { Cells } from './columns.js';
import type { PickedFacts } from './picked-facts.js';

/** Up to this many places are kept in an array. Beyond it nearly all are empty, and a map holds those that are not. */
const DENSE = 2 ** 16;

/** How many facts of each group have each number in their cell of one column. */
export class CellCounts {
  private readonly dense: Uint32Array | undefined;
  private readonly sparse = new Map<number, number>();

  /** @param numbers more than any cell of the column holds */
  constructor(
    groups: number,
    private readonly numbers: number,
  ) {
    if (groups * numbers <= DENSE) this.dense = new Uint32Array(groups * numbers);
  }

  /** One fact more. */
  count(group: number, number: number): void {
    const at = group * this.numbers + number;
    if (this.dense === undefined) this.sparse.set(at, (this.sparse.get(at) ?? 0) + 1);
    else this.dense[at] = (this.dense[at] ?? 0) + 1;
  }

  /** @param cells undefined where no fact of the block has a value in the column: every cell is 0 */
  add({ count, places, groups }: PickedFacts, cells: Cells | undefined): void {
    const { dense, numbers } = this;
    if (dense === undefined) {
      for (let index = 0; index < count; index += 1) this.count(groups[index] ?? 0, cells?.[places[index] ?? 0] ?? 0);
      return;
    }
    for (let index = 0; index < count; index += 1) {
      const at = (groups[index] ?? 0) * numbers + (cells === undefined ? 0 : (cells[places[index] ?? 0] ?? 0));
      dense[at] = (dense[at] ?? 0) + 1;
    }
  }

  /** Every count that is not 0, by group and then by number. */
  *entries(): Generator<{ readonly group: number; readonly number: number; readonly count: number }> {
    const counts = this.dense?.entries() ?? [...this.sparse].sort(([one], [other]) => one - other);
    for (const [at, count] of counts)
      if (count > 0) yield { group: Math.floor(at / this.numbers), number: at % this.numbers, count };
  }
}
