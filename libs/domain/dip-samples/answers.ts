import { ratingLabel, scaleWord } from '../feedback/ratings.js';

/** Answers that say nothing of the whole that a share is of. */
export const DOES_NOT_APPLY = 'na';
export const NO_ANSWER = 'no_answer';

/** The answers of a question that is asked with yes or no, best first. */
export const YES_OR_NO = ['yes', 'partly', 'no'] as const;

const SPELLINGS: Readonly<Record<string, string>> = {
  y: 'yes',
  true: 'yes',
  n: 'no',
  false: 'no',
  partial: 'partly',
  partially: 'partly',
  n_a: DOES_NOT_APPLY,
  na: DOES_NOT_APPLY,
  not_applicable: DOES_NOT_APPLY,
};

/** Choices without case and punctuation. */
const choiceKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * An answer as it is kept: yes, partly, no or not applicable, one of the question's own choices, or made of the words of
 * scales alone. Null for anything else, so that no name stands where counts are made in clear.
 */
export function parseAnswer(text: string, choices: readonly string[]): string | null {
  const word = choiceKey(text);
  const own = choices.find((choice) => choiceKey(choice) === word);
  return own ?? SPELLINGS[word.replaceAll(' ', '_')] ?? scaleWord(text);
}

/** How an answer is printed: `Not applicable`. */
export function answerLabel(answer: string): string {
  if (answer === DOES_NOT_APPLY) return 'Not applicable';
  return answer === NO_ANSWER ? 'No answer' : ratingLabel(answer);
}
