import type { SettingsSchema } from '#domain';
import { many, one, type Posted } from '../forms/posted.js';

/** A schema that may be null, apart from that. */
export function unwrapped(schema: SettingsSchema): { readonly schema: SettingsSchema; readonly mayBeNull: boolean } {
  const [first, ...others] = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  const mayBeNull = schema.anyOf?.some(({ type }) => type === 'null') ?? false;
  return first !== undefined && others.length === 0 ? { schema: first, mayBeNull } : { schema, mayBeNull };
}

/** Lists of words or numbers are written one a line, or ticked; both may come. */
const isPlain = ({ items }: SettingsSchema): boolean => items?.type === 'string' || items?.type === 'number';

/** Where a form says how many entries a list has. */
export const countName = (path: string): string => `${path}.count`;

/** The settings that a form says, at a path. What cannot be read stays as it was written, for the check to name. */
export function settingIn(posted: Posted, path: string, given: SettingsSchema): unknown {
  const { schema, mayBeNull } = unwrapped(given);
  if (mayBeNull && schema.anyOf !== undefined && one(posted, `${path}.kind`) === '') return null;
  const value = plainIn(posted, path, schema);
  return mayBeNull && isNothing(value) ? null : value;
}

function plainIn(posted: Posted, path: string, schema: SettingsSchema): unknown {
  const text = one(posted, path).trim();
  if (schema.anyOf !== undefined) return sizeIn(posted, path, schema.anyOf);
  switch (schema.type) {
    case 'boolean':
      return text === 'yes';
    case 'number':
      return numberIn(text);
    case 'array': {
      const { items } = schema;
      if (items === undefined) return [];
      if (isPlain(schema)) {
        const written = many(posted, path)
          .flatMap((each) => each.split('\n'))
          .map((line) => line.trim());
        const lines = written.filter((line) => line !== '');
        return items.type === 'number' ? lines.map(numberIn) : lines;
      }
      return Array.from({ length: countIn(posted, path) }, (_, index) => settingIn(posted, `${path}.${index}`, items));
    }
    case 'object': {
      const { properties, additionalProperties } = schema;
      if (properties !== undefined)
        return Object.fromEntries(
          Object.entries(properties).map(([name, each]) => [name, settingIn(posted, `${path}.${name}`, each)]),
        );
      return Object.fromEntries(
        entriesIn(text, additionalProperties !== false && additionalProperties?.type === 'number'),
      );
    }
    default:
      return text;
  }
}

/** One of several shapes, told apart by what it calls its kind: the size of a draw. */
function sizeIn(posted: Posted, path: string, shapes: readonly SettingsSchema[]): unknown {
  const kind = one(posted, `${path}.kind`);
  const shape = shapes.find(({ properties }) => properties?.['kind']?.enum?.includes(kind)) ?? shapes[0];
  return shape === undefined ? kind : plainIn(posted, path, shape);
}

const numberIn = (text: string): number | string | undefined => {
  if (text === '') return undefined;
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(text) ? Number(text) : text;
};

/** One a line: name, a colon, what it is. */
function entriesIn(text: string, areNumbers: boolean): readonly (readonly [string, unknown])[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.lastIndexOf(':');
      const [name, said] = at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
      return [name, areNumbers ? (numberIn(said) ?? '') : said];
    });
}

/** Entries of a list that a form holds; more than anybody writes are not read. */
export const countIn = (posted: Posted, path: string): number => {
  const count = one(posted, countName(path));
  return /^\d{1,3}$/.test(count) ? Number(count) : 0;
};

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);

/** Settings as the fields of a form have them: what stands there before anybody has written. */
export function postedFrom(value: unknown, path: string, given: SettingsSchema): Posted {
  const { schema } = unwrapped(given);
  if (schema.anyOf !== undefined) {
    const kind = String(Object(value).kind ?? '');
    const shape = schema.anyOf.find(({ properties }) => properties?.['kind']?.enum?.includes(kind));
    return shape === undefined ? {} : postedFrom(value, path, shape);
  }
  if (schema.type === 'array') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const { items } = schema;
    if (items === undefined || isPlain(schema)) return { [path]: list.map(String) };
    return Object.assign(
      { [countName(path)]: String(list.length) },
      ...list.map((each, index) => postedFrom(each, `${path}.${index}`, items)),
    );
  }
  if (schema.type === 'object' && schema.properties !== undefined)
    return Object.assign(
      {},
      ...Object.entries(schema.properties).map(([name, each]) =>
        postedFrom(Object(value)[name], `${path}.${name}`, each),
      ),
    );
  if (schema.type === 'object')
    return {
      [path]: Object.entries(Object(value))
        .map(([name, each]) => `${name}: ${String(each)}`)
        .join('\n'),
    };
  if (schema.type === 'boolean') return { [path]: value === true ? 'yes' : '' };
  return { [path]: value === null || value === undefined ? '' : String(value) };
}

/** A form with one entry more at the end of a list. */
export const withEntry = (posted: Posted, path: string): Posted => ({
  ...posted,
  [countName(path)]: String(countIn(posted, path) + 1),
});

/** A form without one entry of a list: those behind it move up. */
export function withoutEntry(posted: Posted, path: string, gone: number): Posted {
  const begins = `${path}.`;
  const entries = Object.entries(posted).flatMap(([name, value]): [string, Posted[string]][] => {
    const [, index, rest] = /^(\d+)(\..*|$)/.exec(name.startsWith(begins) ? name.slice(begins.length) : '') ?? [];
    if (index === undefined || Number(index) < gone) return [[name, value]];
    return Number(index) === gone ? [] : [[`${begins}${Number(index) - 1}${rest ?? ''}`, value]];
  });
  return { ...Object.fromEntries(entries), [countName(path)]: String(Math.max(0, countIn(posted, path) - 1)) };
}

/** The path of a setting that a check names: `settings.tools[0].label must be text.` as `tools.0.label`; null for none. */
export function pathNamed(sentence: string): string | null {
  const named = /^settings\.(\S+) /.exec(sentence)?.[1];
  return named === undefined ? null : named.replaceAll(/\[(\d+)\]/g, '.$1');
}
