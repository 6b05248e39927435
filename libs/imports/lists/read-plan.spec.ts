import { readPlan } from './read-plan.js';
import { readRisks } from './read-risks.js';

const plan = (...rows: string[]) =>
  readPlan(
    Buffer.from(['Section,Ref,Action,Lead,Progress or review date,Status,Update commentary', ...rows].join('\n')),
  );
const risks = (...rows: string[]) => readRisks(Buffer.from(['risk,description,mitigation,rating', ...rows].join('\n')));

describe('an improvement plan', () => {
  it('is read as it is printed, lines and words for nothing among it', () => {
    const { items, rows } = plan(
      '1. Leadership,1.1.1,Appoint a lead,Director,31/03/2018,Ongoing,"12 May: advertised.\n3 June: appointed."',
      '1. Leadership,1.2.8,Publish the plan,None,Completed,Completed,',
      '2. Practice,1.1.1,Train all staff,,,,n/a',
    );
    expect(rows).toEqual({ read: 3, accepted: 3, rejected: 0 });
    expect(items.map(({ item }) => Object.values(item))).toEqual([
      [
        '1. Leadership',
        '1.1.1',
        'Appoint a lead',
        'Director',
        '31/03/2018',
        '2018-03-31',
        'Ongoing',
        '12 May: advertised.\n3 June: appointed.',
      ],
      ['1. Leadership', '1.2.8', 'Publish the plan', 'None', 'Completed', null, 'Completed', null],
      ['2. Practice', '1.1.1', 'Train all staff', null, null, null, null, 'n/a'],
    ]);
  });

  it('is rejected with row and column where it is none', () => {
    const { rejected } = plan(',1.1,A,,,,', 'S,,A,,,,', 'S,1.1,,,,,', 'S,1.2,A,,,,', 'S,1.2,B,,,,');
    expect(rejected.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Section'],
      [3, 'Ref'],
      [4, 'Action'],
      [6, 'Ref'],
    ]);
  });
});

describe('a risk register', () => {
  it('is read as it is printed, each risk once', () => {
    const { items, rejected } = risks('Turnover,"Posts are\nvacant",A career path,B2', 'turnover,,,', ',x,,');
    expect(items.map(({ item }) => Object.values(item))).toEqual([
      ['Turnover', 'Posts are\nvacant', 'A career path', 'B2'],
    ]);
    expect(rejected.map(({ row, column }) => [row, column])).toEqual([
      [3, 'risk'],
      [4, 'risk'],
    ]);
  });
});
