import { randomUUID } from 'node:crypto';
import type { Attempts, Patience } from '../port.js';

/** Two processes that count together, and a way to let time pass. */
export interface AttemptsUnderTest {
  readonly here: Attempts;
  readonly there: Attempts;
  /** In milliseconds. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const PATIENCE: Patience = { free: 3, firstMs: 100, mostMs: 400, forgetMs: 60_000 };

/** What every count of tries must do; the same for all. */
export function describeAttempts(name: string, open: () => Promise<AttemptsUnderTest>): void {
  describe(`tries to sign in, counted ${name}`, () => {
    let attempts: AttemptsUnderTest;
    beforeEach(async () => {
      attempts = await open();
    });
    afterEach(() => attempts.close());

    /** Tries at once until one must wait. */
    const untilWait = async (key: string): Promise<{ readonly tried: number; readonly wait: number }> => {
      for (let tried = 0; ; tried++) {
        const wait = await (tried % 2 === 0 ? attempts.here : attempts.there).begin(key, PATIENCE);
        if (wait > 0) return { tried, wait };
      }
    };

    it('are free at first and wait longer and longer then, up to a bound, in every process', async () => {
      const key = randomUUID();
      const waits: number[] = [];
      expect(await untilWait(key)).toMatchObject({ tried: 3 });
      for (let turn = 0; turn < 4; turn++) {
        const wait = await attempts.here.begin(key, PATIENCE);
        waits.push(wait);
        await attempts.pass(wait + 5);
        expect(await attempts.there.begin(key, PATIENCE)).toBe(0);
      }
      const most = [100, 200, 400, 400];
      waits.forEach((wait, turn) => {
        expect(wait).toBeGreaterThan((most[turn] ?? 0) / 4);
        expect(wait).toBeLessThanOrEqual(most[turn] ?? 0);
      });
    });

    it('do not wait longer for those that come too early, and never for another key', async () => {
      const key = randomUUID();
      await untilWait(key);
      for (let early = 0; early < 20; early++) await attempts.here.begin(key, PATIENCE);
      await attempts.pass(105);
      expect(await attempts.here.begin(key, PATIENCE)).toBe(0);
      expect(await attempts.here.begin(randomUUID(), PATIENCE)).toBe(0);
    });

    it('at one moment let through no more than are free', async () => {
      const key = randomUUID();
      const answers = await Promise.all(
        Array.from({ length: 30 }, (_, turn) => (turn % 2 === 0 ? attempts.here : attempts.there).begin(key, PATIENCE)),
      );
      expect(answers.filter((wait) => wait === 0)).toHaveLength(3);
    });

    it('are forgotten when somebody has signed in, and one is taken back when it was right', async () => {
      const [key, other] = [randomUUID(), randomUUID()];
      await untilWait(key);
      await attempts.there.forget(key);
      expect(await untilWait(key)).toMatchObject({ tried: 3 });
      for (let turn = 0; turn < 10; turn++) {
        expect(await attempts.here.begin(other, PATIENCE)).toBe(0);
        await attempts.there.forgive(other);
      }
      await attempts.here.forgive(randomUUID());
    });

    it('tell once whether something is done for the first time', async () => {
      const key = randomUUID();
      const answers = await Promise.all([attempts.here.once(key, 100), attempts.there.once(key, 100)]);
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await attempts.here.once(key, 100)).toBe(false);
      await attempts.pass(120);
      expect(await attempts.there.once(key, 100)).toBe(true);
    });
  });
}
