/** An address with what is asked for in its query; what is empty is left out. */
export function addressOf(path: string, query: Readonly<Record<string, string | number | null | undefined>>): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') asked.set(name, String(value));
  const text = asked.toString();
  return text === '' ? path : `${path}?${text}`;
}
