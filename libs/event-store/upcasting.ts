import type { Upcaster } from '#domain';
import { UnknownEventType } from './event-types.js';
import type { EventTypes } from './event-types.js';

export interface Upcast {
  readonly type: string;
  readonly data: unknown;
}

/**
 * What the code calls an event, whichever version of it is stored: `audit-finalised` for `audit-finalised.v1`. Only the type
 * map, the stored log and the golden fixtures know versions, so that a new one changes no code that does not care for what is new in it.
 */
export const nameOf = (storedType: string): string => storedType.replace(/\.v\d+$/, '');

/** The one place where an older version of an event becomes the present one. What is stored never changes. */
export class Upcasting {
  /**
   * Every type that is written today, to its name: the very text the code compares with, not a copy read from a store.
   */
  private readonly names: ReadonlyMap<string, string>;
  private readonly writtenAs: ReadonlyMap<string, string>;

  /** @throws TypeError for an upcaster to an undeclared version, a chain that comes back to itself, or two that end under one name. */
  constructor(private readonly types: EventTypes) {
    for (const [from, { upcaster }] of Object.entries(types)) {
      if (upcaster === undefined) continue;
      const { to } = upcaster;
      if (!Object.hasOwn(types, to))
        throw new TypeError(`The upcaster from ${from} names ${to}, which is not declared`);
      const seen = new Set([from]);
      for (let next: string | undefined = to; next !== undefined; next = this.next(next)?.to) {
        if (seen.has(next)) throw new TypeError(`The upcasters from ${from} come back to ${next}`);
        seen.add(next);
      }
    }
    const written = Object.keys(types).filter((type) => this.next(type) === undefined);
    this.names = new Map(written.map((type) => [type, nameOf(type)]));
    this.writtenAs = new Map(written.map((type) => [nameOf(type), type]));
    if (this.writtenAs.size < written.length)
      throw new TypeError('Two versions of an event would be written: the older one lacks its upcaster');
  }

  /** The type under which new events of a name are stored; nothing for a name nobody declared. */
  storedAs(name: string): string | undefined {
    return this.writtenAs.get(name);
  }

  /** The name of a stored type that is written today; nothing where it must be upcast, or is unknown. */
  currentName(storedType: string): string | undefined {
    return this.names.get(storedType);
  }

  /** A stored event under its name, its data in the present version. @throws UnknownEventType */
  upcast(storedType: string, data: unknown): Upcast {
    if (!Object.hasOwn(this.types, storedType)) throw new UnknownEventType(storedType);
    let present = data;
    let type = storedType;
    for (let step = this.next(type); step !== undefined; step = this.next(type)) {
      present = step.up(present);
      type = step.to;
    }
    return { type: nameOf(type), data: present };
  }

  private next(type: string): Upcaster | undefined {
    return Object.hasOwn(this.types, type) ? this.types[type]?.upcaster : undefined;
  }
}
