import { auditDecider, noted } from '#domain';
import type { AuditEvent, AuditState, Noted } from '#domain';
import type { StreamFold } from '../loading/stream-fold.js';

export const auditStream = (auditId: string): string => `audit-${auditId}`;

/** An audit as a handler needs it: its state, and which events it has, since a correction names one by its id. */
export interface AuditRecord {
  readonly state: AuditState;
  /** In order. A list, not a map by id: every command makes a longer one, and hardly any looks into it. */
  readonly recorded: readonly RecordedType[];
}

export interface RecordedType extends Noted {
  readonly id: string;
}

export const audit = auditDecider();

export const auditFold: StreamFold<AuditRecord> = {
  initial: { state: audit.initial, recorded: [] },
  after({ state, recorded }: AuditRecord, events: readonly (AuditEvent & { readonly id: string })[]): AuditRecord {
    return {
      state: events.reduce<AuditState>(audit.evolve, state),
      recorded: [...recorded, ...events.map((event) => ({ id: event.id, ...noted(event) }))],
    };
  },
};
