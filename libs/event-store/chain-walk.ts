import { canonicalJson } from './canonical-json.js';
import { FIRST_PREVIOUS_HASH, chainHash } from './chain.js';
import type { EventMetadata } from './envelope.js';
import { NO_STREAM } from './port.js';
import type { RecordedEvent, StreamName } from './port.js';
import { eventId } from './uuid-v5.js';

/** An event as it is stored, wherever it stands in a log. */
export type ChainedEvent = Omit<RecordedEvent, 'position'>;

/** The last event of a stream that was walked. */
export interface ChainEnd {
  readonly revision: number;
  /** Says of the whole stream up to here that it is the same one, wherever it is kept. */
  readonly hash: string;
}

interface Seen extends ChainEnd {
  readonly recordedAt: string;
  readonly commandId: string;
  readonly index: number;
}

const BEFORE_FIRST: Seen = { revision: NO_STREAM, hash: FIRST_PREVIOUS_HASH, recordedAt: '', commandId: '', index: -1 };

/**
 * Walks events on their stored bytes, those of each stream in order, the streams mixed as they come. Keeps one short
 * record for each stream.
 */
export class ChainWalk {
  private readonly ends = new Map<StreamName, Seen>();

  /** What is wrong with the next event, in sentences that quote no data; none where it is as it was written. */
  next(event: ChainedEvent): readonly string[] {
    const { seen, wrong } = examine(event, this.ends.get(event.stream) ?? BEFORE_FIRST);
    this.ends.set(event.stream, seen);
    return wrong;
  }

  get streams(): number {
    return this.ends.size;
  }

  /** Where a stream stands; nothing for one that was not met. */
  end(stream: StreamName): ChainEnd | undefined {
    return this.ends.get(stream);
  }

  /** Every stream met, and where it stands. */
  allEnds(): Iterable<[StreamName, ChainEnd]> {
    return this.ends;
  }
}

/** Where an event stands in its stream, and what is wrong with it. */
function examine(event: ChainedEvent, before: Seen): { seen: Seen; wrong: readonly string[] } {
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

function revisionProblem(event: ChainedEvent, before: Seen): string[] {
  const due = before.revision + 1;
  return event.revision === due ? [] : [`Its revision is ${event.revision} where ${due} was due`];
}

/**
 * Metadata as almost every event has them: canonical as they stand, since names are in order and no text needs an escape.
 * What is otherwise is read the long way, with the same answer.
 */
const PLAIN =
  /^\{"actor":\{"id":"[ !#-[\]-~]*","role":"[a-z_]*"(?:,"through":"[a-z]*")?\},(?:"bodyDigest":"[0-9a-f]*",)?(?:"causationId":"[0-9a-f-]*",)?"commandId":"([0-9a-f-]*)","correlationId":"[0-9a-f-]*","hash":"([0-9a-f]*)","previousHash":"([0-9a-f]*)","recordedAt":"([0-9TZ:.-]*)"(?:,"settingsVersion":(?:0|[1-9][0-9]{0,14}))?\}$/;

type Chain = Pick<EventMetadata, 'commandId' | 'hash' | 'previousHash' | 'recordedAt'>;

const TEXTS = ['recordedAt', 'commandId', 'correlationId', 'previousHash', 'hash'] as const;

/** Metadata in the very bytes the ledger writes; nothing otherwise. */
function parseMetadata(text: string): Chain | undefined {
  const plain = PLAIN.exec(text);
  if (plain !== null) {
    const [, commandId = '', hash = '', previousHash = '', recordedAt = ''] = plain;
    return { commandId, hash, previousHash, recordedAt };
  }
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
