import fc from 'fast-check';
import type { RecordedEvent } from '../port.js';
import { FollowedEnds } from './followed-ends.js';

/** A log whose answers are of the moment they are asked for, and come when they like. */
class GivenLog {
  readonly events: RecordedEvent[] = [];
  looks = 0;

  constructor(private readonly later: <Answer>(answer: Answer) => Promise<Answer> = async (answer) => answer) {}

  append(stream: string): number {
    const revision = this.events.filter((event) => event.stream === stream).length;
    const position = this.events.length * 100;
    this.events.push({ id: `${position}`, stream, revision, position, type: 't', data: '', metadata: '' });
    return revision;
  }

  tail = () => this.later(this.events.at(-1)?.position ?? -1);

  readAll = ({ after, maxCount }: { readonly after: number; readonly maxCount: number }) => {
    this.looks += 1;
    return this.later(this.events.filter(({ position }) => position > after).slice(0, maxCount));
  };

  stream = (stream: string, from: number) => (): Promise<RecordedEvent[]> =>
    this.later(this.events.filter((event) => event.stream === stream && event.revision >= from));
}

describe('ends of streams followed in the log', () => {
  it('are known once a stream has been read, until something is appended to it', async () => {
    const log = new GivenLog();
    const ends = new FollowedEnds(log);
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

  it('cost one look for all who ask together', async () => {
    const log = new GivenLog();
    const ends = new FollowedEnds(log);
    for (const stream of ['a', 'b', 'c']) {
      log.append(stream);
      await ends.learn(stream, 0, log.stream(stream, 0));
    }
    expect(await Promise.all(['a', 'b', 'c'].map((stream) => ends.nothingFrom(stream, 1)))).toEqual([true, true, true]);
    expect(log.looks).toBe(1);
  });

  it('are forgotten where too much has happened since', async () => {
    const log = new GivenLog();
    const ends = new FollowedEnds(log);
    log.append('a');
    await ends.learn('a', 0, log.stream('a', 0));
    for (let others = 0; others < 1_000; others++) log.append('b');
    expect(await ends.nothingFrom('a', 1)).toBe(false);
    await ends.learn('a', 1, log.stream('a', 1));
    expect(await ends.nothingFrom('a', 1)).toBe(true);
  });

  it('count what others looked past while a stream was being read', async () => {
    const log = new GivenLog();
    const ends = new FollowedEnds(log);
    for (const stream of ['a', 'b']) log.append(stream);
    await ends.learn('b', 0, log.stream('b', 0));
    let arrive = (): void => undefined;
    const onTheWay = log.events.filter(({ stream }) => stream === 'a');
    const reading = ends.learn('a', 0, () => new Promise((resolve) => (arrive = () => resolve(onTheWay))));
    log.append('a');
    expect(await ends.nothingFrom('b', 1)).toBe(true);
    arrive();
    await reading;
    expect(await ends.nothingFrom('a', 1)).toBe(false);
    expect(await ends.nothingFrom('a', 2)).toBe(true);
  });

  it('spare no read that would have found something, however answers cross', async () => {
    const step = fc.record({
      stream: fc.constantFrom('a', 'b', 'c', 'd'),
      does: fc.constantFrom('append', 'read', 'read'),
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.array(step, { minLength: 8, maxLength: 40 }), async (scheduler, steps) => {
        const log = new GivenLog((answer) => scheduler.schedule(Promise.resolve(answer)));
        const ends = new FollowedEnds(log);
        const wrong: string[] = [];
        const read = async (stream: string): Promise<void> => {
          const before = log.events.filter((event) => event.stream === stream).length;
          for (const from of [before, Math.max(0, before - 1)]) {
            if (!(await ends.nothingFrom(stream, from))) await ends.learn(stream, from, log.stream(stream, from));
            else if (from < before) wrong.push(`${stream} ${from}`);
          }
        };
        const all = async (): Promise<void> => {
          const reads: Promise<void>[] = [];
          for (const { stream, does } of steps) {
            await scheduler.schedule(Promise.resolve());
            if (does === 'append') log.append(stream);
            else reads.push(read(stream));
          }
          await Promise.all(reads);
          await Promise.all(['a', 'b', 'c', 'd'].map(read));
        };
        await scheduler.waitFor(all());
        expect(wrong).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
