import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { OPERATOR } from '#domain';
import { NEW_STREAM, START, SqliteEventStore, eventId, hashMetadata } from '#event-store';
import type { RecordedEvent, StreamEnd } from '#event-store';
import { SigningKey } from '#transparency';
import { openEngine } from './engine.js';
import { sealerOf } from './sealing.js';
import { verifyRecords } from './verify-records.js';
import type { VerifiedRecords } from './verify-records.js';

const TAMPERINGS = Number(process.env['TAMPERINGS'] ?? 150);
const SEALS = 'seals';

type Event = Pick<RecordedEvent, 'stream' | 'type' | 'data' | 'metadata'>;

/** Writes events as a log that is whole in itself: positions, revisions, ids, chains and hashes are right again. */
async function writeAnew(dataDir: string, events: readonly Event[]): Promise<void> {
  for (const name of readdirSync(dataDir)) if (name.startsWith('events.db')) rmSync(join(dataDir, name));
  const store = SqliteEventStore.open(dataDir);
  const ends = new Map<string, StreamEnd & { commandId: string; index: number }>();
  for (const { stream, type, data, metadata } of events) {
    const before = ends.get(stream) ?? { ...NEW_STREAM, commandId: '', index: -1 };
    const { hash: _hash, ...said } = JSON.parse(metadata);
    const index = said.commandId === before.commandId ? before.index + 1 : 0;
    const recordedAt: string = said.recordedAt > before.lastRecordedAt ? said.recordedAt : before.lastRecordedAt;
    const revision = before.revision + 1;
    const hashed = hashMetadata(
      { type, stream, revision, data },
      { ...said, recordedAt, previousHash: before.lastHash },
    );
    const id = eventId(said.commandId, index);
    await store.append(stream, before.revision, [{ id, type, data, metadata: hashed.text }]);
    ends.set(stream, { revision, lastHash: hashed.hash, lastRecordedAt: recordedAt, commandId: said.commandId, index });
  }
  await store.close();
}

/** Where things stand that somebody tampers with. */
interface Place {
  readonly dataDir: string;
  readonly witnessFile: string;
  readonly signingKeyFile: string;
}

interface Tampering {
  readonly kind: string;
  /** Answers whose event must be named; nothing where any finding will do, null where nothing was done. */
  readonly tamper: (
    place: Place,
    pick: (below: number) => number,
  ) => Promise<{ stream: string; revision?: number } | undefined | null>;
}

