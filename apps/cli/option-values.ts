import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { isIsoDate, parsePeriod } from '#domain';
import { instantOf } from '#engine';
import { WrongUse } from './outcome.js';

/** A day, `2024-05-31`. @throws InvalidArgumentError */
export function day(text: string): string {
  if (!isIsoDate(text)) throw new InvalidArgumentError('It must be a date that exists, written yyyy-mm-dd.');
  return text;
}

/** A calendar month, `2024-05`. @throws InvalidArgumentError */
export function month(text: string): string {
  if (parsePeriod(text, 'month') === null) {
    throw new InvalidArgumentError('It must be a month that exists, written yyyy-mm.');
  }
  return text;
}

/** A date, meaning its end in London, or an instant in UTC; as it was given. @throws InvalidArgumentError */
export function moment(text: string): string {
  if (instantOf(text) === null) {
    throw new InvalidArgumentError('It must be a date (yyyy-mm-dd) or an instant in UTC (yyyy-mm-ddThh:mm:ssZ).');
  }
  return text;
}

/** @throws InvalidArgumentError */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number === 0) {
    throw new InvalidArgumentError('It must be a whole number of at least 1.');
  }
  return number;
}

/** @throws InvalidArgumentError */
export function percentage(text: string): number {
  const number = Number(text.replace(/%$/, ''));
  if (!/^\d+(\.\d+)?%?$/.test(text) || number <= 0 || number > 100) {
    throw new InvalidArgumentError('It must be a number above 0 and at most 100.');
  }
  return number;
}

/** A file is read by another process, and some more than once: what cannot be opened is found out at once. @throws WrongUse */
export function checkIsFile(file: string): void {
  try {
    accessSync(file, constants.R_OK);
    if (!statSync(file).isFile()) throw new WrongUse(`${file} is not a file.`);
  } catch (error) {
    throw error instanceof WrongUse ? error : new WrongUse(unreadable(file, error));
  }
}

/** The bytes of a file the person named. @throws WrongUse */
function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new WrongUse(unreadable(file, error));
  }
}

/** What a JSON file that the person named holds. @param otherwise what is said of one that is no JSON @throws WrongUse */
export function jsonIn(file: string, otherwise: string): unknown {
  // Editors begin a file with a byte order mark, which JSON does not know.
  const text = Buffer.from(bytesOf(file))
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text);
  } catch {
    throw new WrongUse(otherwise);
  }
}

/** Why a file cannot be read or written, in a sentence. */
export function unreadable(file: string, error: unknown): string {
  const code = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  if (code === 'ENOENT') return `There is no file ${file}.`;
  if (code === 'EISDIR') return `${file} is a folder, not a file.`;
  if (code === 'EACCES' || code === 'EPERM') return `The file ${file} may not be opened.`;
  return `The file ${file} cannot be opened.`;
}
