import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { ValidationError } from 'class-validator';
import { hasParts } from './fields.js';
import { surelyFits } from './quick-check.js';
import type { BodyClass } from '../catalogue/command-row.js';
import type { BodyProblem, CommandRefusal } from '../gateway/command-answer.js';

/**
 * A body that may be what the command wants, as an instance of its class; or a refusal that says what is wrong where.
 * The body of a command without a class is the engine's own and taken as it is.
 */
export function parseBody<Body extends object>(as: BodyClass<Body>, value: unknown): Body | CommandRefusal;
export function parseBody(as: BodyClass | null, value: unknown): object | CommandRefusal;
export function parseBody(as: BodyClass | null, value: unknown): object | CommandRefusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.hasOwn(value, 'constructor')) {
    return invalidBody([{ property: '', sentence: 'The body must be a JSON object.' }]);
  }
  if (as === null) return value;
  const body = hasParts(as) ? plainToInstance(as, value) : Object.assign(new as(), value);
  if (surelyFits(as, body)) return body;
  const errors = validateSync(body, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    stopAtFirstError: true,
    validationError: { target: false, value: false },
  });
  return errors.length === 0 ? body : invalidBody(errors.flatMap((error) => problemsOf(error, '')));
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
