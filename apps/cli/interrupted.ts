import { constants } from 'node:os';

/** Ends the command at once when it is interrupted, as it would without this, and says what that leaves. */
export async function sayingWhenInterrupted<Result>(sentence: string, work: () => Promise<Result>): Promise<Result> {
  const end = (signal: 'SIGINT' | 'SIGTERM'): void => {
    process.stderr.write(`\n${sentence}\n`);
    process.exit(128 + constants.signals[signal]);
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  try {
    return await work();
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}
