import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { OPERATOR, eventTypes } from '#domain';
import type { Actor, AuditHistory } from '#domain';
import { Ledger, RevisionConflict, SqliteEventStore, StoreUnavailable, verify } from '#event-store';
import type { AppendResult, StoredEvent } from '#event-store';
import { openKeys } from '#privacy';
import { CommandGateway, CommandsModule, ReferenceData, StreamMemories, byName, catalogue } from '../index.js';
import type { CommandAnswer, CommandCall } from '../index.js';

const NOW = '2024-05-01T09:00:00.000Z';
const NO_HISTORY: AuditHistory = { lastAuditedOn: () => null, isLive: () => false, isExempt: () => false };
const AUDITOR: Actor = { id: '11111111-1111-4111-8111-111111111111', roles: ['auditor'] };

/** A store whose appends can be made to fail, before or after they are written. */
class TryingStore {
  readonly failures: ('before' | 'after' | 'overtaken')[] = [];
  sendings = 0;
  constructor(readonly store: SqliteEventStore) {}

  async append(stream: string, expected: number, events: readonly StoredEvent[]): Promise<AppendResult> {
    this.sendings++;
    const failure = this.failures.shift();
    if (failure === 'before') throw new StoreUnavailable('The store is away');
    if (failure === 'overtaken') throw new RevisionConflict(stream, expected, expected + 1);
    const result = await this.store.append(stream, expected, events);
    if (failure === 'after') throw new StoreUnavailable('The store did not answer');
    return result;
  }
}

