import { hash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * A name-based UUID (RFC 9562, version 5, SHA-1): the same namespace and name give the same id everywhere, for ever.
 * @param namespace a UUID, lower case
 */
export function uuidV5(namespace: string, name: string): string {
  if (!UUID.test(namespace)) throw new TypeError(`${namespace} is not a UUID in lower case`);
  const named = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name)]);
  const digest = Buffer.from(hash('sha1', named, 'hex').slice(0, 32), 'hex');
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The id of a command's event: UUIDv5 of the command id and the event's index, so that a retry is the same event. */
export const eventId = (commandId: string, index: number): string => uuidV5(commandId, String(index));
