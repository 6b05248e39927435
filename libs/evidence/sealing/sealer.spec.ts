import { appendFileSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { StoreUnavailable, canonicalJson } from '#event-store';
import type { EventStore, RecordedEvent } from '#event-store';
import {
  GrowingTree,
  SigningKey,
  leafHash,
  nodeHash,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signersOf,
} from '#transparency';
import { LogPlace } from '../log.fixture.js';
import { newestCheckpoint, publicKeys } from '../walk/newest.js';
import { SEALS } from '../walk/seal-events.js';
import { SealingRefused } from './sealer.js';

/** The leaves of a log as its description says, from the lists in it. */
function leavesOf(events: readonly RecordedEvent[]): readonly Buffer[] {
  const hashes = new Map(
    events.map(({ stream, revision, metadata }) => [`${stream} ${revision}`, JSON.parse(metadata).hash as string]),
  );
  const parts = events.filter(({ type }) => type === 'seal-part-recorded.v1').map(({ data }) => JSON.parse(data));
  const sealed = events.filter(({ type }) => type === 'log-sealed.v1').map(({ data }) => JSON.parse(data).sealId);
  const ranges: { stream: string; from: number; to: number }[] = sealed.flatMap((sealId) =>
    parts.filter((part) => part.sealId === sealId).flatMap((part) => part.ranges),
  );
  return ranges.flatMap(({ stream, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, at) =>
      leafHash(canonicalJson({ hash: hashes.get(`${stream} ${from + at}`) ?? '', revision: from + at, stream })),
    ),
  );
}

/** A store that goes away for good at an append: before it is there, or after. */
function goingAway(store: EventStore, at: number, after: boolean): EventStore {
  let appends = 0;
  const gone = new StoreUnavailable('gone');
  const append: EventStore['append'] = async (...order) => {
    appends += 1;
    if (appends > at) throw gone;
    const answer = await store.append(...order);
    if (after && appends === at) throw gone;
    return answer;
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'append') return append;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

describe('sealing', () => {
  let log: LogPlace;
  beforeEach(() => {
    log = new LogPlace();
  });
  afterEach(() => log.close());

  it('lists what is new, adds it to one tree, and signs what stands', async () => {
    await log.note('people', 3);
    await log.note('audit-1', 2);
    const first = await log.sealer().seal();
    await log.note('audit-1');
    const second = await log.sealer().seal();
    const { findings, seals, events } = await log.told();
    expect(findings).toEqual([]);
    expect([first.sealed, second.sealed]).toEqual([true, true]);
    // The second covers the events of the first seal too.
    expect(seals.map(({ size }) => size)).toEqual([6, 10]);
    const tree = new GrowingTree();
    for (const leaf of leavesOf(events)) tree.append(leaf);
    expect(tree.root().toString('base64')).toBe(seals[1]?.root);
    const [vkey = ''] = await publicKeys(log.store);
    const checkpoint = (await newestCheckpoint(log.store)) ?? '';
    expect(parseCheckpoint(checkpoint).checkpoint).toMatchObject({ origin: 'log.example/council', size: 10 });
    expect(signersOf(parseNote(checkpoint), [parseVerifierKey(vkey)])).toHaveLength(1);
  });

  it('has one effect, however often it is asked for; its own events are nothing new', async () => {
    expect(await log.sealer().seal()).toEqual({ sealed: false, newest: undefined });
    await log.note('people', 3);
    const sealer = log.sealer();
    expect(await sealer.seal()).toMatchObject({ sealed: true, newest: { size: 4 } });
    const witnessed = log.witness.content();
    expect(await sealer.seal()).toMatchObject({ sealed: false, newest: { size: 4 } });
    expect(await log.sealer().seal()).toMatchObject({ sealed: false, newest: { size: 4 } });
    expect((await log.told()).events).toHaveLength(7);
    expect(log.witness.content()).toBe(witnessed);
  });

  it('writes long lists in parts', async () => {
    await Promise.all(
      Array.from({ length: 9_000 }, (_, index) =>
        log.note(`audit-00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
      ),
    );
    await log.sealer().seal();
    const { findings, events } = await log.told();
    expect(findings).toEqual([]);
    expect(events.filter(({ type }) => type === 'seal-part-recorded.v1').length).toBeGreaterThan(1);
    expect(Math.max(...events.map(({ data }) => data.length))).toBeLessThan(1_000_000);
  });

  it('is finished by the next when it was cut short at any append, and no size is ever signed with two roots', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.integer({ min: 0, max: 5 }), after: fc.boolean() }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (cuts) => {
          const place = new LogPlace();
          try {
            for (const { at, after } of cuts) {
              await place.note('people', 2);
              await place
                .sealer(goingAway(place.store, at, after))
                .seal()
                .catch((error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable));
            }
            const { newest } = await place.sealer().seal();
            const { findings, seals } = await place.told();
            expect(findings).toEqual([]);
            expect(newest?.checkpoint).toBeDefined();
            expect(seals.every(({ checkpoint }) => checkpoint !== undefined)).toBe(true);
            expect(new Set(seals.map(({ size }) => size)).size).toBe(seals.length);
            expect(place.witness.entries().at(-1)?.text).toBe(newest?.checkpoint);
          } finally {
            await place.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is done once when several do it at once, while others append', async () => {
    await log.note('people', 5);
    await log.sealer().seal();
    const sealers = Array.from({ length: 4 }, () => log.sealer());
    for (let round = 0; round < 5; round += 1) {
      await log.note('audit-1');
      await Promise.all([...sealers.map((sealer) => sealer.seal()), log.note('audit-2'), log.note('audit-3', 3)]);
    }
    await log.sealer().seal();
    const { findings, seals, events } = await log.told();
    expect(findings).toEqual([]);
    expect(new Set(seals.map(({ size }) => size)).size).toBe(seals.length);
    const own = events.filter(({ stream }) => stream === SEALS).length;
    expect(seals.at(-1)?.size).toBeGreaterThanOrEqual(events.length - own);
  });

  it('signs with a key that nobody else may read, outside the data folder, and with no other', async () => {
    await log.note('people');
    await log.sealer().seal();
    const { file } = log.signing;
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const right = readFileSync(file);
    await log.note('people');
    writeFileSync(file, SigningKey.random().format('log.example/council'));
    await expect(log.sealer().seal()).rejects.toThrow('holds another key than this log is signed with');
    rmSync(file);
    await expect(log.sealer().seal()).rejects.toThrow('is missing');
    writeFileSync(file, right, { mode: 0o644 });
    await expect(log.sealer().seal()).rejects.toThrow('is open to others (mode 0644)');
    expect((await log.told()).seals).toHaveLength(1);
    rmSync(file);
    writeFileSync(file, right, { mode: 0o600 });
    expect(await log.sealer().seal()).toMatchObject({ sealed: true });
    Object.assign(log.signing, { file: join(log.dataDir, 'key') });
    await log.note('people');
    await expect(log.sealer().seal()).rejects.toThrow('lies inside the data folder');
  });

  it('refuses to sign where a witness has what the log has not, as when an older copy was put back', async () => {
    await log.note('people', 3);
    const older = new LogPlace();
    Object.assign(older, { signing: log.signing, witness: log.witness });
    await log.sealer().seal();
    await older.note('people', 9);
    await expect(older.sealer().seal()).rejects.toThrow(SealingRefused);
    expect((await older.told()).seals).toEqual([]);
    await older.close();
  });

  it('keeps every checkpoint with a witness, also what was begun and cut off', async () => {
    const signed: string[] = [];
    for (let seal = 0; seal < 3; seal += 1) {
      await log.note('people', 2);
      const { newest } = await log.sealer().seal();
      signed.push(newest?.checkpoint ?? '');
    }
    expect(log.witness.content()).toBe(signed.map((note) => `${note}\n`).join(''));
    const third = `${signed[2] ?? ''}\n`;
    for (let cut = 1; cut < Buffer.byteLength(third); cut += 1) {
      writeFileSync(
        log.witness.file,
        Buffer.concat([Buffer.from(`${signed[1] ?? ''}\n`), Buffer.from(third).subarray(0, cut)]),
      );
      await log.sealer().finish();
      const read = log.witness.entries();
      expect(read.map(({ text }) => text)).toEqual(signed.slice(1));
    }
    appendFileSync(log.witness.file, 'log.example/council\n7\nother');
    await expect(log.sealer().finish()).rejects.toThrow('is none');
  });

  it('keeps the tree as tiles, which may be thrown away', async () => {
    await log.note('people', 600);
    await log.sealer().seal();
    const tiles = join(log.dataDir, 'tiles');
    const files = (): readonly string[] =>
      readdirSync(tiles, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(tiles.length + 1))
        .sort();
    const { seals, events } = await log.told();
    const leaves = leavesOf(events);
    const size = seals[0]?.size ?? 0;
    expect(files()).toEqual(['checkpoint', `tile/0/000`, `tile/0/001`, `tile/0/002.p/${size - 512}`, 'tile/1/000.p/2']);
    expect(readFileSync(join(tiles, 'tile/0/001'))).toEqual(Buffer.concat(leaves.slice(256, 512)));
    let level: readonly Buffer[] = leaves.slice(0, 256);
    while (level.length > 1) {
      const below = level;
      level = below.filter((_, at) => at % 2 === 0).map((left, at) => nodeHash(left, below[at * 2 + 1] ?? left));
    }
    expect(readFileSync(join(tiles, 'tile/1/000.p/2')).subarray(0, 32)).toEqual(level[0]);
    const before = files();
    rmSync(tiles, { recursive: true });
    await log.sealer().finish();
    expect(files()).toEqual(before);
    await log.note('people', 300);
    await log.sealer().seal();
    expect(files()).toContain('tile/0/002');
    expect(existsSync(join(tiles, 'tile/0/002.p'))).toBe(false);
  });
});
