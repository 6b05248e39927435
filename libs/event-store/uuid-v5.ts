import { hash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The first digit of the fourth group with its two highest bits set to the variant of RFC 9562: binary 10. */
const VARIANT: Readonly<Record<string, string>> = Object.fromEntries(
  [...'0123456789abcdef'].map((digit) => [digit, ((parseInt(digit, 16) & 0b0011) | 0b1000).toString(16)]),
);

/**
 * A name-based UUID (RFC 9562, version 5, SHA-1): the same namespace and name give the same id everywhere, for ever.
 * @param namespace a UUID, lower case
 */
export function uuidV5(namespace: string, name: string): string {
  if (!UUID.test(namespace)) throw new TypeError(`${namespace} is not a UUID in lower case`);
  const named = Buffer.allocUnsafe(16 + Buffer.byteLength(name));
  named.write(namespace.replaceAll('-', ''), 'hex');
  named.write(name, 16);
  const hex = hash('sha1', named, 'hex');
  const variant = VARIANT[hex.charAt(16)] ?? '';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of a command's event: UUIDv5 of the command id and the event's index, so that a retry is the same event. */
export const eventId = (commandId: string, index: number): string => uuidV5(commandId, String(index));
