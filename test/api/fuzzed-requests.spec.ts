import fc from 'fast-check';
import type { JsonValue } from 'fast-check';
import { Api, DescribedAnswers, sendRaw } from '../support/index.js';
import type { Raw } from '../support/index.js';
import { commandsOf } from '../journeys/every-command.js';
import type { Sendable } from '../journeys/every-command.js';

/** How many requests are tried: `npm run test:fuzz` tries 100,000. */
const REQUESTS = Number(process.env['FUZZED_REQUESTS'] ?? 4_000);
const AT_ONCE = 20;
/** Part of every made-up text, so that an answer or a log line that repeats it is found. */
const SECRET = 'Quillfeather';

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly string[];
}

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly object[] }>>>>;
}

const PEOPLE = ['Cora', 'Ann', 'Abe', 'Mo', 'Max', 'Pat', 'Tess', 'Lee', null, 'nobody-made-this'] as const;

/** Texts that have broken services: names of an object's workings, half characters, dates that are none, other alphabets, control characters. */
const odd = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', '', ' ', '0', '-1', '1e309', 'NaN', 'null'),
  fc.constantFrom(
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '2026-13',
    '+275760-09-13T00:00:00Z',
    '\ud800',
    '\u202e',
    'ﬀ',
  ),
  fc.constantFrom('../..', "' OR 1=1 --", '=1+1', '\u0000', '\r\nX: y', '${7*7}', '%s%n', 'x'.repeat(3_000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const text = odd.map((made) => (made.length % 3 === 0 ? made : `${made}${SECRET}`));

const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: text },
  {
    weight: 2,
    arbitrary: fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 53, 1e308, [], {}, [[[]]], [null], { constructor: {} }),
  },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<JsonValue> },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 20_000 }).map((depth) => new Deep(depth)) },
);

/** A value this many lists deep, written without building it. */
class Deep {
  constructor(readonly depth: number) {}
  toJSON(): string {
    return `deep:${this.depth}`;
  }
}
const written = (body: unknown): string =>
  JSON.stringify(body).replaceAll(/"deep:(\d+)"/g, (_all, depth: string) => '['.repeat(+depth) + ']'.repeat(+depth));

/** A body as it should be with some of it left out, changed or added: what gets past the first checks. */
const bent = (body: object): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.subarray(Object.keys(body)),
      fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(body), 'also'), odd), anything, { maxKeys: 3 }),
      fc.integer({ min: 0, max: 60 }),
    )
    .map(([left, changed, cut]) => {
      const kept = Object.fromEntries(Object.entries(body).filter(([name]) => !left.includes(name) || cut > 20));
      const whole = written({ ...kept, ...changed });
      return cut === 0 ? whole.slice(0, whole.length / 2) : cut === 1 ? `${whole}${whole}` : whole;
    });

const headers = fc
  .record(
    {
      'content-type': fc.constantFrom(
        'application/json',
        'text/csv',
        'application/octet-stream',
        'text/plain',
        'json',
        'multipart/form-data',
      ),
      'if-match': fc.constantFrom('"0"', '"3"', 'W/"1"', '*', '"-1"', '"99999999999999999999"', 'x'),
      'idempotency-key': fc.constantFrom('one', 'k'.repeat(300), 'a b', 'ÿ', ''),
      accept: fc.constantFrom('text/csv', 'image/png', '*/*;q=0', ''),
      'content-encoding': fc.constantFrom('gzip', 'identity', 'none'),
      'x-request-id': fc.constantFrom('1', 'x'.repeat(4_000)),
      'if-none-match': fc.constantFrom('*', '"1"', '""'),
    },
    { requiredKeys: [] },
  )
  .map((made) => made as Record<string, string>);

