import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { OPERATOR } from '#domain';
import { openEventStore } from '#event-store';
import type { EventStore } from '#event-store';
import {
  AuditByApi,
  Load,
  RunningService,
  Town,
  commandIn,
  codeOf,
  commandLine,
  drawAudits,
  fromDrawToClosure,
  viewsCaughtUp,
} from '../support/index.js';
import type { Place } from '../support/index.js';
import { MailServer } from '../support/mail-server.js';
import { RedisServer } from '../support/redis.js';
import { alike } from './alike.js';
import { SERVER_NAME, startEventServer } from './event-server.js';
import type { EventServer } from './event-server.js';

/** How often a replica is killed: a few times in the suite, more with `REPLICA_KILLS`. */
const KILLS = Number(process.env['REPLICA_KILLS'] ?? 3);
/** Every third kill strikes wherever the replica is; the others strike between an append and its answer. */
const AT_RANDOM = 3;
const CONNECTIONS = 12;
const REPLICAS = [0, 1] as const;

describe(`two replicas on one event server: ${SERVER_NAME}`, () => {
  let server: EventServer;
  let redis: RedisServer;
  let town: Town;

  /** A deployment of its own. */
  const deployment = () => ({ url: server.url, deployment: `town-${randomUUID().slice(0, 8)}` });
  const openReplicas = (): Promise<Town> =>
    Town.open({
      eventStore: deployment(),
      replicas: REPLICAS.length,
      environment: { REDIS_URL: redis.url },
      settings: (settings) => ({ ...settings, auditorCapacity: 100 }),
    });

  beforeAll(async () => {
    [server, redis] = await Promise.all([startEventServer(), RedisServer.start()]);
    town = await openReplicas();
  }, 120_000);
  afterAll(async () => {
    await town.close();
    await Promise.all([server.dispose(), redis.close()]);
  });

  it('record, for an audit from draw to closure, the very history that one service on a folder records', async () => {
    const alone = await Town.open({ settings: (settings) => ({ ...settings, auditorCapacity: 100 }) });
    try {
      const histories = await Promise.all(
        [alone, town].map(async (each) => {
          await fromDrawToClosure(each);
          return each.until('the service has let the subject go', async () => {
            const history = await each.history();
            return history.some(({ type }) => type === 'live-audit-released') ? history : null;
          });
        }),
      );
      const [embedded = [], distributed = []] = histories;
      const [told, toldByReplicas] = alike(embedded, distributed);
      expect(toldByReplicas).toEqual(told);
      expect(embedded.length).toBeGreaterThan(80);
      for (const each of [alone, town]) expect(await each.findings()).toEqual([]);
    } finally {
      await alone.close();
    }
  }, 180_000);

  it('show through one what a command through the other did, and let nobody in whom the other has shut out', async () => {
    for (let turn = 0; turn < 10; turn++) {
      const [here, there] = [turn % 2, 1 - (turn % 2)];
      const name = `Team ${turn}`;
      const { position } = await town.as('Ada', here).does('teams', { name, service: 'Assessment' });
      const list = await town.as('Ada', there).get(`/api/v1/teams?after=${position}`);
      expect(list.headers['plumbline-behind']).toBeUndefined();
      expect(list.body).toMatchObject({ teams: expect.arrayContaining([expect.objectContaining({ name })]) });
    }

    const again = await town.as('Ada', 0).does('teams', { name: 'Once', service: 'Assessment' }, { key: 'once' });
    expect(await town.as('Ada', 1).does('teams', { name: 'Once', service: 'Assessment' }, { key: 'once' })).toEqual({
      ...again,
      repeated: true,
    });

    expect((await town.as('Lee', 1).get('/api/v1/me')).status).toBe(200);
    const { tokens } = await town
      .as('Ada', 0)
      .reads<{ tokens: readonly { tokenId: string }[] }>(`people/${town.idOf('Lee')}`);
    for (const { tokenId } of tokens) await town.as('Ada', 0).does(`tokens/${tokenId}/revoke`);
    expect((await town.as('Lee', 1).get('/api/v1/me')).status).toBe(401);
  }, 120_000);

  it('know at once whom the other has registered, and within 50 ms whom it has taken a role from', async () => {
    const [auditId = ''] = await drawAudits(town, 'supervision', 1);
    const person = (ref: string, roles: readonly string[]) => ({ ref, name: `Person ${ref}`, roles });
    const allocate = (step: string, body: object, replica: number) =>
      town.as('Cora', replica).post(`/api/v1/audits/${auditId}/${step}`, body);
    const note = 'They have never worked with the family.';
    const confirm = async (replica: number): Promise<void> => {
      const cora = town.as('Cora', replica);
      const { changes } = await cora.reads<{ changes: readonly { changeId: string }[] }>('person-changes');
      await cora.does('person-changes/confirm', { changeIds: changes.map(({ changeId }) => changeId) });
    };
    for (let turn = 0; turn < 10; turn++) {
      const [here, there] = [turn % 2, 1 - (turn % 2)];
      const [step, why] = turn === 0 ? ['allocate', {}] : ['reallocate', { reason: 'Somebody else is free.' }];
      const { id: auditorId } = await town.as('Ada', here).does('people', person(`new-${turn}`, ['auditor']));
      await confirm(here);
      const allocated = await allocate(step, { auditorId, independenceNote: note, ...why }, there);
      expect([allocated.status, allocated.text]).toEqual([200, expect.any(String)]);

      const { id: other } = await town.as('Ada', here).does('people', person(`other-${turn}`, ['auditor']));
      await confirm(here);
      await allocate('reallocate', { auditorId: other, independenceNote: note, reason: 'To see who that is.' }, there);
      const { ref: _, ...without } = person(`new-${turn}`, ['practitioner']);
      await town.as('Ada', here).does(`people/${auditorId}/change`, without);
      await confirm(here);
      await pause(50);
      const refused = await allocate('reallocate', { auditorId, independenceNote: note, reason: 'Back again.' }, there);
      expect(codeOf(refused)).toBe('not-an-auditor');
    }
  }, 60_000);

  it('that start at once on an empty log publish the first settings once, and go on without one another', async () => {
    const eventStore = deployment();
    const fresh = REPLICAS.map((replica): Place => {
      const dataDir = join(town.place.dataDir, `fresh-${replica}`);
      return { dataDir, eventStore, masterKeyFile: join(town.place.dataDir, 'fresh.key') };
    });
    const services = await Promise.all(fresh.map((place) => RunningService.start(place)));
    try {
      const [first, second] = fresh;
      if (first === undefined || second === undefined) throw new Error('There are no replicas');
      const verified = await commandLine(first, 'verify', '--json');
      expect(JSON.parse(verified.stdout)).toMatchObject({
        events: 1,
        streams: 1,
        findings: [],
        files: [],
        unknownFiles: [],
      });

      const lost = await commandLine({ ...second, masterKeyFile: join(town.place.dataDir, 'lost.key') }, 'rebuild');
      expect(lost.code).toBe(1);
      expect(lost.stderr).toMatch(
        /lost\.key is missing, and the deployment town-.* on the event server was written with/,
      );
      const elsewhere = await commandLine({ ...second, eventStore: undefined }, 'verify');
      expect(elsewhere.stderr).toMatch(/goes with an event server, deployment town-.* Set EVENT_STORE_URL/);
    } finally {
      await Promise.all(services.map((service) => service.stop()));
    }
  }, 120_000);

  it('have a command line and workers beside them, which send each message once', async () => {
    const mail = await MailServer.start();
    const environment = {
      REDIS_URL: redis.url,
      SMTP_URL: mail.url,
      MAIL_FROM: 'audits@newtown.example',
      PUBLIC_URL: 'https://audits.newtown.example',
    };
    const place = (name: string): Place => ({ ...town.place, dataDir: join(town.place.dataDir, name) });
    const workers = await Promise.all(
      REPLICAS.map((n) => RunningService.startWorker(place(`worker-${n}`), environment)),
    );
    try {
      await town.withEngine(async (engine) => {
        const body = {
          name: 'Tess',
          email: 'tess@newtown.example',
          roles: ['team_manager'],
          teamId: town.idOf('North'),
        };
        await engine.execute({ name: 'ChangePerson', target: town.idOf('Tess'), body, actor: OPERATOR });
        await town.confirmChanges(engine, town.idOf('Tess'));
      });
      const [auditId = ''] = await drawAudits(town, 'multi-agency', 1);
      await new AuditByApi(town, auditId).does('Cora', 'safety-concerns', { reason: 'The child was not seen.' });
      await town.until('the concern is told', async () => (mail.mails.length > 0 ? true : null));

      const tool = place('tool');
      const period = ['--from', '2024-04-01', '--to', '2024-04-30'];
      for (const words of [
        ['verify'],
        ['rebuild'],
        ['report', 'activity', ...period],
        ['replay', auditId, '--as-at', new Date().toISOString()],
        ['token', 'create', '--person', 'Cora', '--role', 'coordinator'],
      ]) {
        const { code, stderr } = await commandLine(tool, ...words, '--json');
        expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' });
      }
      const seeded = await commandLine(tool, 'seed');
      expect(seeded.stderr).toContain('holds records already');
      const sent = (await town.history()).filter(({ type }) => type === 'reminder-sent');
      expect(mail.mails).toHaveLength(sent.length);
      expect(mail.taken.size).toBe(sent.length);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
      await mail.stop();
    }
  }, 180_000);

  it(
    `do each command once, when the load balancer sends to the other what one was killed at, ${KILLS} times over`,
    async () => {
      const load = await Load.on(town);
      let goesOn = true;
      const connections = Array.from({ length: CONNECTIONS }, async (_, connection) => {
        let replica = connection % 2;
        while (goesOn) await load.persist(load.next(), () => (replica = 1 - replica));
      });
      const store = await openEventStore(town.place);
      for (let kill = 0; kill < KILLS; kill++) {
        const replica = kill % 2;
        await pause(randomInt(200, 900));
        if (kill % AT_RANDOM !== 0) await holdBetween(town, replica, load, store);
        await town.kill(replica);
        await town.start();
      }
      await store.close();
      goesOn = false;
      await Promise.all(connections);
      for (const replica of REPLICAS) await viewsCaughtUp(town, town.as('Cora', replica));
      await town.stop();
      const history = await town.history();
      expect(load.missingFrom(history)).toEqual([]);
      expect(load.notOnceIn(history)).toEqual([]);
      expect(await town.findings()).toEqual([]);
      expect(await town.differencesFromRebuild()).toEqual([]);
      const repeated = load.acknowledged.filter((done) => done.repeated).length;
      process.stdout.write(
        `kills ${KILLS}, commands ${load.sent.size}, not answered ${load.unanswered}, of them recorded before the kill ${repeated}\n`,
      );
      expect(load.unanswered).toBeGreaterThan(0);
      expect(repeated).toBeGreaterThan(0);
    },
    60_000 + KILLS * 30_000,
  );
});

/**
 * Holds a replica still at random moments until it stands between an append and its answer: events are in the log whose
 * senders have heard nothing from it.
 */
async function holdBetween(town: Town, replica: number, load: Load, store: EventStore): Promise<void> {
  for (;;) {
    const before = await store.head();
    await pause(randomInt(1, 30));
    town.replica(replica).holdStill();
    // What it had answered comes in.
    await pause(30);
    const recorded = await store.readAll({ after: before, maxCount: 1_000 });
    if (recorded.some((event) => load.waiting.get(commandIn(event)) === replica)) return;
    town.replica(replica).goOn();
  }
}
