import { UnknownEventType } from './event-types.js';
import type { EventTypes, Upcaster } from './event-types.js';

export interface Upcast {
  readonly type: string;
  readonly data: unknown;
}

/** The one place where an older version of an event becomes the present one. What is stored never changes. */
export class Upcasting {
  /** Every type that new events may have, to itself: the very text the code compares with, not a copy read from a store. */
  private readonly current: ReadonlyMap<string, string>;

  /** @throws TypeError for an upcaster to an undeclared version, or a chain that comes back to itself. */
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
    this.current = new Map(
      Object.keys(types).flatMap((type) => (this.next(type) === undefined ? [[type, type] as const] : [])),
    );
  }

  /** Whether new events may have this type: declared, and not replaced by a later version. */
  isCurrent(type: string): boolean {
    return this.current.has(type);
  }

  /** The type itself where new events may have it, declared and not replaced; nothing where it must be upcast. */
  currentType(type: string): string | undefined {
    return this.current.get(type);
  }

  /** @throws UnknownEventType */
  upcast(type: string, data: unknown): Upcast {
    if (!Object.hasOwn(this.types, type)) throw new UnknownEventType(type);
    let current: Upcast = { type, data };
    for (let step = this.next(type); step !== undefined; step = this.next(current.type)) {
      current = { type: step.to, data: step.up(current.data) };
    }
    return current;
  }

  private next(type: string): Upcaster | undefined {
    return Object.hasOwn(this.types, type) ? this.types[type]?.upcaster : undefined;
  }
}
