import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OPERATOR } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { listTeams } from '#projections';
import { Load, RunningService, Town, drawAudits, viewsCaughtUp } from '../support/index.js';
import type { Place, Reply } from '../support/index.js';
import { CONTROLLED_NAME, startControlledServer } from './event-server.js';
import type { ControlledServer } from './event-server.js';

const REPLICAS = [0, 1] as const;
const CONNECTIONS = 8;

/** How long any request may take, whatever becomes of the server: no measure of speed, only the end of patience. Milliseconds. */
const PATIENCE_MS = 45_000;

const isUnavailable = (reply: Reply | undefined): void => {
  expect(reply?.status).toBe(503);
  expect(reply?.headers['content-type']).toContain('application/problem+json');
  expect(Number(reply?.headers['retry-after'])).toBeGreaterThan(0);
};

describe(`services whose event server is away: ${CONTROLLED_NAME}`, () => {
  let server: ControlledServer;
  let town: Town;
  beforeAll(async () => {
    server = await startControlledServer();
    town = await Town.open({
      eventStore: { url: server.url, deployment: `town-${randomUUID().slice(0, 8)}` },
      replicas: REPLICAS.length,
      settings: (settings) => ({ ...settings, auditorCapacity: 100 }),
    });
  }, 120_000);
  afterAll(async () => {
    server.thaw();
    await town.close();
    await server.dispose();
  });

  const health = async (replica: number): Promise<readonly number[]> => {
    const nobody = town.nobody(replica);
    return Promise.all(['live', 'ready'].map(async (path) => (await nobody.get(`/health/${path}`)).status));
  };

  it('lose nothing they acknowledged while it is stopped and killed under load, and go on by themselves', async () => {
    const load = await Load.on(town);
    let goesOn = true;
    const connections = Array.from({ length: CONNECTIONS }, async (_, connection) => {
      let replica = connection % 2;
      while (goesOn) await load.persist(load.next(), () => (replica = 1 - replica));
    });
    const done = async (more: number): Promise<void> => {
      const enough = load.acknowledged.length + more;
      while (load.acknowledged.length < enough) await pause(20);
    };
    for (const end of ['stop', 'kill'] as const) {
      await done(100);
      await server[end]();
      const refused = load.unavailable.length + CONNECTIONS;
      while (load.unavailable.length < refused) await pause(20);
      for (const replica of REPLICAS) {
        expect(await health(replica)).toEqual([200, 503]);
        isUnavailable(await town.as('Cora', replica).get('/api/v1/audits'));
      }
      await server.restart();
    }
    await done(100);
    goesOn = false;
    await Promise.all(connections);
    load.unavailable.forEach(isUnavailable);
    expect(load.slowest).toBeLessThan(PATIENCE_MS);

    // Views and the promises across streams go on as well.
    for (const replica of REPLICAS) {
      await town.until('it is ready', async () => ((await health(replica))[1] === 200 ? true : null));
    }
    expect(await drawAudits(town, 'deep-dive', 2)).toHaveLength(2);
    for (const replica of REPLICAS) {
      expect(await health(replica)).toEqual([200, 200]);
      await viewsCaughtUp(town, town.as('Cora', replica));
    }
    const history = await town.history();
    expect(load.missingFrom(history)).toEqual([]);
    expect(load.notOnceIn(history)).toEqual([]);
    expect(await town.findings()).toEqual([]);
  }, 180_000);

  it('answer in the end, and soon that they are not ready, while it says nothing', async () => {
    server.freeze();
    const key = randomUUID();
    const team = { name: 'Silence', service: 'Assessment' };
    const since = performance.now();
    const replies = await Promise.all([
      ...REPLICAS.map((replica) => town.as('Ada', replica).post('/api/v1/teams', team, { key })),
      ...REPLICAS.map((replica) => town.as('Cora', replica).get('/api/v1/audits')),
      ...REPLICAS.map((replica) => town.nobody(replica).get('/health/ready')),
    ]);
    expect(performance.now() - since).toBeLessThan(PATIENCE_MS);
    replies.forEach(isUnavailable);
    server.thaw();
    const answers = [];
    for (const replica of REPLICAS) {
      answers.push(
        await town.until('the command is answered', async () => {
          const reply = await town.as('Ada', replica).post('/api/v1/teams', team, { key });
          return reply.status === 503 ? null : reply.status;
        }),
      );
    }
    expect(answers).toEqual([201, 201]);
    const teams = await town.as('Ada').reads<{ teams: readonly { name: string }[] }>('teams');
    expect(teams.teams.filter(({ name }) => name === 'Silence')).toHaveLength(1);
  }, 180_000);

  it('start without it, say so, and are ready when it is there', async () => {
    await town.stop();
    await server.kill();
    const place: Place = { ...town.place, dataDir: join(town.place.dataDir, 'new') };
    const replicas = await Promise.all(
      [town.place, place].map((each) => RunningService.start(each, {}, /waiting for the event server/)),
    );
    try {
      for (const { url, log } of replicas) {
        expect((await fetch(`${url}/health/live`)).status).toBe(200);
        const answer = await fetch(`${url}/api/v1/me`, { headers: { authorization: 'Bearer plumbline_some' } });
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
        expect((await fetch(`${url}/health/ready`)).status).toBe(503);
        expect(log).toContain('The event server is not running, or listens at another port');
        expect(log).not.toContain(server.url);
      }
      await server.restart();
      for (const { url } of replicas) {
        await town.until('it is ready', async () =>
          (await fetch(`${url}/health/ready`)).status === 200 ? true : null,
        );
        expect((await fetch(`${url}/api/v1/me`, { headers: { authorization: 'Bearer plumbline_some' } })).status).toBe(
          401,
        );
      }
    } finally {
      await Promise.all(replicas.map((service) => service.stop()));
    }
  }, 120_000);

  it('begin a folder anew that was fed from another log at the same address, and one whose log was put back', async () => {
    const other = await startControlledServer();
    const deployment = `town-${randomUUID().slice(0, 8)}`;
    const open = (url: string, folder: string): Promise<Engine> =>
      openEngine({
        dataDir: join(town.place.dataDir, folder),
        eventStore: { url, deployment },
        masterKeyFile: `${town.place.dataDir}-${url === server.url ? 'one' : 'other'}.key`,
        mode: 'tool',
      });
    const register = async (engine: Engine, names: readonly string[]): Promise<void> => {
      for (const name of names) {
        await engine.execute({ name: 'RegisterTeam', body: { name, service: 'Assessment' }, actor: OPERATOR });
      }
    };
    const shown = async (engine: Engine): Promise<readonly string[]> => {
      await engine.processes.settle();
      const rows = await engine.readModels.upToNow('people', PATIENCE_MS);
      return listTeams(rows).map(({ name }) => name);
    };
    const [one, another] = [await open(server.url, 'moved'), await open(other.url, 'elsewhere')];
    await register(one, ['North', 'South', 'East', 'West']);
    expect(await shown(one)).toEqual(['East', 'North', 'South', 'West']);
    await one.close();
    // So long that the first log's positions are within it, in the middle of its records.
    await register(
      another,
      Array.from({ length: 60 }, (_, team) => `A team with a name of another length ${team}`),
    );
    const moved = await open(other.url, 'moved');
    expect(await shown(moved)).toHaveLength(60);
    expect(await shown(moved)).toEqual(await shown(another));
    await Promise.all([another.close(), moved.close()]);
    const back = await open(server.url, 'moved');
    expect(await shown(back)).toEqual(['East', 'North', 'South', 'West']);
    await back.close();
    await other.dispose();
  }, 120_000);
});
