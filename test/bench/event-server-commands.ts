import { EventStoreDBClient, NO_STREAM, binaryEvent } from '@eventstore/db-client';
import { isRefusal } from '#domain';
import { eventServer, withoutEventServer } from './event-server.js';
import { freshRows } from './events.js';
import type { Benchmark } from './harness.js';
import { makeProgramme, openProgramme } from './programme.js';
import type { RawRow } from './raw-sqlite.js';

const AUDITS = 128;

/**
 * Commands through the bus, the audits' streams, people, settings and calendar looked up on the server each time, against the
 * bare client appending as many of the same events to streams of their own.
 */
const commands = (name: string, atOnce: number, aTurn: number): Benchmark => ({
  name,
  what: `a command on EventStoreDB, ${atOnce === 1 ? 'one after the other' : `${atOnce} at once`}, against appendToStream of the bare client`,
  unit: 'commands/s',
  goal: 0.5,
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

/** So many who each take the next thing when they have done one. */
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
  commands('esdb-command-1', 1, 600),
  commands('esdb-command-32', 32, 3_840),
];
