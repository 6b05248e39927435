import type { PackLevel, PackScope } from '#domain';
import type { RecordedEvent } from '#event-store';
import { isSealed } from '#privacy';
import type { Sealed } from '#privacy';

/** Why a personal field or an event is not told in a pack. */
export type Reason = 'erased' | 'level' | 'names' | 'not-shown' | 'damaged';

/** What becomes of a personal field in a pack: told, with the key that opens it and nothing else; or not. */
export type ToldField =
  | { readonly sealed: Sealed; readonly text: string; readonly key: Buffer }
  | { readonly sealed: Sealed; readonly withheld: Reason };

/** Data of an event, as JSON has it. */
export type Value =
  null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value | undefined };

/** An event of a pack, taken apart, with what becomes of its personal fields by their paths. */
export interface ToldEvent {
  readonly stream: string;
  readonly revision: number;
  /** Without its version. */
  readonly type: string;
  readonly data: Readonly<Record<string, Value | undefined>>;
  readonly recordedAt: string;
  readonly actor: { readonly id: string; readonly role: string; readonly through?: string };
  readonly fields: ReadonlyMap<string, ToldField>;
}

/** Revisions of a stream that are not in the pack, both counted. */
export interface LeftOut {
  readonly stream: string;
  readonly from: number;
  readonly to: number;
  readonly why: 'not-submitted' | 'in-clear' | 'of-others';
}

/** Which events of a stream a pack holds: all up to the last but for those left out. */
export interface PackStream {
  readonly stream: string;
  readonly last: number;
  readonly leftOut: readonly LeftOut[];
}

/** What is said at the front of a pack. */
export interface PackCover {
  readonly packId: string;
  readonly scope: PackScope;
  readonly level: PackLevel;
  readonly why: string | null;
  /** Whose it is. */
  readonly for: string;
  readonly by: { readonly id: string; readonly role: string; readonly through?: string };
  /** ISO instant, UTC. */
  readonly madeAt: string;
  /** In the order in which they are told. */
  readonly audits: readonly string[];
  readonly samples: readonly string[];
  /** The councils' ids of cases, by subject; none where children are not named. */
  readonly caseIds: Readonly<Record<string, string>>;
  /** Audits that are moderated blind to whoever asked. */
  readonly leftOutAudits: number;
}

export const asMap = (value: unknown): Readonly<Record<string, Value | undefined>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** What is in a value, in the order of its canonical text; nothing in a text or a number. */
export function valuesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value)
    .sort()
    .map((name): unknown => Reflect.get(value, name));
}

/** The sealed fields of an event in the order of its canonical text, and so of their paths' first writing. */
export function sealedIn({ data }: Pick<RecordedEvent, 'data'>): readonly Sealed[] {
  const found: Sealed[] = [];
  const look = (value: unknown): void => {
    if (isSealed(value)) found.push(value);
    else for (const inner of valuesOf(value)) look(inner);
  };
  look(JSON.parse(data));
  return found;
}
