import { canonicalJson } from './canonical-json.js';
import { FIRST_PREVIOUS_HASH, chainHash } from './chain.js';
import type { EventMetadata } from './envelope.js';
import { NO_STREAM, START } from './port.js';
import type { EventStore, Position, RecordedEvent, StreamName } from './port.js';
import { eventId } from './uuid-v5.js';

/** Something in the log that is not as it was written. */
export interface Finding {
  readonly stream: StreamName;
  readonly revision: number;
  /** A sentence; it quotes no data. */
  readonly wrong: string;
}

export interface Verification {
  readonly events: number;
  readonly streams: number;
  readonly findings: number;
}

export interface VerifyOptions {
  readonly onFinding: (finding: Finding) => void;
  /** Called now and then with the position of the last event walked. */
  readonly onProgress?: (position: Position) => void;
  readonly batchSize?: number;
}

interface Seen {
  readonly revision: number;
  readonly hash: string;
  readonly recordedAt: string;
  readonly commandId: string;
  readonly index: number;
}

const BEFORE_FIRST: Seen = { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH, recordedAt: '', commandId: '', index: -1 };

/**
 * Walks the whole log once, on its stored bytes, before any upcasting: in every stream revisions follow one another,
 * each event is chained to the one before it and hashes to what it says, recorded-at never runs backwards, and ids
 * are those of their commands. Holds one short record a stream, never the log.
 *
 * A cut-off tail cannot be found here: what is left of the stream is a whole chain. That takes a signed head kept
 * elsewhere. Nor does it open a sealed field: with or without its key, the chain is the same.
 */
export async function verify(store: Pick<EventStore, 'readAll'>, options: VerifyOptions): Promise<Verification> {
  const { onFinding, onProgress, batchSize = 1_000 } = options;
  const ends = new Map<StreamName, Seen>();
  let events = 0;
  let findings = 0;
  for (let after = START; ;) {
    const batch = await store.readAll({ after, maxCount: batchSize });
    for (const event of batch) {
      const before = ends.get(event.stream) ?? BEFORE_FIRST;
      const { seen, wrong } = examine(event, before);
      ends.set(event.stream, seen);
      for (const sentence of wrong) {
        findings++;
        onFinding({ stream: event.stream, revision: event.revision, wrong: sentence });
      }
    }
    events += batch.length;
    const last = batch.at(-1);
    if (last === undefined) return { events, streams: ends.size, findings };
    after = last.position;
    onProgress?.(after);
  }
}

/** Where an event stands in its stream, and what is wrong with it. */
function examine(event: RecordedEvent, before: Seen): { seen: Seen; wrong: readonly string[] } {
  const metadata = parseMetadata(event.metadata);
  if (metadata === undefined) {
    const seen = { ...before, revision: event.revision, hash: '', commandId: '', index: -1 };
    return { seen, wrong: [...revisionProblem(event, before), 'Its metadata is not what the ledger writes'] };
  }
  const index = metadata.commandId === before.commandId ? before.index + 1 : 0;
  const wrong = [...revisionProblem(event, before)];
  if (metadata.previousHash !== before.hash) wrong.push('It is not chained to the event before it');
  if (chainHash(event, event.metadata, metadata.hash) !== metadata.hash)
    wrong.push('Its hash is not that of its content');
  if (metadata.recordedAt < before.recordedAt) wrong.push('It was recorded before the event before it');
  if (!isEventId(event.id, metadata.commandId, index)) wrong.push('Its id is not that of its command');
  const { recordedAt, commandId, hash } = metadata;
  return { seen: { revision: event.revision, hash, recordedAt, commandId, index }, wrong };
}

function revisionProblem(event: RecordedEvent, before: Seen): string[] {
  const due = before.revision + 1;
  return event.revision === due ? [] : [`Its revision is ${event.revision} where ${due} was due`];
}

const TEXTS = ['recordedAt', 'commandId', 'correlationId', 'previousHash', 'hash'] as const;

/** Metadata in the very bytes the ledger writes; nothing otherwise. */
function parseMetadata(text: string): EventMetadata | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
    if (canonicalJson(parsed) !== text) return undefined;
  } catch {
    return undefined;
  }
  return isMetadata(parsed) ? parsed : undefined;
}

const isMetadata = (value: unknown): value is EventMetadata =>
  typeof value === 'object' && value !== null && TEXTS.every((name) => typeof Reflect.get(value, name) === 'string');

function isEventId(id: string, commandId: string, index: number): boolean {
  try {
    return id === eventId(commandId, index);
  } catch {
    return false;
  }
}
