import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { OPERATOR } from '#domain';
import { carryOutErasures, erasuresKnown, finishRotation, openEngine, rotateMasterKey } from '#engine';
import type { Engine } from '#engine';
import { ExportFiles } from '#exports';
import { readHere } from '#imports';
import { PLACES_OF_RECORDS, recordsOn } from '../eventstoredb/places-of-records.js';
import { Council } from '../support/index.js';

jest.setTimeout(600_000);

const everyByteBelow = (folder: string): readonly Buffer[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? everyByteBelow(path) : [readFileSync(path)];
  });

const nameOf = async (engine: Engine, personId: string): Promise<unknown> => {
  const { directory } = await engine.references.load();
  return engine.ledger.openAll(directory.person(personId)?.name);
};

async function eraseGone(council: Council, gone: string): Promise<void> {
  const ada = await council.register('Ada', 'administrator', null);
  const body = { of: 'person', id: gone, basis: 'request', reason: 'Their letter.' };
  const { id } = await council.does({ name: 'AskErasure', body, actor: OPERATOR });
  await council.does({ name: 'ApproveErasure', target: id, body: {}, actor: { id: ada, roles: ['administrator'] } });
  await carryOutErasures(council.first, new ExportFiles(join(council.first.dataDir, 'exports')));
}

/** Somebody who has left the council. */
async function registerGone(council: Council): Promise<string> {
  const gone = await council.register('Greta Gone', 'practitioner', 'South');
  await council.does({
    name: 'ChangePerson',
    target: gone,
    body: { name: 'Greta Gone', to: '2024-04-30' },
    actor: OPERATOR,
  });
  return gone;
}

/** Another process on a council's records, with a key of its own; on another folder where one is named. */
const opening = (
  { records, now }: Council,
  masterKeyFile: string,
  dataDir: string = records.dataDir,
): Promise<Engine> =>
  openEngine({
    ...records,
    dataDir,
    masterKeyFile,
    mode: 'tool',
    mustExist: true,
    files: readHere(),
    clock: () => now,
  });

