import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '#event-store';
import { KeysUnavailable } from '#privacy';

export interface Waiting {
  /** Aborts when whoever waits is to stop. */
  readonly signal: AbortSignal;
  /** Told, each time the reason is another one, why it has to wait: a sentence that names no address. */
  readonly onWaiting: (reason: string) => void;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Does what needs an event server as soon as that answers, for however long it is away; nothing where the wait was ended.
 * @throws whatever else goes wrong
 */
export async function onceReachable<Result>(
  work: () => Promise<Result>,
  { signal, onWaiting }: Waiting,
): Promise<Result | undefined> {
  let told = '';
  for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable || error instanceof KeysUnavailable)) throw error;
      if (error.message !== told) onWaiting(error.message);
      told = error.message;
    }
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
