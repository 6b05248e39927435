import { setTimeout as pause } from 'node:timers/promises';
import type { JobQueue } from '../port.js';

/** What a test puts a queue on. */
export interface QueueUnderTest {
  readonly queue: JobQueue;
  /** Everything in the queue is gone, as after a crash of where it is kept. */
  readonly empty?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const LOOK_AGAIN_MS = 10;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(LOOK_AGAIN_MS);
}

const inMs = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();
const FAR = 3_600_000;

/** What every queue of jobs does, wherever it keeps them. `open` makes an empty one that tries a failing call twice. */
export function describeJobQueue(name: string, open: () => Promise<QueueUnderTest>): void {
  describe(`jobs queued ${name}`, () => {
    let under: QueueUnderTest;
    let called: string[];
    const record = async (id: string): Promise<void> => {
      called.push(id);
    };
    /** Whatever was to come has come once a later one has. */
    const untilCalled = async (id: string): Promise<void> => {
      await under.queue.schedule([{ id, at: inMs(0) }]);
      await until(() => called.includes(id));
    };

    beforeEach(async () => {
      called = [];
      under = await open();
    });
    afterEach(() => under.close());

    it('are called at their instant, those of the past at once', async () => {
      under.queue.start(record);
      const soon = Date.now() + 150;
      const at: number[] = [];
      await under.queue.schedule([
        { id: 'soon', at: new Date(soon).toISOString() },
        { id: 'past', at: inMs(-FAR) },
        { id: 'far', at: inMs(FAR) },
      ]);
      await until(() => called.includes('past'));
      await until(() => called.includes('soon') && at.push(Date.now()) > 0);
      expect(at[0]).toBeGreaterThanOrEqual(soon);
      expect(called).toEqual(['past', 'soon']);
    });

    it('are called once, however often they are scheduled before', async () => {
      const same = { id: 'same', at: inMs(100) };
      for (let again = 0; again < 5; again++) await under.queue.schedule([same, same]);
      under.queue.start(record);
      await until(() => called.includes('same'));
      await untilCalled('last');
      expect(called).toEqual(['same', 'last']);
    });

    it('are called again when they are scheduled after they were', async () => {
      under.queue.start(record);
      const past = { id: 'again', at: inMs(-1_000) };
      await under.queue.schedule([past]);
      await until(() => called.length === 1);
      // The queue may still be putting the first away.
      await until(async () => {
        await under.queue.schedule([past]);
        return called.length > 1;
      });
      expect(new Set(called)).toEqual(new Set(['again']));
    });

    it('are not called once they are taken back, and are called by their new instant when they are moved', async () => {
      const cancelled = { id: 'cancelled', at: inMs(60) };
      const later = { id: 'moved', at: inMs(FAR) };
      await under.queue.schedule([cancelled, later]);
      await under.queue.cancel([cancelled, later]);
      await under.queue.schedule([{ id: 'moved', at: inMs(120) }]);
      under.queue.start(record);
      await until(() => called.includes('moved'));
      expect(called).toEqual(['moved']);
    });

    it('are tried again when a call fails, then put aside where they are seen, until they are scheduled again', async () => {
      let fails = true;
      under.queue.start(async (id) => {
        called.push(id);
        if (fails) throw new Error('The mail server is away');
      });
      const past = { id: 'failing', at: inMs(-1_000) };
      await under.queue.schedule([past]);
      await until(async () => (await under.queue.failed()).length === 1);
      expect(called).toEqual(['failing', 'failing']);
      expect(await under.queue.failed()).toEqual([{ id: 'failing', reason: 'The mail server is away' }]);
      fails = false;
      await under.queue.schedule([past]);
      await until(async () => called.length === 3 && (await under.queue.failed()).length === 0);
    });

    it('that were put aside are tried again at once when somebody asks, and again put aside where they still fail', async () => {
      let fails = true;
      under.queue.start(async (id) => {
        called.push(id);
        if (fails) throw new Error('The mail server is away');
      });
      await under.queue.schedule(['one', 'two'].map((id) => ({ id, at: inMs(-1_000) })));
      await until(async () => (await under.queue.failed()).length === 2);
      const before = called.length;
      expect(await under.queue.retry()).toBe(2);
      await until(async () => called.length > before + 1 && (await under.queue.failed()).length === 2);
      fails = false;
      expect(await under.queue.retry()).toBe(2);
      await until(async () => (await under.queue.failed()).length === 0);
      expect(called.slice(-2).sort()).toEqual(['one', 'two']);
      expect(await under.queue.retry()).toBe(0);
    });

    it('may be forgotten by their queue, and are called when it is filled again', async () => {
      under.queue.start(record);
      const jobs = ['a', 'b', 'c'].map((id) => ({ id, at: inMs(400) }));
      await under.queue.schedule(jobs);
      await under.empty?.();
      await under.queue.schedule(jobs);
      await until(() => called.length === 3);
      await untilCalled('last');
      expect([...called].sort()).toEqual(['a', 'b', 'c', 'last']);
    });

    it('end with what was under way when the queue is closed', async () => {
      let ended = false;
      under.queue.start(async () => {
        called.push('begun');
        await pause(50);
        ended = true;
      });
      await under.queue.schedule([{ id: 'one', at: inMs(-1_000) }]);
      await until(() => called.length === 1);
      await under.queue.close();
      expect(ended).toBe(true);
    });
  });
}
