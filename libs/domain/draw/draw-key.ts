import { createHash } from 'node:crypto';

/**
 * The number by which a position is drawn: the SHA-256, in lower-case hexadecimal, of the bytes of
 * seed (UTF-8) + `:` + position (decimal, no leading zeros). Anyone can check one by hand:
 * `printf '%s' '2024-05:17' | sha256sum`.
 */
export function drawKey(seed: string, position: number): string {
  return createHash('sha256').update(`${seed}:${position}`, 'utf8').digest('hex');
}
