/** How long somebody waits between tries, once there were too many. */
export interface Patience {
  /** Tries that never wait. */
  readonly free: number;
  /** Milliseconds after the first try beyond; twice as long after each further one. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Without a try for so long, all is forgotten. */
  readonly forgetMs: number;
}

/** Where tries are kept cannot be reached. */
export class AttemptsAway extends Error {
  constructor(options?: { cause?: unknown }) {
    super('The tries to sign in cannot be counted', options);
    this.name = 'AttemptsAway';
  }
}

/**
 * Counts tries to sign in, the same for every replica. A try that comes too early is not counted, so that nobody makes
 * another's wait longer by going on. Keys are digests: no name and no address. Every method may throw `AttemptsAway`.
 */
export interface Attempts {
  /** Counts a try before it is looked into, so that many at once are no way around. @returns 0, or the milliseconds to wait */
  begin(key: string, patience: Patience): Promise<number>;
  /** Takes back one try that was right. */
  forgive(key: string): Promise<void>;
  /** Takes back all: whoever it is about has signed in. */
  forget(key: string): Promise<void>;
  /** Whether it is done for the first time in so many milliseconds. */
  once(key: string, forMs: number): Promise<boolean>;
  close(): Promise<void>;
}

/** How long after a try the next may come. */
export const waitAfter = (tries: number, { free, firstMs, mostMs }: Patience): number =>
  tries < free ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(30, tries - free));
