import type { AuditEvent, CaseloadEvent, DomainEvent, ReadEvent } from '#domain';
import type { EnvelopeOf, EventEnvelope } from '#event-store';

/** An event read back, with the data its type has. */
export type Recorded = EnvelopeOf<DomainEvent>;
export type RecordedOf<Type extends Recorded['type']> = Extract<Recorded, { readonly type: Type }>;
export type RecordedAuditEvent = EnvelopeOf<AuditEvent>;

/** The log holds declared types only, in the shape in which the domain wrote them or the upcasters left them. */
const asRecorded = (event: EventEnvelope): Recorded => event as Recorded;

const AUDIT_STREAM = 'audit-';

/** The audit whose stream it is; nothing for an event of another stream. */
export function auditIdOf({ stream }: EventEnvelope): string | undefined {
  return stream.startsWith(AUDIT_STREAM) ? stream.slice(AUDIT_STREAM.length) : undefined;
}

export const asReadEvent = (event: EventEnvelope): EnvelopeOf<ReadEvent> => event as EnvelopeOf<ReadEvent>;

export const asCaseloadEvent = (event: EventEnvelope): EnvelopeOf<CaseloadEvent> => event as EnvelopeOf<CaseloadEvent>;

export const asAuditEvent = (event: EventEnvelope): RecordedAuditEvent => event as RecordedAuditEvent;

/** What a view does with each type of event it wants; the rest pass by undecoded. */
export type Reactions = { readonly [Type in Recorded['type']]?: (event: RecordedOf<Type>) => void };

export function react(reactions: Reactions, events: readonly EventEnvelope[]): void {
  for (const event of events) {
    const recorded = asRecorded(event);
    const reaction = reactions[recorded.type] as ((event: Recorded) => void) | undefined;
    reaction?.(recorded);
  }
}
