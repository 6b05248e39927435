import { isWorse } from '../grading/grade-order.js';
import type { GradeScale } from '../grading/grade-scale.js';
import type { OverallGradeLimit } from '../grading/overall-grade-limit.js';
import { isWorst, questionsOf, type AsksQuestions, type ToolQuestion } from './questions.js';

/** A limit as the overall-grade rule has it, as far as somebody who goes beyond it is told. */
export type AnsweredLimit = Pick<OverallGradeLimit, 'key' | 'label' | 'noBetterThan' | 'exception'>;

type Answers = Readonly<Record<string, string>>;

/** The critical questions whose worst answer leaves no overall grade as good as this. */
export function answersLimitingOverall(
  tool: AsksQuestions,
  scale: GradeScale,
  grade: string,
  answers: Answers,
): readonly AnsweredLimit[] {
  return criticalIn(questionsOf(tool), answers, tool).flatMap(({ key, text, overallNoBetterThan, exception }) =>
    overallNoBetterThan !== null && isWorse(scale, overallNoBetterThan, grade)
      ? [{ key, label: text, noBetterThan: overallNoBetterThan, exception }]
      : [],
  );
}

/** The critical questions of a domain whose worst answer leaves it no grade as good as this. */
export function answersLimitingDomain(
  tool: AsksQuestions,
  scale: GradeScale,
  { domain, grade }: { readonly domain: string; readonly grade: string },
  answers: Answers,
): readonly AnsweredLimit[] {
  const { questions = [] } = tool.domains.find(({ key }) => key === domain) ?? {};
  return criticalIn(questions, answers, tool).flatMap(({ key, text, domainNoBetterThan }) =>
    domainNoBetterThan !== null && isWorse(scale, domainNoBetterThan, grade)
      ? [{ key, label: text, noBetterThan: domainNoBetterThan, exception: 'none' }]
      : [],
  );
}

const criticalIn = (
  questions: readonly ToolQuestion[],
  answers: Answers,
  tool: AsksQuestions,
): readonly ToolQuestion[] =>
  questions.filter((question) => {
    const answer = answers[question.key];
    return question.critical && answer !== undefined && isWorst(question, answer, tool);
  });
