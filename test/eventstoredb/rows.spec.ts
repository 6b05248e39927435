import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  EventStoreDBClient,
  jsonEvent,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  UnavailableError,
  UnknownError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { AllStreamSubscription, EventData, Position, StreamSubscription } from '@eventstore/db-client';
import operationsService from '@eventstore/db-client/generated/operations_grpc_pb.js';
import operations from '@eventstore/db-client/generated/operations_pb.js';
import { credentials } from '@grpc/grpc-js';
import { EventStoreDbEventStore } from '#eventstoredb';
import { VERSION_ANSWERS } from '../support/eventstoredb-stand-in/index.js';
import type { VersionAnswers } from '../support/eventstoredb-stand-in/index.js';
import { CONTROLLED_NAME, SERVER_NAME, startControlledServer, startEventServer, versionOf } from './event-server.js';
import type { ControlledServer, EventServer } from './event-server.js';

/**
 * What EventStoreDB was measured to answer to its own client, one test a row, the surprising ones above all. Where its
 * versions differ (`VERSION_ANSWERS`), the server is held to the row of its own.
 * The same tests run against a real server and against the stand-in: they are what holds the stand-in to the truth.
 */

const event = (n = 0, id: string = randomUUID()): EventData => jsonEvent({ id, type: 'noted', data: { n } });
const events = (count: number): EventData[] => Array.from({ length: count }, (_, n) => event(n));
const sized = (bytes: number): EventData => binaryEvent({ type: 'noted', data: Buffer.alloc(bytes) });
const newStream = (): string => `row-${randomUUID()}`;

const all = async <Item>(read: AsyncIterable<Item>): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const item of read) items.push(item);
  return items;
};

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (answer) => ({ answered: answer }),
    (error: unknown) => error,
  );

/** What a read answers once it answers at all. */
async function lasting<Answer>(read: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StreamNotFoundError)) throw error;
      await pause(20);
    }
  }
}

type Heard = { readonly revision: bigint; readonly type: string } | 'caught up' | Error | 'end' | 'close';

/** Everything a subscription says. */
class Ear {
  readonly heard: Heard[] = [];
  private wake: () => void = () => undefined;

  constructor(private readonly subscription: StreamSubscription | AllStreamSubscription) {
    const hear = (said: Heard): void => {
      this.heard.push(said);
      this.wake();
    };
    subscription
      .on('data', ({ event: heard }) => heard && hear({ revision: heard.revision, type: heard.type }))
      .on('caughtUp', () => hear('caught up'))
      .on('error', (error) => hear(error))
      .on('end', () => hear('end'))
      .on('close', () => hear('close'));
  }

