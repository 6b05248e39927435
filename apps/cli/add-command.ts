import type { Command } from 'commander';
import type { ExitCode } from './outcome.js';

/** Gives a command its arguments, its options and its work, which says through `done` what it came to. */
export type AddCommand = (self: Command, done: (code: ExitCode) => void) => void;
