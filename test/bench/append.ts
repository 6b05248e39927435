import { NO_STREAM, SqliteEventStore } from '#event-store';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { freshRows } from './events.js';
import type { Benchmark } from './harness.js';
import { openRaw } from './raw-sqlite.js';

const ROWS = 1_280;
const AT_ONCE = 64;

function sides(folder: string): { store: SqliteEventStore; raw: ReturnType<typeof openRaw> } {
  const store = SqliteEventStore.open(join(folder, 'ours'));
  const like = new Database(join(folder, 'ours', 'events.db'), { readonly: true });
  const raw = openRaw(folder, 'raw.db', like);
  like.close();
  return { store, raw };
}

export const sequentialAppend: Benchmark = {
  name: 'append-sequential',
  what: 'durable append, one after the other, against better-sqlite3 alone with the same pragmas, row and indexes',
  unit: 'appends/s',
  goal: 0.6,
  turns: 9,
  async prepare(folder) {
    const { store, raw } = sides(folder);
    return {
      ours: {
        ready: async () => {
          const rows = freshRows(ROWS);
          return async () => {
            for (const { stream, ...event } of rows) await store.append(stream, NO_STREAM, [event]);
            return ROWS;
          };
        },
        close: () => store.close(),
      },
      reference: {
        ready: async () => {
          const rows = freshRows(ROWS);
          return async () => {
            for (const row of rows) raw.append(row);
            return ROWS;
          };
        },
        close: async () => raw.close(),
      },
    };
  },
};

export const concurrentAppend: Benchmark = {
  name: 'append-64-at-once',
  what: 'durable append by 64 writers at once, against better-sqlite3 transactions of 64 of the same rows',
  unit: 'appends/s',
  goal: 0.5,
  turns: 9,
  async prepare(folder) {
    const { store, raw } = sides(folder);
    const groups = () => Array.from({ length: (ROWS * 8) / AT_ONCE }, () => freshRows(AT_ONCE));
    return {
      ours: {
        ready: async () => {
          const rounds = groups();
          return async () => {
            for (const rows of rounds) {
              await Promise.all(rows.map(({ stream, ...event }) => store.append(stream, NO_STREAM, [event])));
            }
            return rounds.length * AT_ONCE;
          };
        },
        close: () => store.close(),
      },
      reference: {
        ready: async () => {
          const rounds = groups();
          return async () => {
            for (const rows of rounds) raw.appendTogether(rows);
            return rounds.length * AT_ONCE;
          };
        },
        close: async () => raw.close(),
      },
    };
  },
};
