import fc from 'fast-check';
import type { RecordedEvent, StreamName } from '../port.js';
import { FollowedEnds } from './followed-ends.js';

/** A log whose answers are of a moment between the question and their arrival. */
class GivenLog {
  readonly events: RecordedEvent[] = [];
  looks = 0;

  constructor(private readonly aMoment: () => Promise<unknown> = () => Promise.resolve()) {}

  append(stream: string): number {
    const revision = this.events.filter((event) => event.stream === stream).length;
    const position = this.events.length * 100;
    this.events.push({ id: `${position}`, stream, revision, position, type: 't', data: '', metadata: '' });
    return revision;
  }

  tail = () => this.answer(() => this.events.at(-1)?.position ?? -1);

  search = ({ after, streams, maxCount }: { after: number; streams: ReadonlySet<StreamName>; maxCount: number }) => {
    this.looks += 1;
    return this.answer(() =>
      this.events.filter(({ position, stream }) => position > after && streams.has(stream)).slice(0, maxCount),
    );
  };

  stream = (stream: string, from: number) => (): Promise<RecordedEvent[]> =>
    this.answer(() => this.events.filter((event) => event.stream === stream && event.revision >= from));

  private async answer<Answer>(answer: () => Answer): Promise<Answer> {
    await this.aMoment();
    const found = answer();
    await this.aMoment();
    return found;
  }
}

/** More streams than are followed at a time. */
const STREAMS = [...'abcdefghijkl'];

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Follows a log that holds one event of each of these streams, having read them. */
async function following(streams: readonly string[], now = { ms: 0 }): Promise<{ log: GivenLog; ends: FollowedEnds }> {
  const log = new GivenLog();
  const ends = new FollowedEnds(log, () => now.ms);
  await ends.learn('any', 0, log.stream('any', 0));
  await nextTurn();
  for (const stream of streams) {
    log.append(stream);
    await ends.learn(stream, 0, log.stream(stream, 0));
  }
  return { log, ends };
}

/** A read of a stream that finds nothing, and is a long time on its way back. */
function slowly(ends: FollowedEnds, stream: string): { reading: Promise<unknown>; arrive: () => void } {
  let arrive = (): void => undefined;
  const reading = ends.learn(stream, 0, () => new Promise((resolve) => (arrive = () => resolve([]))));
  return { reading, arrive: () => arrive() };
}

