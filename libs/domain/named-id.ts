import { hash } from 'node:crypto';

/** The same id for the same parts, anywhere: a UUID of the free form (RFC 9562, version 8) from a SHA-256. */
export function namedId(...parts: readonly string[]): string {
  const digest = Buffer.from(hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32), 'hex');
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
