import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ledger, START, isSealed, onKeys, onLog, openKeyStore } from '#event-store';
import type { RecordedEvent, RecordsPlace } from '#event-store';
import { openKeys } from '#privacy';
import type { KeptKey } from '#privacy';

const types = { 'note-taken.v1': { personal: [{ path: 'text', owner: 'subjectId', kind: 'subject' as const }] } };
const NOW = '2026-04-01T09:00:00.000Z';

/** Records that are moved in a test: where they are, and the file of their master key. */
export interface Records {
  readonly place: RecordsPlace;
  readonly masterKeyFile: string;
}

/** A folder for the records and files of a test. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'plumbline-moving-'));
  readonly masterKeyFile = join(this.folder, 'master.key');

  file(name: string): string {
    return join(this.folder, name);
  }

  /** Records in a data folder of that name; more than one share the master key. */
  records(name: string): Records {
    return { place: { dataDir: this.file(name) }, masterKeyFile: this.masterKeyFile };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const subjectOf = (stream: number): string => `subject:child-${stream}`;

/** What was written of a subject, as it must read wherever it is moved. */
export const textOf = (stream: number): string => `Zoë ${stream} was seen`;

/** Records notes on many subjects, a stream each, some in one append and some in several; again, it goes on. */
export async function recordHistory(records: Records, streams: number, rounds: number): Promise<void> {
  await withLedger(records, async (ledger) => {
    for (let round = 0; round < rounds; round++) {
      await Promise.all(
        Array.from({ length: streams }, async (_, stream) => {
          const notes = Array.from({ length: 1 + (stream % 3) }, () => ({
            type: 'note-taken',
            data: { subjectId: subjectOf(stream), text: textOf(stream), round },
          }));
          await ledger.append(`audit-${stream}`, await ledger.load(`audit-${stream}`), notes, {
            actor: { id: 'operator', role: 'coordinator' },
            commandId: randomUUID(),
            correlationId: randomUUID(),
            now: NOW,
          });
        }),
      );
    }
  });
}

/** What the personal texts of a stream read as there, each once: a text, `(erased)` or `(damaged)`. */
export async function textsOf(records: Records, stream: number): Promise<readonly string[]> {
  return withLedger(records, async (ledger) => {
    const { events } = await ledger.load(`audit-${stream}`);
    const texts = await Promise.all(
      events.map(async ({ data }) => {
        const text: unknown = typeof data === 'object' && data !== null ? Reflect.get(data, 'text') : undefined;
        if (!isSealed(text)) throw new Error('A note has no sealed text');
        const opened = await ledger.open(text);
        if ('text' in opened) return opened.text;
        return 'erased' in opened ? '(erased)' : '(damaged)';
      }),
    );
    return [...new Set(texts)];
  });
}

async function withLedger<Result>(
  { place, masterKeyFile }: Records,
  work: (ledger: Ledger) => Promise<Result>,
): Promise<Result> {
  return onLog(place, async (store) => {
    const keys = await openKeys({
      dataDir: place.dataDir,
      store: await openKeyStore(place),
      masterKeyFile,
      now: NOW,
    });
    try {
      return await work(new Ledger({ store, keys, types }));
    } finally {
      await keys.close();
    }
  });
}

/** The whole log in its order, but for the positions, which each store has of its own. */
export const eventsIn = (place: RecordsPlace): Promise<readonly Omit<RecordedEvent, 'position'>[]> =>
  onLog(place, async (store) => {
    const all: RecordedEvent[] = [];
    for (let after = START; ;) {
      const batch = await store.readAll({ after, maxCount: 1_000 });
      const last = batch.at(-1);
      if (last === undefined) break;
      all.push(...batch);
      after = last.position;
    }
    return all.map(({ position: _, ...event }) => event);
  });

export const keysIn = (place: RecordsPlace): Promise<readonly KeptKey[]> =>
  onKeys(place, async (keys) => {
    const all: KeptKey[] = [];
    for await (const key of keys.all()) all.push(key);
    return all;
  });
