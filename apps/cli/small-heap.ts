import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes that may be added before what is garbage among them is collected. */
const ROOM = 24 * 1_048_576;
const LOOK_EVERY_MS = 50;

/**
 * Collects garbage whenever the heap has grown by so much, however long a command works. V8 alone lets it grow to several
 * hundred mebibytes first, and a machine that serves a council has others to hold. One collection costs some fifty
 * milliseconds, which nobody waits for here as they would at a service.
 */
export function keepHeapSmall(): void {
  const collect = collector();
  let most = getHeapStatistics().used_heap_size + ROOM;
  setInterval(() => {
    if (getHeapStatistics().used_heap_size <= most) return;
    collect();
    most = getHeapStatistics().used_heap_size + ROOM;
  }, LOOK_EVERY_MS).unref();
}

/** V8's own: of Node's ways to it the only one that needs no flag where the process is started. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const gc: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  return () => void (typeof gc === 'function' && Reflect.apply(gc, undefined, []));
}
