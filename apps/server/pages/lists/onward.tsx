import { Pagination } from '../components/pagination.js';
import { addressOf } from '../words/address.js';

interface OnwardProps {
  readonly address: string;
  /** What is asked for besides the place. */
  readonly query: Readonly<Record<string, string>>;
  /** Where this page of the list begins; empty for the first. */
  readonly place: string;
  /** Where the next begins; null after the last. */
  readonly next: string | null;
}

/** The way through a list that is paged by key: on to the next page, and back to the first. */
export function Onward({ address, query, place, next }: OnwardProps) {
  if (place === '' && next === null) return null;
  return (
    <Pagination
      previous={place === '' ? undefined : { href: addressOf(address, query), text: 'First page' }}
      next={next === null ? undefined : { href: addressOf(address, { ...query, next }) }}
    />
  );
}

/** How many a list holds in all, or where that is too many to be counted, how many of it are shown. */
export function countedOf(total: number | null, shown: number, [one, many]: readonly [string, string]): string {
  if (total === null) return `${shown} ${shown === 1 ? one : many} on this page`;
  return `${total} ${total === 1 ? one : many}`;
}
