import { jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { randomInt } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Town, codeOf, drawAudits, today, viewsCaughtUp } from '../support/index.js';
import type { Reply } from '../support/index.js';

jest.setTimeout(240_000);

const AUDITS = 12;
/** Starts of the service on files that were damaged while it rested. */
const ROUNDS = Number(process.env['DAMAGES'] ?? 3);
const DAMAGED_AT_ONCE = 3;

/** Read from the view that is ruined while it is read. */
const BOARD = '/api/v1/audits?limit=500';

/** What may be answered in place of the right answer. */
const TOLD = ['view-damaged', 'view-not-ready', 'views-register-damaged', 'file-unreadable'];

/** What happens to files: a block that was never written, one of something else, an end that is missing, a bit that turned. */
const DAMAGE: Readonly<Record<string, (file: string) => void>> = {
  'a block of zeros': (file) => overwrite(file, placeIn(file), Buffer.alloc(512)),
  'a block of something else': (file) => overwrite(file, placeIn(file), Buffer.alloc(512, 'other ')),
  'its first page': (file) => overwrite(file, 0, Buffer.alloc(100, 'other ')),
  'its end': (file) => truncateSync(file, Math.floor(statSync(file).size * Math.random())),
  'nothing left': (file) => truncateSync(file),
  'something more': (file) => appendFileSync(file, Buffer.alloc(4_096, 1)),
  'a bit': (file) => {
    const at = placeIn(file);
    const bytes = readFileSync(file);
    overwrite(file, at, Buffer.of(bytes.readUInt8(at) ^ (1 << randomInt(8))));
  },
  'the file': (file) => rmSync(file),
  'a write-ahead log of nobody’s': (file) => writeFileSync(`${file}-wal`, Buffer.alloc(8_192, 7)),
};

const placeIn = (file: string): number => randomInt(statSync(file).size);

