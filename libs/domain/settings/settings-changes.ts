import type { ProposedSettings } from './commands.js';
import { sameValue } from './same-value.js';

/** One thing that settings would say otherwise than those in force. */
export interface SettingsChange {
  /** Such as `deadlines.grade` or `tools[deep-dive].domains[planning].label`. */
  readonly field: string;
  /** As it is and as it would be: a text as it stands, anything else as JSON; null for none. */
  readonly is: string | null;
  readonly becomes: string | null;
}

/** What proposed settings change of those in force, field by field; entries of lists by their key where they have one. */
export function settingsChanges(is: ProposedSettings | null, becomes: ProposedSettings): readonly SettingsChange[] {
  return [...changesOf('', is ?? {}, becomes)];
}

function* changesOf(field: string, is: unknown, becomes: unknown): Generator<SettingsChange> {
  if (sameValue(is, becomes)) return;
  const [before, after] = [partsOf(is), partsOf(becomes)];
  if (before === undefined || after === undefined || before.kind !== after.kind) {
    yield { field, is: said(is), becomes: said(becomes) };
    return;
  }
  const nameOf = (key: string): string =>
    before.kind === 'entries' ? `${field}[${key}]` : field === '' ? key : `${field}.${key}`;
  for (const key of new Set([...before.parts.keys(), ...after.parts.keys()])) {
    yield* changesOf(nameOf(key), before.parts.get(key), after.parts.get(key));
  }
  const order = [orderIn(before, after), orderIn(after, before)] as const;
  if (before.kind === 'entries' && order[0] !== order[1]) yield { field, is: order[0], becomes: order[1] };
}

interface Parts {
  readonly kind: 'fields' | 'entries';
  readonly parts: ReadonlyMap<string, unknown>;
}

/** The fields of an object, or the entries of a list by their keys; nothing where a value is compared as one. */
function partsOf(value: unknown): Parts | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) return { kind: 'fields', parts: new Map(Object.entries(value)) };
  const entries = value.flatMap((item: unknown): [string, unknown][] => {
    const key: unknown = typeof item === 'object' && item !== null ? Reflect.get(item, 'key') : undefined;
    return typeof key === 'string' ? [[key, item]] : [];
  });
  const parts = new Map(entries);
  return parts.size === value.length && parts.size > 0 ? { kind: 'entries', parts } : undefined;
}

/** The keys that both have, in the order of the first. */
const orderIn = ({ parts }: Parts, other: Parts): string =>
  [...parts.keys()].filter((key) => other.parts.has(key)).join(', ');

function said(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
