/**
 * Takes turns at something that only a few may do at once. One person has one turn at a time, so that however much one
 * person sends, the next gets a turn. Whoever has waited longest comes first.
 */
export class Turns {
  private readonly taken = new Set<string>();
  private readonly waiting: { readonly who: string; readonly begin: () => void }[] = [];

  constructor(private readonly atOnce: number) {}

  /** Does the work when it is this person's turn. */
  async take<Result>(who: string, work: () => Promise<Result>): Promise<Result> {
    if (this.free(who)) this.taken.add(who);
    else await new Promise<void>((begin) => this.waiting.push({ who, begin }));
    try {
      return await work();
    } finally {
      this.taken.delete(who);
      this.beginNext();
    }
  }

  private free(who: string): boolean {
    return this.taken.size < this.atOnce && !this.taken.has(who);
  }

  private beginNext(): void {
    const at = this.waiting.findIndex(({ who }) => this.free(who));
    if (at === -1) return;
    for (const { who, begin } of this.waiting.splice(at, 1)) {
      this.taken.add(who);
      begin();
    }
  }
}
