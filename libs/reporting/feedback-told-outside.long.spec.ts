import fc from 'fast-check';
import { RESPONDENTS } from '#domain';
import { feedbackReport, type FeedbackRequest } from './feedback-report.js';

const ALL: FeedbackRequest = { from: null, to: null, by: null, asAt: null };

describe('feedback outside the QA team', () => {
  it('lets nobody outside work a small number out of any two answers, of any quarters at any month’s end', () => {
    const entry = fc.record({
      date: fc.constantFrom('2023-05-01', '2023-08-01', '2023-11-01'),
      respondent: fc.constantFrom(...RESPONDENTS.slice(0, 2)),
      rating: fc.constantFrom('good', 'poor'),
      recordedAt: fc.constantFrom('2024-03-05T00:00:00.000Z', '2024-04-05T00:00:00.000Z', '2024-05-05T00:00:00.000Z'),
    });
    const ends = ['2024-03-31T22:59:59.999Z', '2024-04-30T22:59:59.999Z', '2024-05-31T22:59:59.999Z'];
    const firsts = ['2023-04-01', '2023-07-01', '2023-10-01'];
    const lasts = ['2023-06-30', '2023-09-30', '2023-12-31'];
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.integer({ min: 2, max: 6 }), (all, minimum) => {
        for (const series of ['respondent:child', 'respondent:parent_carer']) {
          for (const key of ['good', 'poor']) {
            const answers = ends.flatMap((until) =>
              firsts.flatMap((from, first) =>
                lasts.slice(first).flatMap((to) => {
                  const { rows } = feedbackReport(all, [], { ...ALL, from, to }, { minimum, until });
                  const own = rows.filter((row) => row.series === series);
                  if (own.some(({ withheld }) => withheld === true)) return [];
                  return [{ from, to, until, count: own.find((row) => row.key === key)?.numerator ?? 0 }];
                }),
              ),
            );
            const within = (one: (typeof answers)[number], other: (typeof answers)[number]): boolean =>
              one.from >= other.from && one.to <= other.to && one.until <= other.until;
            for (const one of answers) {
              expect(one.count === 0 || one.count >= minimum).toBe(true);
              for (const other of answers.filter((each) => within(one, each))) {
                const more = other.count - one.count;
                expect(more === 0 || more >= minimum).toBe(true);
              }
            }
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
