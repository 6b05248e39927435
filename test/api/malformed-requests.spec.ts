import { Api } from '../support/index.js';
import type { Request } from '../support/index.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const SECRET = 'Zebedee Quillfeather';

describe('a request that cannot be', () => {
  let api: Api;
  let audit: string;
  beforeAll(async () => {
    api = await Api.open();
    audit = await api.council.accepted();
  });
  afterAll(async () => {
    await api.close();
  });

  type Row = [what: string, method: string, path: string, request: Request, status: number, code: string];
  const at = (path: string) => `/api/v1/audits/AUDIT/${path}`;
  const grade = { domain: 'assessment', grade: 'good', rationale: 'As recorded.' };
  const json = { 'content-type': 'application/json' };

  it.each<Row>([
    ['no token', 'POST', at('accept'), { body: {} }, 401, 'token-missing'],
    ['a token nobody made', 'POST', at('accept'), { as: 'plumbline_x', body: {} }, 401, 'token-unknown'],
    ['no token on a list', 'GET', '/api/v1/audits', {}, 401, 'token-missing'],
    ['JSON cut short', 'POST', at('accept'), { as: 'Ann', body: '{"a":', headers: json }, 400, 'unreadable-request'],
    ['a body that is a list', 'POST', at('grade-domain'), { as: 'Ann', body: [] }, 422, 'invalid-body'],
    ['a body that is a word', 'POST', at('grade-domain'), { as: 'Ann', body: '"yes"' }, 422, 'invalid-body'],
    ['an empty body', 'POST', at('grade-domain'), { as: 'Ann', body: {} }, 422, 'invalid-body'],
    ['a wrong type', 'POST', at('grade-domain'), { as: 'Ann', body: { ...grade, rationale: 7 } }, 422, 'invalid-body'],
    [
      'a blank text',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: { ...grade, rationale: '  ' } },
      422,
      'invalid-body',
    ],
    [
      'an unknown property',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: { ...grade, [SECRET]: 1 } },
      422,
      'invalid-body',
    ],
    [
      'a polluted prototype',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: '{"__proto__":{"a":1}}' },
      400,
      'unreadable-request',
    ],
    [
      'half a character',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: '{"domain":"assessment","grade":"good","rationale":"a\\ud800"}' },
      422,
      'invalid-body',
    ],
    [
      'the workings of an object, in a part',
      'POST',
      at('schedule-conversation'),
      { as: 'Ann', body: '{"on":"2026-05-04","invited":{"constructor":{"name":"x"},"toString":1}}' },
      422,
      'invalid-body',
    ],
    [
      '80,000 unknown fields',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: Object.fromEntries(Array.from({ length: 80_000 }, (_, n) => [`f${n}`, 1])) },
      422,
      'invalid-body',
    ],
    [
      '100,000 levels',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: `${'{"a":['.repeat(50_000)}1${']}'.repeat(50_000)}` },
      422,
      'invalid-body',
    ],
    [
      'another kind of content',
      'POST',
      at('accept'),
      { as: 'Ann', body: 'a=b', headers: { 'content-type': 'text/plain' } },
      415,
      'unknown-content-type',
    ],
    [
      'a file where none belongs',
      'POST',
      at('accept'),
      { as: 'Ann', body: 'a,b', headers: { 'content-type': 'text/csv' } },
      415,
      'unknown-content-type',
    ],
    ['JSON where a file belongs', 'POST', '/api/v1/imports/people', { as: 'Cora', body: {} }, 415, 'not-a-file'],
    [
      '10 MB',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: { ...grade, rationale: 'x'.repeat(10_000_000) } },
      413,
      'body-too-large',
    ],
    [
      'a text too long',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: { ...grade, rationale: 'x'.repeat(10_001) } },
      422,
      'invalid-body',
    ],
    [
      'a grade of another scale',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: { ...grade, grade: 'adequate' } },
      422,
      'grade-not-of-scale',
    ],
    [
      'a domain of another tool',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: { ...grade, domain: 'weather' } },
      422,
      'domain-unknown',
    ],
    [
      'a date that does not exist',
      'POST',
      at('schedule-conversation'),
      { as: 'Ann', body: { on: '2024-02-30', participants: [] } },
      422,
      'invalid-body',
    ],
    [
      'a date in words',
      'POST',
      at('schedule-conversation'),
      { as: 'Ann', body: { on: 'tomorrow', participants: [] } },
      422,
      'invalid-body',
    ],
    [
      'a part that is none',
      'POST',
      at('schedule-conversation'),
      { as: 'Ann', body: { on: '2024-05-02', participants: [null] } },
      422,
      'invalid-body',
    ],
    [
      'an audit nobody knows',
      'POST',
      `/api/v1/audits/${NOBODY}/close`,
      { as: 'Cora', body: {} },
      404,
      'unknown-record',
    ],
    ['an id that is none', 'POST', '/api/v1/audits/..%2fpeople/close', { as: 'Cora', body: {} }, 404, 'unknown-record'],
    [
      'an auditor nobody knows',
      'POST',
      at('reallocate'),
      { as: 'Cora', body: { auditorId: NOBODY, reason: 'x' } },
      404,
      'person-unknown',
    ],
    ['the wrong role', 'POST', at('allocate'), { as: 'Pat', body: { auditorId: NOBODY } }, 403, 'not-entitled'],
    ['somebody else’s audit', 'POST', at('grade-domain'), { as: 'Abe', body: grade }, 403, 'not-entitled'],
    ['the wrong stage', 'POST', at('claim-moderation'), { as: 'Ann', body: {} }, 403, 'not-entitled'],
    ['a stage gone by', 'POST', at('accept'), { as: 'Ann', body: {} }, 409, 'not-in-this-stage'],
    [
      'a revision long gone',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: grade, headers: { 'if-match': '"0"' } },
      412,
      'record-has-changed',
    ],
    [
      'an If-Match that is none',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: grade, headers: { 'if-match': 'x' } },
      400,
      'bad-if-match',
    ],
    [
      'an idempotency key that is none',
      'POST',
      at('grade-domain'),
      { as: 'Ann', body: grade, headers: { 'idempotency-key': 'a b' } },
      400,
      'bad-idempotency-key',
    ],
    [
      'settings without a shape',
      'POST',
      '/api/v1/settings',
      { as: 'Cora', body: { settings: { council: 1 }, note: 'x' } },
      422,
      'settings-misshapen',
    ],
    ['an address nobody answers', 'GET', '/api/v1/nothing', { as: 'Cora' }, 404, 'unknown-address'],
    ['a method nobody answers', 'DELETE', '/api/v1/audits', { as: 'Cora' }, 404, 'unknown-address'],
    ['an audit nobody knows, read', 'GET', `/api/v1/audits/${NOBODY}`, { as: 'Cora' }, 404, 'audit-not-found'],
    ['an audit of others, read', 'GET', '/api/v1/audits/AUDIT', { as: 'Pat' }, 403, 'not-entitled'],
    ['a list of others, read', 'GET', '/api/v1/caseloads', { as: 'Ann' }, 403, 'not-yours-to-read'],
    ['a moment that is none', 'GET', '/api/v1/audits/AUDIT/replay?asAt=yesterday', { as: 'Cora' }, 422, 'bad-moment'],
    ['no moment', 'GET', '/api/v1/audits/AUDIT/replay', { as: 'Cora' }, 422, 'invalid-body'],
    ['a parameter nobody asked for', 'GET', '/api/v1/audits?colour=red', { as: 'Cora' }, 422, 'invalid-body'],
    ['a number that is none', 'GET', '/api/v1/audits?limit=many', { as: 'Cora' }, 422, 'invalid-body'],
    [
      'a report nobody knows',
      'GET',
      '/api/v1/reports/weather?from=2024-01-01&to=2024-12-31',
      { as: 'Cora' },
      404,
      'unknown-record',
    ],
    ['a report without dates', 'GET', '/api/v1/reports/judgements', { as: 'Cora' }, 422, 'invalid-body'],
    [
      'a report the wrong way round',
      'GET',
      '/api/v1/reports/judgements?from=2024-12-31&to=2024-01-01',
      { as: 'Cora' },
      422,
      'dates-reversed',
    ],
    ['a version that is none', 'GET', '/api/v1/settings/first', { as: 'Cora' }, 404, 'unknown-record'],
    ['a person nobody knows', 'GET', `/api/v1/people/${NOBODY}`, { as: 'Cora' }, 404, 'unknown-record'],
    [
      'a file of another kind',
      'POST',
      '/api/v1/imports/caseload?asAt=2024-05-01&source=annex-a',
      { as: 'Cora', body: 'no workbook', headers: { 'content-type': 'application/octet-stream' } },
      422,
      'workbook-not-zip',
    ],
    [
      'a file from the wrong role',
      'POST',
      '/api/v1/imports/audits',
      { as: 'Ann', body: 'ref', headers: { 'content-type': 'text/csv' } },
      403,
      'role-missing',
    ],
    [
      'a mapping that is none',
      'POST',
      '/api/v1/imports/caseload?asAt=2024-05-01&source=csv&mapping=x',
      { as: 'Cora', body: 'ref', headers: { 'content-type': 'text/csv' } },
      422,
      'mapping-unknown',
    ],
  ])('%s', async (_what, method, path, request, status, code) => {
    const before = await api.head();
    const answer = await api.send(method, path.replace('AUDIT', audit), request);
    expect([answer.status, answer.json.code]).toEqual([status, code]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toMatchObject({
      type: `urn:plumbline:problem:${code}`,
      status,
      title: expect.stringMatching(/\w/),
    });
    expect(answer.json.detail).toMatch(/\w.*\.|…$/);
    expect(answer.text).not.toMatch(/\bat .*\.[jt]s|node_modules|Error:|SQLITE/);
    expect(answer.text).not.toContain(SECRET);
    expect(await api.head()).toBe(before);
  });

  it('is not logged with what was in it', async () => {
    await api.post(
      `/api/v1/audits/${audit}/grade-domain?name=${encodeURIComponent(SECRET)}`,
      { rationale: SECRET },
      'Ann',
    );
    expect(api.lines.length).toBeGreaterThan(0);
    expect(api.lines.join('')).not.toContain('Quillfeather');
    expect(api.lines.join('')).not.toContain(audit);
  });
});
