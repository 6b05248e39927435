import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable } from '#event-store';
import type { EventStore } from '#event-store';
import { SigningKey, parseNote, parseVerifierKey, signersOf } from '#transparency';
import { LogPlace } from '../log.fixture.js';
import { rotationIn, rotationStatement } from '../walk/key-rotation.js';
import { newestCheckpoint, publicKeys } from '../walk/newest.js';
import { SealWalk } from '../walk/seal-walk.js';

describe('a rotation of the signing key', () => {
  let log: LogPlace;
  let newFile: string;
  beforeEach(() => {
    log = new LogPlace();
    newFile = join(log.place, 'new-key');
  });
  afterEach(() => log.close());

  it('has another key sign from then on; checkpoints from before and after hold', async () => {
    await log.note('people', 3);
    const sealer = log.sealer();
    await sealer.seal();
    const [before = ''] = await publicKeys(log.store);
    const after = await sealer.rotate(newFile);
    await log.note('people');
    // One that was under way, and one that begins.
    await sealer.seal();
    await log.note('people');
    await log.sealer().seal();
    const { findings, seals } = await log.told();
    expect(findings).toEqual([]);
    expect(await publicKeys(log.store)).toEqual([before, after]);
    const notes = seals.map(({ checkpoint = '' }) => parseNote(checkpoint));
    const keys = [before, after].map(parseVerifierKey);
    expect(notes.map((note) => signersOf(note, keys).map(({ id }) => id))).toEqual([
      [keys[0]?.id],
      [keys[1]?.id],
      [keys[1]?.id],
    ]);
    expect(await newestCheckpoint(log.store)).toBe(seals.at(-1)?.checkpoint);
    expect(readFileSync(log.signing.file, 'utf8')).toBe(readFileSync(newFile, 'utf8'));
    // The one before stays, and nothing else was left behind.
    expect(readdirSync(log.place).sort()).toEqual([
      'data',
      'new-key',
      'signing-key',
      `signing-key.${keys[0]?.id}`,
      'witness',
    ]);
  });

  it('has one effect, and none before anything is sealed', async () => {
    await expect(log.sealer().rotate(newFile)).rejects.toThrow('Nothing of this log has been sealed yet');
    await log.note('people');
    await log.sealer().seal();
    const key = await log.sealer().rotate(newFile);
    expect(await log.sealer().rotate(newFile)).toBe(key);
    expect(await publicKeys(log.store)).toHaveLength(2);
  });

  it('is finished by the same again, wherever it was cut short', async () => {
    for (const after of [false, true]) {
      const place = new LogPlace();
      const file = join(place.place, 'new-key');
      try {
        await place.note('people');
        await place.sealer().seal();
        await expect(place.sealer(gone(place.store, after)).rotate(file)).rejects.toThrow('gone');
        const key = await place.sealer().rotate(file);
        await place.note('people');
        await place.sealer().seal();
        expect((await place.told()).findings).toEqual([]);
        expect((await publicKeys(place.store)).at(-1)).toBe(key);
      } finally {
        await place.close();
      }
    }
  });

  it('leaves whoever has the old key unable to seal', async () => {
    await log.note('people');
    await log.sealer().seal();
    const old = readFileSync(log.signing.file, 'utf8');
    await log.sealer().rotate(newFile);
    writeFileSync(log.signing.file, old);
    await log.note('people');
    await expect(log.sealer().seal()).rejects.toThrow('holds another key');
  });

  it('is believed only where both keys signed it, and the old one is that of the log', async () => {
    await log.note('people');
    await log.sealer().seal();
    const { events } = await log.told();
    const [mine, other, third] = [
      SigningKey.parse(readFileSync(log.signing.file, 'utf8').trim()).key,
      SigningKey.random(),
      SigningKey.random(),
    ];
    const origin = 'log.example/council';
    const good = rotationStatement(origin, mine, other);
    const told = (statement: string): readonly object[] => {
      const findings: object[] = [];
      const walk = new SealWalk({ onFinding: (finding) => findings.push(finding) });
      for (const event of events) walk.next(event);
      const last = events.filter(({ stream }) => stream === 'seals').at(-1);
      if (last === undefined) throw new Error('Nothing was sealed');
      walk.next({
        ...last,
        type: 'signing-key-rotated.v1',
        revision: last.revision + 1,
        data: JSON.stringify({ statement }),
      });
      return findings;
    };
    expect(told(good)).toEqual([]);
    expect(rotationIn(good)).toMatchObject({ origin });
    for (const wrong of [
      rotationStatement(origin, third, other),
      rotationStatement('log.example/another', mine, other),
      rotationStatement(origin, mine, mine),
      good.replace(/\n— [^\n]+\n$/, '\n'),
      good.replace('v1', 'v2'),
      '',
    ])
      expect(told(wrong)).toHaveLength(1);
  });
});

/** A store that goes away at the first append: before it is there, or after. */
const gone = (store: EventStore, after: boolean): EventStore =>
  new Proxy(store, {
    get: (target, name) => {
      if (name === 'append')
        return async (...order: Parameters<EventStore['append']>) => {
          if (after) await target.append(...order);
          throw new StoreUnavailable('gone');
        };
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
