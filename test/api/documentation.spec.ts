import { readFileSync } from 'node:fs';
import { catalogue } from '#application';
import { readAnswerSchemas } from '../../apps/server/documentation/answer-schemas.js';
import { schemasFromTypes } from '../../apps/server/documentation/schemas-from-types.js';
import { Api } from '../support/index.js';

describe('the API’s description', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
  });
  afterAll(async () => {
    await api.close();
  });

  it('is the one that is kept in docs/openapi.json: run npm run openapi', async () => {
    const { json } = await api.get('/api/docs.json', null);
    expect(json).toEqual(JSON.parse(readFileSync('docs/openapi.json', 'utf8')));
  });

  it('takes the shapes of answers from the types of today: run npm run openapi', () => {
    expect(readAnswerSchemas()).toEqual(schemasFromTypes(process.cwd()));
  }, 60_000);

  it('says of every route what it answers, and of an error how it is told', async () => {
    const { json } = await api.get('/api/docs.json', null);
    const responses = Object.values(Object(json['paths']) as object)
      .flatMap((path: object) => Object.values(path))
      .flatMap((operation: { responses: object }) => Object.entries(operation.responses));
    expect(responses.length).toBeGreaterThan(250);
    for (const [status, response] of responses) {
      const types = /^[45]/.test(status)
        ? ['application/problem+json']
        : ['application/json', 'text/calendar', 'text/plain'];
      const type = types.find((one) => one in (Reflect.get(Object(response), 'content') ?? {})) ?? types[0] ?? '';
      expect(response).toMatchObject({ content: { [type]: { schema: expect.anything() } } });
    }
  });

  it('describes every command that has a route, with its body', async () => {
    const { json } = await api.get('/api/docs.json', null);
    const described = JSON.stringify(json.paths);
    for (const { name, path, body } of catalogue) {
      if (path === null) continue;
      expect(described).toContain(`"operationId":"${name}"`);
      expect(described).toContain(`"#/components/schemas/${body?.name}"`);
    }
  });

  it('names no shape that it does not describe', async () => {
    const { json, text } = await api.get('/api/docs.json', null);
    const described = Object(Reflect.get(Object(json['components']), 'schemas')) as object;
    const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)].map(([, name]) => name ?? '');
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((name) => !Object.hasOwn(described, name))).toEqual([]);
  });

  it('is shown as a page that fetches nothing from elsewhere', async () => {
    const { text, headers } = await api.get('/api/docs', null);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect((await api.get(file, null)).status).toBe(200);
    expect((await api.get('/api/docs/assets/package.json', null)).status).toBe(404);
  });
});
