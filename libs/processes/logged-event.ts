import type { DomainEvent } from '#domain';
import type { EnvelopeOf, EventEnvelope } from '#event-store';

/** An event of the log, with the data its type has. */
export type LoggedEvent = EnvelopeOf<DomainEvent>;
export type LoggedType = LoggedEvent['type'];
export type LoggedOf<Type extends LoggedType> = Extract<LoggedEvent, { readonly type: Type }>;

/** The log holds declared types only, in the shape in which the domain wrote them or the upcasters left them. */
export const asLogged = (event: EventEnvelope): LoggedEvent => event as LoggedEvent;
