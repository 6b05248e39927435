import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 8_192;

let pool = Buffer.alloc(0);

/**
 * Random bytes that nobody was given before, for initialisation vectors and keys. The system is asked for many at
 * once, because asking it for twelve costs as much as sealing a sentence.
 */
export function freshBytes(count: number): Buffer {
  if (pool.length < count) pool = randomFillSync(Buffer.allocUnsafeSlow(Math.max(count, POOL_BYTES)));
  const bytes = Buffer.from(pool.subarray(0, count));
  pool.fill(0, 0, count);
  pool = pool.subarray(count);
  return bytes;
}
