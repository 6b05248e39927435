import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { openKeys } from '#privacy';
import type { KeyRing } from '#privacy';
import { Ledger } from './ledger.js';
import { START } from './port.js';
import type { EventStore, RecordedEvent } from './port.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';
import { verify } from './verify.js';
import type { Finding } from './verify.js';

const types = { 'note-taken.v1': { personal: [{ path: 'text', owner: 'subjectId', kind: 'subject' as const }] } };

/** A log of the events given, read only. */
const holding = (events: readonly RecordedEvent[]): Pick<EventStore, 'readAll'> => ({
  readAll: async ({ after = START, maxCount }) => events.filter(({ position }) => position > after).slice(0, maxCount),
});

const findingsIn = async (store: Pick<EventStore, 'readAll'>): Promise<Finding[]> => {
  const findings: Finding[] = [];
  await verify(store, { onFinding: (finding) => findings.push(finding), batchSize: 3 });
  return findings;
};

describe('verify', () => {
  let folder: string;
  let store: EventStore;
  let keys: KeyRing;
  let log: readonly RecordedEvent[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-verify-'));
    const dataDir = join(folder, 'data');
    keys = await openKeys({ dataDir, masterKeyFile: join(folder, 'data.key'), now: '2026-04-01T09:00:00.000Z' });
    store = SqliteEventStore.open(dataDir);
    const ledger = new Ledger({ store, keys, types });
    for (let round = 0; round < 4; round++) {
      for (const stream of ['audit-1', 'audit-2', 'people']) {
        const events = [1, 2].map((index) => ({
          type: 'note-taken',
          data: { subjectId: 'c1', text: `Zoë ${index}`, grade: 'good', round },
        }));
        await ledger.append(stream, await ledger.load(stream), events, {
          actor: { id: randomUUID(), role: 'auditor' },
          commandId: randomUUID(),
          correlationId: randomUUID(),
          settingsVersion: 1,
          now: `2026-04-01T09:00:0${round}.000Z`,
        });
      }
    }
    log = await store.readAll({ maxCount: 1_000 });
  });

  afterAll(async () => {
    await store.close();
    await keys.close();
    await rm(folder, { recursive: true });
  });

  it('finds nothing wrong with a log as it was written', async () => {
    const findings: Finding[] = [];
    const progress: number[] = [];
    const verification = await verify(store, {
      onFinding: (finding) => findings.push(finding),
      onProgress: (position) => progress.push(position),
      batchSize: 5,
    });
    expect(findings).toEqual([]);
    expect(verification).toEqual({ events: 24, streams: 3, findings: 0 });
    expect(progress.at(-1)).toBe(await store.head());
  });

  it('finds any changed byte of any event', async () => {
    const texts = ['id', 'stream', 'type', 'data', 'metadata'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(log.length - 1),
        fc.constantFrom(...texts),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (index, field, offset, change) => {
          const changed = log.map((event, each) => {
            if (each !== index) return event;
            const bytes = Buffer.from(event[field]);
            const at = offset % bytes.length;
            bytes.writeUInt8(bytes.readUInt8(at) ^ change, at);
            return { ...event, [field]: bytes.toString() };
          });
          expect(await findingsIn(holding(changed))).not.toEqual([]);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('finds any changed revision', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(log.length - 1), fc.integer(), async (index, revision) => {
        fc.pre(log[index]?.revision !== revision);
        const changed = log.map((event, each) => (each === index ? { ...event, revision } : event));
        expect(await findingsIn(holding(changed))).not.toEqual([]);
      }),
    );
  });

  it('finds any event taken out of the middle of its stream, and says where', async () => {
    const middle = log.filter(({ stream, revision }) => log.some((e) => e.stream === stream && e.revision > revision));
    expect(middle).toHaveLength(21);
    for (const gone of middle) {
      const findings = await findingsIn(holding(log.filter((event) => event !== gone)));
      expect(findings[0]).toMatchObject({ stream: gone.stream, revision: gone.revision + 1 });
    }
  });

  it('finds two events that changed places', async () => {
    const swapped = log.map((event) => {
      if (event.stream !== 'audit-1' || event.revision > 1) return event;
      const other = log.find(({ stream, revision }) => stream === 'audit-1' && revision === 1 - event.revision);
      return { ...event, data: other?.data ?? '', metadata: other?.metadata ?? '' };
    });
    expect(await findingsIn(holding(swapped))).not.toEqual([]);
  });

  it('says of each finding what is wrong, without quoting the data', async () => {
    const changed = log.map((event) =>
      event.stream === 'audit-2' && event.revision === 3
        ? { ...event, data: event.data.replace('good', 'goof') }
        : event,
    );
    expect(await findingsIn(holding(changed))).toEqual([
      { stream: 'audit-2', revision: 3, wrong: 'Its hash is not that of its content' },
    ]);
  });

  it('finds what someone changed in the file itself', async () => {
    const db = new Database(join(folder, 'data', 'events.db'));
    db.exec(`UPDATE events SET data = replace(data, 'good', 'poor') WHERE stream = 'people' AND revision = 5`);
    db.exec(`DELETE FROM events WHERE stream = 'audit-1' AND revision = 2`);
    db.close();
    const findings = await findingsIn(store);
    expect(findings).toContainEqual({ stream: 'people', revision: 5, wrong: 'Its hash is not that of its content' });
    expect(findings).toContainEqual({ stream: 'audit-1', revision: 3, wrong: 'Its revision is 3 where 2 was due' });
  });
});
