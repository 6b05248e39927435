import type { Actor } from '#domain';

/** A command as a caller gives it: a person through the API or the command line, or a process manager. */
export interface CommandCall {
  /** `ClaimModeration` */
  readonly name: string;
  /** The id of the record it is about; left out where the command makes one. */
  readonly target?: string;
  readonly body: unknown;
  readonly actor: Actor;
  /** What the idempotency key belongs to, such as `POST /api/v1/audits/…/accept`; the name and target by default. */
  readonly route?: string;
  /** The same actor, route and key are the same command. Without one, every call is a command of its own. */
  readonly idempotencyKey?: string;
  /** A command id worked out already: UUIDv5 of process, cause and step. */
  readonly commandId?: string;
  /** The revision the caller saw: anything else refuses the command. */
  readonly expectedRevision?: number;
  /** What it belongs to, a UUID: of the request, or of what made a process send it. One of its own where it is left out. */
  readonly correlationId?: string;
  /** The id of the event that made a process manager send it. */
  readonly causationId?: string;
  /** ISO instant in UTC with milliseconds; the clock's by default. */
  readonly now?: string;
}
