import { auditDecider, noted } from '#domain';
import type { AuditEvent, AuditState, Noted } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const auditStream = (auditId: string): string => `audit-${auditId}`;

/** An audit as a handler needs it: its state, and which events it has, since a correction names one by its id. */
export interface AuditRecord {
  readonly state: AuditState;
  /** In order. A list, not a map by id: every command makes a longer one, and hardly any looks into it. */
  readonly recorded: readonly RecordedType[];
}

export interface RecordedType extends Noted {
  readonly id: string;
  /** The finding or the contact with the family it tells of. */
  readonly item?: string;
  /** Of the first submission: when. ISO instant in UTC. */
  readonly recordedAt?: string;
}

type Recorded = AuditEvent & { readonly id: string; readonly metadata: { readonly recordedAt: string } };

/**
 * What a correction of an event must know of it besides. Data and metadata are looked at where they tell something, and not
 * before: of a stream just read each is taken apart when it is first looked at.
 */
function toCorrect(event: Recorded): Pick<RecordedType, 'item' | 'recordedAt'> {
  switch (event.type) {
    case 'finding-recorded':
    case 'finding-corrected':
      return { item: event.data.findingId };
    case 'family-contact-recorded':
    case 'family-contact-corrected':
      return { item: event.data.contactId };
    case 'first-grade-submitted':
      return { recordedAt: event.metadata.recordedAt };
    default:
      return {};
  }
}

export const audit = auditDecider();

export const auditFold: StreamFold<AuditRecord> = {
  initial: { state: audit.initial, recorded: [] },
  after({ state, recorded }: AuditRecord, events: readonly Recorded[]): AuditRecord {
    return {
      state: events.reduce<AuditState>(audit.evolve, state),
      recorded: [...recorded, ...events.map((event) => ({ id: event.id, ...noted(event), ...toCorrect(event) }))],
    };
  },
};
