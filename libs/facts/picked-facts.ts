import { FACTS_PER_BLOCK, type Cells } from './columns.js';
import type { Division } from './division.js';

/** Facts picked from one block, each for the group it counts in. Made once and filled anew for every block. */
export class PickedFacts {
  /** Of `places` and `groups` the first so many hold. */
  count = 0;
  /** Places in the block, in order. */
  readonly places = new Uint16Array(FACTS_PER_BLOCK);
  readonly groups = new Uint32Array(FACTS_PER_BLOCK);

  clear(): void {
    this.count = 0;
  }

  pick(place: number, group: number): void {
    this.places[this.count] = place;
    this.groups[this.count] = group;
    this.count += 1;
  }

  /** Keeps those whose cell holds a number that is wanted. @param wanted 1 at each of those numbers */
  keep(cells: Cells | undefined, wanted: Uint8Array): void {
    const picked = this.count;
    this.clear();
    for (let index = 0; index < picked; index += 1) {
      const place = this.places[index] ?? 0;
      if (wanted[cells?.[place] ?? 0] === 1) this.pick(place, this.groups[index] ?? 0);
    }
  }

  /** Makes of every group as many as there are parts, one after another, and leaves out what is in no part. */
  divide({ size, indexOf }: Division, cells: readonly (Cells | undefined)[]): void {
    const picked = this.count;
    this.clear();
    for (let index = 0; index < picked; index += 1) {
      const place = this.places[index] ?? 0;
      const part = indexOf(cells, place);
      if (part >= 0) this.pick(place, (this.groups[index] ?? 0) * size + part);
    }
  }
}
