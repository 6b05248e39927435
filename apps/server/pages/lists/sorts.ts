import { asked, type Asked } from './asked.js';
import type { FilterField } from './filter.js';

/** An order in which a list may be shown, as it is called. */
interface Named {
  /** In the address; empty for the order in which the list stands where nothing is asked. */
  readonly value: string;
  readonly text: string;
}

/** An order in which a list is read from its rows. */
export interface ReadSort<Order> extends Named {
  readonly sort: Order;
}

/** An order of a list that is short enough to be sorted when it is shown. */
export interface Sort<Row> extends Named {
  /** Which of two rows comes first, as `Array.sort` asks; left out where the rows stand in this order already. */
  readonly compare?: (left: Row, right: Row) => number;
}

/** The order an address asks for; the first where it asks for none there is. */
export const sortAsked = <One extends Named>(sorts: readonly [One, ...One[]], query: Asked): One =>
  sorts.find(({ value }) => value === asked(query, 'sort')) ?? sorts[0];

/** The choice of the orders there are. */
export const sortField = (sorts: readonly Named[], { value }: Named): FilterField => ({
  name: 'sort',
  label: 'Sorted by',
  value,
  items: sorts.map(({ value: sort, text }) => ({ value: sort, text })),
});

/** A short list in an order; rows that stand alike in it stay as they were. */
export const sorted = <Row>(rows: readonly Row[], { compare }: Sort<Row>): readonly Row[] =>
  compare === undefined ? rows : [...rows].sort(compare);
