import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, NO_STREAM, binaryEvent } from '@eventstore/db-client';
import { isRefusal } from '#domain';
import { eventServer, withoutEventServer } from './event-server.js';
import { freshRows } from './events.js';
import type { Benchmark } from './harness.js';
import { makeProgramme, openProgramme } from './programme.js';
import type { RawRow } from './raw-sqlite.js';

const AUDITS = 128;

interface Load {
  readonly atOnce: number;
  readonly aTurn: number;
  /** Whether each command has an idempotency key: another replica may have taken it, so that its stream is read first. */
  readonly keyed?: boolean;
  readonly goal: number | null;
}

/**
 * Commands through the bus, each on its audit, people, settings and calendar, against the bare client appending as many of the
 * same events to streams of their own.
 */
const commands = (name: string, { atOnce, aTurn, keyed = false, goal }: Load): Benchmark => ({
  name,
  what: `a command${keyed ? ' under an idempotency key' : ''} on EventStoreDB, ${atOnce === 1 ? 'one after the other' : `${atOnce} at once`}, against appendToStream of the bare client`,
  unit: 'commands/s',
  goal,
  turns: 7,
  unavailable: withoutEventServer,
  async prepare(folder) {
    const server = eventServer();
    const { audits, practitioner } = await makeProgramme(folder, AUDITS, server);
    const engine = await openProgramme(folder, server);
    const client = EventStoreDBClient.connectionString(server.url);
    let next = 0;
    const command = async (): Promise<void> => {
      const audit = audits[next++ % audits.length];
      const answer = await engine.execute({
        name: 'UpdateProgress',
        target: audit?.auditId,
        body: { actionId: audit?.actionId, note: 'The meeting was held and the plan is signed.' },
        actor: practitioner,
        idempotencyKey: keyed ? randomUUID() : undefined,
      });
      if (isRefusal(answer)) throw new Error(answer.code);
    };
    const append = async ({ id, stream, type, data, metadata }: RawRow): Promise<void> => {
      const event = binaryEvent({ id, type, data: Buffer.from(data), metadata: Buffer.from(metadata) });
      await client.appendToStream(`${server.deployment}-raw-${stream}`, event, { expectedRevision: NO_STREAM });
    };
    return {
      ours: {
        ready: async () => async () => {
          await severalAtOnce(Array.from({ length: aTurn }), atOnce, command);
          return aTurn;
        },
        close: () => engine.close(),
      },
      reference: {
        ready: async () => {
          const rows = freshRows(aTurn);
          return async () => {
            await severalAtOnce(rows, atOnce, append);
            return aTurn;
          };
        },
        close: () => client.dispose(),
      },
    };
  },
});

/** This many workers, each of whom takes the next thing when it has done one. */
async function severalAtOnce<Thing>(
  things: readonly Thing[],
  atOnce: number,
  work: (thing: Thing) => Promise<void>,
): Promise<void> {
  const left = things.values();
  const one = async (): Promise<void> => {
    for (const thing of left) await work(thing);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

export const eventServerCommands: readonly Benchmark[] = [
  commands('esdb-command-1', { atOnce: 1, aTurn: 600, goal: 0.5 }),
  commands('esdb-command-32', { atOnce: 32, aTurn: 3_840, goal: 0.5 }),
  commands('esdb-command-keyed-1', { atOnce: 1, aTurn: 600, keyed: true, goal: null }),
  commands('esdb-command-keyed-32', { atOnce: 32, aTurn: 3_840, keyed: true, goal: null }),
];
