import type { AuditCase, Deadline } from './state.js';

type Deadlines = AuditCase['deadlines'];

/** What is owed once some obligations have ended and others begun. A name ending in `:` ends all of its kind. */
export function owe(
  deadlines: Deadlines,
  { ends = [], begins = {} }: { ends?: readonly string[]; begins?: Readonly<Record<string, Deadline>> },
): Deadlines {
  const open = Object.entries(deadlines).filter(
    ([key]) => !ends.some((ended) => (ended.endsWith(':') ? key.startsWith(ended) : key === ended)),
  );
  return { ...Object.fromEntries(open), ...begins };
}
