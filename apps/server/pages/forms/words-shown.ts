import type { Words } from '#drafts';
import { plainDate } from '../words/dates.js';
import { withRevealed, type Field } from './field.js';
import { valuesOf, type Values } from './values-of.js';

/** What was typed, to be read and copied: question by question, in the order of the form. */
export function wordsShown(
  fields: readonly Field[],
  words: Words,
): readonly { readonly label: string; readonly value: string }[] {
  const values = valuesOf(fields, words);
  return fields.flatMap(withRevealed).flatMap((field) => {
    const value = inWords(field, values[field.name]);
    return value === '' ? [] : [{ label: field.label, value }];
  });
}

function inWords(field: Field, value: Values[string] | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (Array.isArray(value)) return value.map((each: string) => chosen(field, each)).join(', ');
  if (field.kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value))))
    return plainDate(String(value));
  return chosen(field, String(value));
}

const chosen = (field: Field, value: string): string =>
  ('options' in field ? field.options.find((option) => option.value === value)?.text : undefined) ?? value;
