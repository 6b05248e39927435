import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { START, StoreUnavailable } from '#event-store';
import { ViewNotReady, Views } from '../reading/views.js';
import { examineViews } from './examine-views.js';
import { viewsEqualRebuild } from './rebuild-equality.js';
import type { View } from '../view.js';
import { dataFolders } from './data-folder.fixture.js';
import { MemoryLog } from './memory-log.fixture.js';
import { noteCount, noteList, stumblingList } from './note-views.fixture.js';
import { Projector } from './projector.js';

const newFolder = dataFolders();
const opened: Views[] = [];
afterEach(() => opened.splice(0).forEach((views) => views.close()));

function setUp(views: readonly View[] = [noteList, noteCount]) {
  const dataDir = newFolder();
  const log = new MemoryLog();
  const reading = new Views(dataDir, views);
  opened.push(reading);
  const write = (count: number): void => {
    for (let index = 0; index < count; index++) log.add('note-taken', { text: `note ${log.events.length + 1}` });
  };
  const project = (batchSize = 3, of = views): Promise<void> =>
    new Projector({ dataDir, log, views: of, batchSize }).catchUp();
  const rows = (): number => reading.open('note-list').get<{ n: number }>('SELECT count(*) AS n FROM notes')?.n ?? -1;
  const counted = (): number =>
    reading.open('note-count').get<{ notes: number }>('SELECT notes FROM counts')?.notes ?? -1;
  const files = (): string[] => readdirSync(join(dataDir, 'views')).filter((file) => /\.v\d+\.\d+\.db$/.test(file));
  return { dataDir, log, reading, write, project, rows, counted, files };
}

/** Runs a projector until a condition holds, looking after each of its rounds. */
async function runUntil(
  options: ConstructorParameters<typeof Projector>[0],
  until: (projector: Projector) => boolean,
  act: (projector: Projector) => void = () => undefined,
): Promise<void> {
  const projector: Projector = new Projector({
    ...options,
    onMoved: () => (until(projector) ? projector.stop() : act(projector)),
  });
  await projector.run();
}

