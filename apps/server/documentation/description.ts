import type { OpenAPIObject } from '@nestjs/swagger';

export const DESCRIPTION = Symbol('description');

/** The API's description, there once the routes are. */
export interface Description {
  document: OpenAPIObject | undefined;
}
