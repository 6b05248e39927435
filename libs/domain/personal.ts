/**
 * A personal value: clear text in a command and in the event it makes; sealed in every event read back.
 * The domain carries sealed values along and never looks inside them.
 */
export interface SealedValue {
  readonly owner: string;
  readonly event: string;
  readonly path: string;
  readonly box: string;
}

export type Personal = string | SealedValue;
