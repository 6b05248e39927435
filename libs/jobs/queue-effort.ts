/** How hard a queue works at its jobs. What is not set is `USUAL_EFFORT`. */
export interface QueueEffort {
  /** Calls of the handler at the same time. */
  readonly concurrency?: number;
  /** How often a call is tried, and how long after the first failure, in milliseconds; twice as long after each further one. */
  readonly attempts?: number;
  readonly backoffMs?: number;
}

export const USUAL_EFFORT = { concurrency: 16, attempts: 5, backoffMs: 1_000 } as const satisfies QueueEffort;
