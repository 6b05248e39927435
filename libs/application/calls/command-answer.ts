import type { Refusal, RefusalKind } from '#domain';

/** What a command came to: recorded, or refused with a code and a sentence. */
export type CommandAnswer = Accepted | CommandRefusal;

export interface Accepted {
  readonly accepted: true;
  readonly commandId: string;
  readonly stream: string;
  /** The record the command is about: a new one's id where the command makes one. */
  readonly id: string;
  /** The stream's revision after the command: an ETag. */
  readonly revision: number;
  /** Where the log stood after the command: what a view must have passed to show it. */
  readonly position: number;
  readonly events: readonly RecordedStep[];
  /** The same command had been accepted before: this is that answer again. */
  readonly repeated: boolean;
}

export interface RecordedStep {
  readonly id: string;
  readonly type: string;
}

/** A domain refusal, or one of the two that only the gateway knows. */
export interface CommandRefusal extends Omit<Refusal, 'kind'> {
  readonly kind: RefusalKind | GatewayRefusalKind;
  /** What is wrong with the body, property by property. */
  readonly problems?: readonly BodyProblem[];
}

export type GatewayRefusalKind =
  /** The record has moved on since the caller saw it (412). */
  'precondition';

export interface BodyProblem {
  /** A path in the body: `domains.0.grade`. */
  readonly property: string;
  readonly sentence: string;
}

export const staleRevision = (expected: number, actual: number): CommandRefusal => ({
  refused: true,
  kind: 'precondition',
  code: 'record-has-changed',
  sentence: `The record has changed since you saw it: it is at revision ${actual}, not ${expected}. Look at it again before you go on.`,
});
