import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { commandIdOf } from '#application';
import { SqliteEventStore } from '#event-store';
import { AuditByApi, Town, drawAudits, today, viewsCaughtUp } from '../support/index.js';
import type { Done } from '../support/index.js';

/** How often the service is killed: a few times in the suite, 50 with `npm run test:kills`. */
const KILLS = Number(process.env['KILLS'] ?? 8);
const CONNECTIONS = 32;
const AUDITS = 8;
/** Every so manieth kill strikes wherever the service is; the others between an append and its answer. */
const AT_RANDOM = 4;

interface Sent {
  readonly key: string;
  readonly who: 'Ann' | 'Cora';
  readonly path: string;
  readonly body: object;
  readonly commandId: string;
}

interface InLog {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly type: string;
  readonly commandId: string;
}

async function logOf(town: Town): Promise<readonly InLog[]> {
  const store = SqliteEventStore.open(town.place.dataDir);
  try {
    const found: InLog[] = [];
    for (;;) {
      const batch = await store.readAll({ after: found.at(-1)?.position ?? -1, maxCount: 5_000 });
      if (batch.length === 0) return found;
      for (const { id, stream, revision, position, type, metadata } of batch) {
        const { commandId } = JSON.parse(metadata) as { commandId: string };
        found.push({ id, stream, revision, position, type, commandId });
      }
    }
  } finally {
    await store.close();
  }
}

/** Reads the log from outside the service. */
class LogWatch {
  private readonly db: Database.Database;
  private position: number;

  constructor(town: Town) {
    this.db = new Database(join(town.place.dataDir, 'events.db'), { readonly: true });
    this.position = this.db.prepare<[], number>('SELECT MAX(position) FROM events').pluck().get() ?? -1;
  }

  /** The ids of the commands whose events have come since the last look. */
  commandsSince(): readonly string[] {
    const rows = this.db
      .prepare<[number], { position: number; commandId: string }>(
        `SELECT position, metadata ->> 'commandId' AS commandId FROM events WHERE position > ? ORDER BY position`,
      )
      .all(this.position);
    this.position = rows.at(-1)?.position ?? this.position;
    return rows.map(({ commandId }) => commandId);
  }

  close(): void {
    this.db.close();
  }
}

