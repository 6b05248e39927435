import type { CommandRefusal } from '#application';
import type { ErrorItem } from '../components/error-summary.js';
import { withRevealed, type Field } from './field.js';
import type { Values } from './values-of.js';

/** What is wrong with a form: field by field, and all of it in the order of the page. */
export interface FormErrors {
  readonly byField: Readonly<Record<string, string>>;
  readonly summary: readonly ErrorItem[];
}

export const NO_ERRORS: FormErrors = { byField: {}, summary: [] };

/**
 * A refusal as a form tells it: what is missing is asked for, what is wrong is named by its field, and what is no field's
 * stands above them all.
 * @param values what was said: a field that said nothing is missing, whatever the check found
 */
export function errorsOf(
  { sentence, problems }: Pick<CommandRefusal, 'sentence' | 'problems'>,
  fields: readonly Field[],
  values: Values,
): FormErrors {
  const all = fields.flatMap(withRevealed);
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const problem of problems ?? []) {
    const path = problem.property.split('.');
    // Of a form that is one of a list in the body, the question is named last.
    const field = [path[0], path.at(-1)].flatMap((name) => all.find((each) => each.name === name) ?? [])[0];
    if (field === undefined) others.push(sentence);
    else byField[field.name] ??= inWords(field, problem.sentence, isEmpty(values[field.name]));
  }
  if (problems === undefined) others.push(sentence);
  return {
    byField,
    summary: [
      ...[...new Set(others)].map((text) => ({ text })),
      ...all.flatMap((field) => {
        const text = byField[field.name];
        return text === undefined ? [] : [{ text, href: `#${idOfFirst(field)}` }];
      }),
    ],
  };
}

const isEmpty = (value: Values[string] | undefined): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

/** A whole sentence is of the rules, and said as it is; a part of one is of a check, which speaks to programs. */
function inWords(field: Field, sentence: string, isMissing: boolean): string {
  if (/^[A-Z].*[.]$/.test(sentence)) return sentence;
  if (isMissing && field.asks !== '') return field.asks;
  const isDate = field.kind === 'day' || field.kind === 'month';
  return `${field.label} ${isDate ? 'must be a real date, such as 27 3 2026' : sentence}`;
}

/** Where focus goes from the summary. */
const idOfFirst = (field: Field): string =>
  field.kind === 'day' ? `${field.name}-day` : field.kind === 'month' ? `${field.name}-month` : field.name;
