import { setImmediate } from 'node:timers/promises';

/** Things done before others have their turn: some milliseconds' work. */
const BATCH = 200;

/** Does work on many things some at a time, and lets whatever else the process has to do go between. */
export async function inBatches<Item>(
  items: readonly Item[],
  work: (batch: readonly Item[]) => void | Promise<void>,
): Promise<void> {
  for (let at = 0; at < items.length; at += BATCH) {
    await work(items.slice(at, at + BATCH));
    await setImmediate();
  }
}
