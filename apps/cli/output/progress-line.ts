export interface Progress {
  readonly done: number;
  readonly of: number;
}

const WIDTH = 30;
const EVERY_MS = 80;

/** One line on a terminal that fills up while something lasts, and is wiped when it is over. Elsewhere it says nothing. */
export class ProgressLine {
  private shownAt = -Infinity;
  private shown = false;

  /** @param clock milliseconds that never run backwards */
  constructor(
    private readonly terminal: { readonly isTTY?: boolean; write(text: string): unknown },
    private readonly what: string,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** Bound, to be handed on. */
  readonly show = ({ done, of }: Progress): void => {
    const now = this.clock();
    if (this.terminal.isTTY !== true || (done < of && now - this.shownAt < EVERY_MS)) return;
    this.shownAt = now;
    this.shown = true;
    const share = of === 0 ? 1 : Math.min(1, done / of);
    const filled = Math.round(share * WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    this.terminal.write(`\r${this.what} ${bar} ${Math.floor(share * 100)}%`);
  };

  /** Bound, to be handed on. */
  readonly wipe = (): void => {
    if (this.shown) this.terminal.write('\r\u001b[2K');
    this.shown = false;
  };
}
