import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { verify } from '../verify.js';
import type { Finding } from '../verify.js';
import { SqliteEventStore } from './sqlite-event-store.js';

const WRITER = fileURLToPath(new URL('./append-under-load.fixture.js', import.meta.url));

interface Acknowledged {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

describe('a log whose writer is killed', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-faults-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs a writing process to its end; `kill` decides after each of its lines. Answers all it said. */
  const run = async (
    child: ChildProcess,
    kill: (line: string, lines: number) => boolean = () => false,
  ): Promise<string[]> => {
    const lines: string[] = [];
    const errors: string[] = [];
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stderr?.on('data', (text) => errors.push(String(text)));
    if (child.stdout === null) throw new Error('no output');
    for await (const line of createInterface(child.stdout)) {
      lines.push(line);
      if (kill(line, lines.length)) child.kill('SIGKILL');
    }
    await ended;
    expect(errors).toEqual([]);
    return lines;
  };

  const writer = (writers: number, stall = 0): ChildProcess =>
    spawn(process.execPath, [WRITER, folder, String(writers), String(stall)], { stdio: ['ignore', 'pipe', 'pipe'] });

  const acknowledgedIn = (lines: readonly string[]): Acknowledged[] =>
    lines
      .map((line) => /^acknowledged (\S+) (\d+) (\S+)$/.exec(line))
      .flatMap((match) => (match ? [{ stream: match[1] ?? '', revision: Number(match[2]), id: match[3] ?? '' }] : []));

  const expectWhole = async (acknowledged: readonly Acknowledged[]): Promise<number> => {
    const store = SqliteEventStore.open(join(folder, 'data'));
    const findings: Finding[] = [];
    const { events } = await verify(store, { onFinding: (finding) => findings.push(finding) });
    expect(findings).toEqual([]);
    const streams = new Map<string, string[]>();
    for (const stream of new Set(acknowledged.map((each) => each.stream))) {
      streams.set(
        stream,
        (await store.readStream(stream)).map(({ id }) => id),
      );
    }
    expect(acknowledged.filter(({ stream, revision, id }) => streams.get(stream)?.[revision] !== id)).toEqual([]);
    await store.close();
    return events;
  };

  it('keeps every acknowledged event, wherever the kill strikes, and its chains are whole', async () => {
    const acknowledged: Acknowledged[] = [];
    const [betweenCommitAndAnswer, anywhere] = [7, 6];
    let heldStill = 0;
    for (const commits of fc.sample(fc.integer({ min: 1, max: 60 }), betweenCommitAndAnswer)) {
      const lines = await run(writer(16, commits), (line) => line === 'committed');
      heldStill += lines.filter((line) => line === 'committed').length;
      const events = await expectWhole(acknowledged.concat(acknowledgedIn(lines)));
      acknowledged.push(...acknowledgedIn(lines));
      expect(events).toBeGreaterThan(acknowledged.length);
    }
    for (const answers of fc.sample(fc.integer({ min: 1, max: 800 }), anywhere)) {
      const lines = await run(writer(16), (_, count) => count === answers);
      acknowledged.push(...acknowledgedIn(lines));
      await expectWhole(acknowledged);
    }
    expect(heldStill).toBe(betweenCommitAndAnswer);
    expect(acknowledged.length).toBeGreaterThan(anywhere);
  });

  it('stays whole when one of two writing processes is killed', async () => {
    const [first, second] = [writer(8), writer(8)];
    const said = await Promise.all([run(first, (_, count) => count === 100), run(second, (_, count) => count === 300)]);
    const acknowledged = said.flatMap(acknowledgedIn);
    expect(acknowledged.length).toBeGreaterThanOrEqual(400);
    await expectWhole(acknowledged);
  });

  it('leaves no append unanswered when the disk takes no more', async () => {
    const limited = spawn('bash', ['-c', 'ulimit -f 600; exec "$@"', 'bash', process.execPath, WRITER, folder, '16'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines = await run(limited);
    expect(lines.at(-1)).toBe('done');
    expect(lines.filter((line) => line.startsWith('unavailable'))).toHaveLength(16);
    const acknowledged = acknowledgedIn(lines);
    expect(acknowledged.length).toBeGreaterThan(0);
    await expectWhole(acknowledged);
  });
});
