import { AttemptsInMemory } from './attempts-in-memory.js';
import { describeAttempts } from './contract/describe-attempts.js';

describeAttempts('in memory', async () => {
  let now = 0;
  const attempts = new AttemptsInMemory(() => now);
  return {
    here: attempts,
    there: attempts,
    pass: async (ms) => {
      now += ms;
    },
    close: () => attempts.close(),
  };
});

describe('tries in memory', () => {
  it('are forgotten, those longest ago first, where there are more than are kept', async () => {
    const attempts = new AttemptsInMemory(() => 0);
    const patience = { free: 1, firstMs: 1_000, mostMs: 1_000, forgetMs: 60_000 };
    await attempts.begin('first', patience);
    expect(await attempts.begin('first', patience)).toBe(1_000);
    for (let other = 0; other < 20_000; other++) await attempts.begin(`other-${other}`, patience);
    expect(await attempts.begin('first', patience)).toBe(0);
  });
});
