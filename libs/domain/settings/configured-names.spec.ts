import fc from 'fast-check';
import { aliasProblems, configuredNames, joinNames, meaningOf, spellingKey } from './configured-names.js';
import { defaultSettings } from './default-settings.js';

const { activity, domain } = configuredNames(defaultSettings('Council'));
const respelt = (name: string) =>
  fc
    .tuple(fc.constantFrom(' ', '-', '_', '  ', '\u00A0', ' - ', '\u2013'), fc.constantFrom('lower', 'upper', 'as is'))
    .map(([between, letters]) => {
      const joined = name.split(/[ _-]/).join(between);
      return letters === 'lower' ? joined.toLowerCase() : letters === 'upper' ? joined.toUpperCase() : joined;
    });

describe('what a written name means', () => {
  it('is a key by its key, its label or an alias, in any case and spacing', () => {
    const types = activity.map((type) => ({ ...type, aliases: [`Old ${type.label}`] }));
    const means = meaningOf(types);
    const name = fc.constantFrom(
      ...types.flatMap(({ key, label, aliases }) => [key, label, ...aliases].map((one) => [key, one] as const)),
    );
    fc.assert(
      fc.property(
        name.chain(([key, one]) => fc.tuple(fc.constant(key), respelt(one))),
        ([key, written]) => {
          expect(means(written)).toEqual({ is: 'known', key });
        },
      ),
    );
  });

  it('is one key though several tools have it', () => {
    expect(meaningOf(domain)('Planning and Review')).toEqual({ is: 'known', key: 'planning' });
    expect(meaningOf(domain)('Planning & review')).toEqual({ is: 'known', key: 'planning' });
    expect(meaningOf(domain)('Management oversight and supervision')).toEqual({
      is: 'known',
      key: 'management-oversight',
    });
  });

  it('is said to be ambiguous where nothing decides, and a key goes before labels', () => {
    const means = meaningOf([
      { key: 'a', label: 'Review' },
      { key: 'b', label: 'review' },
      { key: 'review-1', label: 'A' },
    ]);
    expect(means('REVIEW')).toEqual({ is: 'ambiguous', keys: ['a', 'b'] });
    expect(means('A')).toEqual({ is: 'known', key: 'a' });
    expect(means('something else')).toEqual({ is: 'unknown' });
  });
});

describe('names joined', () => {
  it('are the key where one is meant, and the first spelling met where nobody has configured it', () => {
    const join = joinNames(meaningOf(activity));
    expect(['Deep dive', 'Themed look', 'THEMED-LOOK', 'deep_dive', 'themed  look'].map(join)).toEqual([
      'deep-dive',
      'Themed look',
      'Themed look',
      'deep-dive',
      'Themed look',
    ]);
  });

  it('keep apart what differs by more than spelling', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        fc.pre(spellingKey(one) !== spellingKey(other));
        const join = joinNames(meaningOf([]));
        expect(join(one)).not.toBe(join(other));
      }),
    );
  });
});

describe('aliases', () => {
  it('must mean one thing', () => {
    expect(
      aliasProblems([
        { key: 'a', label: 'A', aliases: ['First', 'a'] },
        { key: 'b', label: 'B' },
      ]),
    ).toEqual([]);
    expect(
      aliasProblems([
        { key: 'a', label: 'A', aliases: ['b', ' '] },
        { key: 'b', label: 'B', aliases: ['x'] },
      ]),
    ).toEqual(['"b" could mean "a" or "b".', 'An alias of "a" is empty.']);
  });
});
