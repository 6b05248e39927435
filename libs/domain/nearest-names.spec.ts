import fc from 'fast-check';
import { nearestNames } from './nearest-names.js';

describe('the names nearest to one that is not known', () => {
  it.each([
    ['Nroth', ['North', 'South', 'North East'], ['North']],
    ['deep-dvie', ['deep-dive', 'case-file', 'supervision'], ['deep-dive']],
    ['NORTH', ['North'], ['North']],
    ['Wigan', ['North', 'South'], []],
    ['', ['North'], []],
  ])('%j among %j', (written, known, nearest) => {
    expect(nearestNames(written, known)).toEqual(nearest);
  });

  it('are known ones, three at most, and a name with one letter wrong is among the first of them', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{4,12}$/), { minLength: 1 }), fc.nat(), (known, at) => {
        const meant = known[at % known.length] ?? '';
        const found = nearestNames(`${meant.slice(1)}`, known);
        expect(found.length).toBeLessThanOrEqual(3);
        expect(found.every((name) => known.includes(name))).toBe(true);
        expect(found.length).toBeGreaterThan(0);
      }),
    );
  });
});
