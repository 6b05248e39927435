import type { Field } from './field.js';
import { many, one, type Posted } from './posted.js';

/** What the fields of a form say, by their names: what a command's body is made of. Left empty is left out. */
export type Values = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** @param fields those asked; what a choice reveals counts only where it was chosen */
export function valuesOf(fields: readonly Field[], posted: Posted): Values {
  return Object.assign({}, ...fields.map((field) => valueOf(field, posted)));
}

function valueOf(field: Field, posted: Posted): Values {
  const { name } = field;
  const text = one(posted, name).trim();
  switch (field.kind) {
    case 'text':
    case 'line':
    case 'pick':
      return text === '' ? {} : { [name]: text };
    case 'number':
      return text === '' ? {} : { [name]: /^-?\d{1,9}$/.test(text) ? Number(text) : text };
    case 'day':
      return dateOf(name, posted, ['year', 'month', 'day']);
    case 'month':
      return dateOf(name, posted, ['year', 'month']);
    case 'choice': {
      const chosen = field.options.find(({ value }) => value === text);
      return text === '' ? {} : { [name]: text, ...valuesOf(chosen?.reveals ?? [], posted) };
    }
    case 'yes-or-no':
      if (text === 'yes') return { [name]: true, ...valuesOf(field.ifYes ?? [], posted) };
      return text === 'no' ? { [name]: false } : {};
    case 'several':
      return { [name]: many(posted, name) };
  }
}

const LENGTHS = { year: 4, month: 2, day: 2 } as const;

/** `2024-05-31` of three boxes; what cannot be a date stays as it was written, for the command to refuse. */
function dateOf(name: string, posted: Posted, parts: readonly (keyof typeof LENGTHS)[]): Values {
  const written = parts.map((part) => one(posted, `${name}-${part}`).trim());
  if (written.every((part) => part === '')) return {};
  return { [name]: written.map((part, index) => part.padStart(LENGTHS[parts[index] ?? 'day'], '0')).join('-') };
}
