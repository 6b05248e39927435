import { londonDateOf } from '#domain';
import type { Engine } from './engine.js';

const DAY_MS = 24 * 60 * 60_000;

/**
 * Forgets, now and once a day, the drafts that nobody will go on with: typed in long ago, of people who left, of erased
 * children. Every replica may do so.
 * @returns ends it
 */
export function sweepDrafts(engine: Engine, onTrouble: (error: Error) => void): () => Promise<void> {
  let sweeping = Promise.resolve();
  const sweep = (): void => {
    sweeping = sweepOnce(engine).catch((error: unknown) => {
      if (error instanceof Error) onTrouble(error);
    });
  };
  sweep();
  const daily = setInterval(sweep, DAY_MS).unref();
  return () => {
    clearInterval(daily);
    return sweeping;
  };
}

async function sweepOnce({ drafts, references, clock }: Engine): Promise<void> {
  const directory = await references.directory();
  const today = londonDateOf(clock());
  await drafts.sweep((personId) => directory.inPost(personId, today));
}
