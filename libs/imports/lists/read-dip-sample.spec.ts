import { readDipSample } from './read-dip-sample.js';

const read = (header: string, ...rows: string[]) => readDipSample(Buffer.from([header, ...rows].join('\n')));
const HEADER = 'Theme,Date,Unit,Subject ref,Seen alone?,What came of it? [closed | stepped down]';

describe('a dip sample', () => {
  it('is read as it was answered, question by question, and what was not answered is no answer', () => {
    const { items, rows, warnings } = read(
      HEADER,
      'Visits,14/05/2024,child,000042,Yes,Stepped down',
      'Visits,2024-05-14,Children,000043,N/A,closed',
      'Visits,2024-05-14,child,000044,,closed',
    );
    expect(rows).toEqual({ read: 3, accepted: 3, rejected: 0 });
    expect(warnings).toEqual([]);
    expect(items.map(({ item }) => [item.date, item.unit, item.subjectRef, item.answers])).toEqual([
      [
        '2024-05-14',
        'child',
        '000042',
        [
          { question: 'Seen alone?', answer: 'yes' },
          { question: 'What came of it?', answer: 'stepped down' },
        ],
      ],
      [
        '2024-05-14',
        'child',
        '000043',
        [
          { question: 'Seen alone?', answer: 'na' },
          { question: 'What came of it?', answer: 'closed' },
        ],
      ],
      ['2024-05-14', 'child', '000044', [{ question: 'What came of it?', answer: 'closed' }]],
    ]);
  });

  it('is rejected with row and column where it is none, and nothing of a cell is repeated', () => {
    const { rejected } = read(
      HEADER,
      ',2024-05-14,child,1,yes,closed',
      'Visits,,child,2,yes,closed',
      'Visits,31/02/2024,child,2,yes,closed',
      'Visits,2024-05-14,Zebedee,3,yes,closed',
      'Visits,2024-05-14,child,,yes,closed',
      'Visits,2024-05-14,child,5,Zebedee,closed',
      'Visits,2024-05-14,child,6,yes,Zebedee',
      'Visits,2024-05-14,child,7,,',
      'Visits,2024-05-14,child,8,yes,closed',
      'visits,2024-05-14,child,8,no,closed',
    );
    expect(rejected.map(({ row, column }) => [row, column])).toEqual([
      [2, 'Theme'],
      [3, 'Date'],
      [4, 'Date'],
      [5, 'Unit'],
      [6, 'Subject ref'],
      [7, 'Seen alone?'],
      [8, 'What came of it? [closed | stepped down]'],
      [9, ''],
      [11, 'Subject ref'],
    ]);
    expect(JSON.stringify(rejected)).not.toContain('Zebedee');
  });

  it('asks something', () => {
    expect(() => read('theme,date,unit,subject_ref', 'Visits,2024-05-14,child,1')).toThrow('asks nothing');
    expect(() => read(`theme,date,unit,subject_ref,${'x'.repeat(301)}`, 'Visits,2024-05-14,child,1,yes')).toThrow(
      '300',
    );
    expect(() => read('theme,date,unit,subject_ref,[a | b]', 'Visits,2024-05-14,child,1,a')).toThrow('300');
  });
});
