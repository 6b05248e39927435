/**
 * Canonical JSON (RFC 8785): one text for one value, whatever order its members were written in. As in JSON.stringify,
 * a member that is undefined is left out and a value with `toJSON` (a date) is its text.
 * @throws TypeError for what JSON has no text for: NaN, an infinity, a function, a bigint; and for half a character, a
 * UTF-16 surrogate without its other half (RFC 8785, 3.2.2.2), which would come back from the log as another text.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`JSON has no text for ${value}`);
      return JSON.stringify(value);
    case 'object':
      return value === null ? 'null' : structure(value);
    default:
      throw new TypeError(`JSON has no text for a ${typeof value}`);
  }
}

function structure(value: object): string {
  if (Array.isArray(value)) return `[${value.map((element: unknown) => canonicalJson(element ?? null)).join(',')}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON());
  let text = '';
  // RFC 8785 orders names by UTF-16 code units, as sort() does.
  for (const name of Object.keys(value).sort()) {
    const member: unknown = Reflect.get(value, name);
    if (member !== undefined) text += `${text === '' ? '' : ','}${quoted(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

function quoted(text: string): string {
  const written = JSON.stringify(text);
  // Alone of all that JSON.stringify escapes, a surrogate without its other half is written as \ud800 to \udfff.
  if (written.includes('\\ud') && /\p{Surrogate}/u.test(text))
    throw new TypeError('JSON has no text for half a character');
  return written;
}
