import { Pagination } from '../components/pagination.js';
import { addressOf } from '../words/address.js';

interface PagesOfProps {
  readonly address: string;
  /** What is asked for besides the page. */
  readonly query: Readonly<Record<string, string>>;
  /** From 1. */
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

/** `1 to 50 of 212 audits`, and the way to the others. */
export function PagesOf({ address, query, page, size, total }: PagesOfProps) {
  const last = Math.max(1, Math.ceil(total / size));
  if (last === 1) return null;
  const hrefOf = (number: number): string => addressOf(address, { ...query, page: number === 1 ? '' : number });
  const near = [1, page - 1, page, page + 1, last].filter((number) => number >= 1 && number <= last);
  const numbers = [...new Set(near)].sort((left, right) => left - right);
  const items = numbers.flatMap((number, index) => {
    const gap = number - (numbers[index - 1] ?? number - 1) > 1;
    const link = { number, href: hrefOf(number), current: number === page };
    return gap ? [{ ellipsis: true as const }, link] : [link];
  });
  return (
    <Pagination
      previous={page > 1 ? { href: hrefOf(page - 1) } : undefined}
      next={page < last ? { href: hrefOf(page + 1) } : undefined}
      items={items}
    />
  );
}

/** What of a list is shown: `1 to 50 of 212 audits`; `3 audits` where that is all. */
export function shownOf(page: number, size: number, total: number, [one, many]: readonly [string, string]): string {
  if (total <= size) return `${total} ${total === 1 ? one : many}`;
  const first = (page - 1) * size + 1;
  return `${first} to ${Math.min(page * size, total)} of ${total} ${many}`;
}
