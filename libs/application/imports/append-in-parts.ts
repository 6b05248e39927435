import type { CommandContext, Ledger, NewEvent, StreamEnd, StreamName } from '#event-store';
import type { StreamFold } from '../streams/stream-fold.js';
import type { StreamMemories } from '../streams/stream-memories.js';

/** Events in one append: a thousand bytes or two each, and an append is at most a mebibyte. */
const EVENTS_IN_APPEND = 200;

interface Appending<State, Event> {
  readonly stream: StreamName;
  readonly fold: StreamFold<State>;
  readonly start: StreamEnd;
  readonly events: readonly Event[];
  readonly context: Omit<CommandContext, 'commandId'>;
  /** @param from how many events stand before the part */
  readonly commandIdOf: (from: number) => string;
}

/**
 * Appends what a file came to, in parts.
 * @param recorded takes up each part as it is in: a later one may be refused
 * @throws as an append does
 */
export async function appendInParts<State, Event extends NewEvent>(
  { ledger, memories }: { readonly ledger: Ledger; readonly memories: StreamMemories },
  { stream, fold, start, events, context, commandIdOf }: Appending<State, Event>,
  recorded: Event[],
): Promise<void> {
  let end = start;
  for (let from = 0; from < events.length; from += EVENTS_IN_APPEND) {
    const part = events.slice(from, from + EVENTS_IN_APPEND);
    const appended = await ledger.append(stream, end, part, { ...context, commandId: commandIdOf(from) });
    memories.of(fold).noteAppended(stream, appended);
    recorded.push(...part);
    end = appended;
  }
}
