import { Turns } from './turns.js';

/** Work that ends when it is told to, in the order it began. */
function work() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const of = (name: string) => (): Promise<void> => {
    begun.push(name);
    return new Promise((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await new Promise(setImmediate);
  };
  return { begun, of, end };
}

describe('turns', () => {
  it('are so many at once, one a person, and come in the order they were asked for', async () => {
    const { begun, of, end } = work();
    const turns = new Turns(2);
    const all = [
      turns.take('Ann', of('a1')),
      turns.take('Ann', of('a2')),
      turns.take('Bo', of('b1')),
      turns.take('Cy', of('c1')),
    ];
    expect(begun).toEqual(['a1', 'b1']);
    await end('b1');
    expect(begun).toEqual(['a1', 'b1', 'c1']);
    await end('a1');
    expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
    await end('a2');
    await end('c1');
    await Promise.all(all);
  });

  it('end with the work, also where it fails', async () => {
    const turns = new Turns(1);
    await expect(turns.take('Ann', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.take('Bo', () => Promise.resolve('done'))).resolves.toBe('done');
  });
});
