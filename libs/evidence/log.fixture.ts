import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEW_STREAM, START, SqliteEventStore, canonicalJson, eventId, hashMetadata } from '#event-store';
import type { EventStore, RecordedEvent, StoredEvent, StreamEnd } from '#event-store';
import { Sealer } from './sealing/sealer.js';
import { SealWalk } from './walk/seal-walk.js';
import type { Seal } from './walk/seal-walk.js';
import { WitnessFile } from './witness/witness-file.js';

/** What a log's own seals say of it. */
interface Told {
  readonly findings: readonly object[];
  readonly seals: readonly Seal[];
  readonly events: readonly RecordedEvent[];
}

/** A log in a folder of its own, which holds what is appended by hand, and what seals it. */
export class LogPlace {
  readonly place = mkdtempSync(join(tmpdir(), 'plumbline-seals-'));
  readonly dataDir = join(this.place, 'data');
  readonly signing = { file: join(this.place, 'signing-key'), dataDir: this.dataDir };
  readonly witness = new WitnessFile(join(this.place, 'witness'), this.dataDir);
  private readonly ends = new Map<string, StreamEnd>();
  private minutes = 0;

  constructor(readonly store: EventStore = SqliteEventStore.open(join(tmpdir(), `plumbline-log-${randomUUID()}`))) {}

  clock = (): string => new Date(Date.UTC(2026, 3, 1, 9, (this.minutes += 1))).toISOString();

  sealer(store: EventStore = this.store): Sealer {
    const { dataDir, signing, witness, clock } = this;
    return new Sealer({ store, dataDir, signing, witness, clock, origin: 'log.example/council' });
  }

  /** Appends so many events to a stream, which nobody else writes to. */
  async note(stream: string, count = 1): Promise<void> {
    const events: StoredEvent[] = [];
    const commandId = randomUUID();
    let end = this.ends.get(stream) ?? NEW_STREAM;
    const before = end.revision;
    for (let index = 0; index < count; index += 1) {
      const revision = end.revision + 1;
      const [type, data, now] = ['note-taken.v1', canonicalJson({ text: `${stream} ${revision}` }), this.clock()];
      const metadata = {
        actor: { id: 'mona', role: 'moderator' },
        commandId,
        correlationId: commandId,
        previousHash: end.lastHash,
        recordedAt: now,
      };
      const { hash, text } = hashMetadata({ type, stream, revision, data }, metadata);
      events.push({ id: eventId(commandId, index), type, data, metadata: text });
      end = { revision, lastHash: hash, lastRecordedAt: now };
    }
    await this.store.append(stream, before, events);
    this.ends.set(stream, end);
  }

  async told(): Promise<Told> {
    const findings: object[] = [];
    const walk = new SealWalk({ onFinding: (finding) => findings.push(finding) });
    const events = await this.store.readAll({ after: START, maxCount: 1_000_000 });
    for (const event of events) walk.next(event);
    walk.finish();
    return { findings, seals: walk.seals, events };
  }

  async close(): Promise<void> {
    await this.store.close();
    rmSync(this.place, { recursive: true });
  }
}