  get revisions(): bigint[] {
    return this.heard.flatMap((each) => (typeof each === 'object' && 'revision' in each ? [each.revision] : []));
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  async stop(): Promise<void> {
    await this.subscription.unsubscribe();
  }
}

describe(`What EventStoreDB answers: ${SERVER_NAME}`, () => {
  let server: EventServer;
  let client: EventStoreDBClient;
  let stream: string;
  let ears: Ear[];
  let version: VersionAnswers;

  beforeAll(async () => {
    server = await startEventServer();
    version = VERSION_ANSWERS[await versionOf(server.url)];
    client = EventStoreDBClient.connectionString(server.url);
  });
  afterAll(async () => {
    await client.dispose();
    await server.dispose();
  });
  beforeEach(() => {
    stream = newStream();
    ears = [];
  });
  afterEach(async () => {
    await Promise.all(ears.map((ear) => ear.stop()));
  });

  const append = (
    given: EventData | EventData[],
    expectedRevision: bigint | typeof ANY | typeof NO_STREAM | typeof STREAM_EXISTS,
    to = stream,
  ) => client.appendToStream(to, given, { expectedRevision });

  const revisionsOf = async (of = stream): Promise<bigint[]> =>
    (await all(client.readStream(of))).flatMap(({ event: read }) => (read ? [read.revision] : []));

  const tail = async (): Promise<Position> => {
    const [last] = await all(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
    if (last?.event?.position === undefined) throw new Error('The log is empty');
    return last.event.position;
  };

  const listen = (subscription: StreamSubscription | AllStreamSubscription): Ear => {
    const ear = new Ear(subscription);
    ears.push(ear);
    return ear;
  };

  describe('Appending', () => {
    it('ANY, NO_STREAM, exact revision, STREAM_EXISTS: success with the last revision and the position', async () => {
      const answers = [
        await append(events(2), ANY),
        await append(events(2), 1n),
        await append(events(2), STREAM_EXISTS),
        await append(events(2), NO_STREAM, newStream()),
      ];
      expect(answers.map(({ nextExpectedRevision }) => nextExpectedRevision)).toEqual([1n, 3n, 5n, 1n]);
      const read = await all(client.readStream(stream));
      const positions = read.map(({ event: { position } = {} }) => position);
      expect(answers.slice(0, 3).map(({ position }) => position)).toEqual([positions[1], positions[3], positions[5]]);
    });

    it('wrong expected revision: WrongExpectedVersionError with the actual version, its message empty', async () => {
      await append(events(3), NO_STREAM);
      for (const wrong of [0n, 7n, NO_STREAM] as const) {
        const failure = await failureOf(append(event(), wrong));
        expect(failure).toBeInstanceOf(WrongExpectedVersionError);
        expect(failure).toMatchObject({ actualVersion: 2n, message: '' });
      }
      expect(await failureOf(append(event(), 4n, newStream()))).toMatchObject({ actualVersion: 'no_stream' });
      expect(await failureOf(append(event(), STREAM_EXISTS, newStream()))).toBeInstanceOf(WrongExpectedVersionError);
    });

    it('same event ids again, same exact expected revision: the original answer, even after later events', async () => {
      const given = events(2);
      await append(events(1), NO_STREAM);
      const first = await append(given, 0n);
      await append(events(3), 2n);
      expect(await append(given, 0n)).toEqual(first);
      expect(await revisionsOf()).toHaveLength(6);
    });

    it('same ids again, ANY: success while the ids are in memory, appended twice after some 200,000 events', async () => {
      const given = events(2);
      const first = await append(given, ANY);
      await append(events(1), ANY);
      expect(await append(given, ANY)).toEqual(first);
      await fill(server.url, 230_000);
      expect(await append(given, ANY)).toMatchObject({ nextExpectedRevision: 4n });
    }, 300_000);

    it('same ids again, exact revision equal to the present head: appended again', async () => {
      const given = events(2);
      await append(given, NO_STREAM);
      expect(await append(given, 1n)).toMatchObject({ nextExpectedRevision: 3n });
    });

    it('same ids, any other wrong revision: WrongExpectedVersionError', async () => {
      const given = events(2);
      await append(given, NO_STREAM);
      await append(events(2), 1n);
      for (const wrong of [0n, 1n, 2n]) {
        expect(await failureOf(append(given, wrong))).toBeInstanceOf(WrongExpectedVersionError);
      }
    });

    it('old and new ids mixed: WrongExpectedVersionError, even with ANY', async () => {
      const [old] = [event()];
      await append(old, NO_STREAM);
      expect(await failureOf(append([old, event()], ANY))).toBeInstanceOf(WrongExpectedVersionError);
      expect(await failureOf(append([old, event()], NO_STREAM))).toBeInstanceOf(WrongExpectedVersionError);
    });

    it('same id in another stream: a new event', async () => {
      const given = event();
      const first = await append(given, NO_STREAM);
      const second = await append(given, NO_STREAM, newStream());
      expect(second.position).not.toEqual(first.position);
    });

    it('no events: success, present revision', async () => {
      await append(events(3), NO_STREAM);
      expect(await append([], ANY)).toMatchObject({ success: true, nextExpectedRevision: 2n });
      expect(await append([], 2n)).toMatchObject({ success: true, nextExpectedRevision: 2n });
    });

    it('one event over 1,048,576 bytes, or 600 x 2 KiB in one append: MaxAppendSizeExceededError by 23.10', async () => {
      expect(await append(sized(1_048_576), ANY)).toMatchObject({ success: true });
      for (const given of [[sized(1_048_577)], Array.from({ length: 600 }, () => sized(2_048))]) {
        if (version.maxAppendBytes === null) expect(await append(given, ANY)).toMatchObject({ success: true });
        else expect(await failureOf(append(given, ANY))).toBeInstanceOf(MaxAppendSizeExceededError);
      }
    });

    it('one append over 17 MiB: the shared stream breaks, and appends under way fail with it', async () => {
      await append(event(), ANY);
      let isOver = false;
      const tooLarge = failureOf(append(sized(18 * 1_048_576), ANY)).finally(() => (isOver = true));
      const underWay: Promise<unknown>[] = [];
      while (!isOver) {
        underWay.push(failureOf(append(event(), ANY, newStream())));
        await pause(1);
      }
      const failures = (await Promise.all(underWay)).filter((answer) => answer instanceof Error);
      expect(failures.length).toBeGreaterThan(0);
      for (const failure of [await tooLarge, ...failures]) {
        expect(failure).toBeInstanceOf(Error);
        expect(failure).not.toBeInstanceOf(MaxAppendSizeExceededError);
      }
      expect(await append(event(), ANY, newStream())).toMatchObject({ success: true });
    });

    it('throwOnAppendFailure false: wrong revision on the batch path, always 1', async () => {
      await append(events(5), NO_STREAM);
      const lenient = EventStoreDBClient.connectionString(`${server.url}&throwOnAppendFailure=false`);
      expect(await lenient.appendToStream(stream, event(), { expectedRevision: 2n })).toMatchObject({
        success: false,
        nextExpectedRevision: 1n,
      });
      await lenient.dispose();
    });

    it('credentials with a call: off the batch path, with the same answers', async () => {
      const options = { credentials: { username: 'someone', password: 'something' } };
      const given = event();
      const first = await client.appendToStream(stream, given, { ...options, expectedRevision: NO_STREAM });
      expect(first).toMatchObject({ success: true, nextExpectedRevision: 0n });
      expect(await client.appendToStream(stream, given, { ...options, expectedRevision: NO_STREAM })).toEqual(first);
      expect(
        await failureOf(client.appendToStream(stream, event(), { ...options, expectedRevision: 4n })),
      ).toMatchObject({ type: 'wrong-expected-version', actualVersion: 0n });
      const large = client.appendToStream(stream, sized(1_048_577), { ...options, expectedRevision: 0n });
      if (version.maxAppendBytes === null) expect(await large).toMatchObject({ success: true });
      else expect(await failureOf(large)).toBeInstanceOf(MaxAppendSizeExceededError);
    });
  });

  describe('Reading and subscribing', () => {
    it('forward past the end: nothing; backward past the end: starts at the last', async () => {
      await append(events(3), NO_STREAM);
      expect(await all(client.readStream(stream, { fromRevision: 9n }))).toEqual([]);
      const backwards = await all(client.readStream(stream, { direction: BACKWARDS, fromRevision: 9n, maxCount: 2 }));
      expect(backwards.map(({ event: read }) => read?.revision)).toEqual([2n, 1n]);
    });

    it('maxCount 0: UnknownError', async () => {
      await append(events(1), NO_STREAM);
      expect(await failureOf(all(client.readStream(stream, { maxCount: 0 })))).toBeInstanceOf(UnknownError);
    });

    it('missing stream, soft-deleted stream: StreamNotFoundError; a soft-deleted one continues its revisions', async () => {
      expect(await failureOf(revisionsOf())).toBeInstanceOf(StreamNotFoundError);
      await append(events(3), NO_STREAM);
      await client.deleteStream(stream, { expectedRevision: 2n });
      expect(await failureOf(revisionsOf())).toBeInstanceOf(StreamNotFoundError);
      expect(await append(event(), NO_STREAM)).toMatchObject({ nextExpectedRevision: 3n });
      // The server takes the mark of deletion off the stream a moment after.
      expect(await lasting(revisionsOf)).toEqual([3n]);
      await append(event(), 3n);
      expect(await revisionsOf()).toEqual([3n, 4n]);
    });

    it('tombstoned stream: read, append, delete, subscribe: StreamDeletedError', async () => {
      await append(events(1), NO_STREAM);
      await client.tombstoneStream(stream, { expectedRevision: 0n });
      expect(await failureOf(revisionsOf())).toBeInstanceOf(StreamDeletedError);
      expect(await failureOf(append(event(), ANY))).toBeInstanceOf(StreamDeletedError);
      expect(await failureOf(append(event(), 0n))).toBeInstanceOf(StreamDeletedError);
      expect(await failureOf(client.deleteStream(stream))).toBeInstanceOf(StreamDeletedError);
      expect(await failureOf(client.tombstoneStream(stream))).toBeInstanceOf(StreamDeletedError);
      const ear = new Ear(client.subscribeToStream(stream, { fromRevision: START }));
      await ear.until(() => ear.heard.length > 0);
      expect(ear.heard[0]).toBeInstanceOf(StreamDeletedError);
    });

    it('read $all from a position: forward inclusive, backward exclusive', async () => {
      for (let n = 0; n < 3; n++) await append(event(n), n === 0 ? NO_STREAM : BigInt(n - 1));
      const read = await all(client.readStream(stream));
      const [first, second] = read.map(({ event: { position } = {} }) => position);
      if (first === undefined || second === undefined) throw new Error('An event has no position');
      const [forward] = await all(client.readAll({ fromPosition: second, maxCount: 1 }));
      const [backward] = await all(client.readAll({ direction: BACKWARDS, fromPosition: second, maxCount: 1 }));
      expect([forward?.event?.revision, backward?.event?.revision]).toEqual([1n, 0n]);
    });

    it('read $all from a position that is no record’s start: UnknownError; past the end: nothing', async () => {
      await append(event(), NO_STREAM);
      const { commit } = await tail();
      const between = { commit: commit + 1n, prepare: commit + 1n };
      await append(event(), 0n);
      expect(await failureOf(all(client.readAll({ fromPosition: between })))).toBeInstanceOf(UnknownError);
      const beyond = { commit: commit + 10n ** 9n, prepare: commit + 10n ** 9n };
      expect(await all(client.readAll({ fromPosition: beyond }))).toEqual([]);
    });

    it('read $all with a filter: the client ignores the filter', async () => {
      await append(event(), NO_STREAM);
      const from = await tail();
      await append(event(), NO_STREAM, newStream());
      const options = { fromPosition: from, filter: streamNameFilter({ prefixes: [stream] }) };
      expect(await all(client.readAll(options))).toHaveLength(2);
    });

    it('subscribe from a revision or position: exclusive', async () => {
      await append(events(4), NO_STREAM);
      const byRevision = listen(client.subscribeToStream(stream, { fromRevision: 1n }));
      await byRevision.until(() => byRevision.heard.includes('caught up'));
      expect(byRevision.revisions).toEqual([2n, 3n]);
      const [, , third] = await all(client.readStream(stream));
      const fromPosition = third?.event?.position ?? START;
      const byPosition = listen(client.subscribeToAll({ fromPosition }));
      await byPosition.until(() => byPosition.heard.includes('caught up'));
      expect(byPosition.revisions[0]).toBe(3n);
    });

    it('filtered $all subscription: checkpoints by the search window, which is 32 events where it is not set', async () => {
      await append(event(), NO_STREAM);
      const fromPosition = await tail();
      const checkpoints = { narrow: 0, none: 0 };
      const follow = (name: keyof typeof checkpoints, maxSearchWindow?: number): Ear => {
        const filter = streamNameFilter({
          prefixes: [`${stream}-watched`],
          checkpointInterval: 1,
          maxSearchWindow,
          checkpointReached: async () => void checkpoints[name]++,
        });
        return listen(client.subscribeToAll({ fromPosition, filter }));
      };
      for (let n = 0; n < 5; n++) await append(event(), ANY);
      const [narrow, none] = [follow('narrow', 1), follow('none')];
      await Promise.all([narrow, none].map((ear) => ear.until(() => ear.heard.includes('caught up'))));
      for (let n = 0; n < 3; n++) await append(event(), ANY);
      await append(event(), ANY, `${stream}-watched`);
      await Promise.all([narrow, none].map((ear) => ear.until(() => ear.revisions.length === 1)));
      expect(checkpoints.narrow).toBeGreaterThanOrEqual(8);
      expect(checkpoints.none).toBe(version.checkpointOnceCaughtUp ? 1 : 0);
      for (let n = 0; n < 40; n++) await append(event(), ANY);
      await append(event(), ANY, `${stream}-watched`);
      await none.until(() => none.revisions.length === 2);
      expect(checkpoints.none).toBeGreaterThan(version.checkpointOnceCaughtUp ? 1 : 0);
    });

    it('caughtUp: yes; on a missing stream at once by 26.1, by 23.10 only after its first event', async () => {
      const ear = listen(client.subscribeToStream(stream, { fromRevision: START }));
      const other = newStream();
      await append(event(), NO_STREAM, other);
      const there = listen(client.subscribeToStream(other, { fromRevision: START }));
      await there.until(() => there.heard.includes('caught up'));
      expect(there.revisions).toEqual([0n]);
      if (version.caughtUpWithoutStream) await ear.until(() => ear.heard.length > 0);
      expect(ear.heard).toEqual(version.caughtUpWithoutStream ? ['caught up'] : []);
      await append(event(), NO_STREAM);
      await ear.until(() => ear.heard.length > 1);
      const first = { revision: 0n, type: 'noted' };
      expect(ear.heard).toEqual(version.caughtUpWithoutStream ? ['caught up', first] : [first, 'caught up']);
    });

    it('subscription whose stream is soft-deleted: keeps delivering', async () => {
      await append(events(2), NO_STREAM);
      const ear = listen(client.subscribeToStream(stream, { fromRevision: START }));
      await ear.until(() => ear.heard.includes('caught up'));
      await client.deleteStream(stream, { expectedRevision: 1n });
      await append(event(), NO_STREAM);
      await ear.until(() => ear.revisions.length === 3);
      expect(ear.revisions).toEqual([0n, 1n, 2n]);
    });

    it('subscription whose stream is tombstoned: one event of revision 2^63-1, then StreamDeletedError', async () => {
      await append(events(2), NO_STREAM);
      const ear = new Ear(client.subscribeToStream(stream, { fromRevision: START }));
      await ear.until(() => ear.heard.includes('caught up'));
      await client.tombstoneStream(stream, { expectedRevision: 1n });
      await ear.until(() => ear.heard.some((said) => said instanceof Error));
      expect(ear.revisions).toEqual([0n, 1n, 2n ** 63n - 1n]);
      expect(ear.heard.find((said) => said instanceof Error)).toBeInstanceOf(StreamDeletedError);
    });
  });

  describe('Deleting', () => {
    it('$maxCount and $truncateBefore hide at once in stream reads; $all still shows the events', async () => {
      await append(event(), NO_STREAM, newStream());
      const fromPosition = await tail();
      await append(events(5), NO_STREAM);
      await client.setStreamMetadata(stream, { maxCount: 2 });
      expect(await revisionsOf()).toEqual([3n, 4n]);
      await client.setStreamMetadata(stream, { truncateBefore: 1 });
      expect(await revisionsOf()).toEqual([1n, 2n, 3n, 4n]);
      const shown = await all(client.readAll({ fromPosition }));
      expect(shown.filter(({ event: read }) => read?.streamId === stream)).toHaveLength(5);
    });

    it('$truncateBefore beyond the head also hides what is appended below it later', async () => {
      await append(events(2), NO_STREAM);
      await client.setStreamMetadata(stream, { truncateBefore: 4 });
      await append(events(4), 1n);
      expect(await revisionsOf()).toEqual([4n, 5n]);
    });

    it('delete of a missing stream: WrongExpectedVersionError with ANY, an error of the client with STREAM_EXISTS', async () => {
      expect(await failureOf(client.deleteStream(stream, { expectedRevision: ANY }))).toBeInstanceOf(
        WrongExpectedVersionError,
      );
      // TypeScript knows that the client does not know it; a caller without types does not.
      const options: object = { expectedRevision: STREAM_EXISTS };
      const failure = await failureOf(client.deleteStream(stream, options));
      expect(failure).toBeInstanceOf(UnknownError);
      expect(failure).toMatchObject({ message: expect.stringContaining('serialization failure') });
    });
  });
});

describe(`What EventStoreDB answers when it is stopped, killed and scavenged: ${CONTROLLED_NAME}`, () => {
  let server: ControlledServer;
  let client: EventStoreDBClient;
  let stream: string;

  beforeEach(async () => {
    server = await startControlledServer();
    client = EventStoreDBClient.connectionString(server.url);
    stream = newStream();
  });
  afterEach(async () => {
    await client.dispose();
    await server.dispose();
  });

  const append = (given: EventData[], expectedRevision: bigint | typeof ANY | typeof NO_STREAM, to = stream) =>
    client.appendToStream(to, given, { expectedRevision });

  const everything = async (): Promise<string[]> =>
    (await all(client.readAll())).map(({ event: read }) => `${read?.position?.commit} ${read?.streamId} ${read?.id}`);

  it('same ids after a restart: the original answer at the same exact revision, appended twice with ANY', async () => {
    const given = events(2);
    const first = await append(given, NO_STREAM);
    await append(events(1), 1n);
    await server.stop();
    await server.restart();
    expect(await append(given, NO_STREAM)).toEqual(first);
    expect(await append(given, ANY)).toMatchObject({ nextExpectedRevision: 4n });
  });

  it('server down: a raw gRPC error 14 without a type on the batch path, UnavailableError for reads; then all is well at the first try', async () => {
    await append(events(1), NO_STREAM);
    await server.kill();
    // A moment later, when the client has noticed.
    await pause(100);
    const failed = await failureOf(append(events(1), 0n));
    expect(failed).toMatchObject({ code: 14 });
    expect(failed).not.toHaveProperty('type');
    expect(await failureOf(all(client.readStream(stream)))).toBeInstanceOf(UnavailableError);
    await server.restart();
    expect(await append(events(1), 0n)).toMatchObject({ nextExpectedRevision: 1n });
  });

  it('subscription, server killed: one UnavailableError, no end or close, never resubscribes', async () => {
    await append(events(1), NO_STREAM);
    const ear = new Ear(client.subscribeToStream(stream, { fromRevision: START }));
    await ear.until(() => ear.heard.includes('caught up'));
    await server.kill();
    await ear.until(() => ear.heard.length > 2);
    await server.restart();
    const other = EventStoreDBClient.connectionString(server.url);
    await other.appendToStream(stream, events(1), { expectedRevision: 0n });
    const witness = new Ear(other.subscribeToStream(stream, { fromRevision: START }));
    await witness.until(() => witness.revisions.length === 2);
    expect(ear.heard.slice(2)).toEqual([expect.any(UnavailableError)]);
    await witness.stop();
    await other.dispose();
  });

  it('subscription, graceful stop: UnknownError, code 13', async () => {
    await append(events(1), NO_STREAM);
    const ear = new Ear(client.subscribeToStream(stream, { fromRevision: START }));
    await ear.until(() => ear.heard.includes('caught up'));
    await server.stop();
    await ear.until(() => ear.heard.length > 2);
    expect(ear.heard[2]).toBeInstanceOf(UnknownError);
    expect(ear.heard[2]).toMatchObject({ code: 13 });
  });

  it('kill -9: no acknowledged append is lost or moved; positions stay the same, after restarts too', async () => {
    const acknowledged: string[] = [];
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      const to = `${stream}-${writer}`;
      for (let revision = -1; ; revision++) {
        const given = event();
        const answer = await append([given], revision < 0 ? NO_STREAM : BigInt(revision), to).catch(() => undefined);
        if (answer === undefined) return;
        acknowledged.push(`${answer.position?.commit} ${to} ${given.id}`);
      }
    });
    while (acknowledged.length < 400) await pause(5);
    await server.kill();
    await Promise.all(writers);
    await server.restart();
    const standing = await everything();
    expect(standing).toEqual(expect.arrayContaining(acknowledged));
    await server.stop();
    await server.restart();
    expect((await everything()).slice(0, standing.length)).toEqual(standing);
  });

  it('scavenge: completed chunks only; of a soft-deleted stream the last event stays, of a tombstoned one the tombstone', async () => {
    const [soft, hard, kept] = [newStream(), newStream(), newStream()];
    const shown = async (of: string): Promise<(string | undefined)[]> =>
      (await all(client.readAll()))
        .filter(({ event: read }) => read?.streamId === of)
        .map(({ event: read }) => (read?.type === 'noted' ? String(read.revision) : read?.type));
    for (const each of [soft, hard, kept]) await append(events(3), NO_STREAM, each);
    await client.setStreamMetadata(kept, { maxCount: 2 });
    await client.deleteStream(soft, { expectedRevision: 2n });
    await client.tombstoneStream(hard, { expectedRevision: 2n });
    await scavenge(server.url);
    expect(await shown(soft)).toEqual(['0', '1', '2']);
    expect(await shown(hard)).toEqual(['0', '1', '2', '$streamDeleted']);
    await server.completeChunk();
    while ((await shown(soft)).length > 1) await scavenge(server.url);
    expect(await shown(soft)).toEqual(['2']);
    expect(await shown(hard)).toEqual(['$streamDeleted']);
    expect(await shown(kept)).toEqual(['1', '2']);
  });
});

/** Writes very many very small events. */
async function fill(url: string, count: number): Promise<void> {
  const store = EventStoreDbEventStore.open(url, { deployment: `fill-${randomUUID()}` });
  const atOnce = 2_000;
  for (let written = 0; written < count; written += atOnce) {
    const given = Array.from({ length: atOnce }, () => ({ id: randomUUID(), type: 'f', data: '0', metadata: '' }));
    await store.append('filler', written - 1, given);
  }
  await store.close();
}

/** Starts a scavenge and waits a moment for it: the server says nothing when it is done. */
async function scavenge(url: string): Promise<void> {
  const { OperationsClient } = operationsService;
  const operator = new OperationsClient(new URL(url).host, credentials.createInsecure());
  const request = new operations.StartScavengeReq();
  const options = new operations.StartScavengeReq.Options();
  options.setThreadCount(1);
  request.setOptions(options);
  await new Promise<void>((resolve, reject) => {
    operator.startScavenge(request, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });
  operator.close();
  await pause(500);
}
