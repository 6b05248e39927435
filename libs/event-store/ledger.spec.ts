import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OwnerErased, isSealed, openKeys } from '#privacy';
import type { KeyRing } from '#privacy';
import { canonicalJson } from './canonical-json.js';
import { FIRST_PREVIOUS_HASH } from './chain.js';
import type { EventEnvelope } from './envelope.js';
import type { EventTypes } from './event-types.js';
import { UnknownEventType } from './event-types.js';
import { ERASED, Ledger } from './ledger.js';
import { NEW_STREAM } from './stream-end.js';
import type { CommandContext } from './ledger.js';
import { RevisionConflict } from './port.js';
import type { EventStore } from './port.js';
import { SqliteEventStore } from './sqlite/sqlite-event-store.js';
import { eventId } from './uuid-v5.js';
import { verify } from './verify.js';

const types: EventTypes = {
  'note-taken.v1': {
    upcaster: { to: 'note-taken.v2', up: (data: unknown) => ({ ...Object(data), old: true }) },
  },
  'note-taken.v2': { personal: [{ path: 'text', owner: 'subjectId', kind: 'subject' }] },
  'families-met.v1': {
    personal: [
      { path: 'families[].name', owner: 'families[].subjectId', kind: 'subject' },
      { path: 'families[].words[]', owner: 'families[].subjectId', kind: 'subject' },
    ],
  },
};

const context = (more: Partial<CommandContext> = {}): CommandContext => ({
  actor: { id: 'operator', role: 'coordinator' },
  commandId: randomUUID(),
  correlationId: randomUUID(),
  now: '2026-04-01T09:00:00.000Z',
  ...more,
});
const note = (text: string | null = 'She likes school', subjectId = 'c1') => ({
  type: 'note-taken',
  data: { subjectId, text, grade: 'good' },
});

