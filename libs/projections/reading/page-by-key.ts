import type { Rows, Value } from './rows.js';
import type { Where } from './where.js';

/** What rows are sorted by, the weightiest first; together the columns are of one row only, and none is ever null. */
export interface Order {
  readonly columns: readonly { readonly column: string; readonly falling?: true }[];
  /** Rows read at a time. */
  readonly chunk?: number;
}

/** Where a row stands in its order: a value for each column. */
export type Key = readonly Value[];

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins, as `after` takes it; null where this is the last. */
  readonly next: string | null;
}

const CHUNK = 60;

/**
 * Rows in their order from a place in it on, read a few at a time by an index: the thousandth page takes no longer than the
 * first. One question for each column that the order goes by, of rows alike in the weightier ones.
 * @param select with the columns of the order among its own, under the names that `keyOf` reads
 * @param after the row after which to begin; from the first where it is left out
 */
export function* inOrder<Row>(
  rows: Rows,
  select: string,
  { sql, values }: Where,
  { columns, chunk = CHUNK }: Order,
  keyOf: (row: Row) => Key,
  after?: Key,
): Generator<Row> {
  const order = columns.map(({ column, falling }) => `${column}${falling === true ? ' DESC' : ''}`).join(', ');
  let place = after;
  for (let alike = place === undefined ? 0 : columns.length - 1; alike >= 0;) {
    const beyond = place === undefined ? [] : beyondOf(columns, alike);
    const asked = [sql.replace(/^ WHERE /, ''), ...beyond].filter((condition) => condition !== '');
    const found = rows.all<Row>(
      `${select}${asked.length === 0 ? '' : ` WHERE ${asked.map((one) => `(${one})`).join(' AND ')}`} ORDER BY ${order} LIMIT ?`,
      ...values,
      ...(place === undefined ? [] : place.slice(0, alike + 1)),
      chunk,
    );
    yield* found;
    const last = found.at(-1);
    if (last === undefined || found.length < chunk) {
      // No more rows alike so far: on with those that come after in a weightier column.
      if (place === undefined) return;
      alike--;
    } else {
      place = keyOf(last);
      alike = columns.length - 1;
    }
  }
}

function beyondOf(columns: Order['columns'], alike: number): readonly string[] {
  return columns.slice(0, alike + 1).map(({ column, falling }, index) => {
    if (index < alike) return `${column} = ?`;
    return falling === true ? `${column} < ?` : `${column} > ?`;
  });
}

/** Rows that a page may pass over before it says that the next one goes on from there. */
const PASSED_OVER_AT_MOST = 2_000;

/**
 * A page of what somebody may be shown: rows are looked at in their order until there are enough, or until so many have
 * been looked at that the rest is for the next page.
 * @param show what of a row is shown; null for a row that is not
 */
export function pageOf<Row, Shown>(
  source: Iterable<Row>,
  keyOf: (row: Row) => Key,
  limit: number,
  show: (row: Row) => Shown | null,
): Page<Shown> {
  const shown: Shown[] = [];
  let passedOver = 0;
  let last: Row | undefined;
  for (const row of source) {
    if (last !== undefined && (shown.length >= limit || passedOver >= PASSED_OVER_AT_MOST))
      return { rows: shown, next: placeOf(keyOf(last)) };
    const one = show(row);
    if (one === null) passedOver++;
    else shown.push(one);
    last = row;
  }
  return { rows: shown, next: null };
}

/** Merges lists that have the same order into one; a row that stands in several comes once. */
export function* merged<Row>(
  sources: readonly Iterable<Row>[],
  { columns }: Order,
  keyOf: (row: Row) => Key,
): Generator<Row> {
  const heads = sources.flatMap((source) => {
    const iterator = source[Symbol.iterator]();
    const first = iterator.next();
    return first.done === true ? [] : [{ iterator, row: first.value }];
  });
  let last: Key | undefined;
  while (heads.length > 0) {
    const head = heads.reduce((least, other) =>
      compared(keyOf(other.row), keyOf(least.row), columns) < 0 ? other : least,
    );
    const key = keyOf(head.row);
    if (last === undefined || compared(key, last, columns) !== 0) yield head.row;
    last = key;
    const next = head.iterator.next();
    if (next.done === true) heads.splice(heads.indexOf(head), 1);
    else head.row = next.value;
  }
}

function compared(left: Key, right: Key, columns: Order['columns']): number {
  for (const [index, { falling }] of columns.entries()) {
    const [one, other] = [left[index] ?? '', right[index] ?? ''];
    if (one === other) continue;
    return one < other === (falling === true) ? 1 : -1;
  }
  return 0;
}

/** A place in an order as it stands in an address: no more than periods, dates, references and ids. */
export const placeOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** What `next` of a page said, read back; null for anything else. */
export function keyIn(place: string, { columns }: Order): Key | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(place, 'base64url').toString('utf8'));
    const isKey = Array.isArray(key) && key.length === columns.length && key.every((one) => typeof one === 'string');
    return isKey ? (key as string[]) : null;
  } catch {
    return null;
  }
}
