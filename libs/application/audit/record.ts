import { auditDecider } from '#domain';
import type { AuditEvent, AuditEventType, AuditState } from '#domain';
import type { StreamFold } from '../loading/stream-fold.js';

export const auditStream = (auditId: string): string => `audit-${auditId}`;

/** An audit as a handler needs it: its state, and which events it has, since a correction names one by its id. */
export interface AuditRecord {
  readonly state: AuditState;
  readonly eventTypes: ReadonlyMap<string, AuditEventType>;
}

export const audit = auditDecider();

export const auditFold: StreamFold<AuditRecord> = {
  initial: { state: audit.initial, eventTypes: new Map() },
  after({ state, eventTypes }: AuditRecord, events: readonly (AuditEvent & { readonly id: string })[]): AuditRecord {
    const types = new Map(eventTypes);
    for (const { id, type } of events) types.set(id, type);
    return { state: events.reduce<AuditState>(audit.evolve, state), eventTypes: types };
  },
};
