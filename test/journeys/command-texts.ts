import type { Caller } from '../support/index.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Posted {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface Described {
  readonly paths: Readonly<Record<string, { readonly post?: Posted }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A command of the service, and the members of its body that take whatever somebody writes: `change.finding.text`, `aliases[]`. */
export interface CommandTexts {
  readonly name: string;
  /** Below the service's address, with `{id}`. */
  readonly path: string;
  readonly texts: readonly string[];
}

/** Every command of the service's own description. */
export async function commandTexts(caller: Caller): Promise<ReadonlyMap<string, CommandTexts>> {
  const { paths, components } = (await caller.get('/api/docs.json')).body as Described;
  return new Map(
    Object.entries(paths).flatMap(([path, { post }]): [string, CommandTexts][] => {
      if (post === undefined) return [];
      const schema = post.requestBody?.content['application/json']?.schema ?? {};
      const { operationId: name } = post;
      return [[name, { name, path, texts: [...textsIn(schema, '', components.schemas)] }]];
    }),
  );
}

function* textsIn(schema: Schema, at: string, schemas: Described['components']['schemas']): Generator<string> {
  const named = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (named !== undefined) {
    yield* textsIn(schemas[named.slice(named.lastIndexOf('/') + 1)] ?? {}, at, schemas);
    return;
  }
  const { type = 'object', format, pattern, items, properties = {} } = schema;
  if (schema.enum !== undefined || format !== undefined || pattern !== undefined) return;
  if ([type].flat().includes('string')) yield at;
  if (items !== undefined) yield* textsIn(items, `${at}[]`, schemas);
  for (const [name, part] of Object.entries(properties))
    yield* textsIn(part, at === '' ? name : `${at}.${name}`, schemas);
}

/** A body with other words wherever it holds a text at one of these places. */
export function withWords(body: unknown, texts: readonly string[], word: (text: string) => string, at = ''): unknown {
  if (typeof body === 'string') return texts.includes(at) ? word(at) : body;
  if (Array.isArray(body)) return body.map((item: unknown) => withWords(item, texts, word, `${at}[]`));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, part]) => [
      name,
      withWords(part, texts, word, at === '' ? name : `${at}.${name}`),
    ]),
  );
}
