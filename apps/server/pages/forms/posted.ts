/** What a form sent, field by field, as it came: kept to be shown again where something is wrong. */
export type Posted = Readonly<Record<string, string | readonly string[]>>;

/** Texts and lists of texts of a body; anything else was sent by no form of ours. */
export function postedOf(body: unknown): Posted {
  if (typeof body !== 'object' || body === null) return {};
  const entries = Object.entries(body).flatMap(([name, value]): [string, string | readonly string[]][] => {
    if (typeof value === 'string') return [[name, withLineEnds(value)]];
    if (Array.isArray(value)) return [[name, value.filter((each) => typeof each === 'string')]];
    return [];
  });
  return Object.fromEntries(entries);
}

/** A browser sends each end of a line as two signs. */
const withLineEnds = (text: string): string => text.replaceAll('\r\n', '\n');

export function one(posted: Posted, name: string): string {
  const value = posted[name];
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}

export function many(posted: Posted, name: string): readonly string[] {
  const value = posted[name];
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
