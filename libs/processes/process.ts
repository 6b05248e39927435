import type { LoggedOf, LoggedType } from './logged-event.js';
import type { Steps } from './steps.js';

/**
 * What an event means to a process. A process keeps one promise for each instance, such as an audit:
 * `start` opens it (again), `continue` looks at it again if it is open, `stop` ends it; `continueAll` looks at all of them.
 * The event that starts it is the cause that its commands are derived from; `continueAll` makes a new cause.
 */
export type Route<Event> =
  | { readonly start: (event: Event) => string | null }
  | { readonly continue: (event: Event) => string | null }
  | { readonly stop: (event: Event) => string | null }
  | { readonly continueAll: true };

export type Routes = { readonly [Type in LoggedType]?: Route<LoggedOf<Type>> };

/** How far a promise has come. */
export type Progress =
  | { readonly kept: true }
  /** Something must happen first; the routes say what. */
  | { readonly waitFor: 'event' }
  /** To be looked at again on a day. London date. */
  | { readonly waitFor: 'day'; readonly day: string };

export const KEPT: Progress = { kept: true };
export const WAIT_FOR_EVENT: Progress = { waitFor: 'event' };
export const waitUntil = (day: string): Progress => ({ waitFor: 'day', day });

/**
 * A process manager: keeps one promise across streams. `advance` looks at the streams as they stand and sends what is
 * missing, so it may be interrupted anywhere, begun again, and done by two replicas at once.
 */
export interface Process {
  /** Its promise: `share-inadequate`. For good, since command ids come from it. */
  readonly name: string;
  readonly routes: Routes;
  readonly advance: (instance: string, steps: Steps) => Promise<Progress>;
}

const AUDIT_STREAM = 'audit-';

/** The audit whose stream an event stands in. */
export const ofAudit = ({ stream }: { readonly stream: string }): string | null =>
  stream.startsWith(AUDIT_STREAM) ? stream.slice(AUDIT_STREAM.length) : null;
