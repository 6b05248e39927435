import { Ajv2020 } from 'ajv/dist/2020.js';

/** What a route answered. */
export interface AnswerGiven {
  readonly status: number;
  /** Content type. */
  readonly type: string;
  readonly body: unknown;
}

interface Description {
  readonly paths: Readonly<Record<string, object>>;
}

/** Not closed: what kept a file out tells its rejected rows as well. */
const OPEN = 'Problem';

/** Answers held against the API's description: each must be of a status, a type and a shape that is described, without a property more. */
export class DescribedAnswers {
  private readonly ajv = new Ajv2020({ strict: false });
  private readonly routes: readonly { readonly address: RegExp; readonly path: string }[];

  /** By the text of the description: what it says of shapes is made into code only once, however often it is asked for. */
  private static readonly read = new Map<string, DescribedAnswers>();

  /** @param text what `/api/docs.json` answers */
  static of(text: string): DescribedAnswers {
    const held = DescribedAnswers.read.get(text) ?? new DescribedAnswers(JSON.parse(text));
    DescribedAnswers.read.set(text, held);
    return held;
  }

  /** @param description what `/api/docs.json` answers */
  constructor(private readonly description: Description) {
    this.ajv.addSchema(closed(description, ''), 'api');
    this.routes = Object.keys(description.paths).map((path) => ({
      path,
      address: new RegExp(`^${path.replaceAll(/\{[^}]*\}/g, '[^/]+')}$`),
    }));
  }

  /** Passes over addresses that are not described. @throws Error with what was answered that is not described */
  check(method: string, url: string, { status, type, body }: AnswerGiven): void {
    const address = url.split('?')[0] ?? '';
    const path = this.routes.find((route) => route.address.test(address))?.path;
    if (path === undefined) return;
    const operation: unknown = Reflect.get(this.description.paths[path] ?? {}, method.toLowerCase());
    if (operation === undefined) return;
    const responses = Object(Reflect.get(Object(operation), 'responses'));
    const described = [String(status), `${Math.floor(status / 100)}XX`].find((each) => each in responses) ?? '';
    const [contentType = ''] = type.split(';');
    const place = ['paths', path, method.toLowerCase(), 'responses', described, 'content', contentType, 'schema'];
    const schema = this.ajv.getSchema(`api#/${place.map((part) => encodeURIComponent(pointer(part))).join('/')}`);
    const said = `${method} ${path} answered ${status} ${contentType}`;
    if (schema === undefined) throw new Error(`${said}, which is not described`);
    if (schema(body) !== true) throw new Error(`${said} in another shape: ${this.ajv.errorsText(schema.errors)}`);
  }
}

const pointer = (part: string): string => part.replaceAll('~', '~0').replaceAll('/', '~1');

/** The same description, but with no room for properties that it does not name. */
function closed(value: unknown, name: string): object {
  if (Array.isArray(value)) return value.map((item) => closedWithin(item, name));
  const entries = Object.entries(Object(value)).map(([key, item]) => [key, closedWithin(item, key)] as const);
  const same = Object.fromEntries(entries);
  const isShape = 'properties' in same && 'type' in same && !('additionalProperties' in same) && name !== OPEN;
  return isShape ? { ...same, additionalProperties: false } : same;
}

const closedWithin = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? closed(value, name) : value;
