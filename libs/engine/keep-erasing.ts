import { carryOutErasures } from './erase.js';
import type { KeptFiles } from './erase.js';
import type { Engine } from './engine.js';
import { keepAtIt } from './keep-at-it.js';

/** How often it is looked whether somebody is to be erased, in milliseconds: the page says that it is being done. */
const EVERY_MS = 5_000;

/**
 * Carries out, from now on, what two people have agreed to erase; what an earlier process left half done is finished at once.
 * Every replica may do so.
 * @returns ends it
 */
export const keepErasing = (
  engine: Engine,
  files: KeptFiles,
  onTrouble: (error: Error) => void,
): (() => Promise<void>) => keepAtIt(EVERY_MS, () => carryOutErasures(engine, files), onTrouble);