describe('a service killed under load', () => {
  let town: Town;
  let audits: readonly string[];
  const acknowledged: Done[] = [];
  /** Everything ever sent, by command id. */
  const sent = new Map<string, Sent>();
  /** Sent and not answered so far. */
  const waiting = new Set<string>();

  beforeAll(async () => {
    town = await Town.open({ settings: (settings) => ({ ...settings, auditorCapacity: 100 }) });
    audits = await drawAudits(town, 'case-file', AUDITS);
    for (const auditId of audits) await new AuditByApi(town, auditId).accepted();
  }, 180_000);
  afterAll(() => town.close());

  const write = (who: Sent['who'], path: string, body: object): Sent => {
    const key = randomUUID();
    const commandId = commandIdOf(town.idOf(who), `POST ${path}`, key);
    const writing = { key, who, path, body, commandId };
    sent.set(commandId, writing);
    return writing;
  };

  /** Drafts on audits that several connections write to, findings, and now and then a new audit: two streams at once. */
  const next = (): Sent => {
    const auditId = audits[randomInt(AUDITS)] ?? '';
    const kind = randomInt(10);
    if (kind === 0 && randomInt(3) === 0) {
      return write('Cora', 'audits', {
        origin: 'directed',
        activity: 'case-file',
        subjectId: randomUUID(),
        service: 'Assessment',
        teamId: town.idOf('North'),
        team: 'North',
        practitionerId: town.idOf('Pat'),
        workerMatched: true,
        period: today().slice(0, 7),
      });
    }
    const text = `As the record shows, ${randomInt(1_000_000)}.`;
    if (kind < 3) return write('Ann', `audits/${auditId}/findings`, { kind: 'strength', theme: theme(), text });
    const grade = kind % 2 === 0 ? 'good' : 'inadequate';
    return write('Ann', `audits/${auditId}/grade-domain`, { domain: 'assessment', grade, rationale: text });
  };
  const theme = (): string => town.settings.tools.find(({ key }) => key === 'case-file')?.themes[0] ?? '';

  /** Null where the answer never came, or was that the outcome is not known. */
  const send = async ({ who, path, body, key, commandId }: Sent): Promise<Done | null> => {
    waiting.add(commandId);
    const reply = await town
      .as(who)
      .post(`/api/v1/${path}`, body, { key })
      .catch(() => null);
    if (reply === null || reply.status === 503) return null;
    waiting.delete(commandId);
    expect({ path, status: reply.status, text: reply.status < 300 ? '' : reply.text }).toMatchObject({ text: '' });
    return reply.body as Done;
  };

  /** Each connection sends one command after another until one is not answered; those are what it comes back with. */
  const load = async (): Promise<readonly Sent[]> =>
    Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (;;) {
          const command = next();
          const answer = await send(command);
          if (answer === null) return command;
          acknowledged.push(answer);
        }
      }),
    );

  /** Kills it wherever it is. */
  const killAtRandom = async (): Promise<void> => {
    await pause(randomInt(200, 1_200));
    await town.kill(0);
  };

  /**
   * Holds it still at random moments until it stands between an append and its answer, and kills it there. Watched from
   * outside: events are in the log whose senders have heard nothing when all that was answered has come in.
   */
  const killBetween = async (): Promise<void> => {
    await pause(randomInt(200, 1_200));
    const watch = new LogWatch(town);
    try {
      for (;;) {
        await pause(randomInt(1, 30));
        town.service.holdStill();
        await allAnswersIn();
        if (watch.commandsSince().some((commandId) => waiting.has(commandId))) return await town.kill(0);
        town.service.goOn();
      }
    } finally {
      watch.close();
    }
  };

  const allAnswersIn = async (): Promise<void> => {
    for (let heard = -1; heard !== acknowledged.length;) {
      heard = acknowledged.length;
      await pause(15);
    }
  };

  const expectEveryAcknowledged = (log: readonly InLog[]): void => {
    const byId = new Map(log.map((event) => [event.id, event]));
    const missing = acknowledged.filter(({ events, stream, revision, position }) => {
      const last = byId.get(events.at(-1)?.id ?? '');
      const whole = events.every(({ id, type }) => byId.get(id)?.type === type && byId.get(id)?.stream === stream);
      return !whole || last?.revision !== revision || last.position !== position;
    });
    expect(missing).toEqual([]);
  };

  it(
    `loses nothing it acknowledged and does nothing twice, ${KILLS} times over`,
    async () => {
      let between = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const atRandom = kill % AT_RANDOM === AT_RANDOM - 1;
        const [unanswered] = await Promise.all([load(), atRandom ? killAtRandom() : killBetween()]);

        const log = await logOf(town);
        const inLog = new Set(log.map(({ commandId }) => commandId));
        const kept = unanswered.filter(({ commandId }) => inLog.has(commandId));
        if (kept.length > 0) between += 1;
        expectEveryAcknowledged(log);
        expect(await town.findings()).toEqual([]);

        await town.start();
        for (const command of unanswered) {
          const answer = await send(command);
          expect(answer).toMatchObject({ commandId: command.commandId, repeated: inLog.has(command.commandId) });
          if (answer !== null) acknowledged.push(answer);
        }
      }

      await viewsCaughtUp(town);
      await town.stop();
      const log = await logOf(town);
      expectEveryAcknowledged(log);
      expect(acknowledged).toHaveLength(sent.size);
      const effects = new Map<string, number>();
      for (const { commandId } of log) effects.set(commandId, (effects.get(commandId) ?? 0) + 1);
      expect([...sent.keys()].filter((commandId) => effects.get(commandId) !== 1)).toEqual([]);
      const reserved = log.filter(({ type }) => type === 'live-audit-reserved.v1').map(({ stream }) => stream);
      expect(new Set(reserved).size).toBe(reserved.length);
      expect(await town.findings()).toEqual([]);
      expect(await town.differencesFromRebuild()).toEqual([]);

      const events = acknowledged.reduce((sum, each) => sum + each.events.length, 0);
      process.stdout.write(
        `kills ${KILLS}, between append and acknowledgement ${between}, acknowledged events ${events}, in the log ${log.length}\n`,
      );
      expect(between).toBeGreaterThanOrEqual(KILLS / 2);
    },
    60_000 + KILLS * 30_000,
  );
});
