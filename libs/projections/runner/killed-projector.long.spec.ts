import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventTypes } from '#domain';
import { SqliteEventStore, Upcasting } from '#event-store';
import { projectHere } from '../reading/project-here.js';
import { Views } from '../reading/views.js';
import { viewsEqualRebuild } from './rebuild-equality.js';
import { dataFolders } from './data-folder.fixture.js';
import { logOf } from './event-log.js';
import { takeLease } from './lease.js';
import { noteCount, noteList, views } from './note-views.fixture.js';
import { Notes } from './notes-store.fixture.js';

const newFolder = dataFolders();
/** Processes start slowly on a busy machine. */
const PATIENCE_MS = 120_000;
jest.setTimeout(2 * PATIENCE_MS);
const processes: ChildProcess[] = [];
afterEach(() => processes.splice(0).forEach((process) => process.kill('SIGKILL')));

async function projecting(dataDir: string, ...fatal: string[]): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./projecting-process.fixture.js', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, ...fatal], { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  await once(child.stdout, 'data');
  return child;
}

/** Rows, counted one by one, and the checkpoint they stand at. */
function standing(reading: Views): readonly number[] {
  const list = reading.open('note-list');
  const count = reading.open('note-count');
  return [
    list.get<{ n: number }>('SELECT count(*) AS n FROM notes')?.n ?? -1,
    list.position(),
    count.get<{ notes: number }>('SELECT notes FROM counts')?.notes ?? -1,
    count.position(),
  ];
}

describe('a projector that is killed', () => {
  it('leaves rows that are neither ahead of their checkpoint nor behind it, and the next one goes on from there', async () => {
    const dataDir = newFolder();
    const store = SqliteEventStore.open(dataDir);
    const notes = new Notes(store);
    const reading = new Views(dataDir, views);
    // The views are there and current before the killing starts.
    await notes.write(1);
    const first = await projecting(dataDir);
    await reading.waitFor('note-count', 1, PATIENCE_MS);
    first.kill('SIGKILL');
    await once(first, 'exit');

    let end = 1;
    for (const before of [24, 13, 0]) {
      end = await notes.write(25);
      const child = await projecting(dataDir, `note ${end - before}`);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      expect(child.signalCode).toBe('SIGKILL');
      const [rows, listPosition, counted, countPosition] = standing(reading);
      expect(rows).toBe(listPosition);
      expect(counted).toBe(countPosition);
      expect(rows).toBeLessThan(end - before);

      const mended = await projecting(dataDir);
      await reading.waitFor('note-list', end, PATIENCE_MS);
      mended.kill('SIGKILL');
      await once(mended, 'exit');
      expect(standing(reading).slice(0, 2)).toEqual([end, end]);
    }

    const log = logOf(store, new Upcasting(eventTypes));
    const timeoutMs = PATIENCE_MS;
    expect(await projectHere({ dataDir, log, views, reading, position: end, timeoutMs })).toBe('reached');
    expect(standing(reading)).toEqual([end, end, end, end]);
    expect(await viewsEqualRebuild(dataDir, log, [noteList, noteCount])).toEqual([]);
    reading.close();
    await store.close();
  });

  it('leaves its lease behind, for the next to take', async () => {
    const dataDir = newFolder();
    const child = await projecting(dataDir);
    expect(takeLease(dataDir, 'projector')).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lease = takeLease(dataDir, 'projector');
    expect(lease).toBeDefined();
    lease?.release();
  });
});

describe('the command line beside a projector', () => {
  it('leaves the projecting to it, and sees its own writes there', async () => {
    const dataDir = newFolder();
    await projecting(dataDir);
    const store = SqliteEventStore.open(dataDir);
    const reading = new Views(dataDir, views);
    const position = await new Notes(store).write(30);
    const log = logOf(store, new Upcasting(eventTypes));
    expect(await projectHere({ dataDir, log, views, reading, position, timeoutMs: PATIENCE_MS })).toBe('reached');
    expect(standing(reading)).toEqual([30, 30, 30, 30]);

    const rebuild = reading.requestRebuild('note-list');
    const at = { dataDir, log, views, reading, position: await new Notes(store, 'settings').write(1) };
    expect(await projectHere({ ...at, timeoutMs: PATIENCE_MS })).toBe('reached');
    while (reading.rebuildOutcome(rebuild) === 'under-way') await reading.waitFor('note-list', at.position + 1, 20);
    expect(reading.rebuildOutcome(rebuild)).toBe('done');
    expect(standing(reading)).toEqual([31, 31, 31, 31]);
    reading.close();
    await store.close();
  });
});
