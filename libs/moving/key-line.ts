import type { KeptKey, Owner, WrappedKey } from '#privacy';

/** A key as a file carries it: wrapped, or as destroyed. */
export type CarriedKey =
  | { readonly owner: Owner; readonly wrapped: WrappedKey; readonly lookup?: string }
  | { readonly owner: Owner; readonly destroyedAt: string };

export function keyLine({ owner, key, lookup }: KeptKey): string {
  if (key.state === 'destroyed') return JSON.stringify({ owner, destroyedAt: key.at });
  const { masterKeyId, box } = key.wrapped;
  return JSON.stringify({ owner, masterKeyId, box: box.toString('base64'), lookup });
}

/** The key of a line; nothing for a line that is none. */
export function keyOf(value: unknown): CarriedKey | undefined {
  if (hasTexts(value, 'owner', 'destroyedAt')) return { owner: value.owner, destroyedAt: value.destroyedAt };
  if (!hasTexts(value, 'owner', 'masterKeyId', 'box')) return undefined;
  const lookup = hasTexts(value, 'lookup') ? value.lookup : undefined;
  const { owner, masterKeyId, box } = value;
  return { owner, wrapped: { masterKeyId, box: Buffer.from(box, 'base64') }, lookup };
}

const hasTexts = <Name extends string>(value: unknown, ...names: readonly Name[]): value is Record<Name, string> =>
  typeof value === 'object' && value !== null && names.every((name) => typeof Reflect.get(value, name) === 'string');
