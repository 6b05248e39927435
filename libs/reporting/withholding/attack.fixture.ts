/** One unknown is how many audits have one combination of what reports tell apart. */
export interface Equation {
  readonly of: ReadonlySet<number>;
  readonly count: number;
}

/**
 * A prime whose square a machine adds quickly: what can be worked out in fractions can be worked out in its remainders, and
 * hardly anything else, since sums of ones and zeros seldom divide by it.
 */
const PRIME = 46_337;

/**
 * Somebody who puts together all that they are shown. Counts are whole and not negative: where a sum is 0, so is each part.
 */
export class Attack {
  private readonly zero = new Set<number>();
  private readonly rows: { readonly pivot: number; readonly terms: Int32Array }[] = [];

  constructor(
    private readonly unknowns: number,
    equations: readonly Equation[],
  ) {
    for (const { of, count } of equations) if (count === 0) for (const unknown of of) this.zero.add(unknown);
    for (const { of, count } of equations) this.learn(of, count);
  }

  /** What a sum is, where that can be worked out; null where it cannot. */
  workedOut(of: ReadonlySet<number>): number | null {
    const rest = this.reduced(this.termsOf(of, 0));
    for (let place = 0; place < this.unknowns; place += 1) if (rest[place] !== 0) return null;
    return (PRIME - (rest[this.unknowns] ?? 0)) % PRIME;
  }

  private learn(of: ReadonlySet<number>, count: number): void {
    const rest = this.reduced(this.termsOf(of, count));
    const pivot = rest.findIndex((term, place) => place < this.unknowns && term !== 0);
    if (pivot < 0) return;
    const inverse = power(rest[pivot] ?? 0, PRIME - 2);
    this.rows.push({ pivot, terms: rest.map((term) => (term * inverse) % PRIME) });
  }

  private termsOf(of: ReadonlySet<number>, count: number): Int32Array {
    const terms = new Int32Array(this.unknowns + 1);
    for (const unknown of of) if (!this.zero.has(unknown)) terms[unknown] = 1;
    terms[this.unknowns] = count;
    return terms;
  }

  private reduced(terms: Int32Array): Int32Array {
    for (const { pivot, terms: row } of this.rows) {
      const factor = terms[pivot] ?? 0;
      if (factor === 0) continue;
      for (let place = pivot; place <= this.unknowns; place += 1) {
        const term = row[place] ?? 0;
        if (term !== 0) terms[place] = ((terms[place] ?? 0) + (PRIME - factor) * term) % PRIME;
      }
    }
    return terms;
  }
}

function power(base: number, exponent: number): number {
  let [result, factor] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * factor) % PRIME;
    factor = (factor * factor) % PRIME;
  }
  return result;
}