describe('Ledger', () => {
  let folder: string;
  let store: EventStore;
  let keys: KeyRing;
  let ledger: Ledger;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plumbline-ledger-'));
    const dataDir = join(folder, 'data');
    keys = await openKeys({ dataDir, masterKeyFile: join(folder, 'data.key'), now: '2026-04-01T09:00:00.000Z' });
    store = SqliteEventStore.open(dataDir);
    ledger = new Ledger({ store, keys, types });
  });

  afterEach(async () => {
    await store.close();
    await keys.close();
    await rm(folder, { recursive: true });
  });

  const stored = async (stream = 'audit-1'): Promise<string> => JSON.stringify(await ledger.loadStored(stream));

  it('numbers, dates and chains the events of a command', async () => {
    const command = context({ bodyDigest: 'd', causationId: randomUUID(), settingsVersion: 3 });
    const appended = await ledger.append('audit-1', NEW_STREAM, [note(), note()], command);
    const { events, ...end } = await ledger.load('audit-1');
    const { now, ...kept } = command;
    expect(events.map(({ id }) => id)).toEqual([eventId(command.commandId, 0), eventId(command.commandId, 1)]);
    expect(events.map(({ revision }) => revision)).toEqual([0, 1]);
    expect(events[0]?.metadata).toMatchObject({ ...kept, recordedAt: now, previousHash: FIRST_PREVIOUS_HASH });
    expect(events[1]?.metadata.previousHash).toBe(events[0]?.metadata.hash);
    expect(end).toEqual({ revision: 1, lastHash: events[1]?.metadata.hash, lastRecordedAt: now });
    expect(appended).toEqual({
      ...end,
      position: events[1]?.position,
      written: true,
      events: events.map(({ position: _, ...rest }) => rest),
    });
  });

  it('hashes type, stream, revision, data and metadata as they are stored', async () => {
    await ledger.append('audit-1', NEW_STREAM, [note()], context());
    const [event] = await ledger.loadStored('audit-1');
    if (event === undefined) throw new Error('no event');
    const { type, stream, revision } = event;
    const { hash, ...metadata } = JSON.parse(event.metadata);
    const covered = { type, stream, revision, data: JSON.parse(event.data), metadata };
    expect(createHash('sha256').update(canonicalJson(covered)).digest('hex')).toBe(hash);
  });

  it('seals personal fields before they are hashed and stored, each for its own place', async () => {
    const families = [
      { subjectId: 'c1', name: 'Ngozi', words: ['kind', 'late'] },
      { subjectId: 'c2', name: 'Ngozi', words: [] },
    ];
    await ledger.append('audit-1', NEW_STREAM, [note(), { type: 'families-met', data: { families } }], context());
    const text = await stored();
    for (const clear of ['school', 'Ngozi', 'kind', 'late']) expect(text).not.toContain(clear);
    expect(text).toContain('good');
    const { events } = await ledger.load('audit-1');
    expect(events[1]?.data).toMatchObject({
      families: [
        {
          name: { owner: 'subject:c1', event: events[1]?.id, path: 'families[0].name' },
          words: [{ path: 'families[0].words[0]' }, { path: 'families[0].words[1]' }],
        },
        { name: { owner: 'subject:c2', path: 'families[1].name' } },
      ],
    });
    expect(await ledger.openAll(events[1]?.data)).toEqual({ families });
  });

  it('never alters what it was given, and leaves an empty personal field as it is', async () => {
    const given = note(null);
    const before = structuredClone(given);
    await ledger.append('audit-1', NEW_STREAM, [given, note()], context());
    expect(given).toEqual(before);
    expect((await ledger.load('audit-1')).events[0]?.data).toEqual(before.data);
  });

  it('never dates an event before the one before it', async () => {
    const end = await ledger.append('audit-1', NEW_STREAM, [note()], context({ now: '2026-04-01T09:00:00.005Z' }));
    await ledger.append('audit-1', end, [note()], context({ now: '2026-04-01T09:00:00.001Z' }));
    const { lastRecordedAt } = await ledger.load('audit-1');
    expect(lastRecordedAt).toBe('2026-04-01T09:00:00.005Z');
  });

  it.each(['2026-04-01', '2026-04-01T09:00:00Z', '2026-04-01T09:00:00.000+01:00'])(
    'refuses %s as a time',
    async (now) => {
      await expect(ledger.append('audit-1', NEW_STREAM, [note()], context({ now }))).rejects.toBeInstanceOf(TypeError);
    },
  );

  it.each(['note-lost', 'note-taken.v1', 'note-taken.v2', 'toString'])('refuses to write %s', async (type) => {
    const appended = ledger.append('audit-1', NEW_STREAM, [note(), { type, data: {} }], context());
    await expect(appended).rejects.toBeInstanceOf(UnknownEventType);
    expect(await stored()).toBe('[]');
  });

  it('passes on the conflict of a stream that has moved', async () => {
    const end = await ledger.load('audit-1');
    await ledger.append('audit-1', end, [note()], context());
    await expect(ledger.append('audit-1', end, [note()], context())).rejects.toBeInstanceOf(RevisionConflict);
  });

  it('sends a prepared append again with one effect', async () => {
    const prepared = await ledger.prepare('audit-1', NEW_STREAM, [note(), note()], context());
    const first = await ledger.send(prepared);
    expect(await ledger.send(prepared)).toEqual({ ...first, written: undefined });
    expect((await ledger.load('audit-1')).events).toHaveLength(2);
  });

  it('appends a long command in parts', async () => {
    const command = context();
    const end = await ledger.append('caseload-1', NEW_STREAM, [note(), note()], command);
    await ledger.append('caseload-1', end, [note()], { ...command, firstIndex: 2 });
    const ids = (await ledger.load('caseload-1')).events.map(({ id }) => id);
    expect(ids).toEqual([0, 1, 2].map((index) => eventId(command.commandId, index)));
    expect((await verify(store, { onFinding: () => undefined })).findings).toBe(0);
  });

  it('reads what came after a revision already known', async () => {
    const end = await ledger.append('audit-1', NEW_STREAM, [note(), note()], context());
    expect(await ledger.tail('audit-1', end.revision)).toEqual([]);
    const { lastHash } = await ledger.append('audit-1', end, [note()], context());
    const tail = await ledger.tail('audit-1', end.revision);
    expect(tail.map(({ revision, metadata }) => ({ revision, hash: metadata.hash }))).toEqual([
      { revision: 2, hash: lastHash },
    ]);
  });

  it('loads again what it has loaded, with what others appended since', async () => {
    const other = new Ledger({ store, keys, types });
    const first = await ledger.append('audit-1', NEW_STREAM, [note('one')], context());
    await ledger.load('audit-1');
    const second = await other.append('audit-1', first, [note('two'), note('three')], context());
    await ledger.load('audit-1');
    await other.append('audit-1', second, [note('four')], context());
    expect(await ledger.load('audit-1')).toEqual(await other.load('audit-1'));
    expect((await ledger.load('audit-1')).events).toHaveLength(4);
  });

  it('reads a tail as it reads a whole stream, each event as it stands today', async () => {
    const old = new Ledger({ store, keys, types: { 'note-taken.v1': {} } });
    const first = await old.append('audit-1', NEW_STREAM, [{ type: 'note-taken', data: { grade: 'good' } }], context());
    await ledger.append('audit-1', first, [note(), note()], context());
    const told = ({ id, stream, revision, position, type, data, metadata }: EventEnvelope) => {
      return { id, stream, revision, position, type, data, metadata };
    };
    const { events } = await ledger.load('audit-1');
    expect((await ledger.tail('audit-1', -1)).map(told)).toEqual(events.map(told));
    expect((await ledger.tail('audit-1', 0)).map(told)).toEqual(events.slice(1).map(told));
    expect(await ledger.tail('audit-1', 2)).toEqual([]);
    const other = new Ledger({ store, keys, types: {} });
    await expect(other.tail('audit-1', -1)).rejects.toBeInstanceOf(UnknownEventType);
  });

  it('lets nobody alter the events it shares', async () => {
    await ledger.append('audit-1', NEW_STREAM, [note()], context());
    const [event] = (await ledger.load('audit-1')).events;
    expect(() => Object.assign(Object(event?.data), { grade: 'poor' })).toThrow(TypeError);
    expect((await ledger.load('audit-1')).events[0]?.data).toMatchObject({ grade: 'good' });
  });

  it('answers the end it was given when nothing is appended', async () => {
    const end = await ledger.append('audit-1', NEW_STREAM, [note()], context());
    const { revision, lastHash, lastRecordedAt } = await ledger.append('audit-1', end, [], context());
    expect({ revision, lastHash, lastRecordedAt }).toEqual({
      revision: end.revision,
      lastHash: end.lastHash,
      lastRecordedAt: end.lastRecordedAt,
    });
  });

  it('reads an old version as the present one, from a stream and from the whole log, and keeps it as it was stored', async () => {
    const old = new Ledger({ store, keys, types: { 'note-taken.v1': {} } });
    await old.append('audit-1', NEW_STREAM, [{ type: 'note-taken', data: { grade: 'good' } }], context());
    const present = { type: 'note-taken', data: { grade: 'good', old: true } };
    expect((await ledger.load('audit-1')).events).toMatchObject([present]);
    expect(await ledger.readAll({ maxCount: 10 })).toMatchObject([present]);
    expect(await ledger.loadStored('audit-1')).toMatchObject([{ type: 'note-taken.v1', data: '{"grade":"good"}' }]);
  });

  it('writes the present version under the name that the code has for all, and answers as it will be read', async () => {
    const appended = await ledger.append('audit-1', NEW_STREAM, [note()], context());
    expect(appended.events).toMatchObject([{ type: 'note-taken', data: { grade: 'good' } }]);
    expect(await ledger.loadStored('audit-1')).toMatchObject([{ type: 'note-taken.v2' }]);
    const { events } = await ledger.load('audit-1');
    expect(events).toMatchObject([{ type: 'note-taken', data: appended.events[0]?.data }]);
    expect((await ledger.tail('audit-1', -1)).map(({ type, data }) => ({ type, data }))).toEqual(
      events.map(({ type, data }) => ({ type, data })),
    );
    expect(await verify(store, { onFinding: () => undefined })).toMatchObject({ findings: 0 });
  });

  it('refuses to read a type nobody declared', async () => {
    await ledger.append('audit-1', NEW_STREAM, [note()], context());
    const other = new Ledger({ store, keys, types: {} });
    await expect(other.load('audit-1')).rejects.toBeInstanceOf(UnknownEventType);
  });

  it('shows what was erased as erased, seals nothing more for its owner, and still verifies', async () => {
    const end = await ledger.append('audit-1', NEW_STREAM, [note('one', 'c1'), note('two', 'c2')], context());
    await keys.destroy('subject:c1', '2026-05-01T09:00:00.000Z');
    const { events } = await ledger.load('audit-1');
    const opened = await ledger.openAll(events.map(({ data }) => data));
    expect(opened).toMatchObject([{ text: ERASED }, { text: 'two' }]);
    await expect(ledger.append('audit-1', end, [note('three', 'c1')], context())).rejects.toBeInstanceOf(OwnerErased);
    await ledger.append('audit-1', end, [note(null, 'c1')], context());
    const findings: unknown[] = [];
    await verify(store, { onFinding: (finding) => findings.push(finding) });
    expect(findings).toEqual([]);
  });

  it('opens only what the reader may see', async () => {
    await ledger.append('audit-1', NEW_STREAM, [note('one', 'c1'), note('two', 'c2')], context());
    const { events } = await ledger.load('audit-1');
    const opened = await ledger.openAll(
      events.map(({ data }) => data),
      ({ owner }) => owner === 'subject:c2',
    );
    expect(opened).toMatchObject([{ text: events[0] && Reflect.get(Object(events[0].data), 'text') }, { text: 'two' }]);
    expect(isSealed(Reflect.get(Object(Reflect.get(Object(opened), 0)), 'text'))).toBe(true);
  });

  it('shows a field whose bytes were changed as damaged', async () => {
    await ledger.append('audit-1', NEW_STREAM, [note()], context());
    const [event] = (await ledger.load('audit-1')).events;
    const box = Reflect.get(Object(event?.data), 'text');
    expect(await ledger.openAll({ ...Object(box), path: 'other' })).toEqual({ damaged: true });
  });
});
