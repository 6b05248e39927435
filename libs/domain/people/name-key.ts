/**
 * A display name as it is compared: without case, accents, apostrophes, punctuation, invisible characters and runs of white
 * space (non-breaking included), and with `Surname, First` turned round. `O’BRIEN,  Zoë` and `Zoe O'Brien` share a key.
 */
export function nameKey(name: string): string {
  const [surname = '', first = '', ...more] = name.split(',');
  const turned = more.length === 0 && first.trim() !== '' ? `${first} ${surname}` : name;
  return turned
    .replace(/['’‘`´]/g, '')
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Finds people by name or alias. A name that two people share finds neither, because a guess would put an audit before
 * the wrong practitioner. An alias says which of them is meant.
 */
export function nameIndex(
  people: Iterable<{ readonly personId: string; readonly names: readonly string[] }>,
): (name: string) => string | null {
  const byKey = new Map<string, string | null>();
  for (const { personId, names } of people) {
    for (const key of new Set(names.map(nameKey))) {
      if (key !== '') byKey.set(key, byKey.has(key) && byKey.get(key) !== personId ? null : personId);
    }
  }
  return (name) => byKey.get(nameKey(name)) ?? null;
}
