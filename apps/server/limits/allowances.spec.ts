import fc from 'fast-check';
import { Allowances } from './allowances.js';

describe('an allowance', () => {
  it('lets no stretch of time have more than is allowed in it, lets everybody have it who waits as they are told, and is each one’s own', () => {
    const allowance = fc.record({ atOnce: fc.integer({ min: 1, max: 5 }), everyMs: fc.integer({ min: 1, max: 100 }) });
    const asks = fc.array(fc.record({ key: fc.constantFrom('a', 'b'), after: fc.nat(150) }), { maxLength: 80 });
    fc.assert(
      fc.property(allowance, asks, (allowed, moves) => {
        let now = 0;
        const allowances = new Allowances(() => now);
        const had = { a: [] as number[], b: [] as number[] };
        for (const { key, after } of moves) {
          now += after;
          const waitMs = allowances.use(key, allowed);
          if (waitMs === 0) had[key].push(now);
          else {
            expect(had[key].length).toBeGreaterThanOrEqual(allowed.atOnce);
            now += waitMs;
            expect(allowances.use(key, allowed)).toBe(0);
            had[key].push(now);
          }
          const mine = had[key];
          for (const [from, start] of mine.entries())
            expect(mine.length - from).toBeLessThanOrEqual(allowed.atOnce + (now - start) / allowed.everyMs);
        }
      }),
    );
  });
});
