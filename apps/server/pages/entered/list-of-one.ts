import type { CommandRefusal } from '#application';
import type { Field } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';
import type { ListSaid } from './entered-lists.js';

/** The CSV of one thing that a form says: its questions are the columns. */
export function listOfOne(fields: readonly Field[], values: Values): Buffer {
  const columns = fields.filter(({ kind }) => kind !== 'yes-or-no').map(({ name }) => name);
  const row = columns.map((name) => cell(String(values[name] ?? '')));
  return Buffer.from(`${columns.join(',')}\r\n${row.join(',')}\r\n`);
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Why one thing was not entered, told by the questions of its form; null where it was. */
export function refusalOf(fields: readonly Field[], values: Values, said: ListSaid): CommandRefusal | null {
  const { rejected, findings, undecided, rows } = said;
  if (said.imported && undecided === 0 && rows.read > 0) return null;
  const missing = fields.filter(({ name, optional }) => optional !== true && values[name] === undefined);
  const problems = [
    ...missing.map(({ name }) => ({ property: name, sentence: 'must not be empty' })),
    ...rejected.map(({ column, reason }) => ({ property: column, sentence: reason })),
    ...(undecided > 0 ? findings : []).map(({ text }) => ({ property: 'acceptFindings', sentence: text })),
  ];
  const sentence = problems.map((problem) => problem.sentence).join(' ');
  return { refused: true, kind: 'invalid', code: 'not-entered', sentence, problems };
}
