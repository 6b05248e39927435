import type { Accepted } from '#application';
import type { Problem } from '../problems/problem.js';

/** What is answered by routes that are not methods of a controller, and by all: read for the API's description. */
export interface CommonAnswers {
  readonly command: Accepted;
  readonly problem: Problem;
}
