import { isRefusal } from '#domain';
import type { Engine } from '#engine';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { freshRows } from './events.js';
import type { Benchmark } from './harness.js';
import { makeProgramme, openProgramme } from './programme.js';
import { openRaw } from './raw-sqlite.js';

const TURNS = 7;
const A_TURN = 100;

/**
 * Each turn opens the engine anew and goes to audits it has not seen, so that every command really reads and folds the
 * audit's thirty events.
 */
export const fullCommand: Benchmark = {
  name: 'full-command',
  what: 'a command through the bus (load a 30-event audit, decide, seal, hash, append) against one raw durable append',
  unit: 'commands/s',
  goal: 0.4,
  turns: TURNS,
  async prepare(folder) {
    const { audits, practitioner } = await makeProgramme(folder, (TURNS + 1) * A_TURN + TURNS + 1);
    const like = new Database(join(folder, 'council', 'events.db'), { readonly: true });
    const raw = openRaw(folder, 'raw.db', like);
    like.close();
    let engine: Engine | undefined;
    let next = 0;
    const command = async (): Promise<void> => {
      const audit = audits[next++];
      if (engine === undefined || audit === undefined) throw new Error('The bench ran out of audits');
      const answer = await engine.execute({
        name: 'UpdateProgress',
        target: audit.auditId,
        body: { actionId: audit.actionId, note: 'The meeting was held and the plan is signed.' },
        actor: practitioner,
      });
      if (isRefusal(answer)) throw new Error(answer.code);
    };
    return {
      ours: {
        ready: async () => {
          await engine?.close();
          engine = await openProgramme(folder);
          await command();
          return async () => {
            for (let count = 0; count < A_TURN; count++) await command();
            return A_TURN;
          };
        },
        close: async () => engine?.close(),
      },
      reference: {
        ready: async () => {
          const rows = freshRows(A_TURN * 4);
          return async () => {
            for (const row of rows) raw.append(row);
            return rows.length;
          };
        },
        close: async () => raw.close(),
      },
    };
  },
};
