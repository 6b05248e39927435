import type { CommandRefusal } from '#application';
import { blamed } from './blamed.js';
import { errorsOf, type FormErrors } from './errors-of.js';
import { withRevealed, type Field } from './field.js';
import { notOffered } from './not-offered.js';
import type { Posted } from './posted.js';
import type { Values } from './values-of.js';

/**
 * A choice of a few that is none of them: no form of ours sends it. Codes are taken by the commands as they are written.
 * @returns null where there is none
 */
export function tamperedWith(fields: readonly Field[], posted: Posted): CommandRefusal | null {
  const problems = notOffered(fields, posted, ['choice']);
  const sentence = 'Something was chosen that is not to be chosen here.';
  return problems.length === 0 ? null : { refused: true, kind: 'invalid', code: 'not-offered', sentence, problems };
}

/** Why a form was refused, told by its questions: by those first that were answered with what is not offered any more. */
export function whatIsWrong(
  refusal: CommandRefusal,
  fields: readonly Field[],
  posted: Posted,
  values: Values,
): FormErrors {
  const stale = notOffered(fields, posted);
  if (stale.length === 0) return errorsOf(blamed(refusal, fields), fields, values);
  const names = new Set(fields.flatMap(withRevealed).map(({ name }) => name));
  const others = (refusal.problems ?? []).filter(({ property }) => names.has(property.split('.')[0] ?? ''));
  return errorsOf({ sentence: refusal.sentence, problems: [...stale, ...others] }, fields, values);
}
