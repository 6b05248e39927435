import type { AuditCase, Deadline } from './state.js';

type Deadlines = AuditCase['deadlines'];

/** What is owed once some obligations have ended and others begun. A name ending in `:` ends all of its kind. */
export function owe(
  deadlines: Deadlines,
  { ends = [], begins = {} }: { ends?: readonly string[]; begins?: Deadlines },
): Deadlines {
  // A loop, and an object that is a dictionary from the start: every event of a replay comes by here, and the names of
  // actions and concerns would give each audit an object of a shape of its own.
  const open = Object.create(null) as Record<string, Deadline>;
  for (const [key, deadline] of Object.entries(deadlines)) if (!isEnded(key, ends)) open[key] = deadline;
  return Object.assign(open, begins);
}

function isEnded(key: string, ends: readonly string[]): boolean {
  for (const ended of ends) if (ended === key || (ended.endsWith(':') && key.startsWith(ended))) return true;
  return false;
}
