import { jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY_LIFE_MS, KeyRing, OwnerErased } from './key-ring.js';
import { KeyFileProblem } from './master-key.js';
import type { MasterKey } from './master-key.js';
import { seal } from './seal.js';
import type { Sealed } from './sealed.js';
import { SqliteKeyStore } from './sqlite/sqlite-key-store.js';

const AT = '2026-04-01T09:00:00.000Z';
const EVENT = '48990770-c768-56d8-af92-a1afdcd3ecf4';
const master: MasterKey = { id: 'master-1', key: randomBytes(32), createdAt: AT, before: null };

describe('KeyRing', () => {
  let folder: string;
  let rings: KeyRing[];
  let now: number;

  const process = (key: MasterKey = master): KeyRing => {
    const ring = new KeyRing(SqliteKeyStore.open(folder), key, () => now);
    rings.push(ring);
    return ring;
  };
  const sealed = async (ring: KeyRing, owner: string): Promise<Sealed> => {
    const key = (await ring.keysFor([owner])).get(owner);
    if (key === undefined) throw new Error('no key');
    return seal(key, EVENT, 'note', 'text');
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-ring-'));
    rings = [];
    now = 0;
  });
  afterEach(async () => {
    await Promise.all(rings.map((ring) => ring.close()));
    await rm(folder, { recursive: true });
  });

  it('makes a key for an owner who has none, once, and only to seal', async () => {
    const ring = process();
    expect(await ring.keyOf('person:1')).toBe('unknown');
    const box = await sealed(ring, 'person:1');
    expect(await process().open(box)).toEqual({ text: 'text' });
    expect(await process().open(await sealed(ring, 'person:1'))).toEqual({ text: 'text' });
  });

  it('shows what its owner was destroyed for as erased, at once, and seals nothing more', async () => {
    const ring = process();
    const box = await sealed(ring, 'person:1');
    await ring.destroy('person:1', AT);
    expect(await ring.open(box)).toEqual({ erased: true });
    await expect(ring.keysFor(['person:2', 'person:1'])).rejects.toEqual(new OwnerErased('person:1'));
  });

  it('uses no key for longer than five seconds after another process destroyed it', async () => {
    const [service, commandLine] = [process(), process()];
    const box = await sealed(service, 'person:1');
    expect(await service.open(box)).toEqual({ text: 'text' });
    await commandLine.destroy('person:1', AT);
    now = KEY_LIFE_MS - 1;
    expect(await service.open(box)).toEqual({ text: 'text' });
    now = KEY_LIFE_MS;
    expect(await service.open(box)).toEqual({ erased: true });
    now = 0;
    expect(await service.open(box)).toEqual({ erased: true });
  });

  it('counts the five seconds from when the key was last seen living', async () => {
    const [service, commandLine] = [process(), process()];
    const box = await sealed(service, 'person:1');
    now = 4_000;
    expect(await service.open(box)).toEqual({ text: 'text' });
    await commandLine.destroy('person:1', AT);
    now = 6_000;
    expect(await service.open(box)).toEqual({ erased: true });
  });

  it('fetches a key once while none is destroyed, however long it is used', async () => {
    const store = SqliteKeyStore.open(folder);
    const get = jest.spyOn(store, 'get');
    const ring = new KeyRing(store, master, () => now);
    rings.push(ring);
    const box = await sealed(process(), 'person:1');
    for (; now < 60_000; now += 1_000) expect(await ring.open(box)).toEqual({ text: 'text' });
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('keeps no key that was destroyed while the answer was on its way', async () => {
    const store = SqliteKeyStore.open(folder);
    const ring = new KeyRing(store, master, () => now);
    rings.push(ring);
    const box = await sealed(process(), 'person:1');
    let arrive = (): void => undefined;
    const { get } = store;
    jest.spyOn(store, 'get').mockImplementationOnce(async (owners) => {
      const answer = await get.call(store, owners);
      await new Promise<void>((resolve) => (arrive = resolve));
      return answer;
    });
    const early = ring.open(box);
    await new Promise((resolve) => setImmediate(resolve));
    await process().destroy('person:1', AT);
    now = KEY_LIFE_MS;
    expect(await ring.keyOf('person:2')).toBe('unknown');
    arrive();
    expect(await early).toEqual({ text: 'text' });
    expect(await ring.open(box)).toEqual({ erased: true });
  });

  it('wraps living keys under another master key while other processes use them, and destroyed ones never', async () => {
    let file: MasterKey = master;
    const reading = (): KeyRing => {
      const ring = new KeyRing(
        SqliteKeyStore.open(folder),
        master,
        () => now,
        undefined,
        async () => file,
      );
      rings.push(ring);
      return ring;
    };
    const [service, tool] = [reading(), reading()];
    const boxes = await Promise.all(Array.from({ length: 1_100 }, (_, index) => sealed(service, `person:${index}`)));
    await service.destroy('person:7', AT);
    const next: MasterKey = { id: 'master-2', key: randomBytes(32), createdAt: AT, before: master };
    file = next;
    expect(await tool.rewrap()).toBe(1_099);
    expect(await tool.rewrap()).toBe(0);
    expect(await tool.masterKeyIds()).toEqual(['master-2']);
    // Looks at the file again as soon as a key is wrapped under what it does not know.
    const [first, , , , , , , gone] = boxes;
    expect(first && (await service.open(first))).toEqual({ text: 'text' });
    expect(gone && (await service.open(gone))).toEqual({ erased: true });
    now = KEY_LIFE_MS;
    await sealed(service, 'person:new');
    expect(await tool.masterKeyIds()).toEqual(['master-2']);
    file = { ...next, before: null };
    now = 2 * KEY_LIFE_MS;
    expect(first && (await service.open(first))).toEqual({ text: 'text' });
    // Another key in the file that opens nothing here is not taken up.
    file = { id: 'master-3', key: randomBytes(32), createdAt: AT, before: null };
    now = 3 * KEY_LIFE_MS;
    expect(first && (await service.open(first))).toEqual({ text: 'text' });
  });

  it('knows a box whose owner has no key here for damaged', async () => {
    const box = await sealed(process(), 'person:1');
    expect(await process().open({ ...box, owner: 'person:2' })).toEqual({ damaged: true });
  });

  it('refuses to work with another master key, be its name the same', async () => {
    await sealed(process(), 'person:1');
    for (const key of [
      { ...master, key: randomBytes(32) },
      { ...master, id: 'master-2' },
    ]) {
      await expect(process(key).keyOf('person:1')).rejects.toBeInstanceOf(KeyFileProblem);
    }
  });

  describe('pseudonyms', () => {
    it('of a long value in pieces are those of the whole', async () => {
      const ring = process();
      async function* pieces(): AsyncGenerator<string> {
        yield '{"entries":[';
        yield '"Zoë"';
        yield ']}';
      }
      expect(await ring.pseudonymOfPieces('caseload', pieces())).toBe(
        await ring.pseudonym('caseload', '{"entries":["Zoë"]}'),
      );
    });

    it('are the same for the same value, trimmed, in every process of the deployment', async () => {
      const name = await process().pseudonym('subject', '0012');
      expect(name).toMatch(/^[0-9a-f]{64}$/);
      expect(await process().pseudonym('subject', ' 0012\u00a0')).toBe(name);
      expect(await process().pseudonyms('subject', ['x', '0012'])).toEqual([expect.not.stringMatching(name), name]);
    });

    it('differ by value, by kind, and from those of another deployment', async () => {
      const names = await Promise.all([
        process().pseudonym('subject', '0012'),
        process().pseudonym('subject', '12'),
        process().pseudonym('body', '0012'),
      ]);
      await Promise.all(rings.map((ring) => ring.close()));
      await rm(folder, { recursive: true });
      names.push(await process().pseudonym('subject', '0012'));
      expect(new Set(names).size).toBe(4);
    });
  });

  describe('subjects', () => {
    it('are found again by their imported id, and nothing in their name tells it', async () => {
      const subject = await process().subjectFor('CH-0012');
      expect(subject).toMatch(/^subject:[0-9a-f]{8}-/);
      expect(await process().subjectFor(' CH-0012 ')).toBe(subject);
      expect(await process().findSubjects(['CH-0012', 'CH-0013'])).toEqual(new Map([['CH-0012', subject]]));
    });

    it('are made in one go, one for each id however often it comes', async () => {
      const ring = process();
      const known = await ring.subjectFor('1');
      const subjects = await ring.subjectsFor(['1', '2', '3', '2', ' 3']);
      expect([...subjects.keys()]).toEqual(['1', '2', '3', ' 3']);
      expect(subjects.get('1')).toBe(known);
      expect(subjects.get(' 3')).toBe(subjects.get('3'));
      expect(new Set(subjects.values()).size).toBe(3);
    });

    it('are the same for two processes that import at once', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => String(index));
      const [one, two] = await Promise.all([process().subjectsFor(ids), process().subjectsFor(ids)]);
      expect(one).toEqual(two);
    });

    it('share no owner with another kind of the same value', async () => {
      const ring = process();
      const names = await ring.ownersFor('name', ['CH-1', 'CH-1 ']);
      expect(names.get('CH-1')).toMatch(/^name:/);
      expect(names.get('CH-1 ')).toBe(names.get('CH-1'));
      expect(await ring.subjectFor('CH-1')).toMatch(/^subject:/);
      expect((await ring.findSubjects(['CH-1'])).size).toBe(1);
    });

    it('are new when the old one was erased: nothing leads from the imported id to it', async () => {
      const ring = process();
      const subject = await ring.subjectFor('CH-0012');
      await ring.destroy(subject, AT);
      expect((await ring.findSubjects(['CH-0012'])).size).toBe(0);
      expect(await ring.subjectFor('CH-0012')).not.toBe(subject);
    });
  });
});
