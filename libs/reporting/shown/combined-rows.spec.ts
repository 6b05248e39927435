import fc from 'fast-check';
import type { ReportRow } from '../report.js';
import { stoodAt } from '../withholding/outside-report.js';
import { combinationsIn, withCombined } from './combined-rows.js';

const row = (key: string, numerator: number | null, more: Partial<ReportRow> = {}): ReportRow => ({
  period: '2024-25',
  series: 'overall',
  key,
  label: key,
  numerator,
  denominator: numerator === null ? null : 20,
  percent: numerator === null ? null : numerator * 5,
  ...(numerator === null && { withheld: true as const }),
  ...more,
});
const asked = (rows: readonly ReportRow[], ...combinations: readonly (readonly string[])[]) => {
  const said = withCombined(rows, combinations);
  return 'code' in said
    ? said.code
    : said.map(({ key, numerator, denominator, percent }) => `${key} ${numerator}/${denominator} ${percent}`);
};

describe('rows that are asked for as one', () => {
  it('are named as people write them', () => {
    const both = [['good', 'outstanding']];
    for (const text of ['good+outstanding', 'good outstanding', 'good or outstanding', ' good + outstanding,'])
      expect(combinationsIn(text)).toEqual(both);
    expect(combinationsIn('a+b,c+d+c')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(combinationsIn('')).toEqual([]);
    expect(combinationsIn('good')).toMatchObject({ code: 'combination-of-one' });
    expect(combinationsIn('good+good')).toMatchObject({ code: 'combination-of-one' });
    expect(combinationsIn(Array.from({ length: 11 }, () => 'a+b').join())).toMatchObject({
      code: 'too-many-combinations',
    });
  });

  it('stand after the rows they are of, in every period and series that has all of them', () => {
    const rows = [
      row('outstanding', 2),
      row('good', 9),
      row('inadequate', 1),
      row('good', 3, { series: 'domain:plans' }),
      row('outstanding', 4, { series: 'domain:plans', period: '2025-26' }),
      row('good', 5, { series: 'domain:plans', period: '2025-26' }),
    ];
    expect(asked(rows, ['good', 'outstanding'])).toEqual([
      'outstanding 2/20 10',
      'good 9/20 45',
      'inadequate 1/20 5',
      'good+outstanding 11/20 55',
      'good 3/20 15',
      'outstanding 4/20 20',
      'good 5/20 25',
      'good+outstanding 9/20 45',
    ]);
    const said = withCombined(rows, [['good', 'outstanding']]);
    expect('code' in said ? null : said[3]).toMatchObject({
      label: 'good or outstanding',
      combines: ['good', 'outstanding'],
    });
  });

  it('are refused where no figures have all of them, but not where nothing was counted', () => {
    expect(asked([row('good', 1)], ['good', 'met'])).toBe('combination-unknown');
    expect(asked([], ['good', 'met'])).toEqual([]);
  });

  it('are withheld where one of them is, where their wholes differ, and where they stand as at different moments', () => {
    expect(asked([row('good', 9), row('outstanding', null)], ['good', 'outstanding'])[2]).toContain('null/null');
    const other = row('outstanding', 2, { denominator: 19 });
    expect(asked([row('good', 9), other], ['good', 'outstanding'])[2]).toContain('null/null');
    const [good, outstanding] = [row('good', 9), row('outstanding', 2)];
    stoodAt.set(good, 1);
    stoodAt.set(outstanding, 2);
    expect(asked([good, outstanding], ['good', 'outstanding'])[2]).toContain('null/null');
    stoodAt.set(outstanding, 1);
    expect(asked([good, outstanding], ['good', 'outstanding'])[2]).toContain('11/20');
  });

  it('tell nothing but the sum of what is shown beside them', () => {
    const KEYS = ['a', 'b', 'c', 'd'];
    const rows = fc
      .array(fc.option(fc.nat(9)), { minLength: 4, maxLength: 4 })
      .map((counts) => counts.map((count, place) => row(KEYS[place] ?? '', count)));
    fc.assert(
      fc.property(rows, fc.subarray(KEYS, { minLength: 2 }), (all, keys) => {
        const said = withCombined(all, [keys]);
        const made = 'code' in said ? undefined : said.at(-1);
        const parts = all.filter(({ key }) => keys.includes(key)).map(({ numerator }) => numerator);
        const shown = parts.filter((count) => count !== null);
        expect(made?.numerator).toBe(
          shown.length === parts.length ? shown.reduce((sum, count) => sum + count, 0) : null,
        );
      }),
    );
  });
});
