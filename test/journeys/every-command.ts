import { today } from '../support/index.js';

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Described {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          | {
              readonly operationId: string;
              readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
            }
          | undefined
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A command as somebody could send it: everything it must hold, in the form it is described in. */
export interface Sendable {
  readonly name: string;
  readonly path: string;
  readonly body: object;
}

/**
 * Every command of the service's own description, with a body that is formed as it should be.
 * @param records ids of real records by what their routes begin with: `audits`, `people`, …
 */
export async function commandsOf(
  caller: { get(path: string): Promise<{ readonly body: unknown }> },
  records: Readonly<Record<string, string>>,
): Promise<readonly Sendable[]> {
  const { paths, components } = (await caller.get('/api/docs.json')).body as Described;
  return Object.entries(paths).flatMap(([path, { post }]) => {
    const schema = post?.requestBody?.content['application/json']?.schema;
    if (post === undefined || schema === undefined) return [];
    const record = records[path.split('/')[3] ?? ''] ?? records['audits'] ?? '';
    const body = Object(formed(schema, components.schemas, record)) as object;
    return [{ name: post.operationId, path: path.replace('{id}', record), body }];
  });
}

function formed(schema: Schema, schemas: Described['components']['schemas'], record: string): unknown {
  const named = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (named !== undefined) return formed(schemas[named.slice(named.lastIndexOf('/') + 1)] ?? {}, schemas, record);
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.format === 'date') return today();
  if (schema.pattern?.includes('\\d') === true) return today().slice(0, 7);
  if (schema.pattern !== undefined || schema.format === 'uuid') return record;
  switch (schema.type) {
    case 'array':
      return [formed(schema.items ?? {}, schemas, record)];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'string':
      return 'As it was said.';
    default: {
      const { properties = {}, required = [] } = schema;
      return Object.fromEntries(required.map((name) => [name, formed(properties[name] ?? {}, schemas, record)]));
    }
  }
}