describe('a projector', () => {
  it('brings every view to the end of the log, each from where it stands', async () => {
    const { write, project, rows, counted, reading } = setUp();
    write(8);
    await project();
    expect([rows(), counted()]).toEqual([8, 8]);
    write(5);
    await project();
    expect([rows(), counted()]).toEqual([13, 13]);
    expect(reading.positionOf('note-list')).toBe(13);
  });

  it('feeds a view that is new from the first event, beside one that has been there', async () => {
    const { write, project, rows, counted } = setUp();
    write(7);
    await project(2, [noteList]);
    write(4);
    await project(3);
    expect([rows(), counted()]).toEqual([11, 11]);
  });

  it('shows no view before it has caught up for the first time', async () => {
    const { reading, write, project } = setUp();
    write(2);
    expect(() => reading.open('note-list')).toThrow(ViewNotReady);
    await expect(reading.waitFor('note-list', 1, 0)).resolves.toBe('behind');
    await project();
    await expect(reading.waitFor('note-list', 2, 0)).resolves.toBe('reached');
    await expect(reading.waitFor('note-list', 3, 0)).resolves.toBe('behind');
  });

  it('notices what other processes commit, and whoever waits for it is answered', async () => {
    const { dataDir, log, reading, write, rows } = setUp();
    const projector = new Projector({ dataDir, log, views: [noteList], pollMs: 1 });
    const running = projector.run();
    await reading.waitFor('note-list', -1, 10_000);
    write(1);
    await expect(reading.waitFor('note-list', 1, 10_000)).resolves.toBe('reached');
    expect(rows()).toBe(1);
    expect(projector.progress()).toMatchObject([{ view: 'note-list', state: 'live', position: 1, head: 1 }]);
    projector.stop();
    await running;
  });

  it('stops a view that throws, says why, and leaves the others alone', async () => {
    const stumbling = stumblingList('note 5');
    const { dataDir, log, reading, write, rows } = setUp([noteList, stumbling]);
    write(4);
    const options = { dataDir, log, views: [noteList, stumbling], batchSize: 2 };
    await new Projector(options).catchUp();
    write(4);
    const projector = new Projector(options);
    await projector.catchUp();
    expect(rows()).toBe(8);
    const failed = { view: 'stumbling-list', state: 'failed', position: 4, reason: 'A note that cannot be listed' };
    expect(projector.progress()).toMatchObject([failed]);
    expect(reading.progress(8)).toMatchObject([{ view: 'note-list', state: 'live', position: 8 }, failed]);
    const stumbled = reading.open('stumbling-list');
    expect(stumbled.get('SELECT max(position) AS last FROM notes')).toEqual({ last: 4 });
    expect(stumbled.position()).toBe(4);
  });

  it('goes on with a view that failed, once the program is mended', async () => {
    const { dataDir, log, reading, write } = setUp([stumblingList('')]);
    write(6);
    await new Projector({ dataDir, log, views: [stumblingList('note 5')], batchSize: 2 }).catchUp();
    expect(reading.progress(6)).toMatchObject([{ state: 'failed' }]);
    await new Projector({ dataDir, log, views: [stumblingList('')], batchSize: 2 }).catchUp();
    expect(reading.progress(6)).toMatchObject([{ state: 'live', position: 6 }]);
  });

  it('feeds a view anew whose log has been put back to an earlier day', async () => {
    const { log, write, project, rows } = setUp();
    write(9);
    await project();
    log.events.splice(5);
    await project();
    expect(rows()).toBe(5);
  });

  it('shows nothing that the log does not say any more, while it reads what the log says instead', async () => {
    const { dataDir, log, reading, write, project, rows } = setUp([noteList]);
    write(9);
    await project();
    log.events.splice(0);
    write(4);
    for (const event of log.events) Object.assign(event, { id: `other-${event.position}` });
    const projector = new Projector({ dataDir, log, views: [noteList], pollMs: 1 });
    log.readAll = async () => {
      throw new StoreUnavailable('The log is away');
    };
    const running = projector.run();
    while (reading.progress(4).length !== 1 || reading.progress(4)[0]?.position !== START) await pause(1);
    expect(() => reading.open('note-list')).toThrow(ViewNotReady);
    Reflect.deleteProperty(log, 'readAll');
    await reading.waitFor('note-list', 4, 10_000);
    expect(rows()).toBe(4);
    projector.stop();
    await running;
  });

  it('waits for a log that is away when it begins', async () => {
    const { dataDir, log, reading, write, project, rows } = setUp([noteList]);
    write(3);
    await project();
    log.isAway = true;
    const projector = new Projector({ dataDir, log, views: [noteList], pollMs: 1 });
    const running = projector.run();
    await pause(20);
    expect(rows()).toBe(3);
    write(1);
    log.isAway = false;
    await reading.waitFor('note-list', 4, 10_000);
    expect(rows()).toBe(4);
    projector.stop();
    await running;
  });

  it('feeds a view anew whose tables have changed', async () => {
    const { dataDir, log, reading, write, project, rows } = setUp();
    write(3);
    await project();
    const widened: View = { ...noteList, schema: noteList.schema.replace('text TEXT', 'text TEXT DEFAULT NULL') };
    await new Projector({ dataDir, log, views: [widened] }).catchUp();
    expect(rows()).toBe(3);
    expect(reading.progress(3)).toMatchObject([{ view: 'note-count' }, { view: 'note-list', generation: 2 }]);
  });
});

