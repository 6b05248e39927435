import fc from 'fast-check';
import { beside } from './beside.js';
import type { Known, Moment } from './beside.js';

/** A life of a few facts, each of which says something, something else, or nothing after each step. */
const life: fc.Arbitrary<readonly Moment<number, string>[]> = fc
  .array(
    fc.dictionary(fc.constantFrom('stage', 'grade', 'action'), fc.constantFrom('one', 'two', 'three'), {
      noNullPrototype: true,
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((moments) =>
    moments.map((facts, step) => ({
      step,
      known: Object.entries(facts).map(([fact, value]): Known<string> => ({ fact, item: null, value })),
    })),
  );
const valueAt = (moment: Moment<number, string> | undefined, fact: string): unknown =>
  moment?.known.find((each) => each.fact === fact)?.value ?? null;
const changed = (): 'changed' => 'changed';

describe('what was known, beside what is known', () => {
  it('says of each fact what it said at both moments, and every step between at which it said something else', () => {
    fc.assert(
      fc.property(life, fc.nat(11), (moments, at) => {
        const then = at % moments.length;
        const facts = beside(moments, then, changed);
        const ever = new Set(moments.slice(then).flatMap(({ known }) => known.map(({ fact }) => fact)));
        expect(facts.map(({ fact }) => fact).sort()).toEqual([...ever].sort());
        for (const { fact, then: stood, now, since } of facts) {
          expect([stood, now]).toEqual([valueAt(moments[then], fact), valueAt(moments.at(-1), fact)]);
          const steps = moments
            .slice(then + 1)
            .filter(({ step }) => valueAt(moments[step], fact) !== valueAt(moments[step - 1], fact));
          expect(since.map(({ step }) => step)).toEqual(steps.map(({ step }) => step));
        }
      }),
    );
  });

  it('calls a fact added, changed and ended by what was there before', () => {
    const known = (...values: string[]): readonly Known<string>[] =>
      values.map((value) => ({ fact: 'f', item: 'x', value }));
    const moments = [known(), known('one'), known('two'), known(), known('one')].map((each, step) => ({
      step,
      known: each,
    }));
    expect(beside(moments, 0, () => 'corrected')).toEqual([
      {
        fact: 'f',
        item: 'x',
        then: null,
        now: 'one',
        since: [
          { change: 'added', step: 1 },
          { change: 'corrected', step: 2 },
          { change: 'ended', step: 3 },
          { change: 'added', step: 4 },
        ],
      },
    ]);
    expect(beside(moments.slice(0, 3), 2, () => 'corrected')).toEqual([
      { fact: 'f', item: 'x', then: 'two', now: 'two', since: [] },
    ]);
  });
});
