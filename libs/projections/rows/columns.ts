import type { Cell } from '#disk';

/** A value that a column keeps as JSON, sealed fields in it as they are. */
export const json = (value: unknown): string => JSON.stringify(value);

/** What `json` wrote, back in the shape it had. */
export function fromJson<Value>(cell: Cell | undefined): Value {
  return JSON.parse(String(cell)) as Value;
}

/** What a column of texts holds; null where it holds none. */
export const textOrNull = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null);

export const flag = (value: boolean): number => (value ? 1 : 0);
