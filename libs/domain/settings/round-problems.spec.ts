import { defaultSettings } from './default-settings.js';
import type { ProgrammeSettings, Round } from './programme-settings.js';
import { settingsProblems } from './settings-problems.js';

const ROUND: Round = {
  key: 'monthly',
  label: 'Monthly audits',
  activity: 'deep-dive',
  every: 'month',
  months: [],
  size: { kind: 'fixed', count: 12 },
  quotas: null,
  stratum: null,
  theme: null,
  targetPerYear: 120,
  replaces: null,
};
const QUARTERLY: Round = { ...ROUND, key: 'quarterly', label: 'Deep dives', every: 'quarter', replaces: 'monthly' };

const problems = (rounds: readonly Round[], more: Partial<ProgrammeSettings> = {}): readonly string[] =>
  settingsProblems({ ...defaultSettings('Westmere'), ...more, rounds }).map(
    ({ code, sentence }) => `${code} ${sentence}`,
  );

describe('rounds', () => {
  it('can be published: monthly, with a quarterly one in its place, a practice week and a themed one', () => {
    expect(
      problems(
        [
          ROUND,
          QUARTERLY,
          { ...ROUND, key: 'practice-week', label: 'Practice week', every: 'once', months: [10], targetPerYear: null },
          {
            ...ROUND,
            key: 'neglect',
            label: 'Neglect',
            every: 'half-year',
            theme: 'Neglect',
            size: null,
            stratum: 'team',
          },
          { ...ROUND, key: 'by-team', label: 'By team', size: null, quotas: { North: 2, South: 3 }, stratum: 'team' },
        ],
        { excludedMonths: [8, 12] },
      ),
    ).toEqual([]);
  });

  it.each<[string, readonly Round[], Partial<ProgrammeSettings>?]>([
    ['The round "monthly" stands twice.', [ROUND, ROUND]],
    ['The round "monthly" needs a label.', [{ ...ROUND, label: ' ' }]],
    [
      'The round key "Monthly.1" must be lower-case words joined by hyphens or underscores.',
      [{ ...ROUND, key: 'Monthly.1' }],
    ],
    ['its key has more than 40 characters.', [{ ...ROUND, key: 'm'.repeat(41) }]],
    ['it is of "chess", which is no audit type of these settings.', [{ ...ROUND, activity: 'chess' }]],
    ['its months are numbers from 1 (January) to 12 (December), each once.', [{ ...ROUND, months: [13] }]],
    ['its months are numbers from 1 (January) to 12 (December), each once.', [{ ...ROUND, months: [4, 4] }]],
    ['it is drawn in month 8, in which no audits are done.', [{ ...ROUND, months: [7, 8] }], { excludedMonths: [8] }],
    ['two of its months fall in one period, which has one draw.', [{ ...ROUND, every: 'quarter', months: [4, 6] }]],
    ['two of its months fall in one period, which has one draw.', [{ ...ROUND, every: 'half-year', months: [10, 3] }]],
    ['a round that is drawn once a year names the one month in which it is.', [{ ...ROUND, every: 'once' }]],
    [
      'a round that is drawn once a year names the one month in which it is.',
      [{ ...ROUND, every: 'once', months: [5, 11] }],
    ],
    ['it has a size and quotas: give it one of them.', [{ ...ROUND, quotas: { North: 1 }, stratum: 'team' }]],
    [
      'its quotas need something to be quotas of: services, teams or kinds of plan.',
      [{ ...ROUND, size: null, quotas: { North: 1 } }],
    ],
    ['A sample has a whole number of cases, at least one.', [{ ...ROUND, size: { kind: 'fixed', count: 0 } }]],
    [
      'Each quota is a whole number of cases, and at least one is not zero.',
      [{ ...ROUND, size: null, quotas: { North: 0 }, stratum: 'team' }],
    ],
    ['its theme needs words, or none at all.', [{ ...ROUND, theme: ' ' }]],
    ['its target is a whole number of audits a year, at least one, or none.', [{ ...ROUND, targetPerYear: 0 }]],
    ['it replaces "weekly", which is no round.', [{ ...ROUND, replaces: 'weekly' }]],
    ['it replaces itself, if one follows what each round replaces.', [{ ...ROUND, replaces: 'quarterly' }, QUARTERLY]],
    ['it replaces itself, if one follows what each round replaces.', [{ ...ROUND, replaces: 'monthly' }]],
  ])('say what clashes: %s', (sentence, rounds, more = {}) => {
    const said = problems(rounds, more);
    expect(said.length).toBeGreaterThan(0);
    expect(said.every((each) => each.startsWith('settings-round '))).toBe(true);
    expect(said.join(' ')).toContain(sentence);
  });

  it('that are never drawn, since all their months are without audits, cannot be published', () => {
    expect(
      problems([{ ...ROUND, every: 'quarter', months: [] }], { excludedMonths: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }),
    ).toEqual([]);
    expect(
      problems([{ ...ROUND, every: 'once', months: [8] }], { excludedMonths: [8] }).some((each) =>
        each.includes('it is never drawn: no month is left for it.'),
      ),
    ).toBe(true);
  });
});
