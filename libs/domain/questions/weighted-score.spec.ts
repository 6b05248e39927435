import fc from 'fast-check';
import { YES_PARTLY_NO, answerWords, type AsksQuestions, type ToolQuestion } from './questions.js';
import { weightedScore } from './weighted-score.js';

const tool: Pick<AsksQuestions, 'answerScales'> = {
  answerScales: [
    { key: 'impact', label: 'Impact', words: ['great', 'some', 'little', 'none'].map((key) => ({ key, label: key })) },
    { key: 'how-often', label: 'How often', words: ['always', 'never'].map((key) => ({ key, label: key })) },
  ],
};

const question = (key: string, answers: string, weight: number | null): ToolQuestion => ({
  key,
  text: key,
  guidance: '',
  answers,
  required: false,
  critical: false,
  domainNoBetterThan: null,
  overallNoBetterThan: null,
  exception: 'none',
  weight,
});

const scales = [YES_PARTLY_NO.key, 'impact', 'how-often'];
const anyQuestions = fc
  .array(fc.record({ scale: fc.constantFrom(...scales), weight: fc.option(fc.integer({ min: 1, max: 100 })) }), {
    maxLength: 40,
  })
  .map((all) => all.map(({ scale, weight }, index) => question(`q-${index}`, scale, weight)));

/** Of each question a place in its scale; beyond it, that it does not apply, and beyond that no answer. */
const anyPlaces = fc.array(fc.nat({ max: 5 }), { minLength: 40, maxLength: 40 });
const answersAt = (questions: readonly ToolQuestion[], places: readonly number[]): Record<string, string> =>
  Object.fromEntries(
    questions.flatMap(({ key, answers }, index) => {
      const words = answerWords(answers, tool);
      const place = places[index] ?? 0;
      const word = words[place]?.key ?? (place === words.length ? 'na' : undefined);
      return word === undefined ? [] : [[key, word]];
    }),
  );

describe('the weighted score', () => {
  it.each([
    [{}, null, 0],
    [{ a: 'yes' }, 100, 1],
    [{ a: 'no' }, 0, 1],
    [{ a: 'partly' }, 50, 1],
    [{ a: 'yes', b: 'none' }, 75, 2],
    [{ a: 'partly', b: 'some' }, 54, 2],
    [{ a: 'na', b: 'great' }, 100, 1],
    [{ a: 'na', b: 'na' }, null, 0],
    [{ c: 'yes' }, null, 0],
    [{ a: 'of no scale' }, null, 0],
  ])('of %j is %s of 100, of %i answers', (answers, score, answered) => {
    const questions = [
      question('a', YES_PARTLY_NO.key, 3),
      question('b', 'impact', 1),
      question('c', YES_PARTLY_NO.key, null),
    ];
    expect(weightedScore(questions, answers, tool)).toEqual({ score, answered, of: 2 });
  });

  it('lies between 0 and 100, of no more answers than there are questions with a weight', () => {
    fc.assert(
      fc.property(anyQuestions, anyPlaces, (questions, places) => {
        const { score, answered, of } = weightedScore(questions, answersAt(questions, places), tool);
        expect(score === null).toBe(answered === 0);
        if (score !== null) expect(score >= 0 && score <= 100).toBe(true);
        expect(answered).toBeLessThanOrEqual(of);
        expect(of).toBe(questions.filter(({ weight }) => weight !== null).length);
      }),
    );
  });

  it('does not fall where an answer gets better, and leaves out what does not apply', () => {
    fc.assert(
      fc.property(anyQuestions, anyPlaces, fc.nat({ max: 39 }), (questions, places, at) => {
        const answers = answersAt(questions, places);
        const before = weightedScore(questions, answers, tool).score;
        const changed = questions[at];
        if (changed === undefined) return;
        const words = answerWords(changed.answers, tool);
        const place = words.findIndex(({ key }) => key === answers[changed.key]);
        if (place > 0 && before !== null) {
          const better = { ...answers, [changed.key]: words[place - 1]?.key ?? '' };
          expect(weightedScore(questions, better, tool).score).toBeGreaterThanOrEqual(before);
        }
        const others = questions.filter((each) => each !== changed);
        const left = { ...answers, [changed.key]: 'na' };
        expect(weightedScore(questions, left, tool).score).toBe(weightedScore(others, answers, tool).score);
      }),
    );
  });
});
