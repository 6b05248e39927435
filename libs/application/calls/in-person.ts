import { refuse } from '#domain';
import type { Actor, Refusal } from '#domain';

/**
 * Why a command that is a person's own judgement or word is not taken from whoever acts on their behalf; null where it is.
 * In a demonstration one plays everybody, and nobody is taken for somebody else.
 * @param own of the command's row
 */
export function againstActingFor(
  own: boolean | undefined,
  { through }: Actor,
  { demonstration }: { readonly demonstration: boolean },
): Refusal | null {
  if (own !== true || through === undefined || demonstration) return null;
  return refuse(
    'not-allowed',
    'not-in-person',
    'This is for the person themself to say: it cannot be done on their behalf, by the operator or with a token the operator made.',
  );
}