function overwrite(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

/** Whether what its write-ahead log held is in the file now. */
function isWrittenBack(file: string): boolean {
  const db = new Database(file);
  try {
    const [{ busy } = { busy: 1 }] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return busy === 0;
  } finally {
    db.close();
  }
}

describe('files of the data folder that are worked out from the log', () => {
  let town: Town;
  let right: ReadonlyMap<string, string>;
  let paths: readonly string[];

  const viewFiles = (): readonly string[] =>
    readdirSync(join(town.place.dataDir, 'views'))
      .filter((name) => /\.v\d+\.\d+\.db$/.test(name))
      .map((name) => join(town.place.dataDir, 'views', name));
  const ask = (path: string): Promise<Reply> => town.as('Cora').get(path);

  /** Asks for everything once. Answers what was wrong, and whether all of it was right. */
  const askAll = async (): Promise<{ wrong: readonly string[]; allRight: boolean }> => {
    const wrong: string[] = [];
    let allRight = true;
    for (const path of paths) {
      const reply = await ask(path);
      const isRight = reply.status === 200 && reply.text === right.get(path);
      allRight &&= isRight;
      const isTold = reply.status === 503 && TOLD.includes(String(codeOf(reply)));
      if (!isRight && !isTold) wrong.push(`${path} answered ${reply.status} ${reply.text.slice(0, 300)}`);
    }
    return { wrong, allRight };
  };

  const rightAgain = (wrong: string[]): Promise<true> =>
    town.until('every answer is right again', async () => {
      const asked = await askAll();
      wrong.push(...asked.wrong);
      return asked.allRight || wrong.length > 0 ? true : null;
    });

  beforeAll(async () => {
    // Whoever starts it may let others in: the files do not.
    const usual = process.umask(0);
    try {
      town = await Town.open();
    } finally {
      process.umask(usual);
    }
    const audits = await drawAudits(town, 'case-file', AUDITS);
    const month = today().slice(0, 7);
    const period = `from=${month}-01&to=${today()}`;
    paths = [
      'audits?limit=500',
      'samples',
      'caseloads',
      'people',
      'teams',
      'tasks',
      'notifications',
      `activity?from=${month}&to=${month}`,
      `reports/judgements?${period}`,
      `reports/activity?${period}`,
      ...audits.slice(0, 2).map((id) => `audits/${id}`),
    ].map((path) => `/api/v1/${path}`);
    await viewsCaughtUp(town);
    // What asking itself changes is changed by now.
    for (const path of paths) await ask(path);
    await viewsCaughtUp(town);
    const answers = await Promise.all(paths.map(async (path) => [path, await ask(path)] as const));
    expect(answers.filter(([, { status }]) => status !== 200).map(([path, { text }]) => `${path} ${text}`)).toEqual([]);
    right = new Map(answers.map(([path, { text }]) => [path, text]));
  });
  afterAll(() => town.close());

  it('are for the service’s own user alone', () => {
    const open: string[] = [];
    const walk = (folder: string): void => {
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        const { mode } = statSync(path);
        if ((mode & 0o077) !== 0) open.push(`${path} ${mode.toString(8)}`);
        if (entry.isDirectory()) walk(path);
      }
    };
    walk(town.place.dataDir);
    expect(open).toEqual([]);
    expect(statSync(town.place.masterKeyFile).mode & 0o777).toBe(0o600);
  });

  it('answer rightly, or that they are being built anew, whatever was damaged while the service rested', async () => {
    const kinds = Object.entries(DAMAGE);
    for (let round = 0; round < ROUNDS; round++) {
      await town.stop();
      const files = [...viewFiles()];
      const done = Array.from({ length: DAMAGED_AT_ONCE }, (_, index) => {
        const [file = ''] = files.splice(randomInt(files.length), 1);
        const [kind = '', damage] = kinds[(round * DAMAGED_AT_ONCE + index) % kinds.length] ?? [];
        damage?.(file);
        return `${kind} of ${file}`;
      });
      await town.start();
      const wrong: string[] = [];
      await rightAgain(wrong);
      expect({ done, wrong }).toEqual({ done, wrong: [] });
      // Views of which no answer was asked may be built after those.
      await town.until('every view lives again', async () => {
        const { views } = await town.as('Cora').reads<{ views: readonly { state: string }[] }>('views');
        return views.length > 0 && views.every(({ state }) => state === 'live') ? true : null;
      });
    }
    expect(readdirSync(join(town.place.dataDir, 'views')).some((name) => name.endsWith('.damaged'))).toBe(true);
  });

  it('begin anew where what tells them apart is damaged, and beside them registers and locks', async () => {
    const others = ['views/register.db', 'processes.db', 'token-use.db', 'leases/projector.db', 'leases/service.db'];
    await town.stop();
    for (const name of others) writeFileSync(join(town.place.dataDir, name), Buffer.alloc(8_192, 'other '));
    await town.start();
    const wrong: string[] = [];
    await rightAgain(wrong);
    expect(wrong).toEqual([]);
    expect(town.service.log).toContain('register');
  });

  it('say so and are built anew when they are damaged while they are read', async () => {
    await town.stop();
    await town.start();
    // What is in a write-ahead log still would be read from there, and be right: a start writes too.
    await viewsCaughtUp(town);
    await town.until('nothing is in a write-ahead log', async () => viewFiles().every(isWrittenBack) || null);
    const wrong: string[] = [];
    const ruin = (file: string): void => overwrite(file, 0, Buffer.alloc(statSync(file).size, 0xff));
    for (const file of viewFiles()) ruin(file);
    const told = await town.until('the damage is told', async () => {
      const answer = await ask(BOARD);
      if (answer.status !== 200) return answer;
      // What SQLite holds in memory is as it was, until somebody writes: a reading is recorded.
      expect(answer.text).toBe(right.get(BOARD));
      await ask(paths.at(-1) ?? '');
      return null;
    });
    expect([told.status, codeOf(told)]).toEqual([503, 'view-damaged']);
    const ready = await ask('/health/ready');
    expect([ready.status, TOLD.includes(String(codeOf(ready)))]).toEqual([503, true]);
    await rightAgain(wrong);
    expect(wrong).toEqual([]);

    ruin(join(town.place.dataDir, 'views', 'register.db'));
    await town.until('the register is another', async () => {
      await pause(50);
      await town.as('Cora').post('/api/v1/views/people/rebuild', {});
      return town.service.log.includes('register of the views') ? true : null;
    });
    await rightAgain(wrong);
    expect(wrong).toEqual([]);
  });

  it('do not start with a master key that others may read, and say how to close it', async () => {
    await town.stop();
    chmodSync(town.place.masterKeyFile, 0o644);
    await expect(town.start()).rejects.toThrow('chmod 600');
    chmodSync(town.place.masterKeyFile, 0o600);
    await town.start();
  });

  it('leave what cannot be worked out anew as it is, and name it', async () => {
    for (const name of ['keys.db', 'events.db']) {
      await town.stop();
      const file = join(town.place.dataDir, name);
      const whole = readFileSync(file);
      overwrite(file, 0, Buffer.alloc(100, 'other '));
      await expect(town.start()).rejects.toThrow(`${name}, is damaged`);
      writeFileSync(file, whole);
    }
    await town.start();
    expect((await askAll()).wrong).toEqual([]);
  });
});
