import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Load, Town, commandIn, viewsCaughtUp } from '../support/index.js';
import type { Sent } from '../support/index.js';

/** How often the service is killed: a few times in the suite, 50 with `npm run test:kills`. */
const KILLS = Number(process.env['KILLS'] ?? 4);
const CONNECTIONS = 32;
/** Every fourth kill strikes wherever the service is; the others strike between an append and its answer. */
const AT_RANDOM = 4;

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
  let load: Load;

  beforeAll(async () => {
    town = await Town.open({ settings: (settings) => ({ ...settings, auditorCapacity: 100 }) });
    load = await Load.on(town);
  }, 180_000);
  afterAll(() => town.close());

  /** Each connection sends one command after another until one is not answered; those are what it comes back with. */
  const loaded = async (): Promise<readonly Sent[]> =>
    Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        for (;;) {
          const command = load.next();
          const answer = await load.send(command);
          if (answer === null) return command;
          load.acknowledged.push(answer);
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
        if (watch.commandsSince().some((commandId) => load.waiting.has(commandId))) return await town.kill(0);
        town.service.goOn();
      }
    } finally {
      watch.close();
    }
  };

  const allAnswersIn = async (): Promise<void> => {
    for (let heard = -1; heard !== load.acknowledged.length;) {
      heard = load.acknowledged.length;
      await pause(15);
    }
  };

  it(
    `loses nothing it acknowledged and does nothing twice, ${KILLS} times over`,
    async () => {
      let between = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const atRandom = kill % AT_RANDOM === AT_RANDOM - 1;
        const [unanswered] = await Promise.all([loaded(), atRandom ? killAtRandom() : killBetween()]);

        const log = await town.history();
        const inLog = new Set(log.map(commandIn));
        const kept = unanswered.filter(({ commandId }) => inLog.has(commandId));
        if (kept.length > 0) between += 1;
        expect(load.missingFrom(log)).toEqual([]);
        expect(await town.findings()).toEqual([]);

        await town.start();
        for (const command of unanswered) {
          const answer = await load.send(command);
          expect(answer).toMatchObject({ commandId: command.commandId, repeated: inLog.has(command.commandId) });
          if (answer !== null) load.acknowledged.push(answer);
        }
      }

      await viewsCaughtUp(town);
      await town.stop();
      const log = await town.history();
      expect(load.missingFrom(log)).toEqual([]);
      expect(load.acknowledged).toHaveLength(load.sent.size);
      expect(load.notOnceIn(log)).toEqual([]);
      const reserved = log.filter(({ type }) => type === 'live-audit-reserved').map(({ stream }) => stream);
      expect(new Set(reserved).size).toBe(reserved.length);
      expect(await town.findings()).toEqual([]);
      expect(await town.differencesFromRebuild()).toEqual([]);

      const events = load.acknowledged.reduce((sum, each) => sum + each.events.length, 0);
      process.stdout.write(
        `kills ${KILLS}, between append and acknowledgement ${between}, acknowledged events ${events}, in the log ${log.length}\n`,
      );
      expect(between).toBeGreaterThanOrEqual(KILLS / 2);
    },
    60_000 + KILLS * 30_000,
  );
});
