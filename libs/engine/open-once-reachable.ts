import { openEngine } from './engine.js';
import type { Engine, EngineOptions } from './engine.js';
import { onceReachable } from './once-reachable.js';
import type { Waiting } from './once-reachable.js';

/**
 * Opens a council's records. In a folder they are there or never will be; an event server may come later, and is waited
 * for: nothing where the wait was ended.
 * @throws what `openEngine` does, but for an event server that is away
 */
export const openOnceReachable = (options: EngineOptions, waiting: Waiting): Promise<Engine | undefined> =>
  options.eventStore === undefined ? openEngine(options) : onceReachable(() => openEngine(options), waiting);
