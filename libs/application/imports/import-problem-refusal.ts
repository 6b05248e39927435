import { refuse } from '#domain';
import type { Refusal } from '#domain';
import { ImportProblem } from '#imports';

/** What a file that cannot be imported at all comes to. */
export async function orProblem<Result>(read: () => Result | Promise<Result>): Promise<Result | Refusal> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ImportProblem) return refuse('invalid', error.code.replaceAll('_', '-'), error.sentence);
    throw error;
  }
}
