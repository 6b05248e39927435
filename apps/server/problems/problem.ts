import type { BodyProblem, CommandRefusal } from '#application';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** An error as the API tells it (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable, kebab-case: what a client goes by. */
  readonly code: string;
  /** A sentence for a person. */
  readonly detail: string;
  readonly problems?: readonly BodyProblem[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  409: 'Not possible now',
  412: 'The record has changed',
  413: 'Too large',
  415: 'Not a kind of content that is read here',
  422: 'Something is not as it should be',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available just now',
};

const STATUS_OF: Readonly<Record<CommandRefusal['kind'], number>> = {
  'not-allowed': 403,
  'not-found': 404,
  rule: 409,
  invalid: 422,
  precondition: 412,
};

export function problem(status: number, code: string, detail: string, problems?: readonly BodyProblem[]): Problem {
  return {
    type: `urn:plumbline:problem:${code}`,
    title: TITLES[status] ?? 'The request was refused',
    status,
    code,
    detail,
    ...(problems && { problems }),
  };
}

export const problemOf = ({ kind, code, sentence, problems }: CommandRefusal): Problem =>
  problem(STATUS_OF[kind], code, sentence, problems);

/** Ends a request with a problem. */
export class ProblemError extends Error {
  /** @param afterMs when it is worth asking again, where the status says that it is */
  constructor(
    readonly problem: Problem,
    readonly afterMs?: number,
  ) {
    super(problem.code);
    this.name = 'ProblemError';
  }
}
