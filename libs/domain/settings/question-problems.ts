import { hasGrade, rankOf } from '../grading/grade-order.js';
import type { GradeScale } from '../grading/grade-scale.js';
import { NO_RATING, TOO_EARLY_TO_SAY, type FamilyVoice } from '../questions/family-voice.js';
import {
  NOT_APPLICABLE,
  YES_PARTLY_NO,
  questionsOf,
  answerWords,
  type AnswerScale,
  type Descriptor,
  type ToolQuestion,
  type Statement,
} from '../questions/questions.js';
import type { AuditTool } from './programme-settings.js';
import { sameValue } from './same-value.js';
import { isCount, twice, wrong, type SettingsProblem } from './settings-problem.js';

type Problems = readonly (SettingsProblem | null)[];

const MOST_WORDS = 10;
const MOST_WEIGHT = 100;
const MOST_ATTEMPTS = 20;

/** What clashes in what tools ask besides grades. */
export function questionProblems(tools: readonly AuditTool[], scales: readonly GradeScale[]): Problems {
  return tools.flatMap((tool) => {
    const where = ` in the tool "${tool.key}"`;
    const grades = scales.find(({ key }) => key === tool.scale) ?? null;
    return [
      ...twice(tool.answerScales ?? [], 'answer-scale', where),
      ...(tool.answerScales ?? []).flatMap((scale) => answerScaleProblems(scale, where, tools)),
      ...twice(questionsOf(tool).map(asLabelled), 'question', where),
      ...questionsOf(tool).flatMap((question) => questionProblem(question, tool, grades, where)),
      ...twice((tool.statements ?? []).map(asLabelled), 'statement', where),
      ...(tool.statements ?? []).flatMap((statement) => statementProblems(statement, tool, where)),
      ...tool.domains.flatMap(({ key, descriptors = [] }) =>
        descriptorProblems(descriptors, grades, `of the domain "${key}"${where}`),
      ),
      ...(tool.family === undefined ? [] : familyProblems(tool.family, where)),
    ];
  });
}

const asLabelled = ({ key, text }: { readonly key: string; readonly text: string }) => ({ key, label: text });

function answerScaleProblems({ key, words }: AnswerScale, where: string, tools: readonly AuditTool[]): Problems {
  const named = `The answer scale "${key}"${where}`;
  const others = tools.flatMap(({ answerScales = [] }) => answerScales.filter((other) => other.key === key));
  return [
    key === YES_PARTLY_NO.key ? wrong('answer-scale', `${named} has the name of the answers every tool has.`) : null,
    words.length >= 2 && words.length <= MOST_WORDS
      ? null
      : wrong('answer-scale', `${named} must have 2 to ${MOST_WORDS} words.`),
    ...twice(words, 'word', ` of the answer scale "${key}"`),
    words.some((word) => word.key === NOT_APPLICABLE.key)
      ? wrong('answer-scale', `${named} has the word "${NOT_APPLICABLE.key}", which every question has already.`)
      : null,
    // Reports count the answers of all tools together.
    others.every((other) => sameValue(other.words, words))
      ? null
      : wrong('answer-scale', `${named} has other words than the one of another tool: give one of them another key.`),
  ];
}

function questionProblem(question: ToolQuestion, tool: AuditTool, grades: GradeScale | null, where: string): Problems {
  const { key, answers, critical, domainNoBetterThan, overallNoBetterThan, exception, weight } = question;
  const named = `The question "${key}"${where}`;
  const limits = [domainNoBetterThan, overallNoBetterThan].filter((grade) => grade !== null);
  return [
    answerWords(answers, tool).length > 0
      ? null
      : wrong('question-scale', `${named} is answered by the scale "${answers}", which the tool lacks.`),
    weight === null || (Number.isSafeInteger(weight) && weight >= 1 && weight <= MOST_WEIGHT)
      ? null
      : wrong(
          'question-weight',
          `The weight of the question "${key}"${where} must be a whole number from 1 to ${MOST_WEIGHT}.`,
        ),
    limits.length > 0 && !critical
      ? wrong('question-limit', `${named} limits a grade, but is not critical: only a critical question does.`)
      : null,
    limits.length > 0 && grades === null
      ? wrong('question-limit', `${named} limits a grade, but its tool is not graded.`)
      : null,
    ...(grades === null ? [] : limits.map((grade) => limitProblem(grade, grades, named))),
    exception === 'with-reason' && overallNoBetterThan === null
      ? wrong('question-limit', `${named} allows an exception, but limits no overall grade.`)
      : null,
  ];
}

function limitProblem(grade: string, grades: GradeScale, named: string): SettingsProblem | null {
  if (!hasGrade(grades, grade))
    return wrong('question-limit', `${named} limits to "${grade}", which is no grade of the scale "${grades.label}".`);
  return rankOf(grades, grade) === 0
    ? wrong('question-limit', `${named} limits to the best grade, which is no limit.`)
    : null;
}

function statementProblems({ key, scale }: Statement, tool: AuditTool, where: string): Problems {
  return [
    scale === null || answerWords(scale, tool).length > 0
      ? null
      : wrong('statement-scale', `The statement "${key}"${where} has the scale "${scale}", which the tool lacks.`),
  ];
}

function descriptorProblems(descriptors: readonly Descriptor[], grades: GradeScale | null, of: string): Problems {
  if (descriptors.length > 0 && grades === null)
    return [wrong('descriptor', `There are descriptors ${of}, but the tool is not graded.`)];
  return descriptors.flatMap(({ grade, text }, index) => [
    grades === null || hasGrade(grades, grade)
      ? null
      : wrong('descriptor', `A descriptor ${of} is of "${grade}", which is no grade of the scale "${grades.label}".`),
    text.trim() === '' ? wrong('descriptor', `The descriptor of "${grade}" ${of} is empty.`) : null,
    descriptors.findIndex((other) => other.grade === grade) < index
      ? wrong('descriptor', `The grade "${grade}" has two descriptors ${of}.`)
      : null,
  ]);
}

function familyProblems({ ratings, attempts, askedApart }: FamilyVoice, where: string): Problems {
  const reserved = [TOO_EARLY_TO_SAY, NO_RATING].map(({ key }) => key);
  return [
    ...twice(ratings, 'family-rating', where),
    ratings.length === 1 ? wrong('family-rating', `A family needs two ratings to choose from${where}, or none.`) : null,
    ...ratings.map(({ key }) =>
      reserved.includes(key)
        ? wrong('family-rating', `"${key}" is no rating${where}: it is offered where its box is ticked.`)
        : null,
    ),
    isCount(attempts) && attempts <= MOST_ATTEMPTS
      ? null
      : wrong(
          'family-attempts',
          `The attempts to reach a family${where} must be a whole number from 0 to ${MOST_ATTEMPTS}.`,
        ),
    new Set(askedApart).size === askedApart.length
      ? null
      : wrong('family-asked', `Somebody to be asked apart stands twice${where}.`),
  ];
}
