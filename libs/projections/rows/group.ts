/** Of a group of rows, a text for each key column; null stands as the empty text. */
export type GroupKey = readonly (string | null)[];

/** A group as one text, by which it is found and sorted; `JSON.parse` gives its key columns back. */
export const groupOf = (key: GroupKey): string => JSON.stringify(key.map((part) => part ?? ''));

/** Whether two lists hold the same in the same order. */
export const agree = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((part, at) => part === other[at]);
