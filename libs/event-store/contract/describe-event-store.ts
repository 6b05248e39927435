import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { lengthOf } from '../append-size.js';
import { canonicalJson } from '../canonical-json.js';
import {
  AppendTooLarge,
  EventTooLarge,
  MAX_APPEND_BYTES,
  MAX_EVENT_BYTES,
  NO_STREAM,
  RevisionConflict,
  START,
} from '../port.js';
import type { EventStore, Position, RecordedEvent, StoredEvent, Subscription } from '../port.js';

/** One log of its own, empty at first. */
export interface LogUnderTest {
  /** A store on the log; several may be open at once, as several processes would be. */
  open(): Promise<EventStore>;
  /** Puts the log away, every store on it closed. */
  dispose(): Promise<void>;
}

const event = (data: unknown = { note: 'seen' }): StoredEvent => ({
  id: randomUUID(),
  type: 'note-taken.v1',
  data: canonicalJson(data),
  metadata: canonicalJson({ by: 'someone' }),
});

const events = (count: number): StoredEvent[] => Array.from({ length: count }, (_, index) => event({ index }));

const idsOf = (list: readonly StoredEvent[]): string[] => list.map(({ id }) => id);

const everything = async (store: EventStore): Promise<RecordedEvent[]> => {
  const all: RecordedEvent[] = [];
  for (let after: Position = START; ;) {
    const batch = await store.readAll({ after, maxCount: 50 });
    const last = batch.at(-1);
    if (last === undefined) return all;
    all.push(...batch);
    after = last.position;
  }
};

/** Collects what a subscription delivers and waits for it. */
class Listener {
  readonly got: RecordedEvent[] = [];
  readonly caughtUp: Position[] = [];
  readonly errors: unknown[] = [];
  private wake: () => void = () => undefined;

  readonly onBatch = (batch: readonly RecordedEvent[]): void => {
    this.got.push(...batch);
    this.wake();
  };
  readonly onCaughtUp = (position: Position): void => {
    this.caughtUp.push(position);
    this.wake();
  };
  readonly onError = (error: unknown): void => {
    this.errors.push(error);
    this.wake();
  };

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.wake = resolve));
  }
}

