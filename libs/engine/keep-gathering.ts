import type { Engine } from './engine.js';
import { gatherWhatIsAsked } from './gather-held.js';
import { keepAtIt } from './keep-at-it.js';

/** How often it is looked whether somebody asked what is held on them, in milliseconds: the page says that it is being done. */
const EVERY_MS = 5_000;

/**
 * Gathers, from now on, what is held on whoever asks; what an earlier process left half done is done anew. Every replica may.
 * @returns ends it
 */
export const keepGathering = (engine: Engine, onTrouble: (error: Error) => void): (() => Promise<void>) =>
  keepAtIt(EVERY_MS, () => gatherWhatIsAsked(engine), onTrouble);
