/** What a command came to. */
export const EXIT = { done: 0, refusedOrBad: 1, wrongUse: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command was not given as it should be: a file that is not there, options that contradict one another. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The command was understood and may not be, or what it is about is not there. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
