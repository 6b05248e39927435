import type { Cells } from './columns.js';
import type { PickedFacts } from './picked-facts.js';

/** How many facts of each group have each number in their cell of one column. */
export class CellCounts {
  private readonly counts: Uint32Array;

  /** @param numbers more than any cell of the column holds */
  constructor(
    groups: number,
    private readonly numbers: number,
  ) {
    this.counts = new Uint32Array(groups * numbers);
  }

  /** One fact more. */
  count(group: number, number: number): void {
    const at = group * this.numbers + number;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
  }

  /** @param cells undefined where no fact of the block has a value in the column: every cell is 0 */
  add({ count, places, groups }: PickedFacts, cells: Cells | undefined): void {
    const { counts, numbers } = this;
    for (let index = 0; index < count; index += 1) {
      const at = (groups[index] ?? 0) * numbers + (cells === undefined ? 0 : (cells[places[index] ?? 0] ?? 0));
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }

  /** Every count that is not 0, by group and then by number. */
  *entries(): Generator<{ readonly group: number; readonly number: number; readonly count: number }> {
    for (const [at, count] of this.counts.entries())
      if (count > 0) yield { group: Math.floor(at / this.numbers), number: at % this.numbers, count };
  }
}
