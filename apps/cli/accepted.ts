import { isRefusal } from '#domain';
import { Refused } from './outcome.js';

/** An answer, or the end of the command with the refusal's sentence. @throws Refused */
export function accepted<Answer extends object>(answer: Answer): Exclude<Answer, { readonly refused: true }> {
  if (isAccepted(answer)) return answer;
  throw new Refused(sentenceOf(answer));
}

const isAccepted = <Answer extends object>(answer: Answer): answer is Exclude<Answer, { readonly refused: true }> =>
  !('refused' in answer);

function sentenceOf(refusal: unknown): string {
  if (!isRefusal(refusal)) return 'That is refused.';
  const problems: unknown = Reflect.get(refusal, 'problems');
  return Array.isArray(problems) ? [refusal.sentence, ...problems.map(problemOf)].join(' ') : refusal.sentence;
}

const problemOf = ({ property, sentence }: { property: string; sentence: string }): string =>
  `${property} ${sentence}.`;
