import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { CommonAnswers } from './answers.js';

export type Schema = Exclude<NonNullable<OpenAPIObject['components']>['schemas'], undefined>[string];

/** The shapes of what routes answer, in the words of OpenAPI 3.1, as the types of the code have them. */
export interface AnswerSchemas {
  /** Of the routes that are no methods of a controller, and of all. */
  readonly common: Readonly<Record<keyof CommonAnswers, Schema>>;
  /** By the route's operation id. */
  readonly answers: Readonly<Record<string, Schema>>;
  /** What the answers refer to as `#/components/schemas/<name>`. */
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Written by `npm run openapi` from the types of the controllers; a test fails when it is out of date. */
export const readAnswerSchemas = (): AnswerSchemas =>
  JSON.parse(readFileSync(new URL('./answer-schemas.json', import.meta.url), 'utf8')) as AnswerSchemas;
