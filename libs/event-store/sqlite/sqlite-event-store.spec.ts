import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describeEventStore } from '../contract/describe-event-store.js';
import { NO_STREAM, StoreUnavailable } from '../port.js';
import type { StoredEvent } from '../port.js';
import { SqliteEventStore } from './sqlite-event-store.js';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'plumbline-events-'));

describeEventStore('SqliteEventStore', async () => {
  const folder = await newFolder();
  return {
    open: async () => SqliteEventStore.open(folder, { pollMs: 10 }),
    dispose: () => rm(folder, { recursive: true }),
  };
});

const event = (): StoredEvent => ({ id: randomUUID(), type: 'note-taken.v1', data: '{}', metadata: '{}' });

describe('SqliteEventStore', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('commits what arrives together in one transaction', async () => {
    const store = SqliteEventStore.open(folder);
    const commits: number[] = [];
    store.onCommit((position) => commits.push(position));
    await Promise.all(Array.from({ length: 64 }, (_, index) => store.append(`audit-${index}`, NO_STREAM, [event()])));
    expect(commits).toEqual([64]);
    await store.close();
  });

  it('answers no append before its commit', async () => {
    const store = SqliteEventStore.open(folder);
    const happened: string[] = [];
    store.onCommit(() => happened.push('committed'));
    await store.append('audit-1', NO_STREAM, [event()]).then(() => happened.push('answered'));
    expect(happened).toEqual(['committed', 'answered']);
    await store.close();
  });

  it('finds at once what another process has appended to a stream it has just read to its end', async () => {
    const [store, other] = [SqliteEventStore.open(folder), SqliteEventStore.open(folder)];
    const revisionsFrom = async (from: number) =>
      (await store.readStream('audit-1', { from })).map(({ revision }) => revision);
    expect(await revisionsFrom(0)).toEqual([]);
    await other.append('audit-1', NO_STREAM, [event()]);
    expect(await revisionsFrom(0)).toEqual([0]);
    await store.append('audit-1', 0, [event()]);
    await other.append('audit-1', 1, [event()]);
    expect(await revisionsFrom(2)).toEqual([2]);
    expect(await revisionsFrom(3)).toEqual([]);
    await Promise.all([store.close(), other.close()]);
  });

  it('still finds what follows an append that is sent again', async () => {
    const store = SqliteEventStore.open(folder);
    const [one, two] = [event(), event()];
    await store.append('audit-1', NO_STREAM, [one]);
    await store.append('audit-1', 0, [two]);
    await store.append('audit-1', NO_STREAM, [one]);
    expect((await store.readStream('audit-1', { from: 1 })).map(({ id }) => id)).toEqual([two.id]);
    await store.close();
  });

  it('gives up as unavailable when another process keeps the log to itself, and takes the same events later', async () => {
    const store = SqliteEventStore.open(folder, { busyMs: 100 });
    const other = new Database(join(folder, 'events.db'));
    other.exec('BEGIN IMMEDIATE');
    const given = [event()];
    const tries = await Promise.allSettled([
      store.append('audit-1', NO_STREAM, given),
      store.append('audit-2', NO_STREAM, [event()]),
    ]);
    for (const each of tries) expect(each).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(await store.readStream('audit-1')).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    expect(await store.append('audit-1', NO_STREAM, given)).toEqual({ revision: 0, position: 1, written: true });
    await store.close();
  });

  it('waits while another process commits', async () => {
    const store = SqliteEventStore.open(folder);
    const other = new Database(join(folder, 'events.db'));
    other.exec('BEGIN IMMEDIATE');
    const patient = store.append('audit-1', NO_STREAM, [event()]);
    await pause(100);
    expect(await store.readStream('audit-1')).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
    expect(await patient).toEqual({ revision: 0, position: 1, written: true });
    await store.close();
  });

  it('finishes the appends under way when it is closed, and takes none after', async () => {
    const store = SqliteEventStore.open(folder);
    const under = store.append('audit-1', NO_STREAM, [event()]);
    await store.close();
    expect(await under).toEqual({ revision: 0, position: 1, written: true });
    await expect(store.append('audit-1', 0, [event()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.readStream('audit-1')).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('leaves one file when it is closed', async () => {
    const store = SqliteEventStore.open(folder);
    await store.append('audit-1', NO_STREAM, [event()]);
    await store.close();
    expect(await readdir(folder)).toEqual(['events.db']);
  });

  it('refuses a log that a later version has written', async () => {
    await SqliteEventStore.open(folder).close();
    const db = new Database(join(folder, 'events.db'));
    db.pragma('user_version = 99');
    db.close();
    expect(() => SqliteEventStore.open(folder)).toThrow(/written by a later version/);
  });

  it('refuses a file that is no log', async () => {
    await writeFile(join(folder, 'events.db'), 'not a database at all, though long enough to be read as one');
    expect(() => SqliteEventStore.open(folder)).toThrow(StoreUnavailable);
  });

  it('wakes a subscription at the word of another thread', async () => {
    const store = SqliteEventStore.open(folder, { pollMs: 3_600_000 });
    const other = SqliteEventStore.open(folder);
    const delivered = new Promise<number>((resolve) => {
      store.subscribe({
        after: -1,
        onBatch: (batch) => resolve(batch.length),
        onCaughtUp: () => void other.append('audit-1', NO_STREAM, [event()]).catch(() => undefined),
      });
    });
    other.onCommit(() => store.wake());
    expect(await delivered).toBe(1);
    await store.close();
    await other.close();
  });
});
