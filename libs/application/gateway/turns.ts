/**
 * Work on one stream goes one at a time within this process: fewer conflicts to decide again. Only a courtesy: what
 * keeps two processes apart is the expected revision of every append.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  async take<Result>(stream: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(stream);
    const mine = before === undefined ? work() : before.then(work, work);
    this.last.set(stream, mine);
    try {
      return await mine;
    } finally {
      if (this.last.get(stream) === mine) this.last.delete(stream);
    }
  }
}
