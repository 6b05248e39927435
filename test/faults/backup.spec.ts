import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Town, runScript, today, viewsCaughtUp } from '../support/index.js';
import type { Done, ScriptOutcome } from '../support/index.js';

jest.setTimeout(240_000);

const CONNECTIONS = 8;
const BEFORE = 60;

describe('a backup taken while the service works', () => {
  let town: Town;
  let backup: string;
  const acknowledged: Done[] = [];

  beforeAll(async () => {
    town = await Town.open();
    backup = join(dirname(town.place.dataDir), 'backup');
  });
  afterAll(() => town.close());

  const script = (name: string, ...words: readonly string[]): Promise<ScriptOutcome> => {
    const { dataDir, masterKeyFile } = town.place;
    return runScript(name, words, {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      MASTER_KEY_FILE: masterKeyFile,
    });
  };

  /** Selects audits over as many connections, and keeps what was acknowledged, until it is told to stop. */
  const load = (): { stop(): Promise<void> } => {
    let stopping = false;
    const connection = async (): Promise<void> => {
      while (!stopping) {
        const body = {
          origin: 'directed',
          activity: 'deep-dive',
          subjectId: randomUUID(),
          service: 'Assessment',
          teamId: town.idOf('North'),
          team: 'North',
          practitionerId: town.idOf('Pat'),
          workerMatched: true,
          period: today().slice(0, 7),
        };
        acknowledged.push(await town.as('Cora').does('audits', body, { key: randomUUID() }));
      }
    };
    const connections = Array.from({ length: CONNECTIONS }, connection);
    return {
      stop: async () => {
        stopping = true;
        await Promise.all(connections);
      },
    };
  };

  const acknowledgedBeyond = (count: number): Promise<unknown> =>
    town.until(`more than ${count} audits are selected`, async () => (acknowledged.length > count ? true : null));

  const idsIn = (file: string): ReadonlySet<string> => {
    const db = new Database(file, { readonly: true });
    try {
      return new Set(db.prepare<[], string>('SELECT id FROM events').pluck().all());
    } finally {
      db.close();
    }
  };

  it('holds everything that was acknowledged before it began, and is brought back when the folder is lost', async () => {
    const { dataDir } = town.place;
    const running = load();
    await acknowledgedBeyond(BEFORE);
    const before = [...acknowledged];
    expect(await script('backup', backup)).toMatchObject({ code: 0 });
    await acknowledgedBeyond(acknowledged.length + CONNECTIONS);
    await running.stop();
    await town.stop();
    rmSync(dataDir, { recursive: true });

    // The log was sealed after the backup: that an older copy is put back must be said, and is told ever after.
    const restored = await script('restore', backup, 'The disk failed');
    expect({ ...restored }).toEqual({ code: 0, said: expect.stringContaining('every chain is whole') });
    expect(restored.said).toContain('An older copy was put back, as recorded on');
    const ids = idsIn(join(dataDir, 'events.db'));
    expect(before.flatMap(({ events }) => events.filter(({ id }) => !ids.has(id)))).toEqual([]);
    expect(statSync(join(dataDir, 'keys.db')).mode & 0o777).toBe(0o600);

    await town.start();
    await viewsCaughtUp(town);
    const people = await town.as('Cora').get('/api/v1/people');
    expect(people.text).toContain('Pat Newtown');
    const again = load();
    await acknowledgedBeyond(acknowledged.length + CONNECTIONS);
    await again.stop();
    await viewsCaughtUp(town);
    await town.stop();
    expect(await town.findings()).toEqual([]);
    expect(await town.differencesFromRebuild()).toEqual([]);
  });

  it('takes nothing along of a destroyed key, nor the master key', async () => {
    await town.withEngine(async (engine) => {
      const owner = `subject:${randomUUID()}`;
      await engine.keys.keysFor([owner]);
      const db = new Database(join(town.place.dataDir, 'keys.db'), { readonly: true });
      const box = db.prepare<[string], Buffer>('SELECT box FROM keys WHERE owner = ?').pluck().get(owner);
      db.close();
      if (box === undefined) throw new Error('No key was kept');
      const [living, gone] = [`${backup}-living`, `${backup}-gone`];
      await script('backup', living);
      await engine.keys.destroy(owner, '2026-04-01T09:00:00.000Z');
      await script('backup', gone);
      expect(readFileSync(join(living, 'keys.db')).includes(box)).toBe(true);
      expect(readFileSync(join(gone, 'keys.db')).includes(box)).toBe(false);
      const { key } = JSON.parse(readFileSync(town.place.masterKeyFile, 'utf8'));
      const master = Buffer.from(key, 'base64');
      for (const file of ['keys.db', 'events.db', 'backup.json']) {
        const bytes = readFileSync(join(gone, file));
        expect(bytes.includes(master) || bytes.includes(key)).toBe(false);
      }
    });
  });

  it('is refused over another backup, and into a folder that holds records', async () => {
    expect(await script('backup', backup)).toMatchObject({
      code: 1,
      said: expect.stringContaining('is there already'),
    });
    expect(await script('restore', backup)).toMatchObject({
      code: 1,
      said: expect.stringContaining('holds a log already'),
    });
  });

  it('is refused where it is not whole, and nothing is restored', async () => {
    const { dataDir } = town.place;
    renameSync(dataDir, `${dataDir}-kept`);
    const file = join(backup, 'events.db');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 1, bytes.length - 9);
    writeFileSync(file, bytes);
    expect(await script('restore', backup)).toMatchObject({
      code: 1,
      said: expect.stringContaining('is not a whole backup: events.db has changed. Nothing was restored.'),
    });
    expect(existsSync(join(dataDir, 'events.db'))).toBe(false);
    rmSync(join(backup, 'backup.json'));
    expect(await script('restore', backup)).toMatchObject({ code: 2 });
  });
});
