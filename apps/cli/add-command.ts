import type { Command } from 'commander';
import type { ExitCode } from './outcome.js';

/** Adds a command to the program; its work says through `done` what it came to. */
export type AddCommand = (parent: Command, done: (code: ExitCode) => void) => void;
