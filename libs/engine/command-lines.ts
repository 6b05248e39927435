import type { CommandDone, OnCommandDone } from '#application';

/** What lines are written with. */
interface Log {
  debug(line: object, what: string): void;
  warn(line: object, what: string): void;
}

/** One line a command: kinds, ids and numbers, nothing it says. One that failed is worth being seen always. */
export const commandLines =
  (log: Log): OnCommandDone =>
  (done: CommandDone): void =>
    log[done.outcome === 'failed' ? 'warn' : 'debug'](done, 'command');
