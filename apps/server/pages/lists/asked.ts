/** A query as an address has it. */
export type Asked = Readonly<Record<string, unknown>>;

/** One value of a query; empty where it is not there, or there more than once. */
export const asked = (query: Asked, name: string): string => {
  const value = query[name];
  return typeof value === 'string' ? value : '';
};

/** The page of a list that is asked for, from 1. */
export function pageAsked(query: Asked): number {
  const page = asked(query, 'page');
  return /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1;
}
