import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { onKeys, onLog } from '#event-store';
import { KeyFileProblem, openKeys, readMasterKey } from '#privacy';
import type { KeyStore } from '#privacy';
import { CannotMove, exportEvents, exportKeys, importEvents, importKeys } from './index.js';
import type { ExportedKeys, ImportedKeys } from './index.js';
import { Workplace, keysIn, recordHistory, subjectOf, textOf, textsOf } from './history.fixture.js';
import type { Records } from './history.fixture.js';

const STREAMS = 8;
const ERASED = 3;
const AT = '2026-05-01T09:00:00.000Z';

const exporting = ({ place }: Records, file: string): Promise<ExportedKeys> =>
  onKeys(place, (keys) => exportKeys({ keys, file }));

const importing = async ({ place, masterKeyFile }: Records, file: string): Promise<ImportedKeys> => {
  const master = await readMasterKey({ file: masterKeyFile, dataDir: place.dataDir });
  return onKeys(place, (keys) => importKeys({ keys, master, file }));
};

const erase = ({ place }: Records, stream: number, at = AT): Promise<unknown> =>
  onKeys(place, (keys) => keys.destroy(subjectOf(stream), at));

/** The store of a machine that fails once it has done so much of what changes it. */
const failingAfter = (store: KeyStore, changes: number): KeyStore => {
  let left = changes;
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'create' || name === 'destroy') {
        if (left-- === 0) throw new Error('The machine has failed');
      }
      return Reflect.get(target, name).bind(target);
    },
  });
};