describe('a rebuild', () => {
  it('catches up beside the view that is read, takes over, and leaves one file', async () => {
    const { dataDir, log, reading, write, project, rows, files } = setUp([noteList]);
    write(10);
    await project();
    const before = reading.open('note-list');
    const requested = reading.requestRebuild('note-list');
    expect(reading.rebuildOutcome(requested)).toBe('under-way');

    const seen: string[] = [];
    await runUntil(
      { dataDir, log, views: [noteList], batchSize: 2 },
      () => reading.rebuildOutcome(requested) === 'done',
      (projector) => {
        // Its rows are there all the while, and new events go to both.
        if (log.events.length < 13) write(1);
        expect(rows()).toBeGreaterThanOrEqual(10);
        expect(reading.open('note-list')).toBe(before);
        seen.push(...projector.progress().map(({ generation, state }) => `${generation} ${state}`));
      },
    );
    expect(seen).toContain('1 live');
    expect(seen).toContain('2 rebuilding');

    expect(files()).toHaveLength(2);
    expect(before.position()).toBeGreaterThanOrEqual(10);
    const after = reading.open('note-list');
    expect(after).not.toBe(before);
    expect(after.position()).toBeGreaterThanOrEqual(13);
    await project();
    expect(files()).toEqual(['note-list.v1.2.db']);
    expect(await viewsEqualRebuild(dataDir, log, [noteList])).toEqual([]);
  });

  it('that is interrupted goes on where it was', async () => {
    const { dataDir, log, reading, write, project } = setUp([noteList]);
    write(10);
    await project();
    const requested = reading.requestRebuild('note-list');
    const options = { dataDir, log, views: [noteList], batchSize: 2 };
    const positionBuilt = (projector: Projector): number =>
      projector.progress().find(({ state }) => state === 'rebuilding')?.position ?? -1;
    await runUntil(options, (projector) => positionBuilt(projector) >= 4);
    expect(reading.rebuildOutcome(requested)).toBe('under-way');
    const resumedAt: number[] = [];
    await runUntil(
      options,
      () => reading.rebuildOutcome(requested) === 'done',
      (projector) => resumedAt.push(positionBuilt(projector)),
    );
    expect(Math.min(...resumedAt)).toBeGreaterThan(4);
  });

  it('that fails leaves the view as it was, and may be asked for again', async () => {
    const { dataDir, log, reading, write, project, rows, files } = setUp([noteList]);
    write(6);
    await project();
    const failing: View = { ...stumblingList('note 3'), name: 'note-list' };
    const requested = reading.requestRebuild('note-list');
    await new Projector({ dataDir, log, views: [failing], batchSize: 2 }).catchUp();
    expect(reading.rebuildOutcome(requested)).toEqual({ failed: 'A note that cannot be listed' });
    expect(rows()).toBe(6);

    const again = reading.requestRebuild('note-list');
    await project();
    expect(reading.rebuildOutcome(again)).toBe('done');
    reading.open('note-list');
    await project();
    expect(files()).toEqual(['note-list.v1.3.db']);
  });

  it('is the same for everybody who asks while it is under way', async () => {
    const { reading, write, project } = setUp();
    write(1);
    await project();
    expect(reading.requestRebuild('note-list')).toEqual(reading.requestRebuild('note-list'));
  });

  it('shows where the live view is not what the log says', async () => {
    const { dataDir, log, write, project } = setUp([noteList]);
    write(3);
    await project();
    log.events[1] = { ...log.add('note-taken', { text: 'another' }), id: 'event-2', position: 2 };
    expect(await viewsEqualRebuild(dataDir, log, [noteList])).toEqual([
      { view: 'note-list', table: 'notes', live: '[2,"note 2"]', rebuilt: '[2,"another"]' },
    ]);
  });
});

describe('a view with indexes for its readers', () => {
  const indexed: View = {
    ...noteList,
    name: 'indexed-list',
    indexes: ['CREATE INDEX notes_by_text ON notes (text)', 'CREATE INDEX notes_by_both ON notes (text, position)'],
  };
  const wrongIn = async ({ dataDir, log }: ReturnType<typeof setUp>): Promise<readonly unknown[]> =>
    (await examineViews(dataDir, log, [indexed])).findings;

  it('is read once all of them are there', async () => {
    const council = setUp([indexed]);
    council.write(8);
    await council.project();
    expect(council.reading.open('indexed-list').all(`SELECT 1 FROM notes INDEXED BY notes_by_both`)).toHaveLength(8);
    expect(await wrongIn(council)).toEqual([]);
  });

  it('makes those that are left where it was stopped between two', async () => {
    const council = setUp([indexed]);
    council.write(2);
    const { dataDir, log } = council;
    let rounds = 0;
    await runUntil({ dataDir, log, views: [indexed] }, () => ++rounds === 1);
    // Half made is not wrong, and nobody reads it.
    expect(await wrongIn(council)).toEqual([]);
    expect(() => council.reading.open('indexed-list')).toThrow(ViewNotReady);
    await council.project();
    expect(council.reading.open('indexed-list').all(`SELECT 1 FROM notes INDEXED BY notes_by_text`)).toHaveLength(2);
    expect(await wrongIn(council)).toEqual([]);
  });
});

describe('a view that a new version of the program does not have', () => {
  it('goes once a projector of every view there is begins, and not before', async () => {
    const { dataDir, log, write, project, files } = setUp([noteList, noteCount]);
    write(2);
    await project();
    await new Projector({ dataDir, log, views: [noteList] }).catchUp();
    expect(files()).toEqual(['note-count.v1.1.db', 'note-list.v1.1.db']);
    await new Projector({ dataDir, log, views: [noteList], everyView: true }).catchUp();
    expect(files()).toEqual(['note-list.v1.1.db']);
  });
});

