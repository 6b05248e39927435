import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describeKeyStore } from '../contract/describe-key-store.js';
import { KeysUnavailable } from '../key-store.js';
import { SqliteKeyStore } from './sqlite-key-store.js';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'plumbline-keys-'));

describeKeyStore('SqliteKeyStore', async () => {
  const folder = await newFolder();
  return { open: async () => SqliteKeyStore.open(folder), dispose: () => rm(folder, { recursive: true }) };
});

describe('SqliteKeyStore', () => {
  let folder: string;
  let store: SqliteKeyStore;
  beforeEach(async () => {
    folder = await newFolder();
    store = SqliteKeyStore.open(folder);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  const bytesOnDisk = async (): Promise<Buffer> =>
    Buffer.concat(await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file)))));

  it('leaves no byte of a destroyed key or its lookup in any of its files', async () => {
    const keys = Array.from({ length: 300 }, (_, index) => ({
      owner: `subject:${index}`,
      wrapped: { masterKeyId: 'master-1', box: randomBytes(60) },
      lookup: randomBytes(32).toString('hex'),
    }));
    await store.create(keys);
    const [gone, left] = [keys[150], keys[151]];
    if (gone === undefined || left === undefined) throw new Error('no keys');
    const before = await bytesOnDisk();
    expect([gone, left].every(({ wrapped, lookup }) => before.includes(wrapped.box) && before.includes(lookup))).toBe(
      true,
    );
    await store.destroy(gone.owner, '2026-04-01T09:00:00.000Z');
    const after = await bytesOnDisk();
    expect([after.includes(gone.wrapped.box), after.includes(gone.lookup)]).toEqual([false, false]);
    expect([after.includes(left.wrapped.box), after.includes(left.lookup)]).toEqual([true, true]);
  });

  it('destroys all the same while another process reads, and clears the old bytes at the next start', async () => {
    const box = randomBytes(60);
    await store.create([{ owner: 'subject:1', wrapped: { masterKeyId: 'master-1', box } }]);
    const reader = new Database(join(folder, 'keys.db'));
    reader.exec('BEGIN; SELECT * FROM keys;');
    await store.destroy('subject:1', '2026-04-01T09:00:00.000Z');
    expect((await store.get(['subject:1'])).get('subject:1')?.state).toBe('destroyed');
    reader.exec('COMMIT');
    reader.close();
    expect((await bytesOnDisk()).includes(box)).toBe(true);
    await SqliteKeyStore.open(folder).close();
    expect((await bytesOnDisk()).includes(box)).toBe(false);
  });

  it('is for its owner alone to read', async () => {
    expect((await stat(join(folder, 'keys.db'))).mode & 0o777).toBe(0o600);
  });

  it('keeps all keys of one call or none', async () => {
    const good = { owner: 'subject:1', wrapped: { masterKeyId: 'master-1', box: randomBytes(60) } };
    const db = new Database(join(folder, 'keys.db'));
    db.exec(
      `CREATE TRIGGER full BEFORE INSERT ON keys WHEN new.owner = 'subject:2' BEGIN SELECT raise(ABORT, 'full'); END`,
    );
    db.close();
    await expect(store.create([good, { ...good, owner: 'subject:2' }])).rejects.toBeInstanceOf(KeysUnavailable);
    expect((await store.get(['subject:1'])).size).toBe(0);
  });

  it('refuses a file that holds no keys', async () => {
    const other = await newFolder();
    await writeFile(join(other, 'keys.db'), 'not a database at all, though long enough to be read as one');
    expect(() => SqliteKeyStore.open(other)).toThrow(KeysUnavailable);
    await rm(other, { recursive: true });
  });
});
