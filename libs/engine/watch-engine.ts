import { setTimeout as pause } from 'node:timers/promises';
import { shows } from '#telemetry';
import type { Engine } from './engine.js';

/** Whoever asks how it stands does not wait longer for the log. */
const ANSWERS_MS = 2_000;

/** Shows as figures whether the log answers and how far the views stand behind it. @returns a function that ends this */
export function watchEngine(engine: Pick<Engine, 'ledger' | 'readModels' | 'processes'>): () => void {
  const ends = [
    shows('plumbline.store.up', async () => [{ value: (await answers(engine)) ? 1 : 0, labels: {} }]),
    shows('plumbline.view.behind', async () => {
      const progress = await engine.readModels.progress();
      // A view that is built anew beside the one in use is behind for a while, and nobody sees it.
      const read = progress.filter(({ state }) => state !== 'rebuilding');
      return read.map(({ view, head, position }) => ({ value: Math.max(0, head - position), labels: { view } }));
    }),
    shows('plumbline.promises.troubled', async () => [{ value: engine.processes.troubles().length, labels: {} }]),
  ];
  return () => {
    for (const end of ends) end();
  };
}

async function answers({ ledger }: Pick<Engine, 'ledger'>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([
      ledger.store.head().then(() => true),
      pause(ANSWERS_MS, false, { signal: late.signal, ref: false }),
    ]);
  } catch {
    return false;
  } finally {
    late.abort();
  }
}
