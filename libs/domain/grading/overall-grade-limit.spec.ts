import fc from 'fast-check';
import { BUILT_IN_SCALES } from './built-in-scales.js';
import { limitProblems, limitsExceeded, type OverallGradeLimit } from './overall-grade-limit.js';

const [ofsted, adequate] = BUILT_IN_SCALES;
if (!ofsted || !adequate) throw new Error('Two scales are built in');

const anyInadequate: OverallGradeLimit = {
  key: 'any-inadequate',
  label: 'No Good overall with an Inadequate domain',
  scale: 'ofsted',
  noBetterThan: 'requires_improvement',
  atLeast: 1,
  ofDomains: null,
  gradedAtBest: 'inadequate',
  exception: 'none',
};
const voice: OverallGradeLimit = { ...anyInadequate, key: 'voice', ofDomains: ['voice'], noBetterThan: 'inadequate' };
const twoWeak: OverallGradeLimit = {
  ...anyInadequate,
  key: 'two-weak',
  noBetterThan: 'good',
  atLeast: 2,
  gradedAtBest: 'requires_improvement',
};
const all = [anyInadequate, voice, twoWeak];

describe('limits of the overall grade', () => {
  it.each([
    ['outstanding', { planning: 'good', voice: 'good' }, []],
    ['good', { planning: 'inadequate', voice: 'good' }, ['any-inadequate']],
    ['requires_improvement', { planning: 'inadequate', voice: 'good' }, []],
    ['requires_improvement', { planning: 'good', voice: 'inadequate' }, ['voice']],
    ['good', { planning: 'good', voice: 'inadequate' }, ['any-inadequate', 'voice']],
    ['inadequate', { planning: 'inadequate', voice: 'inadequate' }, []],
    // a worse grade counts where the limit names a better one
    ['outstanding', { planning: 'requires_improvement', review: 'inadequate' }, ['any-inadequate', 'two-weak']],
    ['outstanding', { planning: 'requires_improvement', review: 'good' }, []],
    ['outstanding', {}, []],
  ] as const)('%s with %j goes beyond %j', (grade, domains, keys) => {
    expect(limitsExceeded(all, ofsted, { grade, domains }).map(({ key }) => key)).toEqual(keys);
  });

  it('hold on their own scale only: no concordance carries them to another', () => {
    expect(limitsExceeded(all, adequate, { grade: 'good', domains: { planning: 'inadequate' } })).toEqual([]);
  });

  it('permit a grade wherever they permit a better one', () => {
    const grade = fc.constantFrom(...ofsted.grades.map(({ key }) => key));
    const domains = fc.dictionary(fc.constantFrom('planning', 'voice', 'review'), grade);
    fc.assert(
      fc.property(domains, (given) => {
        const permitted = ofsted.grades.map(({ key }) => limitsExceeded(all, ofsted, { grade: key, domains: given }));
        const counts = permitted.map(({ length }) => length);
        expect(counts).toEqual([...counts].sort((one, other) => other - one));
      }),
    );
  });

  it('count at most the domains that a tool has', () => {
    const tools = [['planning', 'voice'], ['planning']];
    expect(limitProblems({ ...twoWeak, atLeast: 2 }, ofsted, tools)).toEqual([]);
    expect(limitProblems({ ...twoWeak, atLeast: 3 }, ofsted, tools)).toEqual([
      'The number of domains must be a whole number from 1 to 2.',
    ]);
  });
});
