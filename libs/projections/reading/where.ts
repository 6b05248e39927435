import type { Value } from './rows.js';

/** A condition with the values of its question marks; undefined where the reader did not ask for it. */
export type Condition = readonly [sql: string, ...values: Value[]] | undefined;

export interface Where {
  /** ` WHERE …`, or nothing. */
  readonly sql: string;
  readonly values: readonly Value[];
}

/** All conditions that were asked for. */
export function where(...conditions: readonly Condition[]): Where {
  const asked = conditions.filter((condition) => condition !== undefined);
  if (asked.length === 0) return { sql: '', values: [] };
  return {
    sql: ` WHERE ${asked.map(([sql]) => `(${sql})`).join(' AND ')}`,
    values: asked.flatMap(([, ...values]) => values),
  };
}

/** A column's value, where one was asked for. */
export const equal = (column: string, value: Value | undefined): Condition =>
  value === undefined ? undefined : [`${column} = ?`, value];
