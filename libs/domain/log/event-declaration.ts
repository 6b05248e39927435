/** What a key may belong to; `name` is a worker's name that matches nobody yet. */
export type OwnerKind = 'subject' | 'person' | 'feedback' | 'report' | 'name';

/**
 * A personal field of an event: `path` leads to a text (or to texts) in its data, as in `rationale`, `contact.words`,
 * `entries[].name` or `aliases[]`; `owner` leads to the id of the one it belongs to. `[]` walks an array; the owner's
 * arrays are the field's own, element for element. An owner id that names its kind (`subject:…`) is the whole owner.
 * The owner `@actor` is whoever gave the command: free text that belongs to no record of somebody's is its author's.
 */
export interface PersonalField {
  readonly path: string;
  readonly owner: string;
  readonly kind: OwnerKind;
}

/** Turns the data of one version of an event into that of the next; sealed fields pass through as they are. */
export interface Upcaster {
  /** The version it becomes, as in `audit-selected.v2`. */
  readonly to: string;
  readonly up: (data: unknown) => unknown;
}

export interface EventDeclaration {
  readonly personal?: readonly PersonalField[];
  /** What reads it, once a later version has replaced it: v1 to v2, v2 to v3. */
  readonly upcaster?: Upcaster;
}
