/**
 * A sum that somebody was told. One unknown is how many audits of one kind counted over one span of moments; a sum is of all
 * its kinds over all its spans.
 */
export interface Equation {
  readonly sum: Sum;
  readonly count: number;
}

export interface Sum {
  readonly kinds: readonly number[];
  readonly spans: readonly number[];
}

/**
 * A prime whose square a machine adds quickly: what can be worked out in fractions can be worked out in its remainders, and
 * hardly anything else, since sums of ones and zeros seldom divide by it.
 */
const PRIME = 46_337;

/** Unknowns that no sum tells apart are one; those that must be 0 are none. */
const NOTHING = -1;
const TOLD_NOWHERE = -2;

/**
 * Somebody who puts together all that they are shown. Counts are whole and not negative: where a sum is 0, so is each part.
 */
export class Attack {
  private readonly groupOf: Int32Array;
  private readonly sizes: readonly number[];
  private readonly rows: { readonly pivot: number; readonly terms: Int32Array }[] = [];

  constructor(
    private readonly kinds: number,
    spans: number,
    equations: readonly Equation[],
  ) {
    this.groupOf = this.grouped(spans, equations);
    const sizes: number[] = [];
    for (const group of this.groupOf) if (group >= 0) sizes[group] = (sizes[group] ?? 0) + 1;
    this.sizes = sizes;
    const learnt = new Set<string>();
    for (const { sum, count } of equations) {
      const groups = this.groupsIn(sum);
      const words = groups?.join() ?? '';
      if (groups === null || learnt.has(words)) continue;
      learnt.add(words);
      this.learn(groups, count);
    }
  }

  /** What a sum is, where that can be worked out; null where it cannot. */
  workedOut(sum: Sum): number | null {
    const groups = this.groupsIn(sum);
    if (groups === null) return null;
    const rest = this.reduced(groups, 0);
    for (let place = 0; place < this.sizes.length; place += 1) if (rest[place] !== 0) return null;
    return (PRIME - (rest[this.sizes.length] ?? 0)) % PRIME;
  }

  private grouped(spans: number, equations: readonly Equation[]): Int32Array {
    const groupOf = new Int32Array(this.kinds * spans).fill(TOLD_NOWHERE);
    const [left, right] = [new Int32Array(groupOf.length), new Int32Array(groupOf.length)];
    for (const { sum, count } of equations)
      if (count === 0) for (const unknown of this.of(sum)) groupOf[unknown] = NOTHING;
    for (const [place, { sum, count }] of equations.entries()) {
      if (count === 0) continue;
      // Which sums an unknown is in, as a number of 64 bits.
      const [one, other] = [scattered(place * 2 + 1), scattered(place * 2 + 2)];
      for (const unknown of this.of(sum)) {
        left[unknown] = (left[unknown] ?? 0) ^ one;
        right[unknown] = (right[unknown] ?? 0) ^ other;
      }
    }
    const groups = new Map<string, number>();
    for (let unknown = 0; unknown < groupOf.length; unknown += 1) {
      const [one, other] = [left[unknown] ?? 0, right[unknown] ?? 0];
      if (groupOf[unknown] === NOTHING || (one === 0 && other === 0)) continue;
      const key = `${one} ${other}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, groups.size);
      groupOf[unknown] = known ?? groups.size - 1;
    }
    return groupOf;
  }

  private *of({ kinds, spans }: Sum): Generator<number> {
    for (const span of spans) for (const kind of kinds) yield span * this.kinds + kind;
  }

  /** Null where a group is in it in part only, or something that is told nowhere. */
  private groupsIn(sum: Sum): number[] | null {
    const found = new Map<number, number>();
    for (const unknown of this.of(sum)) {
      const group = this.groupOf[unknown] ?? NOTHING;
      if (group === TOLD_NOWHERE) return null;
      if (group >= 0) found.set(group, (found.get(group) ?? 0) + 1);
    }
    for (const [group, size] of found) if (this.sizes[group] !== size) return null;
    return [...found.keys()].sort((one, other) => one - other);
  }

  private learn(groups: readonly number[], count: number): void {
    const width = this.sizes.length;
    const rest = this.reduced(groups, count);
    const pivot = rest.findIndex((term, place) => place < width && term !== 0);
    if (pivot < 0) return;
    const inverse = power(rest[pivot] ?? 0, PRIME - 2);
    this.rows.push({ pivot, terms: rest.map((term) => (term * inverse) % PRIME) });
  }

  private reduced(groups: readonly number[], count: number): Int32Array {
    const width = this.sizes.length;
    const terms = new Int32Array(width + 1);
    for (const group of groups) terms[group] = 1;
    terms[width] = count;
    for (const { pivot, terms: row } of this.rows) {
      const factor = terms[pivot] ?? 0;
      if (factor === 0) continue;
      for (let place = pivot; place <= width; place += 1) {
        const term = row[place] ?? 0;
        if (term !== 0) terms[place] = ((terms[place] ?? 0) + (PRIME - factor) * term) % PRIME;
      }
    }
    return terms;
  }
}

/** A whole number of 32 bits that looks like any other. */
function scattered(seed: number): number {
  let bits = Math.imul(seed, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function power(base: number, exponent: number): number {
  let [result, factor] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * factor) % PRIME;
    factor = (factor * factor) % PRIME;
  }
  return result;
}
