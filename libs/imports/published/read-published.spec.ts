import { ImportProblem } from '../import-problem.js';
import { readPublished } from './read-published.js';

const HEADER = 'source,period,series,key,percent,numerator,denominator';
const read = (...rows: string[]) => readPublished(Buffer.from([HEADER, ...rows].join('\n')));
const reasons = (...rows: string[]) => read(...rows).rejected.map(({ row, column, reason }) => [row, column, reason]);

describe('published figures', () => {
  it('are read as printed, decimals and all', () => {
    const { items, rows } = read(
      'Report,2023-11,overall,good,50.0,10,20',
      'Report,2023-11,overall,None,62.5 %,,20',
      '"Report, part 2",Autumn,overall,n/a,,"1,204",',
    );
    expect(rows).toEqual({ read: 3, accepted: 3, rejected: 0 });
    expect(items.map(({ item }) => item)).toEqual([
      {
        source: 'Report',
        period: '2023-11',
        series: 'overall',
        key: 'good',
        percent: 50,
        decimals: 1,
        numerator: 10,
        denominator: 20,
      },
      {
        source: 'Report',
        period: '2023-11',
        series: 'overall',
        key: 'None',
        percent: 62.5,
        decimals: 1,
        numerator: null,
        denominator: 20,
      },
      {
        source: 'Report, part 2',
        period: 'Autumn',
        series: 'overall',
        key: 'n/a',
        percent: null,
        decimals: null,
        numerator: 1204,
        denominator: null,
      },
    ]);
  });

  it('that contradict themselves are read all the same', () => {
    expect(reasons('R,P,S,a,21,16,15', 'R,P,S,b,140,3,2')).toEqual([]);
  });

  it('are rejected with row and column where they are no figures', () => {
    expect(
      reasons('R,P,S,a,about half,,', 'R,P,S,b,-3,1.5,', 'R,P,S,c,,,', 'R,,S,d,1,,', 'R,P,S,e,1,,', 'R,P,S,e,2,,'),
    ).toEqual([
      [2, 'percent', 'This is not a percentage as it is printed, such as 47 or 62.5.'],
      [3, 'percent', 'This is not a percentage as it is printed, such as 47 or 62.5.'],
      [3, 'numerator', 'This is not a count: a whole number that is not negative.'],
      [4, 'percent', 'The row has no figure.'],
      [5, 'period', 'The row has no period.'],
      [7, 'key', 'The figure stands in row 6 already.'],
    ]);
  });

  it('need the columns that name them', () => {
    expect(() => readPublished(Buffer.from('source,key,percent\nR,a,1'))).toThrow(ImportProblem);
  });
});
