import { carryOutErasures } from './erase.js';
import type { KeptFiles } from './erase.js';
import type { Engine } from './engine.js';

/** How often it is looked whether somebody is to be erased, in milliseconds: the page says that it is being done. */
const EVERY_MS = 5_000;

/**
 * Carries out, from now on, what two people have agreed to erase; what an earlier process left half done is finished at once.
 * Every replica may do so.
 * @returns ends it
 */
export function keepErasing(engine: Engine, files: KeptFiles, onTrouble: (error: Error) => void): () => Promise<void> {
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  /** Said once until it is another. */
  let said = '';
  const look = async (): Promise<void> => {
    try {
      await carryOutErasures(engine, files);
      said = '';
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (error.message !== said) onTrouble(error);
      said = error.message;
    }
  };
  let looking = Promise.resolve();
  const again = (): void => {
    looking = look().then(() => {
      if (!ended) timer = setTimeout(again, EVERY_MS).unref();
    });
  };
  again();
  return () => {
    ended = true;
    clearTimeout(timer);
    return looking;
  };
}
