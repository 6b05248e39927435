import type { PersonRecord } from '#domain';
import { KnownNames } from './known-names.js';

type Asked = Parameters<KnownNames['calledBy']>[0] extends Iterable<infer Person> ? Person : never;

const person = (personId: string, ...names: readonly string[]): Asked => {
  const [name = '', ...aliases] = names;
  const record: Partial<PersonRecord> = { personId, name, aliases };
  return record as PersonRecord;
};

/** Names in clear, and how often they were opened; those of the erased are no text. */
class Names {
  opened = 0;
  private destructions = 0;
  private readonly erased = new Set<string>();

  readonly known = new KnownNames(
    {
      openAll: <Value>(value: Value): Promise<Value> => {
        this.opened += Array.isArray(value) ? value.length : 1;
        const text = JSON.stringify(value, (_, inner: unknown) =>
          typeof inner === 'string' && this.erased.has(inner) ? { erased: true } : inner,
        );
        return Promise.resolve(JSON.parse(text) as Value);
      },
    },
    { destroyed: () => Promise.resolve(this.destructions) },
  );

  erase(name: string): void {
    this.erased.add(name);
    this.destructions += 1;
  }
}

describe('people by what they are called', () => {
  const people = [person('pat', 'Pat O’Shea', 'Patricia Shea'), person('ann', 'Ann Lee'), person('anna', 'Anna Shea')];

  it('are found by the beginning of each word of one of their names, in any order and case', async () => {
    const { known } = new Names();
    for (const [text, found] of [
      ['ann', ['ann', 'anna']],
      ['LEE an', ['ann']],
      ['patricia', ['pat']],
      ['shea pat', ['pat']],
      ['lee shea', []],
      ['nn', []],
      [' . ', []],
    ] as const)
      expect([text, await known.calledBy(people, text)]).toEqual([text, found]);
  });

  it('are opened once, however often they are looked for', async () => {
    const names = new Names();
    for (let turn = 0; turn < 5; turn++) await names.known.calledBy(people, 'ann');
    expect(names.opened).toBe(people.length);
    await names.known.calledBy([...people, person('new', 'Ann New')], 'ann');
    expect(names.opened).toBe(people.length + 1);
  });

  it('are found no more once they have been erased', async () => {
    const names = new Names();
    expect(await names.known.calledBy(people, 'ann')).toEqual(['ann', 'anna']);
    names.erase('Ann Lee');
    expect(await names.known.calledBy(people, 'ann')).toEqual(['anna']);
  });

  it('say nothing where they are too many', async () => {
    const many = Array.from({ length: 21 }, (_, index) => person(`p${index}`, `Sam ${index}`));
    const { known } = new Names();
    expect(await known.calledBy(many, 'sam')).toEqual([]);
    expect(await known.calledBy(many.slice(1), 'sam')).toHaveLength(20);
  });
});
