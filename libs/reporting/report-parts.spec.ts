import { REPORTS } from '#domain';
import { NAMED_REPORTS, shownOf, wholeOf } from './report-parts.js';

const SERIES = [
  'standard:visits',
  'question:risk',
  'statement:life',
  'quality:life',
  'done',
  'round:monthly',
  'themed_round:neglect',
];
const whole = { from: '2025-04-01', rows: SERIES.map((series) => ({ series })) };
const seriesIn = (name: (typeof NAMED_REPORTS)[number]) => shownOf(name, whole).rows.map(({ series }) => series);

describe('a report by its name', () => {
  it('is whole, or some series of a whole one, as they stand there', () => {
    for (const name of REPORTS) expect([wholeOf(name), seriesIn(name)]).toEqual([name, SERIES]);
    expect([wholeOf('questions'), seriesIn('questions')]).toEqual(['standards', ['question:risk', 'statement:life']]);
    expect([wholeOf('outcomes'), seriesIn('outcomes')]).toEqual(['standards', ['quality:life']]);
    expect([wholeOf('rounds'), seriesIn('rounds')]).toEqual(['activity', ['round:monthly', 'themed_round:neglect']]);
    expect(shownOf('rounds', whole)).toMatchObject({ report: 'rounds', from: '2025-04-01' });
  });
});