describe.each(PLACES_OF_RECORDS)('rotating the master key, with records in %s', (_, startServer) => {
  const place = recordsOn(startServer);
  let council: Council;
  let file: string;
  let newFile: string;
  let gone: string;

  beforeEach(async () => {
    council = await Council.open('tool', place());
    file = join(council.place, 'data.key');
    newFile = join(council.place, 'next.key');
    gone = await registerGone(council);
  });
  afterEach(() => council.close());

  it('lets a service that runs go on, and leaves the old key in no file', async () => {
    const service = await council.engine('service');
    const oldKey: { key: string } = JSON.parse(readFileSync(file, 'utf8'));
    await eraseGone(council, gone);
    const living = Object.values(Object.fromEntries(council.people));
    const rotating = rotateMasterKey(council.first, { masterKeyFile: file, newFile });
    // The service goes on: reads, and makes keys of its own.
    let made = 0;
    let isDone = false;
    const working = (async (): Promise<void> => {
      while (!isDone) {
        made += 1;
        const body = { ref: `new-${made}`, name: `New ${made}`, roles: [] };
        const answer = await service.execute({ name: 'RegisterPerson', body, actor: OPERATOR });
        expect('refused' in answer).toBe(false);
        expect(await nameOf(service, council.idOf('Pat'))).toBe('Pat');
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    })();
    const { from, to, keys } = await rotating;
    isDone = true;
    await working;
    expect(from).not.toBe(to);
    expect(await service.keys.masterKeyIds()).toEqual([to]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(readFileSync(newFile, 'utf8')));
    for (const personId of living)
      expect(typeof (await nameOf(service, personId))).toBe(personId === gone ? 'object' : 'string');
    expect(await nameOf(service, gone)).toEqual({ erased: true });
    const where = everyByteBelow(council.place);
    expect(where.some((bytes) => bytes.includes(oldKey.key) || bytes.includes(Buffer.from(oldKey.key, 'base64')))).toBe(
      false,
    );
    expect((await erasuresKnown(service)).rotations).toMatchObject([{ to }]);
    const next = await opening(council, newFile);
    expect(await nameOf(next, council.idOf('Pat'))).toBe('Pat');
    await next.close();
    console.log(
      `rotation: ${keys} keys wrapped anew, ${made} made by a service meanwhile; old key in none of ${where.reduce((sum, { length }) => sum + length, 0)} bytes`,
    );
  });

  it('that is cut short at any step is finished by the next start', async () => {
    class PowerCut extends Error {}
    let moment = 0;
    for (; ; moment++) {
      let passed = 0;
      const step = async <Result>(work: () => Promise<Result>): Promise<Result> => {
        if (passed++ === moment) throw new PowerCut();
        const result = await work();
        if (passed++ === moment) throw new PowerCut();
        return result;
      };
      const over = <Target extends object>(target: Target, methods: Partial<Target>): Target =>
        new Proxy(target, {
          get: (of, name) => {
            const own: unknown = Reflect.get(methods, name) ?? Reflect.get(of, name, of);
            return typeof own === 'function' && !(name in methods) ? own.bind(of) : own;
          },
        });
      const { first } = council;
      const cut = over(first, {
        execute: (call) => step(() => first.execute(call)),
        keys: over(first.keys, { rewrap: () => step(() => first.keys.rewrap()) }),
      });
      const next = join(council.place, `next-${moment}.key`);
      const result = await rotateMasterKey(cut, { masterKeyFile: file, newFile: next, settleMs: 0 }).catch(
        (error: unknown) => error,
      );
      const wasCut = result instanceof PowerCut;
      if (!wasCut) expect(result).toMatchObject({ to: expect.any(String) });
      const started = await opening(council, file);
      await finishRotation(started, file, 0);
      const { id }: { id: string } = JSON.parse(readFileSync(next, 'utf8'));
      expect(await started.keys.masterKeyIds()).toEqual([id]);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(readFileSync(next, 'utf8')));
      expect(await nameOf(started, council.idOf('Pat'))).toBe('Pat');
      expect((await erasuresKnown(started)).rotations.filter(({ to }) => to === id)).toHaveLength(1);
      await started.close();
      if (!wasCut) break;
    }
    // Keys wrapped anew three times, and recorded: before and after each.
    expect(moment).toBe(8);
  });

  it('to another key while one is under way is refused, and the same again goes on', async () => {
    const cut = new Proxy(council.first, {
      get: (of, name) =>
        name === 'keys'
          ? new Proxy(of.keys, {
              get: (keys, what) =>
                what === 'rewrap' ? () => Promise.reject(new Error('cut')) : Reflect.get(keys, what, keys),
            })
          : Reflect.get(of, name, of),
    });
    await expect(rotateMasterKey(cut, { masterKeyFile: file, newFile, settleMs: 0 })).rejects.toThrow('cut');
    const other = { masterKeyFile: file, newFile: join(council.place, 'other.key'), settleMs: 0 };
    await expect(rotateMasterKey(council.first, other)).rejects.toThrow(/being wrapped under/);
    expect(await rotateMasterKey(council.first, { masterKeyFile: file, newFile, settleMs: 0 })).toMatchObject({
      from: expect.any(String),
    });
    expect(await rotateMasterKey(council.first, { masterKeyFile: file, newFile, settleMs: 0 })).toMatchObject({
      from: null,
      keys: 0,
    });
  });
});

describe('a backup from before the master key was rotated', () => {
  it('is closed to the key that is there now', async () => {
    const council = await Council.open('tool', null);
    const backup = mkdtempSync(join(tmpdir(), 'plumbline-backup-'));
    try {
      const gone = await registerGone(council);
      const [file, newFile] = [join(council.place, 'data.key'), join(council.place, 'next.key')];
      const copy = join(backup, 'data');
      cpSync(join(council.place, 'data'), copy, { recursive: true });
      // It opens with the key from before: else what follows would show nothing.
      const before = await opening(council, file, copy);
      expect(await nameOf(before, gone)).toBe('Greta Gone');
      await before.close();
      await eraseGone(council, gone);
      await rotateMasterKey(council.first, { masterKeyFile: file, newFile, settleMs: 0 });
      for (const key of [file, newFile]) await expect(opening(council, key, copy)).rejects.toThrow(/holds the key/);
    } finally {
      await council.close();
      rmSync(backup, { recursive: true, force: true });
    }
  });
});
