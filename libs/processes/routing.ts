import { londonDateOf } from '#domain';
import type { EventEnvelope } from '#event-store';
import { asLogged, type LoggedEvent } from './logged-event.js';
import type { Process, Route } from './process.js';
import type { Note } from './register.js';

/** What an event means to a process, or null where it means nothing to it. */
export function noteOf({ routes }: Process, envelope: EventEnvelope): Note | null {
  const event = asLogged(envelope);
  // the table's type pairs every event with its own route, which an index by a union cannot express
  const route = routes[event.type] as Route<LoggedEvent> | undefined;
  if (route === undefined) return null;
  const by = {
    position: event.position,
    eventId: event.id,
    correlationId: event.metadata.correlationId,
    recordedOn: londonDateOf(event.metadata.recordedAt),
  };
  if ('continueAll' in route) return { act: 'continue-all', by };
  if ('start' in route) {
    const instance = route.start(event);
    return instance === null ? null : { act: 'start', instance, by };
  }
  if ('continue' in route) {
    const instance = route.continue(event);
    return instance === null ? null : { act: 'continue', instance, by };
  }
  const instance = route.stop(event);
  return instance === null ? null : { act: 'stop', instance };
}
