import { isRefusal } from '#domain';
import type { Actor, Refusal } from '#domain';
import { RevisionConflict, uuidV5 } from '#event-store';
import type { Ledger, NewEvent, StreamName } from '#event-store';
import { recordedActor } from '../calls/recorded-actor.js';
import type { StreamFold } from '../streams/stream-fold.js';
import type { StreamMemories } from '../streams/stream-memories.js';
import { appendInParts } from './append-in-parts.js';

/** Somebody else recording at the same moment is met again at most these few times. */
const DECISIONS = 10;

interface Recording<State, Event> {
  readonly stream: StreamName;
  readonly fold: StreamFold<State>;
  readonly decide: (state: State) => readonly Event[] | Refusal;
  /** Whether it is recorded: otherwise only said what would be. */
  readonly toRecord: boolean;
  readonly actor: Actor;
  /** Instant, UTC. */
  readonly now: string;
  readonly importId: string;
}

/**
 * Decides what a file says on a stream as it stands, and records it in parts; decides again when somebody else recorded
 * meanwhile. A part of it recorded and no more, by an interruption, is finished by the same file again.
 * @returns the events recorded, or that would be
 * @throws StoreUnavailable, and RevisionConflict where others never cease
 */
export async function recordDecided<State, Event extends NewEvent>(
  parts: { readonly ledger: Ledger; readonly memories: StreamMemories },
  { stream, fold, decide, toRecord, actor, now, importId }: Recording<State, Event>,
): Promise<readonly Event[] | Refusal> {
  const recorded: Event[] = [];
  for (let decision = 1; ; decision += 1) {
    const { state, end: start } = await parts.memories.of(fold).load(stream);
    const events = decide(state);
    if (isRefusal(events) || !toRecord) return events;
    try {
      const context = {
        actor: recordedActor(actor, actor.roles.includes('coordinator') ? 'coordinator' : undefined),
        correlationId: importId,
        now,
      };
      const commandIdOf = (from: number): string => uuidV5(importId, `decision ${decision} part ${from}`);
      await appendInParts(parts, { stream, fold, start, events, context, commandIdOf }, recorded);
      return recorded;
    } catch (error) {
      if (!(error instanceof RevisionConflict) || decision === DECISIONS) throw error;
    }
  }
}