describe('keys that are moved', () => {
  let here: Workplace;
  let source: Records;
  let file: string;
  let events: string;
  let exported: ExportedKeys;
  let made = 0;

  beforeAll(async () => {
    here = new Workplace();
    source = here.records('source');
    [file, events] = [here.file('keys.ndjson'), here.file('events.ndjson')];
    await recordHistory(source, STREAMS, 2);
    const keys = await openKeys({ ...source, dataDir: source.place.dataDir, now: AT });
    await keys.subjectsFor(['C100', 'C101']);
    await keys.close();
    await erase(source, ERASED);
    await onLog(source.place, (store) => exportEvents({ store, file: events }));
    exported = await exporting(source, file);
  });
  afterAll(() => here.remove());

  const newRecords = (): Records => here.records(`target-${made++}`);
  const withHistory = async (): Promise<Records> => {
    const target = newRecords();
    await onLog(target.place, (store) => importEvents({ store, file: events }));
    return target;
  };

  it('are the same keys, lookups and destructions in another store, and once', async () => {
    const target = newRecords();
    // A key a subject, two by an imported id, and that of the lookups.
    expect(await importing(target, file)).toEqual({ added: STREAMS + 2, destroyed: 1, stayedDestroyed: 0 });
    expect(await keysIn(target.place)).toEqual(await keysIn(source.place));
    expect(await importing(target, file)).toEqual({ added: 0, destroyed: 0, stayedDestroyed: 0 });
    expect(await keysIn(target.place)).toEqual(await keysIn(source.place));
    expect(exported).toMatchObject({ living: STREAMS + 2, destroyed: 1 });
  });

  it('open what was written where their history was imported; without them nothing is opened', async () => {
    const target = await withHistory();
    const bare = await withHistory();
    await importing(target, file);
    for (const stream of [0, 1, 7]) {
      expect(await textsOf(target, stream)).toEqual([textOf(stream)]);
      expect(await textsOf(bare, stream)).toEqual(['(damaged)']);
    }
  });

  it('leave an erased person erased', async () => {
    const target = await withHistory();
    await importing(target, file);
    expect(await textsOf(target, ERASED)).toEqual(['(erased)']);
    await expect(recordHistory(target, ERASED + 1, 1)).rejects.toThrow('have been erased');
  });

  it('lead from an imported id to the same subject', async () => {
    const target = newRecords();
    await importing(target, file);
    const subjects = async ({ place, masterKeyFile }: Records): Promise<unknown> => {
      const keys = await openKeys({ dataDir: place.dataDir, masterKeyFile, now: AT });
      const found = await keys.subjectsFor(['C100', 'C101']);
      await keys.close();
      return found;
    };
    expect(await subjects(target)).toEqual(await subjects(source));
  });

  it('do not come back where they were destroyed since, and are destroyed where they were destroyed at the source', async () => {
    const [target, older] = [newRecords(), here.file('older.ndjson')];
    const first = here.records('first');
    await recordHistory(first, 4, 1);
    await exporting(first, older);
    await importing(target, older);
    await erase(target, 1);
    expect(await importing(target, older)).toEqual({ added: 0, destroyed: 0, stayedDestroyed: 1 });
    await erase(first, 2);
    const newer = here.file('newer.ndjson');
    await exporting(first, newer);
    expect(await importing(target, newer)).toEqual({ added: 0, destroyed: 1, stayedDestroyed: 1 });
    const states = (await keysIn(target.place)).filter(({ owner }) => owner.startsWith('subject:'));
    expect(states.map(({ owner, key }) => [owner, key.state])).toEqual([
      [subjectOf(0), 'living'],
      [subjectOf(1), 'destroyed'],
      [subjectOf(2), 'destroyed'],
      [subjectOf(3), 'living'],
    ]);
  });

  it('give a lookup to its next owner where the one before was destroyed at the source', async () => {
    const [first, target] = [here.records('lookups'), newRecords()];
    const withRing = async <Result>(
      work: (keys: Awaited<ReturnType<typeof openKeys>>) => Promise<Result>,
    ): Promise<Result> => {
      const keys = await openKeys({ ...first, dataDir: first.place.dataDir, now: AT });
      try {
        return await work(keys);
      } finally {
        await keys.close();
      }
    };
    const before = await withRing((keys) => keys.subjectFor('C1'));
    const [one, two] = [here.file('one.ndjson'), here.file('two.ndjson')];
    await exporting(first, one);
    await importing(target, one);
    await withRing((keys) => keys.destroy(before, AT));
    await withRing((keys) => keys.subjectFor('C1'));
    await exporting(first, two);
    await importing(target, two);
    expect(await keysIn(target.place)).toEqual(await keysIn(first.place));
  });

  it.each([0, 1, 2])('are all there when an import that stopped after %i steps is run again', async (steps) => {
    const target = newRecords();
    const master = await readMasterKey({ file: target.masterKeyFile, dataDir: target.place.dataDir });
    await expect(
      onKeys(target.place, (keys) => importKeys({ keys: failingAfter(keys, steps), master, file })),
    ).rejects.toThrow('The machine has failed');
    await importing(target, file);
    expect(await keysIn(target.place)).toEqual(await keysIn(source.place));
  });

  it('are in a file that only its owner may read and that holds no key to open them', () => {
    const { key } = JSON.parse(readFileSync(here.masterKeyFile, 'utf8'));
    const text = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(text).not.toContain(key);
    expect(text).toContain(`{"owner":"${subjectOf(ERASED)}","destroyedAt":"${AT}"}`);
    expect(readFileSync(events, 'utf8')).not.toContain('masterKeyId');
  });

  describe('are refused', () => {
    const refused = async (target: Records, path: string, sentence: string | RegExp): Promise<void> => {
      const before = await keysIn(target.place);
      const failing = importing(target, path);
      await expect(failing).rejects.toBeInstanceOf(CannotMove);
      await expect(failing).rejects.toThrow(sentence);
      expect(await keysIn(target.place)).toEqual(before);
    };
    const otherMaster = (id: string): string => {
      const path = here.file(`${id}.key`);
      writeFileSync(path, JSON.stringify({ id, key: randomBytes(32).toString('base64'), createdAt: AT }), {
        mode: 0o600,
      });
      return path;
    };

    it('under another master key, whose id they name', async () => {
      const { id } = JSON.parse(readFileSync(here.masterKeyFile, 'utf8'));
      await refused(
        { ...newRecords(), masterKeyFile: otherMaster('other-master') },
        file,
        `wrapped under the master key ${id}, and MASTER_KEY_FILE holds other-master`,
      );
      await refused({ ...newRecords(), masterKeyFile: otherMaster(id) }, file, 'the master key does not open it');
    });

    it('where keys under another master key are kept already', async () => {
      const target = { ...newRecords(), masterKeyFile: otherMaster('their-master') };
      await recordHistory(target, 1, 1);
      await refused(
        { ...target, masterKeyFile: here.masterKeyFile },
        file,
        'wrapped under the master key their-master',
      );
    });

    it('without a master key, and none is made', async () => {
      const target = { ...newRecords(), masterKeyFile: here.file('nowhere.key') };
      await expect(importing(target, file)).rejects.toBeInstanceOf(KeyFileProblem);
      expect(() => statSync(target.masterKeyFile)).toThrow('ENOENT');
    });

    it('where a service was started on the new records first and made keys of its own', async () => {
      const target = await withHistory();
      await textsOf(target, 0);
      await refused(target, file, 'There is another key for deployment:lookup here already. Nothing was imported.');
    });

    it('from a file that was changed or cut off', async () => {
      const text = readFileSync(file, 'utf8');
      const path = here.file('changed.ndjson');
      writeFileSync(path, text.replace(`"destroyedAt":"${AT}"`, '"destroyedAt":"2026-05-02T09:00:00.000Z"'));
      await refused(newRecords(), path, 'its check sum is another');
      writeFileSync(path, text.slice(0, -20));
      await refused(newRecords(), path, 'was cut off');
      writeFileSync(path, readFileSync(events));
      await refused(newRecords(), path, 'its first line is not that of plumbline-keys');
    });
  });
});
