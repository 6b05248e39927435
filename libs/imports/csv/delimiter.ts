const DELIMITERS = [',', ';', '\t', '|'];

/** One character. */
export type Delimiter = string;

/** The line with which a file tells Excel its separator; Excel does not show it as a row. */
const SAYS_SEPARATOR = /^\uFEFF?"?sep=(\\t|[^\r\n])"?[,;|\t ]*$/i;

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

export interface Layout {
  readonly delimiter: Delimiter;
  /** Where the text of the table begins: behind the line that names the separator, where there is one. */
  readonly start: number;
}

/** @param head the text, or as much of its beginning as holds the first line and its end */
export function layoutOf(head: string): Layout {
  const line = firstLine(head) ?? head;
  const named = separatorNamed(line);
  if (named === null) return { delimiter: delimiterOf(line), start: 0 };
  return { delimiter: named, start: line.length + (head.startsWith('\r\n', line.length) ? 2 : 1) };
}

/** The separator that a line `sep=;` names; null for any other line. */
function separatorNamed(line: string): Delimiter | null {
  const [, named] = SAYS_SEPARATOR.exec(line.trimStart()) ?? [];
  return named === '\\t' ? '\t' : (named ?? null);
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
