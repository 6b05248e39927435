/** Wrong attempts that one address may make in a minute. */
const MOST = 10;
const MINUTE_MS = 60_000;
/** Addresses kept at most; beyond it those longest ago are let go. */
const ADDRESSES = 10_000;

/**
 * Counts the wrong secrets that came from an address. A right one is never made to wait by them: a secret is 256 random
 * bits, so that this keeps noise down and nobody out.
 */
export class WrongAttempts {
  private readonly byAddress = new Map<string, { since: number; count: number }>();

  /** @param clock milliseconds that never run backwards */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  /** Takes down one more; answers whether that is too many. */
  isOneTooMany(address: string): boolean {
    const now = this.clock();
    const before = this.byAddress.get(address);
    const attempts = before !== undefined && now - before.since < MINUTE_MS ? before : { since: now, count: 0 };
    attempts.count += 1;
    this.byAddress.delete(address);
    this.byAddress.set(address, attempts);
    for (const oldest of this.byAddress.keys()) {
      if (this.byAddress.size <= ADDRESSES) break;
      this.byAddress.delete(oldest);
    }
    return attempts.count > MOST;
  }
}
