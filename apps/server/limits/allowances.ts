/** How often something may be done. */
export interface Allowance {
  /** So many at once, after a pause. */
  readonly atOnce: number;
  /** And one more every so many milliseconds. */
  readonly everyMs: number;
}

/** Kept at most; beyond it those longest unused are let go. */
const MOST = 20_000;

/** Who has used how much of what they are allowed: by the generic cell rate algorithm (ITU-T I.371), one number each. */
export class Allowances {
  /** When all that was done would be made up for. */
  private readonly madeUpAt = new Map<string, number>();

  /** @param clock milliseconds that never run backwards */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Uses one up, if one is left. @returns 0, or the milliseconds until one is */
  use(key: string, { atOnce, everyMs }: Allowance): number {
    const now = this.clock();
    const madeUpAt = Math.max(now, this.madeUpAt.get(key) ?? now);
    const waitMs = madeUpAt - now - (atOnce - 1) * everyMs;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.madeUpAt.delete(key);
    this.madeUpAt.set(key, madeUpAt + everyMs);
    for (const oldest of this.madeUpAt.keys()) {
      if (this.madeUpAt.size <= MOST) break;
      this.madeUpAt.delete(oldest);
    }
    return 0;
  }
}
