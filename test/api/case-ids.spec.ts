import { importCaseload } from '#application';
import { OPERATOR } from '#domain';
import { Api } from '../support/index.js';

const CASE_ID = 'CF/0012 é';
const LINK = 'https://cases.example.gov.uk/record/CF%2F0012%20%C3%A9';

/** Everybody who may act on an audit knows which child it is of, and that they were told is recorded. */
describe('the case id', () => {
  let api: Api;
  let audit: string;
  let subject: string;
  beforeAll(async () => {
    api = await Api.open();
    await api.council.settings((settings) => ({
      ...settings,
      caseLink: 'https://cases.example.gov.uk/record/{id}',
      moderation: { ...settings.moderation, all: true },
    }));
    const rows = [`${CASE_ID},CP,North,Pat`, 'CF-0013,CP,North,Pat'];
    await importCaseload(api.council.first, {
      file: Buffer.from(['Child ID,Status,Team,Worker', ...rows].join('\n')),
      fileName: 'cases.csv',
      source: 'csv',
      asAt: '2024-04-30',
      actor: OPERATOR,
      acceptRejects: true,
    });
    subject = (await api.council.first.keys.subjectFor(CASE_ID)).replace('subject:', '');
    audit = await api.council.submitted('inadequate', subject);
    await api.council.does({
      name: 'RaiseSafetyConcern',
      target: audit,
      body: { reason: 'Nobody has seen the child.' },
      actor: api.council.actor('Ann', 'auditor'),
    });
  }, 120_000);
  afterAll(() => api.close());

  const listed = async (path: string, as: string, key: string): Promise<readonly unknown[]> => {
    const rows = (await api.get(`${path}?after=${await api.head()}`, as)).json[key] as readonly object[];
    return rows.map((row) => [Reflect.get(row, 'caseId'), Reflect.get(row, 'caseLink')]);
  };

  it('stands on the audit for everybody who may read any of it', async () => {
    for (const as of ['Cora', 'Ann', 'Mo', 'Tess', 'Lee']) {
      for (const [route, at] of [
        ['', []],
        ['/replay?asAt=2024-05-01', ['document']],
      ] as const) {
        const { json } = await api.get(`/api/v1/audits/${audit}${route}`, as);
        const document = at.reduce<unknown>((value, name) => Reflect.get(Object(value), name), json);
        expect([as, document]).toMatchObject([as, { caseId: CASE_ID, caseLink: LINK }]);
      }
    }
    expect((await api.get(`/api/v1/audits/${audit}`, 'Pat')).text).not.toContain('CF');
  });

  it('stands in the lists of those who may', async () => {
    const one = [[CASE_ID, LINK]];
    expect(await listed('/api/v1/tasks', 'Tess', 'tasks')).toEqual(one);
    expect(await listed('/api/v1/tasks', 'Mo', 'tasks')).toEqual(one);
    expect(await listed('/api/v1/moderation-queue', 'Mo', 'audits')).toEqual(one);
    for (const as of ['Cora', 'Ann', 'Mo', 'Tess'])
      expect([as, await listed('/api/v1/audits', as, 'rows')]).toEqual([as, one]);
    for (const as of ['Pat', 'Lee']) expect([as, await listed('/api/v1/audits', as, 'rows')]).toEqual([as, []]);
  });

  it('stands in the list of what nobody who owes it is there for, for coordinators and not for administrators', async () => {
    const { council } = api;
    await council.register('Ada', 'administrator', null);
    await api.signIn('Ada', 'administrator');
    const away = async (name: string): Promise<void> => {
      await council.does({
        name: 'RecordAbsence',
        target: council.idOf(name),
        body: { from: council.now.slice(0, 10) },
        actor: council.actor('Cora', 'coordinator'),
      });
    };
    for (const name of ['Mo', 'Max']) await away(name);
    const one = { auditId: audit, key: 'moderate', gap: 'away-without-deputy' };
    const ownerless = async (as: string) =>
      (await api.get(`/api/v1/tasks/ownerless?after=${await api.head()}`, as)).json;
    expect(await ownerless('Cora')).toMatchObject({
      tasks: [{ ...one, caseId: CASE_ID, caseLink: LINK, owners: [{ personId: council.idOf('Cora') }] }],
    });
    expect(await ownerless('Ada')).toEqual({ tasks: [], draws: [], reviews: [], names: {}, next: null });
    for (const name of ['Cora', 'Lee']) await away(name);
    expect(await ownerless('Ada')).toMatchObject({
      tasks: [{ ...one, caseId: null, caseLink: null, owners: [] }],
    });
    expect((await api.get('/api/v1/tasks/ownerless', 'Lee')).status).toBe(403);
  });

  it('is recorded as read, once a day for each list’s readers, and of its own page', async () => {
    const readings = async (): Promise<readonly { personId: string; what: string }[]> =>
      (await api.get(`/api/v1/audits/${audit}/readings`)).json['readings'] as never;
    const told = (await readings()).map(({ personId, what }) => `${personId} ${what}`);
    for (const as of ['Tess', 'Lee']) expect(told).toContain(`${api.council.idOf(as)} detail`);
    expect(told).toContain(`${api.council.idOf('Tess')} tasks`);
    expect(told).toContain(`${api.council.idOf('Ann')} board`);
    expect(told.filter((line) => line.startsWith(api.council.idOf('Pat')))).toEqual([]);
    const before = await api.head();
    await listed('/api/v1/tasks', 'Tess', 'tasks');
    await listed('/api/v1/audits', 'Tess', 'rows');
    expect(await api.head()).toBe(before);
  });

  it('is null where the subject came in by no import, and shown as erased once it is', async () => {
    const unnamed = await api.council.accepted();
    expect((await api.get(`/api/v1/audits/${unnamed}`, 'Ann')).json).toMatchObject({ caseId: null, caseLink: null });
    await api.council.first.keys.destroy(`subject:${subject}`, api.council.now);
    expect((await api.get(`/api/v1/audits/${audit}`, 'Tess')).json).toMatchObject({
      caseId: { erased: true },
      caseLink: null,
    });
    expect(await listed('/api/v1/tasks', 'Tess', 'tasks')).toEqual([[{ erased: true }, null]]);
  });

  it('is in no line of the service’s log and in nothing that is queued or sent', async () => {
    expect(api.lines.join('')).toContain('/api/v1/audits/:id');
    expect(api.lines.join('')).not.toMatch(/CF\/0012|CF%2F0012/);
    const log = await api.council.first.ledger.store.readAll({ after: 0, maxCount: 10_000 });
    expect(log.map(({ data }) => data).join('')).not.toContain('CF/0012');
  });
});
