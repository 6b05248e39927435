import { ChainWalk } from './chain-walk.js';
import { START } from './port.js';
import type { EventStore, Position, RecordedEvent, StreamName } from './port.js';

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
  /** Whether positions follow one another without a gap, as in a folder's log: then a gap is an event that is gone. */
  readonly gapless?: boolean;
  /** Called with every event, as it is stored. */
  readonly onEvent?: (event: RecordedEvent) => void;
}

/** How many streams are looked up at once. */
const LOOKUPS = 16;

type Readable = Pick<EventStore, 'readAll'> & Partial<Pick<EventStore, 'readStream'>>;

/**
 * Walks the whole log once, on its stored bytes, before any upcasting: in every stream revisions follow one another,
 * each event is chained to the one before it and hashes to what it says, recorded-at never runs backwards, and ids
 * are those of their commands. Then it looks at the end of each stream as its readers find it, by the stream's name.
 * Keeps one short record for each stream, never the log.
 *
 * A cut-off tail cannot be found here: what is left of the stream is a whole chain. That takes a signed head kept
 * elsewhere. Nor does it open a sealed field: with or without its key, the chain is the same.
 */
export async function verify(store: Readable, options: VerifyOptions): Promise<Verification> {
  const { onProgress, onEvent, batchSize = 1_000, gapless = false } = options;
  const walk = new ChainWalk();
  let events = 0;
  let findings = 0;
  const onFinding = (finding: Finding): void => {
    findings++;
    options.onFinding(finding);
  };
  let due = FIRST_POSITION;
  for (let after = START; ;) {
    const batch = await store.readAll({ after, maxCount: batchSize });
    for (const event of batch) {
      const { stream, revision, position } = event;
      if (gapless && position !== due) onFinding({ stream, revision, wrong: gapSentence(due, position) });
      due = position + 1;
      for (const wrong of walk.next(event)) onFinding({ stream, revision, wrong });
      onEvent?.(event);
    }
    events += batch.length;
    const last = batch.at(-1);
    if (last === undefined) break;
    after = last.position;
    onProgress?.(after);
  }
  for await (const finding of endsFoundOtherwise(store, walk)) onFinding(finding);
  return { events, streams: walk.streams, findings };
}

/** The position of the first event in a log without gaps. */
const FIRST_POSITION: Position = 1;

const gapSentence = (due: Position, position: Position): string =>
  position < due
    ? `It stands at position ${position}, where none can`
    : `Before it ${position - due === 1 ? `position ${due} is` : `positions ${due} to ${position - 1} are`} missing: ${position - due} events are gone`;

/** Streams that end otherwise for who reads them by name than they did in the walk; one that has grown since is none. */
async function* endsFoundOtherwise(store: Readable, walk: ChainWalk): AsyncGenerator<Finding> {
  const read = store.readStream?.bind(store);
  if (read === undefined) return;
  const streams = [...walk.allEnds()];
  for (let at = 0; at < streams.length; at += LOOKUPS) {
    const found = await Promise.all(
      streams.slice(at, at + LOOKUPS).map(async ([stream, { revision, hash }]): Promise<Finding | undefined> => {
        const [end] = await read(stream, { from: revision, maxCount: 1 });
        const isSame = end?.revision === revision && end.metadata.includes(`"hash":"${hash}",`);
        return isSame ? undefined : { stream, revision, wrong: 'Whoever reads its stream does not find it there' };
      }),
    );
    yield* found.filter((one) => one !== undefined);
  }
}
