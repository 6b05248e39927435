import type { BodyProblem } from '#application';
import type { Field, Option } from './field.js';
import { many, one, type Posted } from './posted.js';

/** As a rule would say it: of a page that was opened before somebody left, or something was renamed. */
const SENTENCE = 'Choose again: what was chosen is not to be chosen here, or not any more.';

/**
 * Choices that were sent and are not offered, question by question.
 * @param kinds of questions that are looked at
 */
export function notOffered(
  fields: readonly Field[],
  posted: Posted,
  kinds: readonly Field['kind'][] = ['choice', 'pick', 'several'],
): readonly BodyProblem[] {
  return fields.flatMap((field): readonly BodyProblem[] => {
    const revealed = revealedBy(field, posted).flatMap((each) => notOffered([each], posted, kinds));
    if (!('options' in field) || !kinds.includes(field.kind)) return revealed;
    const isKnown = (value: string): boolean => field.options.some((option: Option) => option.value === value);
    const said = many(posted, field.name).filter((value) => value !== '');
    return said.every(isKnown) ? revealed : [{ property: field.name, sentence: SENTENCE }];
  });
}

/** What is asked of whoever chose as they did. */
function revealedBy(field: Field, posted: Posted): readonly Field[] {
  const said = one(posted, field.name);
  if (field.kind === 'yes-or-no') return said === 'yes' ? (field.ifYes ?? []) : [];
  if (field.kind !== 'choice') return [];
  return field.options.find(({ value }) => value === said)?.reveals ?? [];
}
