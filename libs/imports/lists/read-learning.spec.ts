import { readLearning } from './read-learning.js';

const read = (...rows: string[]) =>
  readLearning(Buffer.from(['Date,Kind,Theme,Audience,Service,Team,Invited,Attended,Sources', ...rows].join('\n')));

describe('learning activities', () => {
  it('are read as they were held, in any spelling of their kind and sources', () => {
    const { items, rows } = read(
      '14/05/2024,Training,Chronologies,New starters,Assessment,North,20,12,Audit; dip sample',
      '2024-05-15,practice week,Visits,,,,,,',
      '2024-05-15,Workshops,Visits,,,,"1,204",,feedback',
    );
    expect(rows).toEqual({ read: 3, accepted: 3, rejected: 0 });
    expect(items.map(({ item }) => item)).toEqual([
      {
        date: '2024-05-14',
        kind: 'training',
        theme: 'Chronologies',
        audience: 'New starters',
        service: 'Assessment',
        team: 'North',
        invited: 20,
        attended: 12,
        sources: ['audits', 'dip-samples'],
      },
      expect.objectContaining({ kind: 'practice-week', audience: null, invited: null, attended: null, sources: [] }),
      expect.objectContaining({ kind: 'workshop', invited: 1204, sources: ['feedback'] }),
    ]);
  });

  it('are rejected with row and column where they are none, and nothing of a cell is repeated', () => {
    const { rejected } = read(
      ',training,Plans,,,,,,',
      '2024-05-14,Zebedee,Plans,,,,,,',
      '2024-05-14,training,,,,,,,',
      '2024-05-14,training,Plans,,,,Zebedee,,',
      '2024-05-14,training,Plans,,,,3,4,',
      '2024-05-14,training,Plans,,,,,,audits;Zebedee',
      '2024-05-14,training,Plans,,,,,,',
      '2024-05-14,Training,plans,,,,5,5,',
    );
    expect(rejected.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Date'],
      [3, 'Kind'],
      [4, 'Theme'],
      [5, 'Invited'],
      [6, 'Attended'],
      [7, 'Sources'],
      [9, 'Theme'],
    ]);
    expect(JSON.stringify(rejected)).not.toContain('Zebedee');
  });
});
