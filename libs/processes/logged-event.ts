import type {
  AuditEvent,
  CalendarEvent,
  CapacityEvent,
  CaseloadEvent,
  LiveAuditEvent,
  PeopleEvent,
  ReadEvent,
  SampleEvent,
  SettingsEvent,
} from '#domain';
import type { EventEnvelope } from '#event-store';

type DomainEvent =
  | AuditEvent
  | CalendarEvent
  | CapacityEvent
  | CaseloadEvent
  | LiveAuditEvent
  | PeopleEvent
  | ReadEvent
  | SampleEvent
  | SettingsEvent;

type Envelope<Event extends { readonly type: string; readonly data: unknown }> = Event extends unknown
  ? EventEnvelope<Event['type'], Event['data']>
  : never;

/** An event of the log, with the data its type has. */
export type LoggedEvent = Envelope<DomainEvent>;
export type LoggedType = LoggedEvent['type'];
export type LoggedOf<Type extends LoggedType> = Extract<LoggedEvent, { readonly type: Type }>;

/** The log holds declared types only, in the shape in which the domain wrote them or the upcasters left them. */
export const asLogged = (event: EventEnvelope): LoggedEvent => event as LoggedEvent;
