/** A column of a file and what stands in it. */
export interface Cell {
  readonly header: string;
  readonly text: string;
}

/**
 * Questions and answers as they are written, one a line, the answer after the last colon. Of a line without a colon the whole
 * stands for the answer, and is refused as none: nothing that was typed is passed over.
 */
export function answerLines(text: string): readonly Cell[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) return [{ header: 'answers', text: '' }];
  return lines.map((line) => {
    const at = line.lastIndexOf(':');
    return at < 0
      ? { header: line, text: line }
      : { header: line.slice(0, at).trim(), text: line.slice(at + 1).trim() };
  });
}
