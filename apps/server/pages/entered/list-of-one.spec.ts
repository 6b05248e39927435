import { answerLines } from './answer-lines.js';
import { ENTERED } from './entered-lists.js';
import { listOfOne } from './list-of-one.js';

const dipSample = ENTERED.find(({ key }) => key === 'dip-sample');
const typed = { theme: 'Visits', date: '2024-05-14', unit: 'child', subject_ref: '42' };

describe('one thing as a list', () => {
  it('has a column for each question that is written with its answer', () => {
    if (dipSample === undefined) throw new Error('Dip samples are entered as a list');
    const answers = 'Seen alone? : yes\n\nPlan: shared "with" all?: no';
    expect(String(listOfOne(dipSample, { ...typed, answers }))).toBe(
      '"theme","date","unit","subject_ref","Seen alone?","Plan: shared ""with"" all?"\r\n' +
        '"Visits","2024-05-14","child","42","yes","no"\r\n',
    );
  });

  it('passes over no line: what has no colon is the answer, which is none', () => {
    expect(answerLines('Seen alone? yes')).toEqual([{ header: 'Seen alone? yes', text: 'Seen alone? yes' }]);
    expect(answerLines(' \n')).toEqual([{ header: 'answers', text: '' }]);
  });
});
