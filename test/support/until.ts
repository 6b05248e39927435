import { setTimeout as pause } from 'node:timers/promises';

const LOOKS = 300;
const BETWEEN_MS = 40;

/**
 * Looks again and again until there is something to see, since there is no answer to wait for where the service acts
 * by itself.
 * @param look answers null, or nothing, while it has not come to it
 * @throws Error with what was waited for, past some twelve seconds
 */
export async function until<Found>(what: string, look: () => Promise<Found | null | undefined>): Promise<Found> {
  for (let turn = 0; turn < LOOKS; turn++) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await pause(BETWEEN_MS);
  }
  throw new Error(`It never came to this: ${what}`);
}
