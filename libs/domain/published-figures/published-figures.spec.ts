import fc from 'fast-check';
import { percentAt } from '../grading/percent.js';
import { isRefusal } from '../refusal.js';
import { checkFigure } from './check-figure.js';
import type { PrintedFigure } from './events.js';
import { publishedFigures } from './published-figures.js';

const moderated: PrintedFigure = {
  source: 'Sefton, January 2024',
  period: '2023-11',
  series: 'moderated',
  key: 'yes',
  percent: 47,
  decimals: 0,
  numerator: 21,
  denominator: 45,
};
const coordinator = { actor: { id: 'p1', roles: ['coordinator' as const] } };
const record = (...figures: PrintedFigure[]) => ({ type: 'RecordPublishedFigures' as const, figures });
const given = (...figures: PrintedFigure[]) => {
  const events = publishedFigures.decide(record(...figures), publishedFigures.initial, coordinator);
  return isRefusal(events)
    ? publishedFigures.initial
    : events.reduce(publishedFigures.evolve, publishedFigures.initial);
};

describe('entering published figures', () => {
  it('records those that are new, once', () => {
    const other = { ...moderated, key: 'no' };
    expect(publishedFigures.decide(record(moderated, other), given(moderated), coordinator)).toEqual([
      { type: 'published-figure-recorded', data: other },
    ]);
    expect(publishedFigures.decide(record(moderated), given(moderated), coordinator)).toEqual([]);
  });

  it('corrects one that is said otherwise, and keeps what it was', () => {
    const corrected = { ...moderated, percent: 46.7, decimals: 1 };
    const events = publishedFigures.decide(record(corrected), given(moderated), coordinator);
    expect(events).toEqual([
      {
        type: 'published-figure-corrected',
        data: { ...corrected, was: { percent: 47, decimals: 0, numerator: 21, denominator: 45 } },
      },
    ]);
    expect([...given(moderated, corrected).values()]).toEqual([corrected]);
  });

  it('tells 50 from 50.0: what was printed is more than its number', () => {
    const whole = { ...moderated, percent: 50, decimals: 0 };
    expect(publishedFigures.decide(record({ ...whole, decimals: 1 }), given(whole), coordinator)).toHaveLength(1);
  });

  it.each(['leader', 'auditor', 'administrator'] as const)('is not for a %s', (role) => {
    const actor = { id: 'p1', roles: [role] };
    expect(publishedFigures.decide(record(moderated), given(), { actor })).toMatchObject({ code: 'role-missing' });
  });
});

const check = (
  percent: number | null,
  decimals: number | null,
  numerator: number | null,
  denominator: number | null,
): ReturnType<typeof checkFigure> => checkFigure({ percent, decimals, numerator, denominator });

describe('a printed figure beside its counts', () => {
  it.each([
    [47, 0, 21, 45, 'agrees', 47, '21 of 45 is 47%.'],
    [12.5, 1, 1, 8, 'agrees', 12.5, '1 of 8 is 12.5%.'],
    [13, 0, 1, 8, 'agrees', 13, '1 of 8 is 13%.'],
    [12, 0, 1, 8, 'agrees', 13, '1 of 8 is 13%, or 12% where halves are rounded to even.'],
    [62.5, 1, null, 20, 'contradicts', null, 'No count of 20 gives 62.5%.'],
    [75, 0, null, 20, 'agrees', null, '15 of 20 gives it.'],
    [21, 0, 9, 45, 'contradicts', 20, '9 of 45 is 20%, not 21%. No count of 45 gives that.'],
    [50, 0, 21, 45, 'contradicts', 47, '21 of 45 is 47%, not 50%. No count of 45 gives that.'],
    [51, 0, 21, 45, 'contradicts', 47, '21 of 45 is 47%, not 51%.'],
    [107, 0, 16, 15, 'contradicts', 107, '16 is more than the whole, 15.'],
    [0, 0, 0, 0, 'contradicts', null, 'Nothing was counted: 0% of nothing is no figure.'],
    [null, null, 5, 15, 'agrees', 33, 'No percentage is printed beside the counts.'],
    [82, 0, null, null, 'no-counts', null, 'No counts are printed beside it.'],
    [82, 0, 262, null, 'no-counts', null, 'The whole that it is part of is not printed.'],
    [null, null, null, 235, 'no-counts', null, 'Only the whole is printed.'],
  ] as const)(
    '%s%% to %s decimals, %s of %s: %s',
    (percent, decimals, numerator, denominator, verdict, fromCounts, why) => {
      expect(check(percent, decimals, numerator, denominator)).toEqual({ verdict, fromCounts, why });
    },
  );

  const counts = fc
    .integer({ min: 1, max: 2_000 })
    .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));
  const places = fc.constantFrom(0, 1);

  it('agrees with whatever a council prints of its counts, half up, with or without the numerator', () => {
    fc.assert(
      fc.property(counts, places, ([numerator, denominator], decimals) => {
        const printed = percentAt(numerator, denominator, decimals);
        expect(check(printed, decimals, numerator, denominator)).toMatchObject({
          verdict: 'agrees',
          fromCounts: printed,
        });
        expect(check(printed, decimals, null, denominator).verdict).toBe('agrees');
      }),
    );
  });

  it('contradicts every percentage further than half of its last place from the share', () => {
    fc.assert(
      fc.property(counts, places, fc.integer({ min: 0, max: 1_000 }), ([numerator, denominator], decimals, tenths) => {
        const printed = decimals === 1 ? tenths / 10 : Math.floor(tenths / 10);
        const away = Math.abs(printed - (100 * numerator) / denominator) * 10 ** decimals;
        fc.pre(Math.abs(away - 0.5) > 1e-6);
        expect(check(printed, decimals, numerator, denominator).verdict).toBe(away < 0.5 ? 'agrees' : 'contradicts');
      }),
    );
  });

  it('finds a count wherever there is one, as counting them all does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 150 }),
        places,
        fc.integer({ min: 0, max: 1_000 }),
        (whole, decimals, tenths) => {
          const printed = decimals === 1 ? tenths / 10 : Math.floor(tenths / 10);
          const all = Array.from({ length: whole + 1 }, (_, count) => check(printed, decimals, count, whole).verdict);
          expect(check(printed, decimals, null, whole).verdict).toBe(all.includes('agrees') ? 'agrees' : 'contradicts');
        },
      ),
    );
  });
});
