import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Council, Killed, Power } from './council.fixture.js';
import { story, type Memory } from './story.fixture.js';

interface Told {
  /** The folder as people left it, before the processes did their part. */
  readonly before: string;
  readonly at: string;
  readonly history: Record<string, readonly string[]>;
  /** How many moments there are at which the machine may stop. */
  readonly moments: number;
}

const busy = story
  .map(({ promise, quiet }, chapter) => ({ promise, quiet, chapter }))
  .filter(({ quiet }) => quiet === undefined);

describe('the processes', () => {
  let place: string;
  const memory: Memory = {};
  const told: Told[] = [];
  let copies = 0;

  const fresh = (): string => {
    const folder = join(place, `copy-${copies++}`);
    mkdirSync(folder);
    return folder;
  };
  const copyOf = (folder: string): string => Council.copy(folder, fresh());

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'plumbline-processes-'));
  });
  afterAll(() => rmSync(place, { recursive: true }));

  it.each(story)('$promise', async ({ at, people, then }) => {
    const last = told.at(-1);
    const before = fresh();
    const after = join(place, 'now');
    if (last === undefined) mkdirSync(after);
    const council = await Council.open(after, { now: at });
    await people(council, memory);
    await council.close();
    Council.copy(after, before);

    const power = new Power();
    const settled = await Council.open(after, { now: at, power });
    await settled.runner.settle();
    await then(settled, memory);
    expect(settled.runner.troubles()).toEqual([]);
    told.push({ before, at, history: await settled.history(), moments: power.moments });
    await settled.close();
  });

  it.each(busy)('$promise, wherever the machine stops in between', async ({ chapter }) => {
    const { before, at, history, moments } = toldIn(chapter);
    expect(moments).toBeGreaterThan(1);
    for (let killAt = 1; killAt <= moments; killAt++) {
      const folder = copyOf(before);
      const killed = await Council.open(folder, { now: at, power: new Power(killAt) });
      await expect(killed.runner.settle()).rejects.toThrow(Killed);
      await killed.close();
      const restarted = await Council.open(folder, { now: at });
      await restarted.runner.settle();
      expect({ killAt, history: await restarted.history() }).toEqual({ killAt, history });
      expect(restarted.runner.troubles()).toEqual([]);
      await restarted.close();
      rmSync(folder, { recursive: true });
    }
  });

  it.each(busy)('$promise, with two replicas at work', async ({ chapter }) => {
    const { before, at, history } = toldIn(chapter);
    // the second shares the first one's register, has one of its own that starts at the beginning of the log
    for (const register of ['processes.db', 'another.db']) {
      const folder = copyOf(before);
      const one = await Council.open(folder, { now: at });
      const other = await Council.open(folder, { now: at, register });
      await Promise.all([one.runner.settle(), other.runner.settle()]);
      expect({ register, history: await one.history() }).toEqual({ register, history });
      expect([...one.runner.troubles(), ...other.runner.troubles()]).toEqual([]);
      await one.close();
      await other.close();
    }
  });

  function toldIn(chapter: number): Told {
    const chapterTold = told[chapter];
    if (chapterTold === undefined) throw new Error('The chapter was not told');
    return chapterTold;
  }
});
