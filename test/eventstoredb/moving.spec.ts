import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventTypes } from '#domain';
import { openEngine } from '#engine';
import { Upcasting, onLog } from '#event-store';
import type { EventServer as ServerPlace } from '#event-store';
import { allViews, logOf, viewsEqualRebuild } from '#projections';
import { eventsIn, keysIn, recordHistory, textOf, textsOf } from '../../libs/moving/history.fixture.js';
import { Council, Plumbline, runScript } from '../support/index.js';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

/** Commands are processes of their own, and the machine may be busy. */
jest.setTimeout(240_000);

const IMPORTING = fileURLToPath(new URL('importing-process.js', import.meta.url));
const REPORT = ['report', 'activity', '--from', '2024-04-01', '--to', '2024-06-30'];
const UUID = /^[0-9a-f-]{36}$/;

interface Imported {
  readonly events: number;
  readonly streams: number;
  readonly added: number;
}

describe(`a council that moves to ${SERVER_NAME}, and back`, () => {
  let server: EventServer;
  let council: Council;
  let erased: string;
  const opened: Plumbline[] = [];

  /** The command line on a folder of its own, with the council's master key. */
  const place = (eventStore?: ServerPlace): Plumbline => {
    const settings = {
      MASTER_KEY_FILE: join(council.place, 'data.key'),
      SEED_DEMO: 'false',
      ...(eventStore && { EVENT_STORE_URL: eventStore.url, EVENT_STORE_DEPLOYMENT: eventStore.deployment }),
    };
    const made = new Plumbline(settings);
    opened.push(made);
    return made;
  };
  const deployment = (): ServerPlace => ({ url: server.url, deployment: `test-${randomUUID()}` });
  const file = (name: string): string => join(council.place, name);

  beforeAll(async () => {
    server = await startEventServer();
    council = await Council.open();
    for (let audit = 0; audit < 3; audit++) erased = await council.submitted();
    const { first } = council;
    await first.processes.settle();
    // The subject of the last audit is erased.
    const { events } = await first.ledger.load(`audit-${erased}`);
    const subject = JSON.stringify(events).match(/"owner":"(subject:[^"]+)"/)?.[1] ?? '';
    await first.keys.destroy(subject, council.now);
    await first.close();
  });
  afterAll(async () => {
    for (const each of opened) each.remove();
    await council.close();
    await server.dispose();
  });

  const source = (): Plumbline => {
    const here = place();
    return Object.assign(here, { dataDir: join(council.place, 'data') });
  };

  it('keeps every byte, order, key and view', async () => {
    const home = source();
    const exported = await home.json<Imported>('export', 'events', file('home.ndjson'));
    await home.json('export', 'keys', file('home-keys.ndjson'));

    const distributed = place(deployment());
    expect(await distributed.json('import', 'events', file('home.ndjson'))).toEqual({
      events: exported.events,
      streams: exported.streams,
      added: exported.events,
    });
    await distributed.json('import', 'keys', file('home-keys.ndjson'));
    expect(await distributed.json('verify')).toMatchObject({
      events: exported.events,
      streams: exported.streams,
      findings: [],
      files: [],
    });
    await distributed.json('export', 'events', file('server.ndjson'));
    await distributed.json('export', 'keys', file('server-keys.ndjson'));
    expect(readFileSync(file('server.ndjson'))).toEqual(readFileSync(file('home.ndjson')));
    expect(readFileSync(file('server-keys.ndjson'))).toEqual(readFileSync(file('home-keys.ndjson')));

    const back = place();
    await back.json('import', 'events', file('server.ndjson'));
    await back.json('import', 'keys', file('server-keys.ndjson'));
    expect(await eventsIn({ dataDir: back.dataDir })).toEqual(await eventsIn({ dataDir: home.dataDir }));
    expect(await keysIn({ dataDir: back.dataDir })).toEqual(await keysIn({ dataDir: home.dataDir }));

    const report = await home.json(...REPORT);
    expect(await distributed.json(...REPORT)).toEqual(report);
    expect(await back.json(...REPORT)).toEqual(report);
    expect(await viewsDiffer(home.dataDir, back.dataDir)).toEqual([]);
    // Last: whoever replays an audit is recorded.
    const told = await home.json('replay', erased);
    expect(JSON.stringify(told)).toContain('"erased":true');
    expect(await distributed.json('replay', erased)).toEqual(told);
    expect(await back.json('replay', erased)).toEqual(told);
  });

  /** Where the views of one data folder are not those that another's log gives. */
  async function viewsDiffer(logOfDir: string, viewsOfDir: string): Promise<unknown> {
    const rebuilt = await openEngine({
      dataDir: viewsOfDir,
      masterKeyFile: join(council.place, 'data.key'),
      mode: 'tool',
    });
    await rebuilt.readModels.rebuild(
      allViews.map(({ name }) => name),
      () => undefined,
    );
    await rebuilt.close();
    return onLog({ dataDir: logOfDir }, (store) =>
      viewsEqualRebuild(viewsOfDir, logOf(store, new Upcasting(eventTypes)), allViews),
    );
  }

  it('goes on with its work there, and starts nothing twice', async () => {
    const there = deployment();
    const distributed = place(there);
    await source().json('export', 'events', file('work.ndjson'));
    await source().json('export', 'keys', file('work-keys.ndjson'));
    const { events } = await distributed.json<Imported>('import', 'events', file('work.ndjson'));
    await distributed.json('import', 'keys', file('work-keys.ndjson'));
    const engine = await openEngine({
      dataDir: distributed.dataDir,
      eventStore: there,
      masterKeyFile: join(council.place, 'data.key'),
      mode: 'service',
      clock: () => council.now,
    });
    try {
      await engine.processes.settle();
      expect(engine.processes.troubles()).toEqual([]);
      expect(await eventsIn({ dataDir: distributed.dataDir, eventStore: there })).toHaveLength(events);
      expect((await distributed.run('import', 'events', file('work.ndjson'))).stderr).toContain(
        'Another Plumbline service is running',
      );
    } finally {
      await engine.close();
    }
  });

  describe('whose machine fails while it moves', () => {
    const STREAMS = 300;

    it.each([
      ['to the event server', true],
      ['to a folder', false],
    ])('%s, it may not start before the import was run again and has gone on where it stopped', async (_, toServer) => {
      const from = place();
      const masterKeyFile = join(council.place, 'data.key');
      await recordHistory({ place: { dataDir: from.dataDir }, masterKeyFile }, STREAMS, 2);
      const history = file(`long-${toServer}.ndjson`);
      const { events } = await from.json<Imported>('export', 'events', history);

      const eventStore = toServer ? deployment() : undefined;
      const target = place(eventStore);
      const records = { dataDir: target.dataDir, eventStore };
      // Hundreds of appends are answered, and some more under way.
      expect(await dyingImport(records, history, 400)).toBe('SIGKILL');
      const begun = await eventsIn(records);
      expect(begun.length).toBeGreaterThan(0);
      expect(begun.length).toBeLessThan(events);
      expect(begun).toEqual((await eventsIn({ dataDir: from.dataDir })).slice(0, begun.length));

      const early = await target.run('token', 'create', '--person', 'A1', '--role', 'auditor');
      expect(early).toMatchObject({ code: 1, stdout: '' });
      expect(early.stderr).toContain('was cut short. Run the same plumbline import events again');

      const resumed = await target.json<Imported>('import', 'events', history);
      expect(resumed).toEqual({ events, streams: STREAMS, added: events - begun.length });
      expect(await target.json('import', 'events', history)).toEqual({ events, streams: STREAMS, added: 0 });
      expect(await eventsIn(records)).toEqual(await eventsIn({ dataDir: from.dataDir }));
      expect(await target.json('verify')).toMatchObject({ events, streams: STREAMS, findings: [], files: [] });

      const start = async (): Promise<string> =>
        (await target.run('token', 'create', '--person', 'A1', '--role', 'auditor')).stderr;
      expect(await start()).toContain('none of their keys');
      await from.json('export', 'keys', file(`long-keys-${toServer}.ndjson`));
      await target.json('import', 'keys', file(`long-keys-${toServer}.ndjson`));
      expect(await start()).toContain('There is no such person');
    });
  });

  const dyingImport = (place: object, history: string, dyingAt: number): Promise<string | null> =>
    new Promise((resolve) => {
      const args = [IMPORTING, JSON.stringify(place), history, String(dyingAt)];
      spawn(process.execPath, args, { stdio: 'inherit' }).once('close', (_, signal) => resolve(signal));
    });

  it('is backed up while others write, and brought back under another deployment', async () => {
    const [there, elsewhere] = [deployment(), deployment()];
    const [from, to] = [place(there), place(elsewhere)];
    const records = { place: { dataDir: from.dataDir, eventStore: there }, masterKeyFile: file('data.key') };
    await recordHistory(records, 30, 2);
    const before = await eventsIn(records.place);
    const backup = file('server-backup');
    const writing = recordHistory(records, 30, 20);
    expect(await runScript('backup', [backup], from.environment)).toMatchObject({ code: 0 });
    await writing;
    expect(await runScript('restore', [backup], to.environment)).toMatchObject({
      code: 0,
      said: expect.stringContaining('every chain is whole'),
    });
    const restored = { place: { dataDir: to.dataDir, eventStore: elsewhere }, masterKeyFile: file('data.key') };
    const after = await eventsIn(restored.place);
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toEqual((await eventsIn(records.place)).slice(0, after.length));
    for (const stream of [0, 29]) expect(await textsOf(restored, stream)).toEqual([textOf(stream)]);
  });

  it('is told what is wrong in one sentence, and nothing is imported', async () => {
    const there = deployment();
    const target = place(there);
    const history = file('sentences.ndjson');
    await source().json('export', 'events', history);
    const text = readFileSync(history, 'utf8');
    const changed = file('changed.ndjson');
    writeFileSync(changed, text.replace('"recordedAt', '"recordedat'));
    const said = await target.run('import', 'events', changed, '--json');
    expect(said).toMatchObject({ code: 1, stdout: '' });
    expect(said.stderr).toMatch(/^Line 2 of .* Nothing of it was imported\. [^\n]*\n$/);
    expect(await eventsIn({ dataDir: target.dataDir, eventStore: there })).toEqual([]);

    const keys = file('sentences-keys.ndjson');
    const { masterKeyIds } = await source().json<{ masterKeyIds: readonly string[] }>('export', 'keys', keys);
    const stranger = new Plumbline({ SEED_DEMO: 'false' });
    opened.push(stranger);
    await stranger.json('import', 'people', stranger.file('people.csv', ['ref,name,roles', 'C1,Cora,coordinator']));
    const refused = await stranger.run('import', 'keys', keys);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(masterKeyIds[0]).toMatch(UUID);
    expect(refused.stderr).toContain(`the master key ${masterKeyIds[0]},`);
  });
});