describe('a new version of a view', () => {
  const second: View = { ...noteList, version: 2 };

  it('drops what an older one had half built', async () => {
    const { dataDir, log, reading, write, project, files } = setUp();
    write(6);
    await project();
    reading.requestRebuild('note-list');
    const halfBuilt = (projector: Projector): boolean =>
      projector.progress().some(({ state, position }) => state === 'rebuilding' && position > 0);
    await runUntil({ dataDir, log, views: [noteList, noteCount], batchSize: 2 }, halfBuilt);
    expect(files()).toContain('note-list.v1.2.db');
    await new Projector({ dataDir, log, views: [second, noteCount] }).catchUp();
    expect(files()).toEqual(['note-count.v1.1.db', 'note-list.v2.3.db']);
  });

  it('boots beside the old one, which answers until it has taken over, and then goes', async () => {
    const { dataDir, log, reading, write, project, files } = setUp([noteList]);
    write(4);
    await project();
    reading.open('note-list');
    const newer = new Views(dataDir, [second]);
    opened.push(newer);
    write(2);
    const stands = { view: 'note-list', version: 1, state: 'catching-up', position: 4, head: 6 };
    expect(newer.open('note-list').position()).toBe(4);
    expect(newer.progress(6)).toMatchObject([stands]);
    await runUntil(
      { dataDir, log, views: [second], batchSize: 1 },
      (projector) => (projector.progress()[0]?.position ?? 0) >= 3,
    );
    expect(newer.open('note-list').position()).toBe(4);
    expect(newer.unreadable()).toEqual([]);
    expect(newer.progress(6)).toMatchObject([stands, { version: 2, state: 'rebuilding', head: 6 }]);
    log.events.splice(4);
    await new Projector({ dataDir, log, views: [second], batchSize: 2 }).catchUp();
    expect(newer.open('note-list').position()).toBe(4);
    expect(files()).toEqual(['note-list.v1.1.db', 'note-list.v2.2.db']);
    // The earlier program, still running, reads what there is.
    expect(reading.open('note-list').file).toBe(newer.open('note-list').file);
    await new Projector({ dataDir, log, views: [second] }).catchUp();
    expect(files()).toEqual(['note-list.v2.2.db']);
  });

  it('looks into the older file once, however often somebody asks what may be read', async () => {
    const { dataDir, write, project } = setUp([noteList]);
    write(4);
    await project();
    const newer = new Views(dataDir, [second]);
    opened.push(newer);
    expect(newer.unreadable()).toEqual([]);
    // Whoever opened it again would find nothing they know.
    writeFileSync(join(dataDir, 'views', 'note-list.v1.1.db'), '');
    expect(newer.unreadable()).toEqual([]);
  });

  it('whose tables are others shows nothing before it has caught up: its queries could not read the old ones', async () => {
    const { dataDir, log, write, project } = setUp([noteList]);
    write(4);
    await project();
    const other: View = { ...second, schema: noteList.schema.replace('text TEXT', 'text TEXT DEFAULT NULL') };
    const newer = new Views(dataDir, [other]);
    opened.push(newer);
    expect(newer.unreadable()).toEqual(['note-list']);
    await expect(newer.whenReadable('note-list', 1)).rejects.toThrow(ViewNotReady);
    const readable = newer.whenReadable('note-list', 10_000);
    await new Projector({ dataDir, log, views: [other] }).catchUp();
    expect((await readable).position()).toBe(4);
  });
});

describe('views beside one another', () => {
  /** So slow that the others could be done many times over. */
  const slow = (view: View): View => ({
    ...view,
    projector: (db) => {
      const { apply } = view.projector(db);
      return {
        apply: (events) => {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
          apply(events);
        },
      };
    },
  });

  it('do not wait for a slow one to be read for the first time', async () => {
    const views = [slow(noteList), noteCount];
    const { dataDir, log, reading, write } = setUp(views);
    write(40);
    const counted = (): boolean => !reading.unreadable().includes('note-count');
    await runUntil({ dataDir, log, views, batchSize: 1 }, counted);
    expect(reading.unreadable()).toEqual(['note-list']);
    expect(reading.open('note-count').position()).toBe(40);
    await new Projector({ dataDir, log, views }).catchUp();
    expect(await viewsEqualRebuild(dataDir, log, [noteList, noteCount])).toEqual([]);
  });

  it('are live while others are built: what is new reaches them before another batch of those', async () => {
    const { dataDir, log, reading, write, project } = setUp();
    write(12);
    await project();
    const requested = reading.requestRebuild('note-list');
    const behind: number[] = [];
    await runUntil(
      { dataDir, log, views: [slow(noteList), noteCount], batchSize: 1 },
      () => reading.rebuildOutcome(requested) === 'done',
      () => {
        behind.push(log.events.length - reading.positionOf('note-count'));
        if (log.events.length < 20) write(1);
      },
    );
    expect(behind.length).toBeGreaterThan(8);
    expect(Math.max(...behind)).toBe(0);
  });
});
