import fc from 'fast-check';
import { BUILT_IN_SCALES, GOOD_ADEQUATE_INADEQUATE_SCALE, OFSTED_SCALE } from './built-in-scales.js';
import { concordanceProblems, translateGrade, type Concordance } from './concordance.js';
import { hasGrade, isWorse, rankOf } from './grade-order.js';
import { parseGrade, scaleProblems } from './parse-grade.js';

describe('a grade', () => {
  it.each([
    ['Outstanding', 'outstanding'],
    ['GOOD', 'good'],
    ['requires_improvement', 'requires_improvement'],
    ['Requires Improvement', 'requires_improvement'],
    ['requires-improvement', 'requires_improvement'],
    ['  Requires\u00a0improvement  to be good ', 'requires_improvement'],
    ['ri', 'requires_improvement'],
    ['RI', 'requires_improvement'],
    ['inadequate', 'inadequate'],
  ])('is read from %j as %s', (text, key) => {
    expect(parseGrade(OFSTED_SCALE, text)?.key).toBe(key);
  });

  it.each(['adequate', 'Satisfactory', 'goods', 'requires', '', ' ', 'R I', '2'])('is not read from %j', (text) => {
    expect(parseGrade(OFSTED_SCALE, text)).toBeNull();
  });

  it('of another scale is no grade of this one', () => {
    expect(parseGrade(GOOD_ADEQUATE_INADEQUATE_SCALE, 'Adequate')?.key).toBe('adequate');
    expect(hasGrade(OFSTED_SCALE, 'adequate')).toBe(false);
    expect(hasGrade(OFSTED_SCALE, 'good')).toBe(true);
    expect(() => rankOf(OFSTED_SCALE, 'adequate')).toThrow(RangeError);
    expect(() => rankOf(GOOD_ADEQUATE_INADEQUATE_SCALE, 'outstanding')).toThrow(RangeError);
  });

  it('is read from its key, label and aliases, however they are cased', () => {
    const names = BUILT_IN_SCALES.flatMap((scale) =>
      scale.grades.flatMap((grade) =>
        [grade.key, grade.label, ...(grade.aliases ?? [])].map((name) => ({ scale, grade, name })),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.infiniteStream(fc.boolean()), ({ scale, grade, name }, upper) => {
        const text = [...name].map((letter) => (upper.next().value ? letter.toUpperCase() : letter)).join('');
        expect(parseGrade(scale, text)).toBe(grade);
      }),
    );
  });
});

describe('the order of grades', () => {
  it('is best first', () => {
    expect(OFSTED_SCALE.grades.map(({ key }) => rankOf(OFSTED_SCALE, key))).toEqual([0, 1, 2, 3]);
    expect(isWorse(OFSTED_SCALE, 'inadequate', 'good')).toBe(true);
    expect(isWorse(OFSTED_SCALE, 'good', 'inadequate')).toBe(false);
    expect(isWorse(OFSTED_SCALE, 'good', 'good')).toBe(false);
  });
});

describe('a scale', () => {
  const scale = (...grades: { key: string; label: string; aliases?: string[] }[]) => ({
    key: 'local',
    label: 'Local',
    grades,
  });
  const met = { key: 'met', label: 'Met' };

  it.each(BUILT_IN_SCALES)('built in can be used: $key', (builtIn) => {
    expect(scaleProblems(builtIn)).toEqual([]);
  });

  it.each([
    ['A scale has at least two grades.', scale(met)],
    ['"met" could mean the grade "met" or the grade "not_met".', scale(met, { key: 'not_met', label: 'Met' })],
    [
      '"m" could mean the grade "met" or the grade "most".',
      scale({ ...met, aliases: ['M'] }, { key: 'most', label: 'Mostly met', aliases: ['m'] }),
    ],
    ['A label or alias of the grade "not_met" is empty.', scale(met, { key: 'not_met', label: ' ' })],
    [
      'The grade key "Not met" must be lower-case letters, digits and underscores.',
      scale(met, { key: 'Not met', label: 'No' }),
    ],
    [
      'A scale is known by a key of lower-case letters, digits and hyphens.',
      { ...scale(met, { key: 'not_met', label: 'Not met' }), key: 'Local scale' },
    ],
  ])('is refused: %s', (sentence, refused) => {
    expect(scaleProblems(refused)).toEqual([sentence]);
  });
});

describe('a concordance', () => {
  const policy: Concordance = {
    from: 'good-adequate-inadequate',
    to: 'ofsted',
    source: 'Audit policy 2015, appendix 2',
    grades: { good: 'good', inadequate: 'inadequate' },
  };

  it('says what it was given and nothing more', () => {
    expect(translateGrade(policy, 'good')).toBe('good');
    expect(translateGrade(policy, 'adequate')).toBeNull();
    expect(translateGrade(policy, 'toString')).toBeNull();
  });

  it.each([
    ['nothing', policy, []],
    [
      'a grade nobody has',
      { ...policy, grades: { good: 'fine' } },
      ['"good" to "fine" names a grade that its scale lacks.'],
    ],
    [
      'two grades the wrong way round',
      { ...policy, grades: { inadequate: 'good', good: 'inadequate' } },
      ['A better grade must not become a worse one than the grade below it.'],
    ],
    ['no source', { ...policy, source: ' ' }, ['A concordance names its source.']],
    [
      'other scales',
      { ...policy, from: 'local' },
      ['This concordance is not between "Good, adequate, inadequate" and "Ofsted".'],
    ],
  ])('is checked for %s', (_what, concordance, problems) => {
    expect(concordanceProblems(concordance, GOOD_ADEQUATE_INADEQUATE_SCALE, OFSTED_SCALE)).toEqual(problems);
  });
});
