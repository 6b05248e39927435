import type { Owner } from '#privacy';
import type { EventMetadata } from './envelope.js';
import type { EventTypes } from './event-types.js';
import { PersonalFields } from './personal-fields.js';
import type { StoredEvent } from './port.js';

/** What a type of event says in clear of some owners. */
export interface HeldInClear {
  readonly type: string;
  readonly field: string;
  readonly events: number;
}

/** Counts what stored events hold of some owners: texts sealed under their keys, and what was recorded in clear of them. */
export class TextsHeld {
  private readonly fields: ReadonlyMap<string, PersonalFields>;
  private readonly marks: readonly string[];
  private readonly ids: readonly string[];
  private readonly clear = new Map<string, HeldInClear>();
  private sealedTexts = 0;

  constructor(
    types: EventTypes,
    private readonly owners: ReadonlySet<Owner>,
  ) {
    this.fields = new Map(Object.entries(types).map(([type, one]) => [type, new PersonalFields(type, one)]));
    // As canonical JSON writes a sealed text: what else is called an owner is followed by something else.
    this.marks = [...owners].map((owner) => `"owner":${JSON.stringify(owner)},"path":`);
    this.ids = [...owners].map((owner) => owner.slice(owner.indexOf(':') + 1));
  }

  note({ type, data, metadata }: Pick<StoredEvent, 'type' | 'data' | 'metadata'>): void {
    for (const mark of this.marks) if (data.includes(mark)) this.sealedTexts += data.split(mark).length - 1;
    if (!this.ids.some((id) => data.includes(id) || metadata.includes(id))) return;
    const fields = this.fields.get(type);
    if (fields?.mayBeInClear(data) !== true) return;
    const { actor } = JSON.parse(metadata) as EventMetadata;
    const texts = fields.clearTexts(JSON.parse(data), actor.id).filter(({ owner }) => this.owners.has(owner));
    for (const field of new Set(texts.map(({ path }) => path))) {
      const key = `${type} ${field}`;
      this.clear.set(key, { type, field, events: (this.clear.get(key)?.events ?? 0) + 1 });
    }
  }

  /** As many as there are places in the log. */
  get sealed(): number {
    return this.sealedTexts;
  }

  get inClear(): readonly HeldInClear[] {
    return [...this.clear.values()];
  }
}
