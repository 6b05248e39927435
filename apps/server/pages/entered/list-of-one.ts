import type { CommandRefusal } from '#application';
import type { Refusal } from '#domain';
import type { Field } from '../forms/field.js';
import type { Values } from '../forms/values-of.js';
import type { EnteredList, ListSaid } from './entered-lists.js';

/** The CSV of one thing that a form says: its questions are the columns, but for one that says several. */
export function listOfOne({ fields, more }: Pick<EnteredList, 'fields' | 'more'>, values: Values): Buffer {
  const cells = fields
    .filter(({ name, kind }) => kind !== 'yes-or-no' && !(more !== undefined && name === fields.at(-1)?.name))
    .map(({ name }) => ({ header: name, text: String(values[name] ?? '') }));
  const all = [...cells, ...(more?.(values) ?? [])];
  const written = (texts: readonly string[]): string => `${texts.map(cell).join(',')}\r\n`;
  return Buffer.from(written(all.map(({ header }) => header)) + written(all.map(({ text }) => text)));
}

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Why one thing was not entered, told by the questions of its form, the last for what it has none for; null where it was. */
export function refusalOf(fields: readonly Field[], values: Values, said: ListSaid): CommandRefusal | null {
  const { rejected, findings, undecided, rows } = said;
  if (said.imported && undecided === 0 && rows.read > 0) return null;
  const missing = fields.filter(({ name, optional }) => optional !== true && values[name] === undefined);
  const fieldAt = (column: string): string =>
    fields.find(({ name }) => name === column)?.name ?? fields.at(-1)?.name ?? column;
  const problems = [
    ...missing.map(({ name }) => ({ property: name, sentence: 'must not be empty' })),
    ...rejected.map(({ column, reason }) => ({ property: fieldAt(column), sentence: reason })),
    ...(undecided > 0 ? findings : []).map(({ text }) => ({ property: 'acceptFindings', sentence: text })),
  ];
  const sentence = problems.map((problem) => problem.sentence).join(' ');
  return { refused: true, kind: 'invalid', code: 'not-entered', sentence, problems };
}

/** Why nothing could be read of what a form says: of its columns, and so of the question that makes some of them. */
export function refusedAt({ fields, more }: Pick<EnteredList, 'fields' | 'more'>, refusal: Refusal): CommandRefusal {
  const at = fields.at(-1)?.name;
  if (more === undefined || at === undefined || refusal.kind !== 'invalid') return refusal;
  return { ...refusal, problems: [{ property: at, sentence: refusal.sentence }] };
}
