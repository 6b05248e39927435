import { START } from '#event-store';
import type { ChainWalk, EventStore, RecordedEvent } from '#event-store';
import { CannotMove } from './cannot-move.js';
import type { ShowProgress } from './progress.js';

const BATCH = 500;

/**
 * A log's events in order, up to where it stands when the first is asked for, each found whole on the way.
 * @throws CannotMove where a chain is broken; StoreUnavailable
 */
export async function* checkedLog(
  store: Pick<EventStore, 'readAll' | 'head'>,
  walk: ChainWalk,
  progress?: ShowProgress,
): AsyncGenerator<RecordedEvent, void, undefined> {
  const head = await store.head();
  for (let after = START; after < head;) {
    const batch = await store.readAll({ after, maxCount: BATCH });
    for (const event of batch) {
      if (event.position > head) return;
      const [wrong] = walk.next(event);
      if (wrong !== undefined) {
        throw new CannotMove(
          `The log is damaged, and nothing was moved: event ${event.revision} of ${event.stream}: ${wrong}. Run plumbline verify to see all of it.`,
        );
      }
      yield event;
    }
    after = batch.at(-1)?.position ?? head;
    progress?.({ done: after, of: head });
  }
}
