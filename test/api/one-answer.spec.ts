import { randomUUID } from 'node:crypto';
import { Api, today } from '../support/index.js';
import { commandsOf } from '../journeys/every-command.js';
import type { Sendable } from '../journeys/every-command.js';

const NOTHING = '12345678-1234-4234-8234-123456789abc';
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'if-match': '"0"' },
  { 'idempotency-key': randomUUID() },
];
const STRANGERS = ['Abe', 'Mo', 'Pat', 'Lee', 'Sue'] as const;

/** Whoever is not entitled is answered one and the same, whatever is there: nothing tells that an audit exists, or how far it has come. */
describe('what is not yours', () => {
  let api: Api;
  let audit: string;
  let commands: readonly Sendable[];
  beforeAll(async () => {
    api = await Api.open();
    await api.signIn('Sue', 'practitioner');
    audit = await api.council.accepted();
    commands = await commandsOf(
      { get: async (path) => ({ body: (await api.get(path, null)).json }) },
      { audits: 'RECORD', people: 'RECORD', teams: 'RECORD', samples: 'RECORD', absences: 'RECORD' },
    );
  }, 120_000);
  afterAll(() => api.close());

  const asked = async (path: string, as: string, body?: object, headers: Record<string, string> = {}) => {
    const { status, json, text } = await api.send(body === undefined ? 'GET' : 'POST', path, { as, body, headers });
    return { status, json, length: text.length };
  };

  it('is one answer to every reading of an audit', async () => {
    for (const as of STRANGERS) {
      for (const route of ['', '/timeline', `/replay?asAt=${today()}`]) {
        const there = await asked(`/api/v1/audits/${audit}${route}`, as);
        expect([as, route, there.status, there.json['code']]).toEqual([as, route, 403, 'not-entitled']);
        for (const id of [NOTHING, 'no-id', '..%2fpeople', audit.toUpperCase(), 'a'.repeat(100)]) {
          expect([as, id, await asked(`/api/v1/audits/${id}${route}`, as)]).toEqual([as, id, there]);
        }
      }
    }
  });

  it('is one answer to every command to an audit, with a revision or a key too', async () => {
    const ofAudits = commands.filter(({ path }) => path.startsWith('/api/v1/audits/RECORD/'));
    expect(ofAudits.length).toBeGreaterThan(30);
    for (const { name, path, body } of ofAudits) {
      const bodyOf = (id: string): object => JSON.parse(JSON.stringify(body).replaceAll('RECORD', id)) as object;
      const same = bodyOf(NOTHING);
      for (const headers of HEADERS) {
        const there = await asked(path.replace('RECORD', audit), 'Sue', same, headers);
        expect([name, there.status]).toEqual([name, name === 'CorrectRecord' ? 422 : 403]);
        for (const id of [NOTHING, 'no-id', 'a'.repeat(90)])
          expect([name, await asked(path.replace('RECORD', id), 'Sue', same, headers)]).toEqual([name, there]);
      }
    }
  }, 60_000);

  it('is one answer about people, teams, samples, absences, messages and files', async () => {
    const { id: person } = { id: api.council.idOf('Tess') };
    const { events } = await api.council.does({
      name: 'RecordAbsence',
      target: person,
      body: { from: today() },
      actor: api.council.actor('Cora', 'coordinator'),
    });
    expect(events).toHaveLength(1);
    const people = await api.get(`/api/v1/people/${person}?after=${await api.head()}`);
    const [absence] = people.json['absences'] as readonly { absenceId: string }[];
    const real: Readonly<Record<string, string>> = {
      people: person,
      teams: api.council.idOf('North'),
      absences: absence?.absenceId ?? '',
      samples: NOTHING,
      tokens: NOTHING,
      reminders: audit,
    };
    for (const { name, path, body } of commands.filter((command) => command.path.includes('RECORD'))) {
      const there = real[path.split('/')[3] ?? ''];
      if (there === undefined) continue;
      const first = await asked(path.replace('RECORD', there), 'Sue', body);
      expect([name, first.status === 403 || first.status === 422]).toEqual([name, true]);
      for (const id of [NOTHING, 'no-id'])
        expect([name, await asked(path.replace('RECORD', id), 'Sue', body)]).toEqual([name, first]);
    }
    for (const list of ['people', 'samples', 'caseloads', 'exports']) {
      const answers = await Promise.all(
        [person, audit, NOTHING, 'no-id'].map((id) => asked(`/api/v1/${list}/${id}`, 'Sue')),
      );
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    }
  });

  it('tells who may know: of nothing to a coordinator, of a revision to those on the audit', async () => {
    expect((await asked(`/api/v1/audits/${NOTHING}`, 'Cora')).status).toBe(404);
    expect((await asked(`/api/v1/audits/${NOTHING}/close`, 'Cora', {})).status).toBe(404);
    expect((await asked(`/api/v1/audits/${audit}/close`, 'Ann', {}, { 'if-match': '"0"' })).status).toBe(403);
    const stale = await asked(
      `/api/v1/audits/${audit}/declare-conflict`,
      'Ann',
      { reason: 'A neighbour.' },
      { 'if-match': '"0"' },
    );
    expect([stale.status, stale.json['code']]).toEqual([412, 'record-has-changed']);
  });
});
