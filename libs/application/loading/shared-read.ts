/**
 * A read that those who ask for it in the same turn of the event loop share. It begins after each of them has asked, so
 * none is given what was read before.
 */
export class SharedRead<Result> {
  private next: Promise<Result> | undefined;

  constructor(private readonly read: () => Promise<Result>) {}

  ask(): Promise<Result> {
    this.next ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.next = undefined;
        this.read().then(resolve, reject);
      });
    });
    return this.next;
  }
}
