/** A place in a line. */
export interface Turn {
  /** Settles when it is this one's turn. */
  readonly begun: Promise<void>;
  /** Leaves the line, whether the turn had come or not; the next one's comes. */
  readonly leave: () => void;
}

/** Lines in which one after another has a turn, each by its key. */
export class Turns {
  private readonly lines = new Map<string, (() => void)[]>();

  /** @param most how long a line may be @returns undefined where it is that long already */
  take(key: string, most: number): Turn | undefined {
    const line = this.lines.get(key) ?? [];
    if (line.length >= most) return undefined;
    this.lines.set(key, line);
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    line.push(begin);
    if (line[0] === begin) begin();
    const leave = (): void => {
      const at = line.indexOf(begin);
      if (at < 0) return;
      line.splice(at, 1);
      if (at === 0) line[0]?.();
      if (line.length === 0 && this.lines.get(key) === line) this.lines.delete(key);
    };
    return { begun, leave };
  }
}