describe('ends of streams followed in the log', () => {
  it('are known once a stream has been read, until something is appended to it', async () => {
    const { log, ends } = await following([]);
    log.append('a');
    expect(await ends.nothingFrom('a', 1)).toBe(false);
    await ends.learn('a', 0, log.stream('a', 0));
    expect(await ends.nothingFrom('a', 1)).toBe(true);
    log.append('b');
    expect(await ends.nothingFrom('a', 1)).toBe(true);
    log.append('a');
    expect(await ends.nothingFrom('a', 1)).toBe(false);
    expect(await ends.nothingFrom('a', 2)).toBe(true);
  });

  it('are not known of what was read before the log said how far it is', async () => {
    const log = new GivenLog();
    const ends = new FollowedEnds(log);
    expect(await ends.learn('a', 0, log.stream('a', 0))).toEqual([]);
    expect(await ends.nothingFrom('a', 0)).toBe(false);
  });

  it('cost one look for all who ask together', async () => {
    const { log, ends } = await following(['a', 'b', 'c']);
    expect(await Promise.all(['a', 'b', 'c'].map((stream) => ends.nothingFrom(stream, 1)))).toEqual([true, true, true]);
    expect(log.looks).toBe(1);
  });

  it('are forgotten where too much has come to them since', async () => {
    const { log, ends } = await following(['a', 'b']);
    for (let more = 0; more < 1_000; more++) log.append('b');
    expect(await ends.nothingFrom('a', 1)).toBe(false);
  });

  it('are forgotten when nobody has asked for a while, and not searched for through all that was written meanwhile', async () => {
    const now = { ms: 0 };
    const { log, ends } = await following(['a'], now);
    now.ms = 1_500;
    expect(await ends.nothingFrom('a', 1)).toBe(false);
    expect(log.looks).toBe(0);
  });

  it('are those of the few streams that are asked for again, however many are read once in between', async () => {
    const { ends } = await following(['people', 'settings']);
    const log = new GivenLog();
    const readOnce = async (audits: number): Promise<void> => {
      for (let audit = 0; audit < audits; audit++) {
        await ends.learn(`audit-${audit}`, 0, log.stream(`audit-${audit}`, 0));
      }
    };
    const known = () => Promise.all(['people', 'settings'].map((stream) => ends.nothingFrom(stream, 1)));
    expect(await known()).toEqual([true, true]);
    await readOnce(100);
    expect(await known()).toEqual([true, true]);
    expect(await ends.nothingFrom('audit-1', 0)).toBe(false);
    // Of those that are asked for, the ones that were asked for last.
    for (const team of 'abcdefgh') {
      await ends.learn(team, 0, log.stream(team, 0));
      expect(await ends.nothingFrom(team, 0)).toBe(true);
    }
    expect(await known()).toEqual([false, false]);
  });

  it('begin their looks where the log is known to have got to', async () => {
    const { log, ends } = await following(['a']);
    const begun: number[] = [];
    const { search } = log;
    log.search = (range) => {
      begun.push(range.after);
      return search(range);
    };
    for (let others = 0; others < 3; others++) {
      ends.appended('b', { revision: log.append('b'), position: log.events.length * 100 - 100 });
      expect(await ends.nothingFrom('a', 1)).toBe(true);
    }
    expect(begun).toEqual([-1, 100, 200]);
  });

  it('may be a moment old where that is asked for, but never without what was appended here', async () => {
    const now = { ms: 0 };
    const { log, ends } = await following(['a'], now);
    now.ms = 49;
    log.append('a');
    expect(await ends.nothingFrom('a', 1, 50)).toBe(true);
    expect(log.looks).toBe(0);
    expect(await ends.nothingFrom('a', 1)).toBe(false);
    expect(await ends.nothingFrom('a', 2)).toBe(true);
    now.ms = 98;
    ends.appended('a', { revision: log.append('a'), position: 200 });
    expect(await ends.nothingFrom('a', 2, 50)).toBe(false);
    const { looks } = log;
    log.append('a');
    now.ms = 99;
    expect(await ends.nothingFrom('a', 3, 50)).toBe(false);
    expect(log.looks).toBe(looks + 1);
  });

  it('count what others looked past while a stream was being read', async () => {
    const { log, ends } = await following(['b']);
    const { reading, arrive } = slowly(ends, 'a');
    log.append('a');
    ends.appended('b', { revision: log.append('b'), position: 200 });
    expect(await ends.nothingFrom('b', 2)).toBe(true);
    arrive();
    await reading;
    expect(await ends.nothingFrom('a', 0)).toBe(false);
    expect(await ends.nothingFrom('a', 1)).toBe(true);
  });

  it('are not learnt from a read that was under way when all was let go', async () => {
    const now = { ms: 0 };
    const { log, ends } = await following(['b'], now);
    const { reading, arrive } = slowly(ends, 'a');
    now.ms = 2_000;
    expect(await ends.nothingFrom('b', 1)).toBe(false);
    log.append('a');
    await ends.learn('b', 1, log.stream('b', 1));
    await nextTurn();
    arrive();
    await reading;
    expect(await ends.nothingFrom('a', 0)).toBe(false);
  });

  it('are forgotten when a look fails, which fails for all who asked', async () => {
    const { log, ends } = await following(['a', 'b']);
    const { search } = log;
    log.search = () => Promise.reject(new Error('away'));
    const asked = await Promise.allSettled(['a', 'b'].map((stream) => ends.nothingFrom(stream, 1)));
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    log.search = search;
    expect(await ends.nothingFrom('a', 1)).toBe(false);
  });

  it('spare no read that would have found something, however answers cross', async () => {
    const step = fc.record({
      stream: fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(...STREAMS)),
      does: fc.constantFrom('append', 'append here', 'read', 'read', 'read of late', 'pause'),
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 8, maxLength: 80 }), async (scheduler, steps) => {
        const aMoment = (): Promise<void> => scheduler.schedule(Promise.resolve());
        const log = new GivenLog(aMoment);
        const ends = new FollowedEnds(log, () => ms);
        let ms = 0;
        const appendedHere = new Map<string, number>();
        const wrong: string[] = [];
        const read = async (stream: string, held: number, maxAgeMs?: number): Promise<void> => {
          for (const from of [held, Math.max(0, held - 1)]) {
            if (!(await ends.nothingFrom(stream, from, maxAgeMs)))
              await ends.learn(stream, from, log.stream(stream, from));
            else if (from < held) wrong.push(`${stream} ${from}`);
          }
        };
        const readNow = (stream: string): Promise<void> =>
          read(stream, log.events.filter((event) => event.stream === stream).length);
        const append = async (stream: string, isHere: boolean): Promise<void> => {
          const revision = log.append(stream);
          const position = log.events.length * 100 - 100;
          await aMoment();
          if (!isHere) return;
          ends.appended(stream, { revision, position });
          appendedHere.set(stream, Math.max(revision + 1, appendedHere.get(stream) ?? 0));
        };
        const all = async (): Promise<void> => {
          const underWay: Promise<void>[] = [];
          for (const { stream, does } of steps) {
            await aMoment();
            if (does === 'pause') ms += 2_000;
            else if (does === 'read') underWay.push(readNow(stream));
            else if (does === 'read of late') underWay.push(read(stream, appendedHere.get(stream) ?? 0, 50));
            else underWay.push(append(stream, does === 'append here'));
          }
          await Promise.all(underWay);
          await Promise.all(STREAMS.map(readNow));
        };
        await scheduler.waitFor(all());
        expect(wrong).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
