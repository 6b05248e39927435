import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * A read that is shared by everybody who asks for it before it begins. One is under way at a time, and the next begins
 * when it is done. It begins after each of them has asked, so none is given what was read before.
 */
export class SharedRead<Result> {
  private next: Promise<Result> | undefined;
  private underWay: Promise<unknown> | undefined;

  /** @param turns how many turns of the event loop a read waits for others to share it */
  constructor(
    private readonly read: () => Promise<Result>,
    private readonly turns = 1,
  ) {}

  ask(): Promise<Result> {
    this.next ??= this.begin();
    return this.next;
  }

  private async begin(): Promise<Result> {
    if (this.underWay !== undefined) await this.underWay;
    if (this.turns === 0) await Promise.resolve();
    for (let turn = 0; turn < this.turns; turn++) await nextTurn();
    this.next = undefined;
    const reading = this.read();
    const done = reading.catch(() => undefined);
    this.underWay = done;
    void done.then(() => {
      if (this.underWay === done) this.underWay = undefined;
    });
    return reading;
  }
}
