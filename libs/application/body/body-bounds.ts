import type { BodyProblem } from '../calls/command-answer.js';

/**
 * What any body may be at most, whatever its command: checking its fields costs more than reading them once does. A
 * council's settings, the largest thing that people send, have some 2,000 values, six deep.
 */
export const BODY_BOUNDS = { depth: 12, values: 20_000, fieldsOfOne: 500, items: 10_000 } as const;

/** Names that are not fields but the workings of every object. No field of a body has such a name. */
const WORKINGS = new Set(['__proto__', 'constructor', 'prototype', ...Object.getOwnPropertyNames(Object.prototype)]);

const HALF_A_CHARACTER = /\p{Surrogate}/u;

const BODY = '';

/**
 * What is wrong with a body before anybody looks what it is for: too much, too deep, named like the workings of an object,
 * or with half a character, which no text can hold. Looks at each value once, in order, and ends at the first fault.
 * @param body parsed JSON
 */
export function outOfBounds(body: unknown): BodyProblem | null {
  const { depth, values, fieldsOfOne, items } = BODY_BOUNDS;
  const ahead: { readonly value: unknown; readonly level: number }[] = [{ value: body, level: 1 }];
  let seen = 0;
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    const { value, level } = next;
    if (++seen > values) return problem(`The request must hold at most ${values} values.`);
    if (typeof value === 'string' && HALF_A_CHARACTER.test(value)) return HALF;
    if (typeof value !== 'object' || value === null) continue;
    if (level > depth) return problem(`The request must be at most ${depth} levels deep.`);
    if (Array.isArray(value)) {
      if (value.length > items) return problem(`A list must hold at most ${items} items.`);
      for (const item of value) ahead.push({ value: item, level: level + 1 });
      continue;
    }
    const fields = Object.entries(value);
    if (fields.length > fieldsOfOne) return problem(`An object must have at most ${fieldsOfOne} fields.`);
    for (const [name, field] of fields) {
      if (WORKINGS.has(name)) return problem('No field has a name that every object knows already.');
      if (HALF_A_CHARACTER.test(name)) return HALF;
      ahead.push({ value: field, level: level + 1 });
    }
  }
  return null;
}

const problem = (sentence: string): BodyProblem => ({ property: BODY, sentence });

const HALF = problem('A text holds half a character: half of a pair of UTF-16 without the other.');
