import { STANDARD_ANSWERS } from '#domain';
import type { StandardAnswer } from '#domain';
import type { Option } from '../forms/field.js';

/** What can be answered to the questions of an audit: where it is recorded first, and where it is put right. */

export const WHO_WAS_ASKED: readonly Option[] = [
  { value: 'child', text: 'The child' },
  { value: 'parent_or_carer', text: 'A parent or carer' },
  { value: 'other', text: 'Somebody else' },
];

/** What only those who were spoken to are asked hangs on the first. */
export const WHAT_CAME_OF_ASKING = [
  { value: 'spoken', text: 'They were spoken to' },
  { value: 'declined', text: 'They did not want to' },
  { value: 'not_appropriate', text: 'It was not right to ask them' },
  { value: 'unable', text: 'They could not be reached' },
] as const satisfies readonly Option[];

export const RATINGS: readonly Option[] = [
  { value: 'excellent', text: 'Excellent' },
  { value: 'good', text: 'Good' },
  { value: 'average', text: 'Average' },
  { value: 'poor', text: 'Poor' },
];

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
