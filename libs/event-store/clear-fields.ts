import type { EventTypes } from './event-types.js';
import { PersonalFields } from './personal-fields.js';
import type { StoredEvent } from './port.js';

/** Counts what events hold in clear of fields that are personal: they were recorded before the fields were declared so. */
export class ClearFields {
  private readonly fields: ReadonlyMap<string, PersonalFields>;
  private readonly counts = new Map<string, Map<string, number>>();

  constructor(types: EventTypes) {
    const declared = Object.entries(types).map(([type, one]) => [type, new PersonalFields(type, one)] as const);
    this.fields = new Map(declared.filter(([, fields]) => !fields.none));
  }

  /** An event as it is stored; one that cannot be read is passed over. */
  note({ type, data }: Pick<StoredEvent, 'type' | 'data'>): void {
    const fields = this.fields.get(type);
    if (fields?.mayBeInClear(data) !== true) return;
    for (const field of fields.inClear(parsed(data))) {
      const counts = this.counts.get(type) ?? new Map<string, number>();
      this.counts.set(type, counts.set(field, (counts.get(field) ?? 0) + 1));
    }
  }

  counted(): readonly { readonly type: string; readonly field: string; readonly events: number }[] {
    return [...this.counts].flatMap(([type, counts]) =>
      [...counts].map(([field, events]) => ({ type, field, events })),
    );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
