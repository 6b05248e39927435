import { NO_STREAM, SqliteEventStore } from '#event-store';
import { join } from 'node:path';
import { compared } from './compared-libraries.js';
import { freshRows } from './events.js';
import type { Benchmark } from './harness.js';

interface OtherStore {
  append(stream: string, type: string, payload: unknown): Promise<unknown>;
  close(): Promise<unknown>;
}

interface EmmettSqlite {
  getSQLiteEventStore(options: { fileName: string; schema: { autoMigration: 'CreateOrUpdate' } }): {
    appendToStream(stream: string, events: readonly { type: string; data: unknown }[]): Promise<unknown>;
    close?: () => Promise<unknown>;
  };
}

interface CastoreMemory {
  InMemoryEventStorageAdapter: new (options: Record<string, never>) => {
    pushEvent(
      event: { aggregateId: string; version: number; type: string; timestamp: string; payload: unknown },
      context: { eventStoreId: string },
    ): Promise<unknown>;
  };
}

async function openEmmett(folder: string): Promise<OtherStore> {
  const { getSQLiteEventStore } = await compared<EmmettSqlite>('@event-driven-io/emmett-sqlite');
  const store = getSQLiteEventStore({
    fileName: join(folder, 'emmett.db'),
    schema: { autoMigration: 'CreateOrUpdate' },
  });
  return {
    append: (stream, type, payload) => persistently(() => store.appendToStream(stream, [{ type, data: payload }])),
    close: async () => store.close?.(),
  };
}

const TRIES = 10;

/** Emmett on SQLite now and then refuses a commit of its own (SQLITE_BUSY), also with one append at a time: sent again. */
async function persistently<Answer>(append: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    try {
      return await append();
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY';
      if (!isBusy || tries === TRIES) throw error;
    }
  }
}

async function openCastore(): Promise<OtherStore> {
  const { InMemoryEventStorageAdapter } = await compared<CastoreMemory>('@castore/event-storage-adapter-in-memory');
  const adapter = new InMemoryEventStorageAdapter({});
  const timestamp = '2026-04-01T09:00:00.000Z';
  return {
    append: (aggregateId, type, payload) =>
      adapter.pushEvent({ aggregateId, version: 1, type, timestamp, payload }, { eventStoreId: 'audits' }),
    close: async () => undefined,
  };
}

const ROWS = 400;

/** The same events into new streams, one after the other. */
function against(open: (folder: string) => Promise<OtherStore>): Benchmark['prepare'] {
  return async (folder) => {
    const store = SqliteEventStore.open(join(folder, 'ours'));
    const other = await open(folder);
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
          const events = freshRows(ROWS).map(({ stream, type, data }) => ({
            stream,
            type,
            payload: JSON.parse(data) as unknown,
          }));
          return async () => {
            for (const { stream, type, payload } of events) await other.append(stream, type, payload);
            return ROWS;
          };
        },
        close: async () => void (await other.close()),
      },
    };
  };
}

export const againstEmmett: Benchmark = {
  name: 'append-emmett',
  what: 'durable append, against Emmett 0.38.5 on SQLite',
  unit: 'appends/s',
  goal: 5,
  turns: 5,
  prepare: against(openEmmett),
};

export const againstCastore: Benchmark = {
  name: 'append-castore',
  what: 'durable append, against Castore 2.4.2 in memory, which writes to no disk: it only informs',
  unit: 'appends/s',
  goal: null,
  turns: 5,
  prepare: against(openCastore),
};
