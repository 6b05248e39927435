import fc from 'fast-check';
import { dipSamplesReport, type DipSampleSaid, type DipSamplesRequest } from './dip-samples-report.js';

const ALL: DipSamplesRequest = { from: null, to: null, asAt: null };
const QUESTIONS = ['Seen alone?', 'Plan shared?'];
const MONTHS = ['2024-03', '2024-04', '2024-05'];
const ENDS = ['2024-03-31T22:59:59.999Z', '2024-04-30T22:59:59.999Z', '2024-05-31T22:59:59.999Z'];

describe('dip samples outside the QA team', () => {
  it('let nobody outside work a small number out of any two answers, at any month’s end, corrections among them', () => {
    const one = fc.record({
      resultId: fc.integer({ min: 1, max: 30 }).map((id) => `r${id}`),
      month: fc.constantFrom(...MONTHS),
      answers: fc.tuple(...QUESTIONS.map(() => fc.constantFrom('yes', 'no', 'na', null))),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 90 }), fc.integer({ min: 2, max: 6 }), (all, minimum) => {
        const said = all
          .map(({ resultId, month, answers }): DipSampleSaid => ({
            resultId,
            theme: 'Visits',
            date: '2024-03-01',
            unit: 'child',
            answers: answers.flatMap((answer, index) =>
              answer === null ? [] : [{ question: QUESTIONS[index] ?? '', answer }],
            ),
            recordedAt: `${month}-05T00:00:00.000Z`,
          }))
          .sort((left, right) => (left.recordedAt < right.recordedAt ? -1 : 1));
        const reports = ENDS.map((until) => dipSamplesReport(said, ALL, { minimum, until }));
        const isTold = (count: number) => count === 0 || Math.abs(count) >= minimum;
        const wholes: number[] = [];
        for (const question of QUESTIONS) {
          const told = reports.flatMap(({ rows }) => {
            const own = rows.filter((row) => row.question === question);
            return own.length === 0 || own.some(({ withheld }) => withheld === true) ? [] : [own];
          });
          for (const own of told) wholes.push(own.reduce((sum, { numerator }) => sum + (numerator ?? 0), 0));
          for (const key of ['yes', 'no', 'na', 'no_answer']) {
            const counts = told.map((own) => own.find((row) => row.key === key)?.numerator ?? 0);
            for (const count of counts) for (const other of [0, ...counts]) expect(isTold(count - other)).toBe(true);
          }
        }
        for (const { samples } of reports) wholes.push(...samples.flatMap(({ subjects }) => subjects ?? []));
        for (const whole of wholes) for (const other of [0, ...wholes]) expect(isTold(whole - other)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
