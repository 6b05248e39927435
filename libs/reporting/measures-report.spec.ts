import fc from 'fast-check';
import { measuresAfter, measuresDecider, parsePeriod, readingKey } from '#domain';
import type { Measure, MeasureReading } from '#domain';
import { tableCsv } from './format-csv.js';
import { measuresTable, measuresReport, withheldReadings } from './measures-report.js';

const measure: Measure = {
  measure: 'Seen',
  meaning: null,
  unit: '%',
  direction: 'higher',
  bands: { requires_improvement: '65-75', good: '75-84', outstanding: '85+' },
  source: null,
};
const reading = (
  period: string,
  numerator: number | null,
  denominator: number | null,
  value: number | null = null,
) => ({
  measure: 'Seen',
  period,
  numerator,
  denominator,
  value,
});
const state = (...readings: MeasureReading[]) =>
  measuresAfter(measuresDecider.initial, [
    { type: 'measure-published', data: { ...measure, version: 1, accepted: [] } },
    ...readings.map((data) => ({ type: 'reading-recorded' as const, data })),
  ]);
const ALL = { from: null, to: null, asAt: null };

describe('the report of measures', () => {
  it('has each reading in its band, periods in order, and a measure without a reading', () => {
    const { items } = measuresReport(
      state(reading('Autumn', null, null, 91), reading('2017-07', 15, 20), reading('2017-06', 16, 20)),
      ALL,
      new Set(),
    );
    expect(items.map(({ period, value, band, ambiguous }) => [period, value, band, ambiguous])).toEqual([
      ['2017-06', 80, 'good', false],
      ['2017-07', 75, null, true],
      ['Autumn', 91, 'outstanding', false],
    ]);
    expect(measuresReport(state(), ALL, new Set()).items).toMatchObject([
      { measure: 'Seen', period: null, band: null },
    ]);
  });

  it('leaves out other periods, and shows nothing of what is withheld', () => {
    const readings = [reading('2017-06', 16, 20), reading('2017-07', 15, 17)];
    const { items, notes } = measuresReport(
      state(...readings),
      { from: '2017-07-01', to: null, asAt: null },
      withheldReadings(readings, 5),
    );
    expect(items).toEqual([
      {
        measure: 'Seen',
        unit: '%',
        direction: 'higher',
        period: '2017-07',
        numerator: null,
        denominator: null,
        value: null,
        band: null,
        ambiguous: false,
        fits: [],
        withheld: true,
      },
    ]);
    expect(notes).toHaveLength(1);
  });

  it('is a CSV of the same', () => {
    expect(tableCsv(measuresTable(measuresReport(state(reading('2017-06', 15, 20)), ALL, new Set())))).toBe(
      'measure,unit,direction,period,numerator,denominator,value,band,ambiguous\r\nSeen,%,higher,2017-06,15,20,75,,yes\r\n',
    );
  });
});

describe('readings that do not leave the QA team', () => {
  it('are small ones, and what they could be worked out from', () => {
    const readings = [
      reading('2017-04', 30, 60),
      reading('2017-05', 2, 60),
      reading('2017-18-Q1', 50, 180),
      reading('2017-18-Q2', 60, 180),
      reading('2017-09', 40, 60),
    ];
    const withheld = withheldReadings(readings, 5);
    expect(readings.filter((each) => withheld.has(readingKey(each))).map(({ period }) => period)).toEqual([
      '2017-04',
      '2017-05',
      '2017-18-Q1',
    ]);
    expect(withheldReadings(readings, 0).size).toBe(0);
  });

  it('leave none beside them whose period they share', () => {
    const period = fc.constantFrom(
      '2017-04',
      '2017-05',
      '2017-18-Q1',
      '2017-18-Q2',
      '2017-18',
      '2018-04',
      '2018-19-Q1',
      'Autumn',
    );
    const readings = fc.uniqueArray(
      fc.tuple(period, fc.nat(30), fc.nat(30)).map(([key, one, other]) => reading(key, one, one + other)),
      { selector: ({ period: key }) => key, maxLength: 8 },
    );
    fc.assert(
      fc.property(readings, fc.integer({ min: 2, max: 8 }), (all, minimum) => {
        const withheld = withheldReadings(all, minimum);
        const shown = all.filter((each) => !withheld.has(readingKey(each)));
        for (const { numerator, denominator, period: key } of shown) {
          for (const count of [numerator ?? 0, (denominator ?? 0) - (numerator ?? 0), denominator ?? 0])
            expect(count === 0 || count >= minimum).toBe(true);
          for (const other of all.filter((each) => withheld.has(readingKey(each)))) {
            const [one, two] = [parsePeriod(key), parsePeriod(other.period)];
            expect(one !== null && two !== null && (one.to < two.from || two.to < one.from)).toBe(true);
          }
        }
      }),
    );
  });
});
