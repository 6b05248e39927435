/**
 * What a decider answers when a command may not be: a value, never an exception.
 * An exception is a bug or a broken machine.
 */
export type RefusalKind =
  /** The person may not do this, whatever the state (403). */
  | 'not-allowed'
  /** There is no such record (404). */
  | 'not-found'
  /** The record's state or a rule does not allow it now (409). */
  | 'rule'
  /** The command itself is wrong: a grade of another scale, a date that does not exist (422). */
  | 'invalid';

export interface Refusal {
  readonly refused: true;
  /** Stable, kebab-case; clients may rely on it. */
  readonly code: string;
  /** What a coordinator understands. Never holds a name or free text of a child's record. */
  readonly sentence: string;
  readonly kind: RefusalKind;
}

export function refuse(kind: RefusalKind, code: string, sentence: string): Refusal {
  return { refused: true, kind, code, sentence };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}
