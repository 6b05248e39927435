import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { systemActor } from '#domain';
import { listMessages } from '#projections';
import type { MessageRow } from '#projections';
import { raiseConcern } from '../support/concerns.js';
import type { ConcernedTeam, Raised } from '../support/concerns.js';
import { Council } from '../support/council.js';
import { DUPLICATE, MailServer } from '../support/mail-server.js';
import { RedisServer } from '../support/redis.js';

/** `npm run test:reminder-faults` kills 50 times while 1,000 fall due. */
const KILLS = Number(process.env['REMINDER_KILLS'] ?? 8);
const REMINDERS = Number(process.env['REMINDERS'] ?? 160);
const WORKERS = 2;
/** How long it takes, in milliseconds, for one kill's share of the reminders to fall due. */
const FALL_DUE_MS = 2_000;
const ANSWER_WITHIN_MS = 4_000;
const WORKER = fileURLToPath(new URL('./reminding-process.js', import.meta.url));

describe('workers killed while reminders fall due', () => {
  let council: Council;
  let mail: MailServer;
  let redis: RedisServer;
  const workers: ChildProcess[] = [];
  const sending = new Set<ChildProcess>();

  beforeEach(async () => {
    [mail, redis, council] = await Promise.all([MailServer.start(), RedisServer.start(), Council.open()]);
    council.now = new Date().toISOString();
    await council.giveAddress('Tess');
    await council.does({ name: 'StartNotifications', body: {}, actor: systemActor('reminders') });
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map(kill));
    await council.close();
    await Promise.all([mail.stop(), redis.close()]);
  });

  const north = (): ConcernedTeam => ({
    teamId: council.idOf('North'),
    team: 'North',
    practitionerId: council.idOf('Pat'),
    auditorId: council.idOf('Ann'),
    managerId: council.idOf('Tess'),
  });

  const start = (): ChildProcess => {
    const env = {
      ...process.env,
      DATA_DIR: join(council.place, 'data'),
      MASTER_KEY_FILE: join(council.place, 'data.key'),
      REDIS_URL: redis.url,
      SMTP_URL: mail.url,
      ANSWER_WITHIN_MS: String(ANSWER_WITHIN_MS),
    };
    const worker = fork(WORKER, { env, execArgv: ['--no-warnings'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    worker.once('message', () => sending.add(worker));
    return worker;
  };

  const ready = async (worker: ChildProcess): Promise<void> => {
    if (!sending.has(worker)) await once(worker, 'message');
  };

  const kill = async (worker: ChildProcess): Promise<void> => {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const ended = once(worker, 'exit');
    worker.kill('SIGKILL');
    await ended;
  };

  it(`each reaches the mail server once, or again as a possible duplicate: ${KILLS} kills, ${REMINDERS} reminders`, async () => {
    const begun = Date.now();
    for (let worker = 0; worker < WORKERS; worker++) workers.push(start());
    const raised: Raised[] = [];
    for (let kills = 0; kills < KILLS; kills++) {
      const victim = workers[randomInt(WORKERS)];
      if (victim === undefined) throw new Error('There is always a worker to kill');
      // Mostly once it sends, now and then while it is still starting.
      if (randomInt(4) > 0) await ready(victim);
      const share = Math.ceil((REMINDERS * (kills + 1)) / KILLS) - raised.length;
      const first = Date.now();
      const due = Array.from({ length: share }, (_none, index) => new Date(first + (index * FALL_DUE_MS) / share));
      raised.push(
        ...(await Promise.all(due.map((at) => raiseConcern(council.first.ledger, north(), at.toISOString())))),
      );
      await pause(randomInt(FALL_DUE_MS));
      workers[workers.indexOf(victim)] = start();
      await kill(victim);
    }
    const copiesOf = (messageId: string) => mail.taken.get(`<${messageId}@westmere.example>`) ?? [];
    // Of two who live and sent the same, one says so a moment after the other.
    const isSaid = ({ messageId, possibleDuplicate }: MessageRow): boolean =>
      possibleDuplicate || copiesOf(messageId).length < 2;
    let messages = await answered(council, raised);
    for (let left = 100; left > 0 && ![...messages.values()].every(isSaid); left--) {
      await pause(200);
      messages = await answered(council, raised);
    }

    for (const { messageId } of raised) {
      const copies = copiesOf(messageId);
      const unmarked = copies.filter(({ source }) => !DUPLICATE.test(source));
      expect(copies.length).toBeGreaterThanOrEqual(1);
      expect(unmarked.length).toBeLessThanOrEqual(1);
      // The record says so too wherever a second one went out.
      if (copies.length > 1) expect(messages.get(messageId)?.possibleDuplicate).toBe(true);
    }
    expect(mail.taken.size).toBe(REMINDERS);
    report(mail, Date.now() - begun);
  }, 600_000);
});

/** Figures for docs/fault-runs.md, where the run was asked for by its own command. */
function report({ mails, taken }: MailServer, tookMs: number): void {
  if (process.env['REMINDER_KILLS'] === undefined) return;
  const again = mails.length - taken.size;
  const seconds = Math.round(tookMs / 1_000);
  process.stdout.write(
    `${KILLS} kills in ${seconds} s: ${taken.size} reminders reached the mail server, ${again} of them again and marked\n`,
  );
}

/** Waits until every message is recorded as sent. */
async function answered(council: Council, raised: readonly Raised[]): Promise<ReadonlyMap<string, MessageRow>> {
  const { readModels, ledger } = council.first;
  for (;;) {
    await readModels.reach(['reminders'], await ledger.store.head(), 10_000);
    const rows = readModels.views.open('reminders');
    const messages = raised.flatMap(({ auditId }) => listMessages(rows, auditId));
    const sent = messages.filter(({ standing }) => standing === 'sent');
    if (sent.length >= raised.length) return new Map(sent.map((message) => [message.messageId, message]));
    await pause(200);
  }
}