/** What every event store must do; the same for all. */
export function describeEventStore(name: string, makeLog: () => Promise<LogUnderTest>): void {
  describe(`${name} as an event store`, () => {
    let log: LogUnderTest;
    let open: EventStore[];
    let store: EventStore;

    const another = async (): Promise<EventStore> => {
      const opened = await log.open();
      open.push(opened);
      return opened;
    };

    beforeEach(async () => {
      log = await makeLog();
      open = [];
      store = await another();
    });

    afterEach(async () => {
      await Promise.all(open.map((each) => each.close()));
      await log.dispose();
    });

    describe('appending and reading', () => {
      it('reads nothing from a stream that is not there and from an empty log', async () => {
        expect(await store.readStream('audit-1')).toEqual([]);
        expect(await store.readAll({ maxCount: 10 })).toEqual([]);
        expect(await store.head()).toBe(START);
      });

      it('calls back who watches, whichever process appends, until they stop', async () => {
        const other = await another();
        for (const writer of [store, other]) {
          let heard: () => void = () => undefined;
          const news = new Promise<void>((resolve) => (heard = resolve));
          const watch = store.watch(() => heard());
          await writer.append(`audit-${randomUUID()}`, NO_STREAM, events(1));
          await news;
          await watch.stop();
        }
      });

      it('finds the event that stands at a position, and nothing at any other', async () => {
        await store.append('audit-1', NO_STREAM, events(2));
        const { position } = await store.append('audit-2', NO_STREAM, events(2));
        const all = await everything(store);
        for (const recorded of all) expect(await store.eventAt(recorded.position)).toEqual(recorded);
        for (const nowhere of [START, position + 1, position + 1_000_000_000]) {
          expect(await store.eventAt(nowhere)).toBeUndefined();
        }
      });

      it('gives events back byte for byte, numbered from 0 in their stream', async () => {
        const given = [event({ text: 'Zoë – “seen” 👧🏽\u0000' }), event()];
        await store.append('audit-1', NO_STREAM, given);
        const read = await store.readStream('audit-1');
        expect(read).toEqual(
          given.map((each, revision) => ({ ...each, stream: 'audit-1', revision, position: expect.any(Number) })),
        );
      });

      it('keeps any JSON there is', async () => {
        await fc.assert(
          fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (data, metadata) => {
            const stream = `audit-${randomUUID()}`;
            const given = { ...event(), data: canonicalJson(data), metadata: canonicalJson({ metadata }) };
            await store.append(stream, NO_STREAM, [given]);
            expect(await store.readStream(stream)).toMatchObject([given]);
          }),
          { numRuns: 50 },
        );
      });

      it('answers the revision and position of the last event', async () => {
        const first = await store.append('audit-1', NO_STREAM, events(3));
        const second = await store.append('audit-1', 2, events(1));
        expect([first.revision, second.revision]).toEqual([2, 3]);
        const read = await store.readStream('audit-1');
        expect([read[2]?.position, read[3]?.position]).toEqual([first.position, second.position]);
      });

      it('reads a part of a stream', async () => {
        const given = events(5);
        await store.append('audit-1', NO_STREAM, given);
        const ids = idsOf(given);
        expect(idsOf(await store.readStream('audit-1', { from: 3 }))).toEqual(ids.slice(3));
        expect(idsOf(await store.readStream('audit-1', { from: 1, maxCount: 2 }))).toEqual(ids.slice(1, 3));
        expect(await store.readStream('audit-1', { from: 5 })).toEqual([]);
      });

      it('answers as of now unless it is told how old an answer may be, which never lacks what was appended here', async () => {
        const other = await another();
        await store.append('people', NO_STREAM, events(1));
        await store.append('settings', NO_STREAM, events(1));
        for (let held = 1; held < 12; held++) {
          const [writer, reader] = held % 2 === 0 ? [store, other] : [other, store];
          expect(await reader.readStream('people', { from: held })).toEqual([]);
          await writer.append('people', held - 1, events(1));
          expect(await writer.readStream('people', { from: held, maxAgeMs: 60_000 })).toHaveLength(1);
          expect((await reader.readStream('people', { from: held, maxAgeMs: 60_000 })).length).toBeLessThanOrEqual(1);
          expect(await reader.readStream('people', { from: held })).toHaveLength(1);
          expect(await reader.readStream('settings', { from: 1, maxAgeMs: 60_000 })).toEqual([]);
        }
      });

      it('reads the whole log in one order, after a position', async () => {
        const [a, b, c] = [events(2), events(1), events(2)];
        await store.append('audit-1', NO_STREAM, a);
        const middle = await store.append('people', NO_STREAM, b);
        const last = await store.append('audit-1', 1, c);
        expect(idsOf(await everything(store))).toEqual(idsOf([...a, ...b, ...c]));
        expect(idsOf(await store.readAll({ after: middle.position, maxCount: 10 }))).toEqual(idsOf(c));
        expect(idsOf(await store.readAll({ maxCount: 2 }))).toEqual(idsOf(a));
        expect(await store.readAll({ after: last.position, maxCount: 10 })).toEqual([]);
        expect(await store.head()).toBe(last.position);
        const positions = (await everything(store)).map(({ position }) => position);
        expect(positions).toEqual([...new Set(positions)].sort((left, right) => left - right));
      });

      it('reads the whole log in batches that are no larger than they may be, and each of one event at least', async () => {
        const given = events(9);
        await store.append('audit-1', NO_STREAM, given);
        const all = await everything(store);
        const [first = 0] = all.map(lengthOf);
        const lengths = fc.integer({ min: 1, max: 4 * first });
        await fc.assert(
          fc.asyncProperty(lengths, fc.integer({ min: 1, max: 9 }), async (maxLength, maxCount) => {
            const read: RecordedEvent[] = [];
            for (;;) {
              const batch = await store.readAll({ after: read.at(-1)?.position, maxCount, maxLength });
              if (batch.length === 0) break;
              expect(batch.length).toBeLessThanOrEqual(maxCount);
              expect(batch.slice(0, -1).reduce((sum, event) => sum + lengthOf(event), 0)).toBeLessThan(maxLength);
              read.push(...batch);
            }
            expect(idsOf(read)).toEqual(idsOf(given));
          }),
          { numRuns: 8 },
        );
      });

      it('keeps streams apart whose names begin alike', async () => {
        const [a, b] = [events(1), events(1)];
        await store.append('audit-1', NO_STREAM, a);
        await store.append('audit-10', NO_STREAM, b);
        expect(idsOf(await store.readStream('audit-1'))).toEqual(idsOf(a));
      });

      it('still has everything after it was closed and opened again', async () => {
        const given = events(3);
        await store.append('audit-1', NO_STREAM, given);
        await store.close();
        const reopened = await another();
        expect(idsOf(await reopened.readStream('audit-1'))).toEqual(idsOf(given));
        expect((await reopened.append('audit-1', 2, events(1))).revision).toBe(3);
      });
    });

    describe('the expected revision', () => {
      it.each([
        ['a stream that is not there', 'audit-2', 0, NO_STREAM],
        ['a new stream that is not new', 'audit-1', NO_STREAM, 1],
        ['a revision passed already', 'audit-1', 0, 1],
        ['a revision not reached yet', 'audit-1', 2, 1],
      ])('refuses %s, and writes nothing', async (_, stream, expected, actual) => {
        await store.append('audit-1', NO_STREAM, events(2));
        const refused = await store.append(stream, expected, events(2)).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(RevisionConflict);
        expect(refused).toMatchObject({ stream, expected, actual });
        expect(await everything(store)).toHaveLength(2);
      });

      it('lets exactly one of 64 parallel appends through', async () => {
        await store.append('audit-1', NO_STREAM, events(1));
        const second = await another();
        const tries = await Promise.allSettled(
          Array.from({ length: 64 }, (_, index) => (index % 2 ? store : second).append('audit-1', 0, events(2))),
        );
        expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        for (const each of tries) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(RevisionConflict);
        expect(await store.readStream('audit-1')).toHaveLength(3);
      });

      it('holds each of many parallel appends to its own stream, and fails only the one in conflict', async () => {
        await store.append('audit-7', NO_STREAM, events(1));
        const tries = await Promise.allSettled(
          Array.from({ length: 64 }, (_, index) => store.append(`audit-${index}`, NO_STREAM, events(2))),
        );
        expect(tries.map(({ status }) => status)).toEqual(
          tries.map((_, index) => (index === 7 ? 'rejected' : 'fulfilled')),
        );
        expect(await everything(store)).toHaveLength(1 + 63 * 2);
      });

      it('takes appends to one stream in the order they were made', async () => {
        const given = events(20);
        const results = await Promise.all(
          given.map((each, index) => store.append('audit-1', index - 1, [each]).then(({ revision }) => revision)),
        );
        expect(results).toEqual(given.map((_, index) => index));
        expect(idsOf(await store.readStream('audit-1'))).toEqual(idsOf(given));
      });

      it('answers where the stream stands when nothing is appended', async () => {
        expect((await store.append('audit-1', NO_STREAM, [])).revision).toBe(NO_STREAM);
        await store.append('audit-1', NO_STREAM, events(2));
        expect((await store.append('audit-1', 1, [])).revision).toBe(1);
        expect(await everything(store)).toHaveLength(2);
      });
    });

    describe('the same append again', () => {
      it('answers as the first time, even after later events and another start', async () => {
        const given = events(2);
        const { revision, position } = await store.append('audit-1', NO_STREAM, given);
        const first = { revision, position };
        expect(await store.append('audit-1', NO_STREAM, given)).toEqual(first);
        await store.append('audit-1', 1, events(3));
        expect(await store.append('audit-1', NO_STREAM, given)).toEqual(first);
        await store.close();
        const reopened = await another();
        expect(await reopened.append('audit-1', NO_STREAM, given)).toEqual(first);
        expect(await reopened.readStream('audit-1')).toHaveLength(5);
      });

      it('has one effect when sent many times at once', async () => {
        const given = events(2);
        const second = await another();
        const results = await Promise.all(
          Array.from({ length: 32 }, (_, index) => (index % 2 ? store : second).append('audit-1', NO_STREAM, given)),
        );
        expect(new Set(results.map(({ revision, position }) => `${revision} ${position}`)).size).toBe(1);
        expect(await everything(store)).toHaveLength(2);
      });

      it('says that it wrote the events only where they stand as it gave them', async () => {
        const given = event();
        const second = await another();
        const likewise = [store, second].map(async (one, index) => {
          const data = canonicalJson(`as process ${index} made it`);
          return { data, ...(await one.append('audit-1', NO_STREAM, [{ ...given, data }])) };
        });
        const [standing] = await Promise.all(likewise).then(() => store.readStream('audit-1'));
        for (const { written, data } of await Promise.all(likewise)) if (written) expect(data).toBe(standing?.data);
        expect((await Promise.all(likewise)).filter(({ written }) => written).length).toBeLessThan(2);
      });

      it('is a conflict with some other ids among them, or at another revision', async () => {
        const [one, two] = [event(), event()];
        await store.append('audit-1', NO_STREAM, [one, two]);
        await store.append('audit-1', 1, events(2));
        await expect(store.append('audit-1', NO_STREAM, [one, event()])).rejects.toBeInstanceOf(RevisionConflict);
        await expect(store.append('audit-1', NO_STREAM, [event(), two])).rejects.toBeInstanceOf(RevisionConflict);
        await expect(store.append('audit-1', 0, [one, two])).rejects.toBeInstanceOf(RevisionConflict);
        expect(await store.readStream('audit-1')).toHaveLength(4);
      });

      it('is an event of its own in another stream', async () => {
        const given = events(1);
        await store.append('audit-1', NO_STREAM, given);
        await store.append('audit-2', NO_STREAM, given);
        expect(await everything(store)).toHaveLength(2);
      });
    });

    describe('size', () => {
      const sized = (bytes: number): StoredEvent => {
        const small = event('');
        const overhead = small.type.length + small.data.length + small.metadata.length;
        return { ...small, data: canonicalJson('x'.repeat(bytes - overhead)) };
      };

      it('takes an event of just the limit', async () => {
        const given = sized(MAX_EVENT_BYTES);
        await store.append('audit-1', NO_STREAM, [given]);
        expect(await store.readStream('audit-1')).toMatchObject([given]);
      });

      it('refuses an event over the limit, and others under way are none the worse', async () => {
        const [fine, refused] = await Promise.allSettled([
          store.append('audit-1', NO_STREAM, events(1)),
          store.append('audit-2', NO_STREAM, [event(), sized(MAX_EVENT_BYTES + 1)]),
        ]);
        expect(fine.status).toBe('fulfilled');
        expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(EventTooLarge) });
        expect(await everything(store)).toHaveLength(1);
      });

      it('refuses an append over the limit as a whole', async () => {
        const half = Math.ceil(MAX_APPEND_BYTES / 2) + 1;
        await expect(store.append('audit-1', NO_STREAM, [sized(half), sized(half)])).rejects.toBeInstanceOf(
          AppendTooLarge,
        );
        expect(await everything(store)).toEqual([]);
      });
    });

    describe('subscribing', () => {
      let subscriptions: Subscription[];
      beforeEach(() => {
        subscriptions = [];
      });
      afterEach(async () => {
        await Promise.all(subscriptions.map((each) => each.stop()));
      });

      const listen = (from: EventStore, after: Position, batchSize?: number): Listener => {
        const listener = new Listener();
        const { onBatch, onCaughtUp, onError } = listener;
        subscriptions.push(from.subscribe({ after, batchSize, onBatch, onCaughtUp, onError }));
        return listener;
      };

      it('delivers what is there and then what comes, each once and in order', async () => {
        await store.append('audit-1', NO_STREAM, events(25));
        const listener = listen(store, START, 10);
        await Promise.all(
          Array.from({ length: 40 }, (_, index) => store.append(`live-${index}`, NO_STREAM, events(3))),
        );
        await listener.until(() => listener.got.length >= 145);
        expect(idsOf(listener.got)).toEqual(idsOf(await everything(store)));
      });

      it('starts after a position', async () => {
        const { position } = await store.append('audit-1', NO_STREAM, events(3));
        const later = events(2);
        await store.append('audit-1', 2, later);
        const listener = listen(store, position);
        await listener.until(() => listener.caughtUp.length > 0);
        expect(idsOf(listener.got)).toEqual(idsOf(later));
      });

      it('says when it has delivered everything there is', async () => {
        const empty = listen(store, START);
        await empty.until(() => empty.caughtUp.length > 0);
        expect(empty.got).toEqual([]);
        const { position } = await store.append('audit-1', NO_STREAM, events(3));
        await empty.until(() => empty.caughtUp.at(-1) === position);
        expect(empty.got).toHaveLength(3);
      });

      it('delivers what another process appends', async () => {
        const other = await another();
        const listener = listen(store, START);
        await listener.until(() => listener.caughtUp.length > 0);
        const given = events(2);
        await other.append('audit-1', NO_STREAM, given);
        await listener.until(() => listener.got.length >= 2);
        expect(idsOf(listener.got)).toEqual(idsOf(given));
      });

      it('waits for one batch before it delivers the next', async () => {
        await store.append('audit-1', NO_STREAM, events(30));
        let under = 0;
        const most: number[] = [];
        let delivered = 0;
        await new Promise<void>((done) => {
          subscriptions.push(
            store.subscribe({
              after: START,
              batchSize: 5,
              onBatch: async (batch) => {
                most.push(++under);
                await new Promise((turn) => setImmediate(turn));
                under--;
                delivered += batch.length;
                if (delivered === 30) done();
              },
            }),
          );
        });
        expect(Math.max(...most)).toBe(1);
      });

      it('stops at an error of its listener, and says so once', async () => {
        const { position } = await store.append('audit-1', NO_STREAM, events(6));
        const failed = new Listener();
        const trouble = new Error('the view is full');
        let batches = 0;
        subscriptions.push(
          store.subscribe({
            after: START,
            batchSize: 2,
            onBatch: () => {
              if (++batches === 2) throw trouble;
            },
            onError: failed.onError,
          }),
        );
        await failed.until(() => failed.errors.length > 0);
        const witness = listen(store, position);
        await store.append('audit-1', 5, events(1));
        await witness.until(() => witness.got.length > 0);
        expect(batches).toBe(2);
        expect(failed.errors).toEqual([trouble]);
      });

      it('delivers nothing once it has stopped', async () => {
        const stopped = new Listener();
        const subscription = store.subscribe({
          after: START,
          onBatch: stopped.onBatch,
          onCaughtUp: stopped.onCaughtUp,
        });
        await stopped.until(() => stopped.caughtUp.length > 0);
        await subscription.stop();
        const witness = listen(store, START);
        await store.append('audit-1', NO_STREAM, events(2));
        await witness.until(() => witness.got.length === 2);
        expect(stopped.got).toEqual([]);
      });

      it('ends with its store', async () => {
        const other = await another();
        const listener = listen(other, START);
        await listener.until(() => listener.caughtUp.length > 0);
        await other.close();
        const witness = listen(store, START);
        await store.append('audit-1', NO_STREAM, events(1));
        await witness.until(() => witness.got.length === 1);
        expect(listener.got).toEqual([]);
        expect(listener.errors).toEqual([]);
      });
    });
  });
}