/** Requests to every route, mostly as described and then bent. */
function requestTo(
  operations: readonly Operation[],
  commands: readonly Sendable[],
  ids: readonly string[],
): fc.Arbitrary<Raw> {
  const value = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: text });
  const get = fc.constantFrom(...operations).chain(({ method, path, parameters }) =>
    fc
      .tuple(
        fc.array(value, { minLength: 3, maxLength: 3 }),
        fc.array(fc.tuple(fc.constantFrom('also', '__proto__', ...parameters), value), { maxLength: 4 }),
        fc.oneof(
          { weight: 9, arbitrary: fc.constant(method) },
          { weight: 1, arbitrary: fc.constantFrom('PUT', 'HEAD', 'OPTIONS', 'DELETE', 'PATCH', 'POST') },
        ),
        fc.oneof(
          fc.constant(undefined),
          anything.map(written),
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
        ),
      )
      .map(([fill, query, sent, body]) => {
        const address = path.replaceAll(/\{\w+\}/g, () => addressed(fill[0] ?? ''));
        const asked = query.map(([name, given]) => `${addressed(name)}=${addressed(given)}`).join('&');
        return {
          method: sent,
          path: asked === '' ? address : `${address}?${asked}`,
          body: sent === 'GET' ? undefined : body,
        };
      }),
  );
  const command = fc
    .constantFrom(...commands)
    .chain(({ path, body }) =>
      fc
        .tuple(value, bent(body))
        .map(([id, sent]) => ({ method: 'POST', path: path.replace('RECORD', addressed(id)), body: sent })),
    );
  const stray = fc
    .tuple(
      text,
      fc.constantFrom('/%', '/%zz', '/%E0%A4%A', '//', '/./', '/api/v1/../', ';', '?', '?=', '?&&', '?a[b]=c'),
    )
    .map(([made, odd]) => ({ method: 'GET', path: `/api/v1/audits/${addressed(made)}${odd}`, body: undefined }));
  return fc
    .tuple(
      fc.oneof({ weight: 4, arbitrary: get }, { weight: 8, arbitrary: command }, { weight: 1, arbitrary: stray }),
      fc.constantFrom(...PEOPLE),
      fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers }),
    )
    .map(([request, as, given]) => ({ ...request, as, headers: { 'content-type': 'application/json', ...given } }));
}

/** As it may stand in an address: what no client could send (half a character) as its replacement. */
const addressed = (made: string): string => encodeURIComponent(Buffer.from(made).toString());

describe('requests that nobody would think of', () => {
  let api: Api;
  let requests: fc.Arbitrary<Raw>;
  let answers: DescribedAnswers;
  beforeAll(async () => {
    api = await Api.open();
    const audits = [
      await api.council.selected(),
      await api.council.accepted(),
      await api.council.submitted('inadequate'),
    ];
    const description = (await api.get('/api/docs.json')).json as unknown as Described;
    answers = new DescribedAnswers(description);
    const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [] }]) => ({
        method: method.toUpperCase(),
        path,
        parameters: parameters.flatMap((each) =>
          Reflect.get(each, 'in') === 'query' ? [String(Reflect.get(each, 'name'))] : [],
        ),
      })),
    );
    const caller = { get: async (path: string) => ({ body: (await api.get(path)).json }) };
    const commands = (
      await commandsOf(caller, { audits: 'RECORD', people: 'RECORD', samples: 'RECORD', teams: 'RECORD' })
    ).map(({ body, ...command }) => ({
      ...command,
      body: JSON.parse(JSON.stringify(body).replaceAll('RECORD', api.council.idOf('Ann'))) as object,
    }));
    requests = requestTo(operations, commands, [
      ...audits,
      api.council.idOf('Pat'),
      '00000000-0000-4000-8000-000000000000',
      'judgements',
      '2024-05-01',
      '1',
      'month',
    ]);
  }, 120_000);
  afterAll(() => api.close());

  it('are each answered by less than 500, and refused without saying back what they held', async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(requests, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (batch) => {
        await Promise.all(
          batch.map(async (request) => {
            const { status, text: said, headers: given } = await sendRaw(api, request);
            const type = given['content-type'] ?? '';
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            expect(status).toBeLessThan(500);
            if (status < 400 || request.method === 'HEAD') return;
            expect(type).toBe('application/problem+json; charset=utf-8');
            expect(given['cache-control']).toBe('no-store');
            expect(said).not.toContain(SECRET);
            answers.check(request.method, request.path, { status, type, body: JSON.parse(said) });
          }),
        );
      }),
      { numRuns: Math.ceil(REQUESTS / AT_ONCE) },
    );
    for (const status of [200, 400, 401, 403, 404, 409, 422]) expect(statuses.has(status)).toBe(true);
    expect(api.lines.join('')).not.toContain(SECRET);
  }, 3_600_000);
});
