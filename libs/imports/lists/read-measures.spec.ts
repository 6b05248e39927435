import { readMeasures } from './read-measures.js';
import { readReadings } from './read-readings.js';

const HEADER = 'measure,meaning,unit,direction,requires_improvement,good,outstanding,source';
const measures = (...rows: string[]) => readMeasures(Buffer.from([HEADER, ...rows].join('\n')));
const readings = (...rows: string[]) =>
  readReadings(Buffer.from(['measure,period,numerator,denominator,value', ...rows].join('\n')));
const reasons = ({ rejected }: { rejected: readonly { row: number; column: string; reason: string }[] }) =>
  rejected.map(({ row, column, reason }) => [row, column, reason]);

describe('measures', () => {
  it('are read with their bands as printed', () => {
    const { items, rejected } = measures(
      'Seen in 10 days,Seen alone,%,Higher is better,65–75 %,75-84,85+,Plan',
      'Second plans,,%,lower,25-20,19-15,<14,',
      'Alerts,,alerts,Increase,,Increase,-,',
      'Waiting,n/a,days,lower,30-21 days,20 to 11,10 or fewer,n/a',
    );
    expect(rejected).toEqual([]);
    expect(
      items.map(({ row, item: { measure, direction, bands, meaning } }) => [
        row,
        measure,
        direction,
        Object.values(bands),
        meaning,
      ]),
    ).toEqual([
      [2, 'Seen in 10 days', 'higher', ['65–75 %', '75-84', '85+'], 'Seen alone'],
      [3, 'Second plans', 'lower', ['25-20', '19-15', '<14'], null],
      [4, 'Alerts', 'increase', [null, 'Increase', null], null],
      [5, 'Waiting', 'lower', ['30-21 days', '20 to 11', '10 or fewer'], null],
    ]);
  });

  it('are rejected with row and column where they are none', () => {
    expect(
      reasons(
        measures(
          ',,%,higher,,,,',
          'A,,,higher,,,,',
          'B,,%,,,,,',
          'C,,%,sideways,about half,10-Dec,,',
          'D,,%,lower,,,,',
          'd ,,%,lower,,,,',
        ),
      ),
    ).toEqual([
      [2, 'measure', 'The row has no measure.'],
      [3, 'unit', 'The row has no unit.'],
      [4, 'direction', 'Say which way is better: higher, lower, increase, decrease or direction only.'],
      [5, 'direction', 'Say which way is better: higher, lower, increase, decrease or direction only.'],
      [5, 'requires_improvement', 'This is not a band as it is printed, such as 25-20, <14, 75+ or Increase.'],
      [5, 'good', 'This is a date: a spreadsheet may have made it of a band such as 10-12. Write it as "10 to 12".'],
      [7, 'measure', 'The measure stands in row 6 already.'],
    ]);
  });
});

describe('readings', () => {
  it('are two counts, or a value', () => {
    const { items } = readings('M,2017-06,16,20,', 'M,2017-07,,,"1,204.5"', 'M,2017-08,,,62.5 %', 'M,2017-09,,,−3');
    expect(items.map(({ item: { numerator, denominator, value } }) => [numerator, denominator, value])).toEqual([
      [16, 20, null],
      [null, null, 1204.5],
      [null, null, 62.5],
      [null, null, -3],
    ]);
  });

  it('are rejected with row and column where they are none', () => {
    expect(
      reasons(readings('M,2017-06,16,,', 'M,2017-07,,,', 'M,2017-08,,,many', 'M,,1,2,', 'M,P,1,2,', 'm,P,1,3,')),
    ).toEqual([
      [2, 'denominator', 'A count is of a whole: give both, or a value.'],
      [3, 'value', 'The row has no reading: two counts, or a value.'],
      [4, 'value', 'This is not a number, such as 80 or 62.5.'],
      [5, 'period', 'The row has no period.'],
      [7, 'period', 'The reading of this measure and period stands in row 6 already.'],
    ]);
  });
});
