import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { outOfBounds } from './body-bounds.js';
import { hasParts } from './fields.js';
import { surelyFits } from './quick-check.js';
import type { BodyClass } from './body-class.js';
import type { BodyProblem, CommandRefusal } from '../calls/command-answer.js';

/**
 * A body that may be what the command wants, as an instance of its class; or a refusal that says what is wrong where.
 * The body of a command without a class is the engine's own and taken as it is.
 */
export function parseBody<Body extends object>(as: BodyClass<Body>, value: unknown): Body | CommandRefusal;
export function parseBody(as: BodyClass | null, value: unknown): object | CommandRefusal;
export function parseBody(as: BodyClass | null, value: unknown): object | CommandRefusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalidBody([{ property: '', sentence: 'The body must be a JSON object.' }]);
  }
  // What the engine itself has made may be larger than anything people send.
  if (as === null) return value;
  const outside = outOfBounds(value);
  if (outside !== null) return invalidBody([outside]);
  const body = hasParts(as) ? plainToInstance(as, value) : Object.assign(new as(), value);
  if (surelyFits(as, body)) return body;
  const errors = validateSync(body, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  return errors.length === 0 ? body : invalidBody(theFirst(errors.flatMap((error) => problemsOf(error, ''))));
}

/** Problems that are told; of more, how many there are. */
const MOST_PROBLEMS = 50;

function theFirst(problems: readonly BodyProblem[]): readonly BodyProblem[] {
  if (problems.length <= MOST_PROBLEMS) return problems;
  const more = problems.length - MOST_PROBLEMS;
  return [...problems.slice(0, MOST_PROBLEMS), { property: '', sentence: `and ${more} more` }];
}

function invalidBody(problems: readonly BodyProblem[]): CommandRefusal {
  return {
    refused: true,
    kind: 'invalid',
    code: 'invalid-body',
    sentence: 'Something in the request is missing, unknown or not as it should be.',
    problems,
  };
}

function problemsOf({ property, constraints, children }: ValidationError, above: string): readonly BodyProblem[] {
  const path = above === '' ? named(property) : `${above}.${named(property)}`;
  const own = Object.entries(constraints ?? {}).map(([constraint, sentence]) => ({
    property: path,
    sentence: constraint === 'whitelistValidation' ? 'is not known here' : sentence,
  }));
  return [...own, ...(children ?? []).flatMap((child) => problemsOf(child, path))];
}

/** A property nobody asked for is named where it could be one: a sentence that stands in its place is not repeated. */
const named = (property: string): string => (/^\w{1,40}$/.test(property) ? property : '(unnamed)');
