import { isRefusal } from '#domain';
import type { Engine } from '#engine';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { freshRows } from './events.js';
import type { Benchmark } from './harness.js';
import { makeProgramme, openProgramme } from './programme.js';
import { openRaw } from './raw-sqlite.js';

const TURNS = 7;
const A_TURN = 300;

/**
 * Each turn goes to audits that the engine has not seen since it was opened, so that every command really reads and
 * folds the audit's thirty events. One engine serves all turns, and they are long enough to be of a service at work:
 * with a new engine every sixty commands most of the time went into compiling it, which a service does once a day.
 */
export const fullCommand: Benchmark = {
  name: 'full-command',
  what: 'a command through the bus (load a 30-event audit, decide, seal, hash, append) against one raw durable append',
  unit: 'commands/s',
  goal: 0.4,
  turns: TURNS,
  prepare: (folder) => againstRawAppend(folder, false),
};

/** For comparison: the same where each audit was commanded a moment before, as while somebody is at work on it. */
export const fullCommandRemembered: Benchmark = {
  name: 'full-command-remembered',
  what: 'the same for an audit that was commanded a moment before and is still in memory',
  unit: 'commands/s',
  goal: null,
  turns: TURNS,
  prepare: (folder) => againstRawAppend(folder, true),
};

async function againstRawAppend(folder: string, remembered: boolean): ReturnType<Benchmark['prepare']> {
  const { audits, practitioner } = await makeProgramme(folder, (TURNS + 1) * A_TURN);
  const like = new Database(join(folder, 'council', 'events.db'), { readonly: true });
  const raw = openRaw(folder, 'raw.db', like);
  like.close();
  let engine: Engine | undefined;
  let next = 0;
  const command = async (audit: (typeof audits)[number]): Promise<void> => {
    if (engine === undefined) throw new Error('The bench has opened no engine');
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
        engine ??= await openProgramme(folder);
        const turn = audits.slice(next, next + A_TURN);
        next += A_TURN;
        if (turn.length < A_TURN) throw new Error(`There are audits for ${TURNS} turns only`);
        if (remembered) for (const audit of turn) await command(audit);
        return async () => {
          for (const audit of turn) await command(audit);
          return turn.length;
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
}