describe('verify, of a log that was sealed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-seal-tampering-'));
  const whole: Place = {
    dataDir: join(folder, 'whole'),
    witnessFile: join(folder, 'whole.witness'),
    signingKeyFile: join(folder, 'signing-key'),
  };
  /** The same log when it was sealed for the first time. */
  const older = join(folder, 'older');
  let events: readonly RecordedEvent[];
  let covered: number;
  let copies = 0;
  const counts = new Map<string, number>();

  const copy = (): Place => {
    copies += 1;
    const dataDir = join(folder, `copy-${copies}`);
    const witnessFile = `${dataDir}.witness`;
    cpSync(whole.dataDir, dataDir, { recursive: true });
    cpSync(whole.witnessFile, witnessFile);
    return { dataDir, witnessFile, signingKeyFile: whole.signingKeyFile };
  };
  const remove = ({ dataDir, witnessFile }: Place): void => {
    rmSync(dataDir, { recursive: true });
    rmSync(witnessFile, { force: true });
  };
  const verified = (place: Place, against: readonly string[] = []): Promise<VerifiedRecords> =>
    verifyRecords(place, { views: false, against });
  const sealed = async (place: Place): Promise<void> => {
    const store = SqliteEventStore.open(place.dataDir);
    await sealerOf(store, { ...place, logOrigin: 'log.example/council' }, () => new Date().toISOString()).seal();
    await store.close();
  };

  beforeAll(async () => {
    const engine = await openEngine({ dataDir: whole.dataDir, masterKeyFile: join(folder, 'key'), mode: 'tool' });
    const sealer = sealerOf(engine.ledger.store, { ...whole, logOrigin: 'log.example/council' }, engine.clock);
    for (let round = 0; round < 3; round += 1) {
      for (let audit = 0; audit < 4; audit += 1) {
        await engine.execute({
          name: 'SelectAudit',
          body: {
            origin: 'directed',
            activity: 'deep-dive',
            subjectId: randomUUID(),
            service: 'Assessment',
            teamId: null,
            team: null,
            practitionerId: null,
            workerMatched: false,
            period: '2026-04',
          },
          actor: OPERATOR,
          idempotencyKey: `${round} ${audit}`,
        });
        await engine.execute({
          name: 'RegisterTeam',
          body: { name: `Team ${round} ${audit}`, service: 'Assessment' },
          actor: OPERATOR,
          idempotencyKey: `team ${round} ${audit}`,
        });
      }
      await sealer.seal();
      if (round === 0) {
        await engine.ledger.store.head();
        const first = await engine.ledger.store.readAll({ after: START, maxCount: 10_000 });
        cpSync(join(whole.dataDir, 'tiles'), join(older, 'tiles'), { recursive: true });
        await writeAnew(older, first);
      }
    }
    events = await engine.ledger.store.readAll({ after: START, maxCount: 10_000 });
    await engine.close();
    for (const beside of ['views', 'processes.db', 'leases'])
      rmSync(join(whole.dataDir, beside), { recursive: true, force: true });
    covered = (await verified(whole)).covered;
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
    const told = [...counts]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([kind, count]) => `${kind} ${count}`);
    process.stdout.write(`tamperings with a sealed log: ${told.join(', ')}\n`);
  });

  /** Events of the first three seals, by their places in the log. */
  const sealedPlaces = (): readonly number[] => events.flatMap((event, at) => (event.stream === SEALS ? [] : [at]));

  const pickEvent = (pick: (below: number) => number): { at: number; event: RecordedEvent } => {
    const places = sealedPlaces();
    const at = places[pick(places.length)] ?? 0;
    const event = events[at];
    if (event === undefined) throw new Error('No such event');
    return { at, event };
  };

  const otherDataOf = ({ data }: Event): string => data.replace(/"(?=[},])/, 'x"');

  const tamperings: readonly Tampering[] = [
    {
      kind: 'changed, chained anew',
      tamper: async ({ dataDir }, pick) => {
        const { at, event } = pickEvent(pick);
        await writeAnew(dataDir, events.with(at, { ...event, data: otherDataOf(event) } as RecordedEvent));
        return event;
      },
    },
    {
      kind: 'changed, chained anew, tiles gone',
      tamper: async ({ dataDir }, pick) => {
        const { at, event } = pickEvent(pick);
        await writeAnew(dataDir, events.with(at, { ...event, data: otherDataOf(event) } as RecordedEvent));
        rmSync(join(dataDir, 'tiles'), { recursive: true });
        return { stream: SEALS };
      },
    },
    {
      kind: 'event removed, chained anew',
      tamper: async ({ dataDir }, pick) => {
        const { at, event } = pickEvent(pick);
        await writeAnew(dataDir, events.toSpliced(at, 1));
        return { stream: event.stream };
      },
    },
    {
      kind: 'stream removed',
      tamper: async ({ dataDir }, pick) => {
        const { stream } = pickEvent(pick).event;
        await writeAnew(
          dataDir,
          events.filter((event) => event.stream !== stream),
        );
        return { stream, revision: 0 };
      },
    },
    {
      kind: 'event inserted, chained anew',
      tamper: async ({ dataDir }, pick) => {
        const { at, event } = pickEvent(pick);
        const metadata = event.metadata.replace(/"commandId":"[^"]+"/, `"commandId":"${randomUUID()}"`);
        await writeAnew(dataDir, events.toSpliced(at, 0, { ...event, metadata }));
        return undefined;
      },
    },
    {
      kind: 'events swapped, chained anew',
      tamper: async ({ dataDir }, pick) => {
        const [one, other] = [pickEvent(pick), pickEvent(pick)];
        if (one.event.data === other.event.data) return null;
        const swapped = events
          .with(one.at, { ...one.event, type: other.event.type, data: other.event.data })
          .with(other.at, { ...other.event, type: one.event.type, data: one.event.data });
        await writeAnew(dataDir, swapped);
        return undefined;
      },
    },
    {
      kind: 'end cut off',
      tamper: async ({ dataDir }, pick) => {
        // The newest seal's own events are covered by none.
        const kept = pick(events.length - 5) + 1;
        await writeAnew(dataDir, events.slice(0, kept));
        rmSync(join(dataDir, 'tiles'), { recursive: true });
        return undefined;
      },
    },
    {
      kind: 'older copy put back',
      tamper: async ({ dataDir }) => {
        rmSync(dataDir, { recursive: true });
        cpSync(older, dataDir, { recursive: true });
        return { stream: SEALS };
      },
    },
    {
      kind: 'two seals of one size',
      tamper: async (place, pick) => {
        // Somebody who has the signing key goes on from an older copy, and the service's witness has seen more.
        const { dataDir, witnessFile } = place;
        rmSync(dataDir, { recursive: true });
        cpSync(older, dataDir, { recursive: true });
        const store = SqliteEventStore.open(dataDir);
        const first = await store.readAll({ after: START, maxCount: 10_000 });
        await store.close();
        const more = Array.from({ length: pick(12) + 1 }, (_, at) => ({
          ...(events[at] as RecordedEvent),
          stream: `other-${at}`,
        }));
        await writeAnew(dataDir, [...first, ...more]);
        const kept = readFileSync(witnessFile);
        rmSync(witnessFile);
        await sealed(place);
        writeFileSync(witnessFile, kept);
        return { stream: SEALS };
      },
    },
    {
      kind: 'sealed with another key',
      tamper: async (place) => {
        const { dataDir } = place;
        await writeAnew(
          dataDir,
          events.filter(({ stream }) => stream !== SEALS),
        );
        const other = `${dataDir}.other-key`;
        writeFileSync(other, SigningKey.random().format('log.example/council'), { mode: 0o600 });
        await sealed({ ...place, witnessFile: `${dataDir}.other-witness`, signingKeyFile: other });
        rmSync(other);
        rmSync(`${dataDir}.other-witness`);
        return { stream: SEALS };
      },
    },
    {
      kind: 'tile changed',
      tamper: async ({ dataDir }, pick) => {
        const files = filesIn(join(dataDir, 'tiles'));
        const file = files[pick(files.length)] ?? '';
        const bytes = readFileSync(file);
        const at = pick(bytes.length);
        if (pick(4) === 0) writeFileSync(file, bytes.subarray(0, at));
        // Tiles of an earlier size may go.
        else if (pick(4) === 0 && newest(files).includes(file)) rmSync(file);
        else writeFileSync(file, bytes.with(at, bytes.readUInt8(at) ^ (1 << pick(8))));
        return { stream: SEALS };
      },
    },
    {
      kind: 'witness file changed',
      tamper: async ({ witnessFile }, pick) => {
        const bytes = readFileSync(witnessFile);
        // Empty lines between checkpoints say nothing.
        const at = pick(bytes.length - 2);
        const changed = Buffer.from(bytes.with(at, bytes.readUInt8(at) ^ (1 << pick(8))));
        if (normal(changed) === normal(bytes)) return null;
        writeFileSync(witnessFile, changed);
        return { stream: SEALS };
      },
    },
    {
      kind: 'checkpoint taken from the middle of the witness file',
      tamper: async ({ witnessFile }) => {
        const notes = readFileSync(witnessFile, 'utf8').split(/(?<=\n\n)(?=log\.)/);
        writeFileSync(witnessFile, notes.toSpliced(1, 1).join(''));
        return { stream: SEALS };
      },
    },
  ];

  it('finds nothing wrong with one that is whole, and says what it covers', async () => {
    const found = await verified(whole);
    expect(found).toMatchObject({ whole: true, findings: [], files: [], seals: 3, origin: 'log.example/council' });
    expect(found.covered + found.uncovered).toBe(found.events);
    expect(found.witnessed).toBe(found.covered);
    // The newest seal's own.
    expect(found.uncovered).toBe(3);
    expect(found.notChecked.join(' ')).toContain('the 3 events that no seal covers yet');
  });

  it('finds every tampering and names it, also by whoever writes whole chains anew', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...tamperings),
        fc.infiniteStream(fc.nat(1_000_000)),
        async (tampering, numbers) => {
          const place = copy();
          try {
            const pick = (below: number): number => (numbers.next().value ?? 0) % below;
            const named = await tampering.tamper(place, pick);
            if (named === null) return;
            const found = await verified(place);
            counts.set(tampering.kind, (counts.get(tampering.kind) ?? 0) + 1);
            expect(found.whole).toBe(false);
            expect(found.findings).not.toEqual([]);
            if (named === undefined) return;
            const { stream, revision } = named;
            expect(found.findings).toContainEqual(
              expect.objectContaining({ stream, ...(revision === undefined ? {} : { revision }) }),
            );
          } finally {
            remove(place);
          }
        },
      ),
      { numRuns: TAMPERINGS },
    );
  }, 600_000);

  it('does not call covered what no seal and no witness covers', async () => {
    const place = copy();
    const store = SqliteEventStore.open(place.dataDir);
    const before = (await store.readAll({ after: START, maxCount: 10_000 })).length;
    await store.close();
    await writeAnew(place.dataDir, events.slice(0, before - 1));
    rmSync(join(place.dataDir, 'tiles'), { recursive: true });
    const found = await verified(place);
    // The signature of the last seal went: what it covered is covered no more, and the witness has it.
    expect(found.whole).toBe(true);
    expect(found.covered).toBeLessThan(covered);
    rmSync(place.witnessFile);
    const alone = await verified(place);
    expect(alone.notChecked.join(' ')).toContain('There is no witness file');
    remove(place);
  });

  it('checks a log against a checkpoint that was kept somewhere else', async () => {
    const kept = join(folder, 'kept');
    const newest =
      readFileSync(whole.witnessFile, 'utf8')
        .split(/(?<=\n\n)(?=log\.)/)
        .at(-1) ?? '';
    writeFileSync(kept, newest);
    expect(await verified(whole, [kept])).toMatchObject({ whole: true });
    const place = copy();
    rmSync(place.dataDir, { recursive: true });
    cpSync(older, place.dataDir, { recursive: true });
    rmSync(place.witnessFile);
    expect(await verified(place)).toMatchObject({ whole: true });
    expect(await verified(place, [kept])).toMatchObject({ whole: false });
    remove(place);
    writeFileSync(kept, 'nothing');
    expect(await verified(whole, [kept])).toMatchObject({ whole: false });
  });

  const filesIn = (inside: string): readonly string[] =>
    readdirSync(inside, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  /** All but the tiles that were still growing and have grown since. */
  const newest = (files: readonly string[]): readonly string[] => {
    const widthOf = (file: string): number => Number(/\.p\/(\d+)$/.exec(file)?.[1] ?? 256);
    const tileOf = (file: string): string => file.replace(/\.p\/\d+$/, '');
    return files.filter((file) =>
      files.every((other) => tileOf(other) !== tileOf(file) || widthOf(other) <= widthOf(file)),
    );
  };
  const normal = (bytes: Buffer): string =>
    bytes
      .toString('utf8')
      .replaceAll(/\n{2,}/g, '\n\n')
      .trim();
});
