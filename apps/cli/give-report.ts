import { writeFileSync } from 'node:fs';
import { WrongUse } from './outcome.js';
import type { Answer } from './session.js';

interface Options {
  readonly json?: boolean;
  readonly format?: 'json' | 'csv' | 'text';
  readonly csv?: boolean;
  readonly out?: string;
}

/** How a report is written: as asked for, otherwise by the file's name. */
export function formatOf({ format, csv, json, out }: Options): 'json' | 'csv' | 'text' {
  if (format !== undefined) return format;
  if (csv === true) return 'csv';
  if (json === true) return 'json';
  return out?.toLowerCase().endsWith('.csv') === true ? 'csv' : 'text';
}

/** A report shown, or in the file asked for. @throws WrongUse */
export function giveReport(answer: Answer, text: string, { out, json }: Options): void {
  if (out === undefined) return answer.raw(text);
  try {
    writeFileSync(out, text);
  } catch {
    throw new WrongUse(`The report cannot be written to ${out}.`);
  }
  if (json !== true) answer.raw(`The report is in ${out}.\n`);
}
