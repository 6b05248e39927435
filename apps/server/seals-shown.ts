import type { SealReport } from '#engine';

/** What this service knows of the seals of its log; nothing where it seals none, or has not begun. */
export class SealsShown {
  private ask: (() => SealReport) | undefined;

  show(ask: () => SealReport): void {
    this.ask = ask;
  }

  get report(): SealReport | undefined {
    return this.ask?.();
  }
}
