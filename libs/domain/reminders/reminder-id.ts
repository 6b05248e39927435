import { hash } from 'node:crypto';
import type { ReminderStep } from './steps.js';

/** One id for each obligation, due date and step, wherever and whenever it is planned. */
export function reminderIdOf(auditId: string, obligation: string, due: string, { days, to }: ReminderStep): string {
  return idOf('reminder', auditId, obligation, due, String(days), to);
}

/** One for each person and instant from which what is in it waits. */
export function digestIdOf(personId: string, at: string): string {
  return idOf('digest', personId, at);
}

/** One for each reminder and person, without the part after the @: sent again, it is the same message. */
export function messageIdOf(reminderId: string, personId: string): string {
  return idOf('message', reminderId, personId);
}

/** A UUID of the free form (RFC 9562, version 8) from a SHA-256. */
function idOf(...parts: readonly string[]): string {
  const digest = Buffer.from(hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32), 'hex');
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
