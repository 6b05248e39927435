/** A bell that is never missed: whoever noted its count before looking hears of anything rung since. */
export class News {
  private rung = 0;
  private readonly waiting = new Set<() => void>();

  get count(): number {
    return this.rung;
  }

  ring(): void {
    this.rung++;
    for (const wake of [...this.waiting]) wake();
  }

  /** Resolves once the count is beyond the one given, or the signal aborts. */
  async after(count: number, signal: AbortSignal): Promise<void> {
    if (this.rung > count || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
