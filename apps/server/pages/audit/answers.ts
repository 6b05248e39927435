import { STANDARD_ANSWERS, familyVoiceOf, ratingsOf } from '#domain';
import type { AuditTool, StandardAnswer } from '#domain';
import type { Option } from '../forms/field.js';

/** What can be answered to the questions of an audit: where it is recorded first, and where it is put right. */

export const WHO_WAS_ASKED: readonly Option[] = [
  { value: 'child', text: 'The child' },
  { value: 'parent_or_carer', text: 'A parent or carer' },
  { value: 'other', text: 'Somebody else' },
];

/** What only those who were spoken to are asked hangs on the first. */
const WHAT_CAME_OF_ASKING = [
  { value: 'spoken', text: 'They were spoken to' },
  { value: 'declined', text: 'They did not want to' },
  { value: 'not_appropriate', text: 'It was not right to ask them' },
  { value: 'unable', text: 'They could not be reached' },
] as const satisfies readonly Option[];

const [SPOKEN, ...NOT_SPOKEN] = WHAT_CAME_OF_ASKING;

/** @returns that they were spoken to, and what else can come of it: an attempt, where the tool counts them */
export function whatCameOfAsking(tool: AuditTool | undefined): { spoken: Option; others: readonly Option[] } {
  const { attempts } = familyVoiceOf(tool ?? {});
  const attempt = {
    value: 'no_answer',
    text: 'Nobody was reached this time',
    hint: `They count as out of reach after ${attempts} attempts.`,
  };
  return { spoken: SPOKEN, others: [...(attempts > 0 ? [attempt] : []), ...NOT_SPOKEN] };
}

/** @param recorded one that was recorded before, whatever the tool says now */
export function ratingOptions(tool: AuditTool | undefined, recorded?: string): readonly Option[] {
  const ratings = ratingsOf(familyVoiceOf(tool ?? {})).map(({ key, label }) => ({ value: key, text: label }));
  const isKnown = recorded === undefined || ratings.some(({ value }) => value === recorded);
  return isKnown ? ratings : [...ratings, { value: recorded, text: recorded }];
}

export const FINDING_KINDS: readonly Option[] = [
  { value: 'strength', text: 'A strength' },
  { value: 'improvement', text: 'An area for improvement' },
];

const ANSWERS: Readonly<Record<StandardAnswer, string>> = {
  met: 'Met',
  not_met: 'Not met',
  na: 'Does not apply',
};

export const STANDARD_OPTIONS: readonly Option[] = STANDARD_ANSWERS.map((value) => ({ value, text: ANSWERS[value] }));
