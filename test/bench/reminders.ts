import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Queue, Worker } from 'bullmq';
import Database from 'better-sqlite3';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import { OPERATOR } from '#domain';
import { openEngine } from '#engine';
import type { Engine } from '#engine';
import { BullMqQueue } from '#bullmq';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { raiseConcern } from '../support/concerns.js';
import type { ConcernedTeam } from '../support/concerns.js';
import { RedisServer } from '../support/redis.js';
import { ordinaryRow } from './events.js';
import type { Benchmark, Side } from './harness.js';
import { openRaw } from './raw-sqlite.js';
import type { RawRow } from './raw-sqlite.js';
import { serve } from './served-process.js';

const REMINDERS = 400;
/** Reminders sent at the same time, and connections to the mail server: what the product takes where nothing is set. */
const AT_ONCE = 16;
const CONNECTIONS = 4;
const FROM = 'audits@westmere.example';
const TO = 'tess@westmere.example';

interface Servers {
  readonly redisUrl: string;
  readonly mailUrl: string;
}

/**
 * A worker that finds as many due as there are: it sweeps the plan, fills the queue, and of each reminder settles with an event
 * who is told, sends it and records that it did.
 */
export const reminders: Benchmark = {
  name: 'reminders-bullmq',
  what: 'reminders through BullMQ, each claimed, sent by SMTP and recorded, against BullMQ alone with as many jobs that write the same two rows durably and send the same message',
  unit: 'reminders/s',
  goal: 0.5,
  turns: 7,
  async prepare(folder) {
    const [redis, mail] = await Promise.all([RedisServer.start(), serve('test/bench/mail-process.js', {})]);
    const servers: Servers = { redisUrl: redis.url, mailUrl: `smtp://127.0.0.1:${mail.port}` };
    const ours = await withPlumbline(folder, servers);
    const reference = withBullMqAlone(folder, servers);
    return {
      ours,
      reference: {
        ready: reference.ready,
        close: async () => {
          await reference.close();
          await mail.stop();
          await redis.close();
        },
      },
    };
  },
};

/** Resolves once it was called so many times. */
function countdown(times: number): { readonly done: Promise<void>; readonly tick: () => void } {
  let left = times;
  let end: () => void;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    done,
    tick: () => {
      left -= 1;
      if (left === 0) end();
    },
  };
}

async function withPlumbline(folder: string, { redisUrl, mailUrl }: Servers): Promise<Side> {
  let now = new Date().toISOString();
  const engine = await openEngine({
    dataDir: join(folder, 'council'),
    masterKeyFile: join(folder, 'council.key'),
    mode: 'tool',
    clock: () => now,
  });
  const team = await settle(engine);
  let running: RunningJobs | undefined;
  return {
    ready: async () => {
      await running?.stop();
      now = new Date(Date.parse(now) + 60_000).toISOString();
      await Promise.all(Array.from({ length: REMINDERS }, () => raiseConcern(engine.ledger, team, now)));
      await engine.readModels.upToNow('reminders', 60_000);
      const queue = await BullMqQueue.open({ name: 'reminders', redisUrl, clock: engine.clock, prefix: 'ours' });
      const post = smtpPost({ url: mailUrl, from: FROM });
      const { done, tick } = countdown(REMINDERS);
      const counting: Engine = {
        ...engine,
        execute: async (call) => {
          const answer = await engine.execute(call);
          if (call.name === 'RecordReminderSent' && 'accepted' in answer) tick();
          return answer;
        },
      };
      return async () => {
        running = await startReminders({ engine: counting, queue, post, publicUrl: 'https://audits.westmere.example' });
        await done;
        return REMINDERS;
      };
    },
    close: async () => {
      await running?.stop();
      await engine.close();
    },
  };
}

/** A council whose team manager is told of concerns. */
async function settle(engine: Engine): Promise<ConcernedTeam> {
  const give = async (name: string, body: object): Promise<string> => {
    const answer = await engine.execute({ name, body, actor: OPERATOR });
    if (!('accepted' in answer)) throw new Error(`${name}: ${answer.code}`);
    return answer.id;
  };
  const teamId = await give('RegisterTeam', { name: 'North', service: 'Assessment' });
  const register = (name: string, role: string): Promise<string> =>
    give('RegisterPerson', { ref: name, name, email: TO, roles: [role], teamId });
  return {
    teamId,
    team: 'North',
    managerId: await register('Tess', 'team_manager'),
    practitionerId: await register('Pat', 'practitioner'),
    auditorId: await register('Ann', 'auditor'),
  };
}

/** The bytes of a claim and of the record that a message was sent, with metadata as every event has. */
function rowsOfOne(stream: string, claimed: string, sent: string): readonly [claim: RawRow, sent: RawRow] {
  return [
    { ...ordinaryRow(stream, 0), type: 'reminder-claimed.v1', data: claimed },
    { ...ordinaryRow(stream, 1), type: 'reminder-sent.v1', data: sent },
  ];
}

const storedText = (type: string): string => {
  const { stored } = JSON.parse(readFileSync(join('test', 'golden', 'events', `${type}.json`), 'utf8')) as {
    readonly stored: object;
  };
  return JSON.stringify(stored);
};

function withBullMqAlone(folder: string, { redisUrl, mailUrl }: Servers): Side {
  const like = new Database(join(folder, 'council', 'events.db'), { readonly: true });
  const raw = openRaw(folder, 'raw.db', like);
  like.close();
  const claimed = storedText('reminder-claimed.v1');
  const sent = storedText('reminder-sent.v1');
  const transport = createTransport({ url: mailUrl, pool: true, maxConnections: CONNECTIONS });
  const redis = new Redis(redisUrl);
  const workerRedis = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue<{ readonly id: string }>('raw', { connection: redis });
  let worker: Worker<{ readonly id: string }> | undefined;
  return {
    ready: async () => {
      await worker?.close();
      const ids = Array.from({ length: REMINDERS }, () => randomUUID());
      const rows = new Map<string, readonly RawRow[]>(
        ids.map((id) => [id, rowsOfOne(`reminders-${id}`, claimed, sent)]),
      );
      const { done, tick } = countdown(REMINDERS);
      const remind = async (id: string): Promise<void> => {
        const [claim, answer] = rows.get(id) ?? [];
        if (claim === undefined || answer === undefined) throw new Error('There is no such job');
        raw.append(claim);
        await transport.sendMail({
          from: FROM,
          to: TO,
          subject: 'Audit AUD-7K2P: due today',
          text: `Something is to be done on audit AUD-7K2P (stage: allocation) today.\nhttps://audits.westmere.example/audits/${id}`,
          messageId: `<${id}@westmere.example>`,
        });
        raw.append(answer);
        tick();
      };
      return async () => {
        await queue.addBulk(
          ids.map((id) => ({
            name: 'raw',
            data: { id },
            opts: { jobId: `${id}_due`, attempts: 5, removeOnComplete: true },
          })),
        );
        worker = new Worker('raw', ({ data }) => remind(data.id), { connection: workerRedis, concurrency: AT_ONCE });
        await done;
        return REMINDERS;
      };
    },
    close: async () => {
      await worker?.close();
      await queue.close();
      transport.close();
      workerRedis.disconnect();
      redis.disconnect();
      raw.close();
    },
  };
}
