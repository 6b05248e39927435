import type { EventDeclaration } from '#domain';

/** Every event type there is, by name and version (`audit-selected.v1`): what is not here is neither written nor read. */
export type EventTypes = Readonly<Record<string, EventDeclaration>>;

/** The log holds, or someone offers, an event nobody declared. */
export class UnknownEventType extends Error {
  constructor(readonly type: string) {
    super(`No event type ${type} is declared`);
    this.name = 'UnknownEventType';
  }
}
