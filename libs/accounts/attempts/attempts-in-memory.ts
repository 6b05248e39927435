import { waitAfter, type Attempts, type Patience } from './port.js';

interface Tries {
  readonly count: number;
  readonly nextAt: number;
  readonly forgottenAt: number;
}

/** Kept at most; beyond it those longest ago are let go. */
const MOST = 20_000;

/** Tries at the one service there is. */
export class AttemptsInMemory implements Attempts {
  private readonly tries = new Map<string, Tries>();
  private readonly done = new Map<string, number>();

  /** @param clock milliseconds that never run backwards */
  constructor(private readonly clock: () => number = () => performance.now()) {}

  async begin(key: string, patience: Patience): Promise<number> {
    const now = this.clock();
    const known = this.tries.get(key);
    const before = known !== undefined && now < known.forgottenAt ? known : undefined;
    if (before !== undefined && now < before.nextAt) return Math.ceil(before.nextAt - now);
    const count = (before?.count ?? 0) + 1;
    this.tries.delete(key);
    this.tries.set(key, { count, nextAt: now + waitAfter(count, patience), forgottenAt: now + patience.forgetMs });
    letGo(this.tries);
    return 0;
  }

  async forgive(key: string): Promise<void> {
    const known = this.tries.get(key);
    if (known !== undefined) this.tries.set(key, { ...known, count: Math.max(0, known.count - 1), nextAt: 0 });
  }

  async forget(key: string): Promise<void> {
    this.tries.delete(key);
  }

  async once(key: string, forMs: number): Promise<boolean> {
    const now = this.clock();
    if ((this.done.get(key) ?? -Infinity) > now) return false;
    this.done.delete(key);
    this.done.set(key, now + forMs);
    letGo(this.done);
    return true;
  }

  async close(): Promise<void> {
    this.tries.clear();
  }
}

function letGo(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    if (map.size <= MOST) break;
    map.delete(oldest);
  }
}
