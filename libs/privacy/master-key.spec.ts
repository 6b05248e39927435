import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFileProblem, loadMasterKey } from './master-key.js';
import type { MasterKey } from './master-key.js';
import { openKeys } from './opening/open-keys.js';
import { SqliteKeyStore } from './sqlite/sqlite-key-store.js';

const NOW = '2026-04-01T09:00:00.000Z';

describe('the master key file', () => {
  let folder: string;
  let dataDir: string;
  let file: string;
  let keys: SqliteKeyStore;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-master-'));
    dataDir = join(folder, 'data');
    file = join(folder, 'data.key');
    keys = SqliteKeyStore.open(dataDir);
  });
  afterEach(async () => {
    await keys.close();
    await rm(folder, { recursive: true });
  });

  const load = (at = file): Promise<MasterKey> => loadMasterKey({ file: at, dataDir, keys, now: NOW });
  const wrapOne = (masterKeyId: string): Promise<unknown> =>
    keys.create([{ owner: 'subject:1', wrapped: { masterKeyId, box: randomBytes(60) } }]);
  const problem = async (loading: Promise<unknown>): Promise<string> => {
    const error = await loading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(KeyFileProblem);
    return error instanceof KeyFileProblem ? error.message : '';
  };

  it('is made for a new data folder, for its owner alone to read, and read ever after', async () => {
    const made = await load();
    expect(made).toMatchObject({ id: expect.any(String), createdAt: NOW });
    expect(made.key).toHaveLength(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      id: made.id,
      key: made.key.toString('base64'),
      createdAt: NOW,
    });
    await wrapOne(made.id);
    expect(await load()).toEqual(made);
    expect(await readdir(folder)).toEqual(['data', 'data.key']);
  });

  it('is refused while others may read or change it, with what to do', async () => {
    await load();
    for (const mode of [0o644, 0o640, 0o604, 0o620, 0o660, 0o601]) {
      await chmod(file, mode);
      expect(await problem(load())).toContain(`mode 0${mode.toString(8)}`);
    }
    expect(await problem(load())).toContain(`chmod 600 ${file}`);
    for (const mode of [0o600, 0o400]) {
      await chmod(file, mode);
      await expect(load()).resolves.toMatchObject({ createdAt: NOW });
    }
  });

  it('is the same for processes that start at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => load()));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await readdir(folder)).toEqual(['data', 'data.key']);
  });

  it('is not made anew when it is missing and keys are wrapped under it', async () => {
    await wrapOne('master-1');
    expect(await problem(load())).toMatch(/is missing.*Put the file back/);
    expect(await readdir(folder)).toEqual(['data']);
  });

  it('is refused when the keys are wrapped under another', async () => {
    await load();
    await wrapOne('master-1');
    expect(await problem(load())).toMatch(/written with master-1\. Name the right file/);
  });

  it.each(['data/master.key', 'data/deeper/master.key', 'data/../data/master.key'])(
    'is refused inside the data folder, at %s',
    async (inside) => {
      expect(await problem(load(`${folder}/${inside}`))).toMatch(/lies inside the data folder/);
      expect((await readdir(dataDir)).filter((each) => !each.startsWith('keys.db'))).toEqual([]);
    },
  );

  it('is refused when a link leads into the data folder, or the folder is itself a link', async () => {
    await symlink(dataDir, join(folder, 'elsewhere'));
    expect(await problem(load(join(folder, 'elsewhere', 'master.key')))).toMatch(/lies inside/);
    const linked = { file: join(dataDir, 'master.key'), dataDir: join(folder, 'elsewhere'), keys, now: NOW };
    expect(await problem(loadMasterKey(linked))).toMatch(/lies inside/);
  });

  it('may lie beside the data folder under a name that begins alike', async () => {
    await mkdir(join(folder, 'data-keys'));
    await expect(load(join(folder, 'data-keys', 'master.key'))).resolves.toMatchObject({ createdAt: NOW });
    await expect(load(join(folder, '..data.key'))).resolves.toMatchObject({ createdAt: NOW });
  });

  it.each([
    '',
    'not JSON',
    '[]',
    '{"id":"a","createdAt":"x"}',
    `{"id":"a","createdAt":"x","key":"c2hvcnQ="}`,
    `{"id":"","createdAt":"x","key":"${Buffer.alloc(32).toString('base64')}"}`,
  ])('is refused when it holds %j, which is left as it is', async (text) => {
    await writeFile(file, text, { mode: 0o600 });
    expect(await problem(load())).toMatch(/is not a key file/);
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('is refused where it cannot be read or written', async () => {
    await mkdir(file);
    expect(await problem(load())).toMatch(/cannot be read/);
    await writeFile(join(folder, 'plain'), '');
    expect(await problem(load(join(folder, 'plain', 'master.key')))).toMatch(/cannot be (read|written)/);
  });

  it('is found out when its bytes were changed and its id was not', async () => {
    const place = { dataDir, masterKeyFile: file, now: NOW };
    await (await openKeys(place)).close();
    const made = await load();
    await writeFile(file, JSON.stringify({ ...made, key: randomBytes(32).toString('base64') }), { mode: 0o600 });
    expect(await problem(openKeys(place))).toMatch(/does not open with the master key/);
  });
});
