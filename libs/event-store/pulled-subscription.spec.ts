import { News } from './news.js';
import type { RecordedEvent } from './port.js';
import { PulledSubscription } from './pulled-subscription.js';

const event = (position: number): RecordedEvent => ({
  id: `e${position}`,
  stream: 'audit-1',
  revision: position,
  position,
  type: 'note-taken.v1',
  data: '{}',
  metadata: '{}',
});

describe('PulledSubscription', () => {
  it('asks again, from where it was, when the store has been away', async () => {
    const asked: number[] = [];
    const got: number[] = [];
    const answers = [[event(0)], new Error('away'), new Error('away'), [event(1), event(2)], []];
    await new Promise<void>((caughtUp) => {
      const subscription = new PulledSubscription(
        async ({ after = -1 }) => {
          asked.push(after);
          const answer = answers.shift() ?? [];
          if (answer instanceof Error) throw answer;
          return answer;
        },
        new News(),
        {
          after: -1,
          onBatch: (batch) => void got.push(...batch.map(({ position }) => position)),
          onCaughtUp: () => void subscription.stop(),
        },
        () => caughtUp(),
      );
    });
    expect(asked).toEqual([-1, 0, 0, 0, 2]);
    expect(got).toEqual([0, 1, 2]);
  });

  it('misses no news that comes while it reads', async () => {
    const news = new News();
    const got: number[] = [];
    const log = [event(0)];
    await new Promise<void>((done) => {
      const subscription = new PulledSubscription(
        async ({ after = -1 }) => {
          const found = log.filter(({ position }) => position > after);
          // Appended after this read looked, and before anyone waits for it.
          if (found.length === 0 && log.length < 4) {
            log.push(event(log.length));
            news.ring();
          }
          return found;
        },
        news,
        {
          after: -1,
          onBatch: (batch) => {
            got.push(...batch.map(({ position }) => position));
            if (got.length === 4) void subscription.stop();
          },
        },
        () => done(),
      );
    });
    expect(got).toEqual([0, 1, 2, 3]);
  });
});
