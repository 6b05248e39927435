/** A query as an address has it. */
export type Asked = Readonly<Record<string, unknown>>;

/** One value of a query; empty where it is not there, or there more than once. */
export const asked = (query: Asked, name: string): string => {
  const value = query[name];
  return typeof value === 'string' ? value : '';
};
