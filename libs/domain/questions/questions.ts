/**
 * What a tool asks besides grades. All of it is data that a council publishes; a tool that asks nothing has none of it.
 * Source: docs/practice.md, tools with questions.
 */

/** Words to answer with, best first. Questions and statements of one tool share them. */
export interface AnswerScale {
  /** `impact`, `how-often`, … */
  readonly key: string;
  readonly label: string;
  readonly words: readonly AnswerWord[];
}

export interface AnswerWord {
  readonly key: string;
  readonly label: string;
}

/** What work of a grade looks like, shown beside the choice. */
export interface Descriptor {
  readonly grade: string;
  readonly text: string;
}

export interface ToolQuestion {
  /** Of this question alone in all of its tool. */
  readonly key: string;
  readonly text: string;
  readonly guidance: string;
  /** `yes-partly-no`, or the key of an answer scale of the tool. Any question may be answered with `na` as well. */
  readonly answers: string;
  /** Without an answer the audit is not submitted; in a domain that may be left out, where it is not. */
  readonly required: boolean;
  /** The worst answer needs a reason, and limits what the next two name. */
  readonly critical: boolean;
  /** The best grade of its domain that a critical worst answer leaves; null for any. */
  readonly domainNoBetterThan: string | null;
  /** The best overall grade that it leaves; null for any. */
  readonly overallNoBetterThan: string | null;
  /** Whether a better overall grade is refused, or stands where whoever gives it says why. */
  readonly exception: 'none' | 'with-reason';
  /** How much it counts in the score, a whole number; null where it does not. */
  readonly weight: number | null;
}

/** A free text that a tool asks for by name, with a word of a scale where it has one. */
export interface Statement {
  readonly key: string;
  /** What is asked: "What is life like for this child?" */
  readonly text: string;
  readonly guidance: string;
  readonly required: boolean;
  /** Key of an answer scale of the tool. */
  readonly scale: string | null;
}

/** The answers every tool has, without a scale of its own. */
export const YES_PARTLY_NO: AnswerScale = {
  key: 'yes-partly-no',
  label: 'Yes, partly, no',
  words: [
    { key: 'yes', label: 'Yes' },
    { key: 'partly', label: 'Partly' },
    { key: 'no', label: 'No' },
  ],
};

/** "Does not apply": of no scale, left out of scores and of the shares of the other answers. */
export const NOT_APPLICABLE: AnswerWord = { key: 'na', label: 'Does not apply' };

/** As far as questions go, a tool. */
export interface AsksQuestions {
  readonly answerScales?: readonly AnswerScale[];
  readonly domains: readonly { readonly key: string; readonly questions?: readonly ToolQuestion[] }[];
  readonly statements?: readonly Statement[];
}

export const questionsOf = ({ domains }: AsksQuestions): readonly ToolQuestion[] =>
  domains.flatMap(({ questions = [] }) => questions);

/** The words of a scale of the tool, best first; none where the tool has no such scale. */
export function answerWords(
  scale: string,
  { answerScales = [] }: Pick<AsksQuestions, 'answerScales'>,
): readonly AnswerWord[] {
  return [YES_PARTLY_NO, ...answerScales].find(({ key }) => key === scale)?.words ?? [];
}

/** Whether it is the worst that can be answered: the no of a critical question. */
export function isWorst({ answers }: ToolQuestion, answer: string, tool: Pick<AsksQuestions, 'answerScales'>): boolean {
  return answerWords(answers, tool).at(-1)?.key === answer;
}
