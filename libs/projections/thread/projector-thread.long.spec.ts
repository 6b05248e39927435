import { Worker } from 'node:worker_threads';
import { START, SqliteEventStore } from '#event-store';
import { Views } from '../reading/views.js';
import { dataFolders } from '../runner/data-folder.fixture.js';
import { takeLease } from '../runner/lease.js';
import { views } from '../runner/note-views.fixture.js';
import { Notes } from '../runner/notes-store.fixture.js';
import { ProjectorThread } from './projector-thread.js';
import type { ViewProgress } from '../runner/progress.js';

const newFolder = dataFolders();
const PATIENCE_MS = 30_000;
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function setUp(viewsModule = '../runner/note-views.fixture.js') {
  const dataDir = newFolder();
  const store = SqliteEventStore.open(dataDir);
  const reading = new Views(dataDir, views);
  ends.push(
    () => store.close(),
    () => reading.close(),
  );
  const start = (): { thread: ProjectorThread; troubles: Error[] } => {
    const troubles: Error[] = [];
    const thread = new ProjectorThread({
      place: { dataDir },
      viewsModule: new URL(viewsModule, import.meta.url).href,
      onMoved: () => reading.wake(),
      onTrouble: (error) => troubles.push(error),
    });
    ends.push(() => thread.stop());
    return { thread, troubles };
  };
  return { dataDir, store, reading, start };
}

describe('the projector’s thread', () => {
  it('projects what this process commits and what others do', async () => {
    const { dataDir, store, reading, start } = setUp();
    const { thread } = start();
    store.onCommit(() => thread.wake());
    const here = await new Notes(store).write(3);
    await expect(reading.waitFor('note-list', here, PATIENCE_MS)).resolves.toBe('reached');
    const other = SqliteEventStore.open(dataDir);
    ends.push(() => other.close());
    const there = await new Notes(other, 'settings').write(2);
    await expect(reading.waitFor('note-list', there, PATIENCE_MS)).resolves.toBe('reached');
    expect(reading.open('note-list').get('SELECT count(*) AS n FROM notes')).toEqual({ n: 5 });
  });

  it('reports how each view stands', async () => {
    const { store, reading, start } = setUp();
    const { thread } = start();
    const position = await new Notes(store).write(4);
    await reading.waitFor('note-count', position, PATIENCE_MS);
    let progress: readonly ViewProgress[] = [];
    while (progress.length === 0 || progress.some((view) => view.position < position)) {
      await reading.waitFor('note-count', position + 1, 20);
      progress = thread.progress();
    }
    expect(progress).toEqual([
      { view: 'note-count', version: 1, generation: 1, state: 'live', position, head: position, eventsPerSecond: 0 },
      { view: 'note-list', version: 1, generation: 1, state: 'live', position, head: position, eventsPerSecond: 0 },
    ]);
  });

  it('builds views of any log in a heap that holds a small part of it', async () => {
    const { dataDir, store, reading } = setUp();
    const notes = new Notes(store);
    let last = START;
    for (let written = 0; written < 120; written += 1) last = await notes.write(1, 'x'.repeat(900_000));
    const worker = new Worker(new URL('./projector-worker.js', import.meta.url), {
      workerData: { place: { dataDir }, viewsModule: new URL('../runner/note-views.fixture.js', import.meta.url).href },
      resourceLimits: { maxOldGenerationSizeMb: 48 },
    });
    const ended = new Promise((resolve) => worker.once('error', resolve).once('exit', resolve));
    await Promise.race([reading.waitFor('note-list', last, PATIENCE_MS), ended]);
    worker.postMessage('stop');
    expect(await ended).toBe(0);
    expect(reading.open('note-list').get('SELECT count(*) AS n FROM notes')).toEqual({ n: 120 });
  });

  it('stands by while another process projects, and takes over from it', async () => {
    const { dataDir, store, reading, start } = setUp();
    const lease = takeLease(dataDir, 'projector');
    start();
    const position = await new Notes(store).write(1);
    await expect(reading.waitFor('note-list', position, 200)).resolves.toBe('behind');
    lease?.release();
    await expect(reading.waitFor('note-list', position, PATIENCE_MS)).resolves.toBe('reached');
  });

  it('frees its lease when it is stopped', async () => {
    const { dataDir, store, reading, start } = setUp();
    const { thread } = start();
    await reading.waitFor('note-list', await new Notes(store).write(1), PATIENCE_MS);
    expect(takeLease(dataDir, 'projector')).toBeUndefined();
    await thread.stop();
    const lease = takeLease(dataDir, 'projector');
    expect(lease).toBeDefined();
    lease?.release();
  });

  it('says so when it dies, and starts again', async () => {
    const { start } = setUp('./no-such-views.js');
    const { troubles } = start();
    while (troubles.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(troubles[0]?.message).toContain('no-such-views');
  });

  it('takes up its lease and its work again after it died in the middle of it', async () => {
    const { store, reading, start } = setUp('./dying-views.fixture.js');
    const { troubles } = start();
    const notes = new Notes(store);
    await reading.waitFor('note-list', await notes.write(2), PATIENCE_MS);
    while (troubles.length === 0) await reading.waitFor('note-list', 3, 20);
    expect(troubles[0]?.message).toBe('The thread is brought down');
    await expect(reading.waitFor('note-list', await notes.write(1), PATIENCE_MS)).resolves.toBe('reached');
    expect(reading.open('note-list').get('SELECT count(*) AS n FROM notes')).toEqual({ n: 3 });
  });
});
