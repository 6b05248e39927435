import { SharedRead } from './shared-read.js';

describe('a shared read', () => {
  it('is one for all who ask at once, and begins after they asked', async () => {
    let reads = 0;
    const shared = new SharedRead(async () => ++reads);
    const together = [shared.ask(), shared.ask()];
    expect(reads).toBe(0);
    expect(await Promise.all(together)).toEqual([1, 1]);
    expect(await shared.ask()).toBe(2);
  });

  it('gives nobody what was read before they asked', async () => {
    let value = 'before';
    const shared = new SharedRead(async () => {
      const read = value;
      await new Promise((resolve) => setImmediate(resolve));
      return read;
    });
    const first = shared.ask();
    await new Promise((resolve) => setImmediate(resolve));
    value = 'after';
    expect(await shared.ask()).toBe('after');
    expect(await first).toBe('before');
  });

  it('is one at a time: whoever asks meanwhile shares the next', async () => {
    const waiting: (() => void)[] = [];
    const shared = new SharedRead(() => new Promise<number>((done) => waiting.push(() => done(waiting.length))));
    const first = shared.ask();
    while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const later = [shared.ask()];
    await new Promise((resolve) => setImmediate(resolve));
    later.push(shared.ask());
    expect(waiting).toHaveLength(1);
    waiting[0]?.();
    await first;
    while (waiting.length === 1) await new Promise((resolve) => setImmediate(resolve));
    waiting[1]?.();
    expect(await Promise.all(later)).toEqual([2, 2]);
    expect(waiting).toHaveLength(2);
  });

  it('fails for all who asked, and not for the next', async () => {
    let fails = true;
    const shared = new SharedRead(async () => {
      if (fails) throw new Error('away');
      return 'there';
    });
    const together = await Promise.allSettled([shared.ask(), shared.ask()]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await shared.ask()).toBe('there');
  });
});
