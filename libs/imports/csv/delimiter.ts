const DELIMITERS = [',', ';', '\t'] as const;

export type Delimiter = (typeof DELIMITERS)[number];

/**
 * What separates the columns, judged by the header line: Excel writes semicolons where the computer's region uses a
 * decimal comma, and tabs as "Unicode text". Separators inside quotes do not count; in doubt it is a comma.
 */
export function delimiterOf(header: string): Delimiter {
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length - 1 }));
  const most = Math.max(...counts.map(({ count }) => count));
  return counts.find(({ count }) => count === most)?.delimiter ?? ',';
}

/** The first line of the text, or null while more of it must come before that can be said. */
export function firstLine(text: string): string | null {
  let quoted = false;
  let blank = true;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    if (!blank && !quoted && (character === '\n' || character === '\r')) return text.slice(0, at);
    blank &&= character.trim() === '';
  }
  return null;
}
