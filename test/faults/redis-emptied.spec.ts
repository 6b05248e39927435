import { setTimeout as pause } from 'node:timers/promises';
import { addDays, londonDateOf, messageIdOf } from '#domain';
import type { PlannedReminder } from '#domain';
import type { Engine } from '#engine';
import { listAwaiting, listPlanned } from '#projections';
import { BullMqQueue } from '#bullmq';
import { QueueAway } from '#jobs';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { MailServer } from '../support/mail-server.js';
import { RedisServer } from '../support/redis.js';

const AUDITS = 6;
/** From the first of May until after the last rung of the ladder. */
const DAYS = 42;
/** A day on which reminders fall due, as on the days around it. */
const HALFWAY = 21;
const ANSWER_WITHIN_MS = 120_000;
/** All of them are queued ahead. */
const AHEAD_MS = DAYS * 24 * 3_600_000;
/** `npm run test:redis-faults` leaves Redis away for a minute. */
const AWAY_MS = Number(process.env['REDIS_AWAY_MS'] ?? 1_000);

describe('a month of reminders pending in Redis', () => {
  let council: Council;
  let mail: MailServer;
  let redis: RedisServer;
  let trouble: unknown[];
  let planned: readonly PlannedReminder[];
  const replicas: RunningJobs[] = [];

  beforeEach(async () => {
    trouble = [];
    [mail, redis, council] = await Promise.all([MailServer.start(), RedisServer.start(), Council.open()]);
    await council.settings((settings) => ({ ...settings, auditorCapacity: AUDITS }));
    for (const name of ['Ann', 'Lee']) await council.giveAddress(name);
    replicas.push(await replica(council.first), await replica(await council.engine('tool')));
    const auditIds: string[] = [];
    for (let audit = 0; audit < AUDITS; audit++) auditIds.push(await council.accepted());
    const rows = await upToNow();
    planned = auditIds.flatMap((auditId) => listPlanned(rows, auditId));
  });
  afterEach(async () => {
    for (const reminders of replicas.splice(0)) await reminders.stop();
    await council.close();
    await Promise.all([mail.stop(), redis.close()]);
  });

  const replica = async (engine: Engine): Promise<RunningJobs> => {
    const onTrouble = (error: unknown): void => void trouble.push(error);
    const queue = await BullMqQueue.open({
      name: 'reminders',
      redisUrl: redis.url,
      clock: engine.clock,
      backoffMs: 50,
      lockMs: 2_000,
    });
    return startReminders({
      engine,
      queue,
      post: smtpPost({ url: mail.url, from: 'audits@westmere.example' }),
      publicUrl: 'https://audits.westmere.example',
      answerWithinMs: ANSWER_WITHIN_MS,
      sweepEveryMs: 300,
      aheadMs: AHEAD_MS,
      onTrouble,
    });
  };

  const upToNow = async () => {
    const { readModels, ledger } = council.first;
    await readModels.reach(['reminders'], await ledger.store.head(), 10_000);
    return readModels.views.open('reminders');
  };

  /** Nothing that is due by the clock waits any more, or is on its way: a claim would be a day old the next morning. */
  const settled = async (): Promise<void> => {
    while (listAwaiting(await upToNow(), 0, council.now).length > 0) await pause(50);
  };

  /** Goes through the days, each at ten in the morning, and lets something happen in the night before one of them. */
  const live = async (halfway: (morning: () => void) => Promise<void>): Promise<void> => {
    const first = londonDateOf(council.now);
    for (let day = 1; day <= DAYS; day++) {
      const morning = (): void => {
        council.now = `${addDays(first, day)}T09:00:00.000Z`;
      };
      if (day === HALFWAY) await halfway(morning);
      else morning();
      await settled();
    }
  };

  /** Jobs that wait in Redis for their day. */
  const queued = (): Promise<number> => redis.command((client) => client.zcard('bull:reminders:delayed'));

  /** Ann owes; above her there is nobody but the leader. */
  const expected = (): readonly string[] =>
    planned
      .map(({ reminderId, step }) => messageIdOf(reminderId, council.idOf(step.to === 'owner' ? 'Ann' : 'Lee')))
      .sort();
  const taken = (): readonly string[] =>
    mail.mails.map(({ messageId }) => messageId.slice(1, -'@westmere.example>'.length)).sort();

  it('loses none and doubles none when Redis is emptied', async () => {
    await live(async (morning) => {
      expect(taken().length).toBeGreaterThan(0);
      expect(await queued()).toBeGreaterThan(AUDITS);
      await redis.flush();
      morning();
    });
    expect(planned.length).toBeGreaterThanOrEqual(AUDITS * 8);
    expect(taken()).toEqual(expected());
  });

  it('loses none and doubles none when Redis stops, is away while some fall due, and comes back empty', async () => {
    await live(async (morning) => {
      await redis.stop();
      const before = taken().length;
      morning();
      await pause(AWAY_MS);
      // Long enough for the sweeps to find it away.
      while (!trouble.some((error) => error instanceof QueueAway)) await pause(20);
      expect(taken()).toHaveLength(before);
      expect(listAwaiting(await upToNow(), 0, council.now)).not.toEqual([]);
      await redis.begin();
    });
    expect(taken()).toEqual(expected());
  }, 180_000);
});
