import { percent } from '../grading/percent.js';
import { answerWords, type AsksQuestions, type ToolQuestion } from './questions.js';

/** How well questions were answered. It stands beside the grades; no grade is ever made of it. */
export interface WeightedScore {
  /** Of 100, rounded half up: the best answers to all give 100, the worst 0. Null where nothing that counts was answered. */
  readonly score: number | null;
  /** How many questions count in it: answered, and with a weight. One answered with "does not apply" does not. */
  readonly answered: number;
  /** How many there are with a weight. */
  readonly of: number;
}

/**
 * The answers to questions as one number: the words of a scale lie evenly between the best and the worst, each question
 * counts by its weight. Exact, in whole numbers.
 * @param answers by the question's key
 */
export function weightedScore(
  questions: readonly ToolQuestion[],
  answers: Readonly<Record<string, string>>,
  tool: Pick<AsksQuestions, 'answerScales'>,
): WeightedScore {
  const weighted = questions.flatMap((question) =>
    question.weight === null ? [] : [{ ...question, weight: question.weight }],
  );
  const counted = weighted.flatMap(({ key, weight, answers: scale }) => {
    const words = answerWords(scale, tool);
    const place = words.findIndex((word) => word.key === answers[key]);
    const steps = words.length - 1;
    return place < 0 || steps < 1 ? [] : [{ weight, reached: steps - place, steps }];
  });
  const common = counted.reduce((multiple, { steps }) => leastCommonMultiple(multiple, steps), 1);
  const sum = (of: (each: (typeof counted)[number]) => number): number =>
    counted.reduce((total, each) => total + of(each), 0);
  return {
    score: percent(
      sum(({ weight, reached, steps }) => (weight * reached * common) / steps),
      sum(({ weight }) => weight * common),
    ),
    answered: counted.length,
    of: weighted.length,
  };
}

const leastCommonMultiple = (left: number, right: number): number => (left * right) / greatestDivisor(left, right);

const greatestDivisor = (left: number, right: number): number =>
  right === 0 ? left : greatestDivisor(right, left % right);
