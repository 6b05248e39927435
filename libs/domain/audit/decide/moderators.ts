import type { Office } from '../../settings/programme-settings.js';
import { moderatorsOfGrade } from '../../settings/response-to-grade.js';
import type { StateIn } from '../state.js';
import { holdsOneOf } from '../offices.js';
import type { StepContext } from './handler.js';

/** Who alone moderates the grade, as events tell it: left out where whoever moderates may. */
export function moderatorsNamed(grade: string | null, { settings }: StepContext): { readonly by?: readonly Office[] } {
  const by = moderatorsOfGrade(settings, grade);
  return by.length === 0 ? {} : { by };
}

/**
 * Who decides on a grade in place of the moderator who would change to it; null where they may themself. Whoever it has
 * been passed on to decides, though it fell to them because nobody of those whom the settings name was there.
 */
export function decidedByOthers(
  grade: string,
  state: StateIn<'moderation'>,
  { settings, standing }: StepContext,
): readonly Office[] | null {
  const by = moderatorsOfGrade(settings, grade);
  if (by.length === 0 || by.join() === state.moderation.by?.join()) return null;
  return holdsOneOf(by, state, standing) ? null : by;
}