describe('the command gateway', () => {
  let place: string;
  const closing: (() => Promise<void>)[] = [];

  async function open(now = NOW): Promise<{
    execute: (call: Partial<CommandCall>) => Promise<CommandAnswer>;
    store: TryingStore;
    ledger: Ledger;
  }> {
    const dataDir = join(place, 'data');
    const sqlite = SqliteEventStore.open(dataDir);
    const trying = new TryingStore(sqlite);
    const store = {
      append: trying.append.bind(trying),
      readStream: sqlite.readStream.bind(sqlite),
      readAll: sqlite.readAll.bind(sqlite),
      eventAt: sqlite.eventAt.bind(sqlite),
      head: sqlite.head.bind(sqlite),
      subscribe: sqlite.subscribe.bind(sqlite),
      watch: sqlite.watch.bind(sqlite),
      close: sqlite.close.bind(sqlite),
    };
    const keys = await openKeys({ dataDir, masterKeyFile: join(place, 'data.key'), now: NOW });
    const ledger = new Ledger({ store, keys, types: eventTypes });
    const memories = new StreamMemories(ledger);
    const context = await NestFactory.createApplicationContext(
      CommandsModule.on({
        ledger,
        keys,
        memories,
        references: new ReferenceData(memories),
        samples: {
          caseloadFor: async () => null,
          auditHistory: async () => NO_HISTORY,
          auditsOf: async () => ({ isKnown: false, auditIds: [] }),
          recognisedIn: async () => null,
        },
        clock: () => now,
      }),
      { logger: false },
    );
    closing.push(async () => {
      await context.close();
      await keys.close();
      await sqlite.close();
    });
    const gateway = context.get(CommandGateway);
    return {
      execute: (call) => gateway.execute({ name: 'RegisterTeam', body: { name: 'North' }, actor: OPERATOR, ...call }),
      store: trying,
      ledger,
    };
  }

  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'plumbline-gateway-'));
  });
  afterEach(async () => {
    for (const step of closing.splice(0)) await step();
    rmSync(place, { recursive: true });
  });

  const accepted = (answers: readonly CommandAnswer[]) => answers.filter((answer) => 'accepted' in answer);

  it('records who did what under which command', async () => {
    const { execute, ledger } = await open();
    const answer = await execute({ idempotencyKey: 'k', causationId: undefined });
    const [event] = (await ledger.load('people')).events;
    expect(event).toMatchObject({
      type: 'team-registered',
      data: { name: 'North', service: null },
      metadata: { actor: { id: 'operator', role: 'coordinator' }, recordedAt: NOW },
    });
    expect(answer).toEqual({
      accepted: true,
      commandId: event?.metadata.commandId,
      stream: 'people',
      id: Object(event?.data).teamId,
      revision: 0,
      position: event?.position,
      events: [{ id: event?.id, type: 'team-registered' }],
      repeated: false,
    });
  });

  it('gives a command sent 100 times at once one effect and one answer', async () => {
    const { execute, ledger } = await open();
    const answers = await Promise.all(Array.from({ length: 100 }, () => execute({ idempotencyKey: 'once' })));
    expect(accepted(answers)).toHaveLength(100);
    expect(answers.filter((answer) => 'repeated' in answer && !answer.repeated)).toHaveLength(1);
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, repeated: null }))).size).toBe(1);
    expect((await ledger.load('people')).events).toHaveLength(1);
  });

  it('gives a command sent to two processes at once one effect', async () => {
    const [one, other] = [await open(), await open()];
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : other).execute({ idempotencyKey: 'once' })),
    );
    expect(accepted(answers)).toHaveLength(40);
    expect(new Set(answers.map((answer) => ('id' in answer ? answer.id : 'refused'))).size).toBe(1);
    expect((await one.ledger.load('people')).events).toHaveLength(1);
  });

  it('chains what follows to the event that stands, whichever process was first with it', async () => {
    const [one, other] = [await open(), await open('2024-05-01T09:00:07.000Z')];
    await Promise.all([one, other].map(({ execute }) => execute({ idempotencyKey: 'once' })));
    const [standing] = (await one.ledger.load('people')).events;
    const late = standing?.metadata.recordedAt === NOW ? other : one;
    await late.execute({ body: { name: 'South' } });
    const findings: unknown[] = [];
    await verify(one.ledger.store, { onFinding: (finding) => findings.push(finding) });
    expect(findings).toEqual([]);
    expect((await one.ledger.load('people')).events).toHaveLength(2);
  });

  it('answers a repeated command the same after a restart', async () => {
    const before = await (await open()).execute({ idempotencyKey: 'k' });
    for (const step of closing.splice(0)) await step();
    await expect((await open()).execute({ idempotencyKey: 'k' })).resolves.toEqual({ ...before, repeated: true });
  });

  it('refuses a key used again for something else, and knows keys by actor and route', async () => {
    const { execute } = await open();
    await execute({ idempotencyKey: 'k' });
    await expect(execute({ idempotencyKey: 'k', body: { name: 'South' } })).resolves.toMatchObject({
      refused: true,
      kind: 'invalid',
      code: 'idempotency-key-reused',
    });
    await expect(execute({ idempotencyKey: 'k', body: { name: 'South' }, route: 'elsewhere' })).resolves.toMatchObject({
      accepted: true,
      repeated: false,
    });
  });

  it('decides a refused command anew', async () => {
    const { execute } = await open();
    const idOf = (answer: CommandAnswer): string => ('id' in answer ? answer.id : '');
    const change = { name: 'ChangeTeamDetails', body: { name: 'South' } };
    const north = idOf(await execute({}));
    const south = idOf(await execute({ body: { name: 'South' } }));
    const again = { ...change, target: north, idempotencyKey: 'k' };
    await expect(execute(again)).resolves.toMatchObject({ refused: true, code: 'team-name-taken' });
    await execute({ ...change, target: south, body: { name: 'East' } });
    await expect(execute(again)).resolves.toMatchObject({ accepted: true, repeated: false });
  });

  it('decides again when another writer was first', async () => {
    const { execute, store, ledger } = await open();
    store.failures.push('overtaken', 'overtaken');
    await expect(execute({})).resolves.toMatchObject({ accepted: true, repeated: false });
    expect((await ledger.load('people')).events).toHaveLength(1);
  });

  it('refuses in the second decision what another process did meanwhile', async () => {
    const [one, other] = [await open(), await open()];
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) => (index % 2 === 0 ? one : other).execute({})),
    );
    expect(accepted(answers)).toHaveLength(1);
    expect(answers.filter((answer) => 'code' in answer && answer.code === 'team-name-taken')).toHaveLength(63);
    expect((await one.ledger.load('people')).events).toHaveLength(1);
  });

  it('refuses nothing on what was so a moment ago, nor says that there is nothing to do', async () => {
    const [one, other] = [await open(), await open()];
    const idOf = (answer: CommandAnswer): string => ('id' in answer ? answer.id : '');
    const north = idOf(await one.execute({}));
    // What `one` knows of the stream is left behind by what `other` adds to it.
    await other.execute({ name: 'ChangeTeamDetails', target: north, body: { name: 'East' } });
    await expect(one.execute({})).resolves.toMatchObject({ accepted: true, revision: 2 });
    await other.execute({ name: 'ChangeTeamDetails', target: north, body: { name: 'West' } });
    await expect(
      one.execute({ name: 'ChangeTeamDetails', target: north, body: { name: 'East' } }),
    ).resolves.toMatchObject({ accepted: true, revision: 4 });
    const { revision } = await one.ledger.load('people');
    expect(revision).toBe(4);
  });

  it('sends the same bytes again when the store does not answer', async () => {
    const { execute, store, ledger } = await open();
    store.failures.push('after', 'before');
    await expect(execute({})).resolves.toMatchObject({ accepted: true, repeated: false });
    expect(store.sendings).toBe(3);
    expect((await ledger.load('people')).events).toHaveLength(1);
  });

  it('says so when the store stays away', async () => {
    const { execute, store } = await open();
    store.failures.push('before', 'before', 'before');
    await expect(execute({})).rejects.toThrow(StoreUnavailable);
    await expect(execute({})).resolves.toMatchObject({ accepted: true });
  });

  it('holds a command to the revision its sender saw, but not a repeated one', async () => {
    const { execute } = await open();
    await expect(execute({ expectedRevision: 0 })).resolves.toMatchObject({ kind: 'precondition' });
    await expect(execute({ expectedRevision: -1, idempotencyKey: 'k' })).resolves.toMatchObject({ accepted: true });
    await expect(execute({ expectedRevision: -1, idempotencyKey: 'k' })).resolves.toMatchObject({ repeated: true });
  });

  it.each<[string, Partial<CommandCall>, object]>([
    ['a body that is no object', { body: [] }, { code: 'invalid-body', kind: 'invalid' }],
    ['a missing field', { body: {} }, { problems: [{ property: 'name', sentence: 'must be text' }] }],
    ['a blank field', { body: { name: ' ' } }, { problems: [{ property: 'name', sentence: 'must not be blank' }] }],
    ['a wrong type', { body: { name: 3 } }, { problems: [{ property: 'name', sentence: 'must be text' }] }],
    [
      'a field nobody asked for',
      { body: { name: 'North', colour: 'red' } },
      { problems: [{ property: 'colour', sentence: 'is not known here' }] },
    ],
    ['an id that cannot be one', { name: 'ChangeTeamDetails', target: 'x' }, { kind: 'not-found' }],
    ['the wrong role', { actor: AUDITOR }, { kind: 'not-allowed' }],
  ])('refuses %s and records nothing', async (_what, call, refusal) => {
    const { execute, ledger } = await open();
    await expect(execute(call)).resolves.toMatchObject({ refused: true, ...refusal });
    expect((await ledger.load('people')).events).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has one row a command and one command a route', () => {
    const [row] = catalogue;
    if (row === undefined) throw new Error('The catalogue is empty');
    expect(() => byName([row, { ...row, path: 'elsewhere' }])).toThrow('Two commands are called');
    expect(() => byName([row, { ...row, name: 'Another' }])).toThrow('Two commands answer');
    expect(byName(catalogue).size).toBe(catalogue.length);
  });
});
