import { writeDocument } from '#committee';
import { printedCommitteeReport } from '#engine';
import { Api, until } from '../support/index.js';
import type { Answer } from '../support/index.js';

describe('the API', () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.open();
  });
  afterEach(async () => {
    await api.close();
  });

  const team = (name: string, headers: Record<string, string> = {}): Promise<Answer> =>
    api.post('/api/v1/teams', { name }, 'Cora', headers);

  it('gives one request sent 100 times with one key one effect', async () => {
    const before = await api.head();
    const answers = await Promise.all(Array.from({ length: 100 }, () => team('East', { 'idempotency-key': 'k' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ json }) => JSON.stringify({ ...json, repeated: null }))).size).toBe(1);
    expect((await api.head()) - before).toBe(1);
    expect(await team('West', { 'idempotency-key': 'k' })).toMatchObject({
      status: 422,
      json: { code: 'idempotency-key-reused' },
    });
  });

  it('keeps one person’s keys apart from another’s, and one address’s from another’s', async () => {
    const target = await api.council.accepted();
    const key = { 'idempotency-key': 'k' };
    const raise = (as: string, id: string): Promise<Answer> =>
      api.post(`/api/v1/audits/${id}/safety-concerns`, { reason: 'A worry.' }, as, key);
    const other = await api.council.accepted();
    const answers = [await raise('Ann', target), await raise('Cora', target), await raise('Ann', other)];
    expect(answers.map(({ status, json }) => [status, json.repeated])).toEqual(Array(3).fill([200, false]));
  });

  it('answers the revision as an ETag and holds a command to it', async () => {
    const target = await api.council.accepted();
    const read = await api.get(`/api/v1/audits/${target}`);
    const tag = read.headers.get('etag') ?? '';
    expect(tag).toBe(`"${String(read.json.revision)}"`);
    const concern = { reason: 'A worry.' };
    const first = await api.post(`/api/v1/audits/${target}/safety-concerns`, concern, 'Cora', { 'if-match': tag });
    expect(first).toMatchObject({ status: 200 });
    expect(first.headers.get('etag')).not.toBe(tag);
    const late = await api.post(`/api/v1/audits/${target}/safety-concerns`, concern, 'Cora', { 'if-match': tag });
    expect(late).toMatchObject({ status: 412, json: { code: 'record-has-changed' } });
  });

  it.each(['/api/v1/settings', '/api/v1/closures', '/api/v1/teams', '/api/v1/people'])(
    'tags %s with its revision',
    async (path) => {
      await api.get(`/api/v1/teams?after=${await api.head()}`);
      expect((await api.get(path)).headers.get('etag')).toMatch(/^"-?\d+"$/);
    },
  );

  it('takes a change of people at the revision that was seen, and no later', async () => {
    const position = await api.head();
    const seen = (await api.get(`/api/v1/people?after=${position}`)).headers.get('etag') ?? '';
    expect(await team('East', { 'if-match': seen })).toMatchObject({ status: 201 });
    expect(await team('West', { 'if-match': seen })).toMatchObject({ status: 412 });
  });

  it('builds a view anew for those who run the service', async () => {
    expect(await api.post('/api/v1/views/teams/rebuild', {})).toMatchObject({ status: 404 });
    expect(await api.post('/api/v1/views/people/rebuild', {}, 'Ann')).toMatchObject({ status: 403 });
    expect(await api.post('/api/v1/views/people/rebuild', {})).toMatchObject({ status: 202, json: { view: 'people' } });
    expect(await api.get('/api/v1/views')).toMatchObject({ status: 200, json: { troubles: [] } });
  });

  it('shows in a list what a command did a moment ago', async () => {
    for (let number = 0; number < 5; number++) {
      const { json } = await team(`Team ${number}`);
      const list = await api.get(`/api/v1/teams?after=${String(json.position)}`);
      expect(JSON.stringify(list.json)).toContain(`Team ${number}`);
      expect(list.headers.get('plumbline-behind')).toBeNull();
    }
  });

  it('says so when a list is not there yet', async () => {
    await api.get(`/api/v1/teams?after=${await api.head()}`);
    const list = await api.get(`/api/v1/teams?after=${(await api.head()) + 1_000}`);
    expect(list).toMatchObject({ status: 200 });
    expect(list.headers.get('plumbline-behind')).toBe('true');
  });

  it('shows a token once, and ends with it what it opened', async () => {
    await api.signIn('Sue', 'practitioner');
    const path = `/api/v1/people/${api.council.idOf('Sue')}/tokens`;
    for (const other of ['Cora', 'Ann']) {
      const refused = await api.post(path, { roles: ['practitioner'] }, other);
      expect(refused).toMatchObject({ status: 403, json: { code: 'token-not-yours' } });
    }
    // the newest is the one made last
    api.council.now = '2024-05-01T09:00:01.000Z';
    const made = await api.post(path, { roles: ['practitioner'] }, 'Sue');
    expect(made).toMatchObject({ status: 201 });
    const token = String(made.json.token);
    expect(await api.get('/api/v1/me', token)).toMatchObject({
      status: 200,
      json: { personId: api.council.idOf('Sue'), roles: ['practitioner'] },
    });
    const log = await api.council.first.ledger.load('people');
    expect(JSON.stringify(log.events)).not.toContain(token);
    const { json } = await api.get(`/api/v1/people/${api.council.idOf('Sue')}?after=${String(made.json.position)}`);
    const [{ tokenId }] = json.tokens as [{ tokenId: string }];
    expect(await api.post(`/api/v1/tokens/${tokenId}/revoke`, {})).toMatchObject({ status: 200 });
    expect(await api.get('/api/v1/me', token)).toMatchObject({ status: 401, json: { code: 'token-unknown' } });
  });

  it('gives a token no role its person does not have', async () => {
    const path = `/api/v1/people/${api.council.idOf('Ann')}/tokens`;
    expect(await api.post(path, { roles: ['coordinator'] }, 'Ann')).toMatchObject({ status: 409 });
  });

  it('imports a caseload, draws and issues a sample, and shows its audits', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `C${100 + index},child in need,North,Pat`);
    const csv = { 'content-type': 'text/csv' };
    const imported = await api.post(
      '/api/v1/imports/caseload?asAt=2024-04-30&source=csv',
      ['Child ID,Status,Team,Worker', ...rows].join('\n'),
      'Cora',
      csv,
    );
    expect(imported).toMatchObject({ status: 201, json: { imported: true, frame: { size: 30 } } });
    const drawn = await api.post('/api/v1/samples', { period: '2024-05', size: 5, activity: 'deep-dive', seed: 's' });
    expect(drawn).toMatchObject({ status: 201 });
    const sampleId = String(drawn.json.id);
    const shown = await api.get(`/api/v1/samples/${sampleId}?after=${String(drawn.json.position)}`);
    expect(shown.json.drawn).toMatchObject({
      seed: 's',
      selected: Array(5).fill({ subject: expect.stringMatching(/^C1/) }),
    });
    expect(await api.get(`/api/v1/samples/${sampleId}/redraw`)).toMatchObject({ json: { confirmed: true } });
    await api.post(`/api/v1/samples/${sampleId}/issue`, {});
    await api.council.first.processes.settle();
    const board = await api.get(`/api/v1/audits?sample=${sampleId}&after=${await api.head()}`);
    expect(board.json).toMatchObject({ total: 5, stages: [{ stage: 'allocation', count: 5 }] });
  });

  it('tells of a file’s bad rows and imports nothing', async () => {
    const answer = await api.post('/api/v1/imports/people', 'ref,name,roles\nW1,Bo,wizard', 'Cora', {
      'content-type': 'text/csv',
    });
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'rows-rejected', imported: false, rejected: [{ row: 2, column: 'roles' }] },
    });
  });

  it('takes published figures from a coordinator, and gives them to whoever reads reports', async () => {
    const file = 'source,period,series,key,percent,numerator,denominator\nScrutiny,2023-11,moderated,yes,50,21,45';
    const send = (as: string) => api.post('/api/v1/imports/published', file, as, { 'content-type': 'text/csv' });
    expect(await send('Lee')).toMatchObject({ status: 403, json: { code: 'role-missing' } });
    expect(await send('Cora')).toMatchObject({ status: 201, json: { recorded: 1, imported: true } });
    const path = '/api/v1/reports/published';
    expect(await api.get(path, 'Lee')).toMatchObject({
      status: 200,
      json: { items: [{ printed: 50, fromCounts: 47, verdict: 'contradicts' }] },
    });
    expect((await api.get(`${path}?format=csv`, 'Lee')).text).toContain('Scrutiny,2023-11,moderated,yes,50,21,45,47,');
    expect((await api.get(path, 'Ann')).status).toBe(403);
    expect((await api.get(`${path}?asAt=2023-11-01`, 'Cora')).json['items']).toEqual([]);
  });

  it('publishes measures once their findings are accepted, and gives their readings in bands', async () => {
    const csv = { 'content-type': 'text/csv' };
    const file =
      'measure,meaning,unit,direction,requires_improvement,good,outstanding,source\nSeen,,%,higher,65-75,75-84,85+,';
    const send = (as: string, query = '') => api.post(`/api/v1/imports/measures${query}`, file, as, csv);
    expect(await send('Lee')).toMatchObject({ status: 403, json: { code: 'role-missing' } });
    expect(await send('Cora')).toMatchObject({
      status: 422,
      json: { code: 'findings-not-accepted', heldBack: 1, findings: [{ kind: 'overlap' }, { kind: 'integer-edge' }] },
    });
    expect(await send('Cora', '?acceptFindings=true')).toMatchObject({ status: 201, json: { published: 1 } });
    const readings =
      'measure,period,numerator,denominator,value\nSeen,2024-04,16,20,\nSeen,2024-05,18,20,\nSeen,2024-06,,,75';
    expect(await api.post('/api/v1/imports/readings', readings, 'Cora', csv)).toMatchObject({
      status: 201,
      json: { recorded: 3 },
    });
    const path = '/api/v1/reports/measures';
    expect((await api.get(path, 'Cora')).json['items']).toMatchObject([
      { period: '2024-04', value: 80, band: 'good' },
      { period: '2024-05', value: 90, band: 'outstanding' },
      { period: '2024-06', value: 75, band: null, ambiguous: true },
    ]);
    // Two of twenty were not seen, and four of twenty: few enough to be known by.
    expect((await api.get(path, 'Lee')).json['items']).toMatchObject([
      { period: '2024-04', withheld: true, value: null, band: null },
      { period: '2024-05', withheld: true, value: null, band: null },
      { period: '2024-06', value: 75 },
    ]);
    expect((await api.get(`${path}?format=csv`, 'Cora')).text).toContain('Seen,%,higher,2024-04,16,20,80,good,no');
    expect((await api.get(path, 'Ann')).status).toBe(403);
  });

  it('takes feedback from a coordinator, and withholds small numbers of it and the words beside them', async () => {
    const csv = { 'content-type': 'text/csv' };
    const file = 'date,respondent,rating,quote,consent,activity_ref\n2024-04-02,child,good,He listens,yes,F-1';
    const send = (as: string) => api.post('/api/v1/imports/feedback', file, as, csv);
    expect(await send('Lee')).toMatchObject({ status: 403, json: { code: 'role-missing' } });
    expect(await send('Cora')).toMatchObject({ status: 201, json: { recorded: 1 } });
    const path = '/api/v1/reports/feedback';
    expect((await api.get(path, 'Cora')).json).toMatchObject({
      rows: [{ series: 'respondent:child', key: 'good', numerator: 1, denominator: 1, percent: 100 }],
      quotes: [{ text: 'He listens' }],
    });
    const outside = await api.get(path, 'Lee');
    expect([outside.status, outside.text.includes('He listens')]).toEqual([200, false]);
    expect((await api.get(`${path}?from=2024-04-02&to=2024-06-30`, 'Lee')).json['code']).toBe('ask-whole-periods');
    expect((await api.get(`${path}?by=month`, 'Lee')).status).toBe(422);
    expect((await api.get(`${path}?format=csv&by=month`, 'Cora')).text).toContain(
      '2024-04,respondent:child,good,Good,1,1,100',
    );
    expect((await api.get(path, 'Ann')).status).toBe(403);
  });

  it('takes the improvement plan and the risks from a coordinator, and prints them again', async () => {
    const csv = { 'content-type': 'text/csv' };
    const plan = 'section,ref,action,lead,review_date,status,commentary\nLeadership,1.1.1,Appoint,Director,Ongoing,,';
    const send = (as: string) => api.post('/api/v1/imports/plan', plan, as, csv);
    expect(await send('Lee')).toMatchObject({ status: 403, json: { code: 'role-missing' } });
    expect(await send('Cora')).toMatchObject({ status: 201, json: { recorded: 1 } });
    const risks = 'risk,description,mitigation,rating\nTurnover,Posts,A career path,B2';
    expect((await api.post('/api/v1/imports/risks', risks, 'Cora', csv)).status).toBe(201);
    const path = '/api/v1/reports/improvement-plan';
    expect((await api.get(path, 'Lee')).json['items']).toMatchObject([{ ref: '1.1.1', reviewDate: 'Ongoing' }]);
    expect((await api.get(`${path}?format=csv`, 'Lee')).text.trim().split('\r\n')).toEqual(plan.split('\n'));
    expect((await api.get('/api/v1/reports/risks', 'Lee')).json['items']).toMatchObject([{ rating: 'B2' }]);
    expect((await api.get(`${path}?asAt=2020-01-01`, 'Cora')).json['items']).toEqual([]);
    for (const report of ['improvement-plan', 'risks'])
      expect((await api.get(`/api/v1/reports/${report}`, 'Ann')).status).toBe(403);
  });

  it('issues a message to staff, whose teams’ managers alone confirm it, and tells others of none', async () => {
    const body = {
      theme: 'Chronologies',
      found: 'Half are out of date.',
      toDo: 'Bring them up to date.',
      sources: ['audits'],
      teams: [api.council.idOf('North')],
      confirmBy: '2030-05-20',
      lookAgainOn: '2030-08-01',
    };
    expect((await api.post('/api/v1/learning', body, 'Lee')).json['code']).toBe('role-missing');
    expect((await api.post('/api/v1/learning', { ...body, teams: [] }, 'Cora')).json['code']).toBe('audience-empty');
    const issued = await api.post('/api/v1/learning', body, 'Cora');
    expect(issued.status).toBe(201);
    const messages = async (as: string) =>
      (await api.get('/api/v1/learning', as)).json['messages'] as unknown as readonly {
        message: { messageId: string };
        toConfirm: readonly string[];
      }[];
    const [shown] = await messages('Tess');
    expect([await messages('Ann'), (await messages('Pat'))[0]?.toConfirm, shown?.toConfirm.length]).toEqual([
      [],
      [],
      1,
    ]);
    const path = `/api/v1/learning/discussions/${shown?.toConfirm[0]}/confirm`;
    const said = { discussedOn: api.council.now.slice(0, 10) };
    for (const as of ['Pat', 'Cora'])
      expect((await api.post(path, said, as)).json['code']).toBe('not-theirs-to-confirm');
    expect((await api.post(path, said, 'Tess')).status).toBe(200);
    const report = '/api/v1/reports/learning';
    expect((await api.get(`${report}?team=north`, 'Lee')).json).toMatchObject({
      messages: [{ theme: 'Chronologies', discussions: [{ team: 'North' }] }],
    });
    expect((await api.get(`${report}?format=csv`, 'Lee')).text).toContain('total,team:North,in-time,');
    expect((await api.get(`${report}?team=Norht`, 'Lee')).json['code']).toBe('unknown-name');
    expect((await api.get(report, 'Ann')).status).toBe(403);
    expect(
      (await api.post(`/api/v1/learning/${shown?.message.messageId}/withdraw`, { reason: 'x' }, 'Tess')).status,
    ).toBe(403);
  });

  it('takes a dip sample from a coordinator, and opens its figures to whoever sees small numbers', async () => {
    const csv = { 'content-type': 'text/csv' };
    const file =
      'theme,date,unit,subject_ref,Seen alone?\nVisits,2024-04-02,child,100042,yes\nVisits,2024-04-02,child,100043,no';
    const send = (as: string) => api.post('/api/v1/imports/dip-sample', file, as, csv);
    expect(await send('Lee')).toMatchObject({ status: 403, json: { code: 'role-missing' } });
    expect(await send('Cora')).toMatchObject({ status: 201, json: { recorded: 2 } });
    const path = '/api/v1/reports/dip-samples';
    const { json } = await api.get(path, 'Cora');
    expect(json).toMatchObject({
      samples: [{ theme: 'Visits', date: '2024-04-02', unit: 'child', subjects: 2, repeats: null }],
      rows: [
        { series: 'theme:Visits', question: 'Seen alone?', key: 'yes', numerator: 1, denominator: 2, percent: 50 },
        { key: 'no', numerator: 1 },
      ],
    });
    const [{ item }] = json['rows'] as [{ item: string }];
    const opened = await api.get(`${path}/${item}`, 'Cora');
    expect(opened.json).toMatchObject({ total: 1, results: [{ corrected: false, eventId: expect.any(String) }] });
    expect(opened.text).not.toContain('100042');
    expect((await api.get(`${path}/${item}`, 'Lee')).json['code']).toBe('small-numbers-withheld');
    expect((await api.get(`${path}/nothing`, 'Cora')).status).toBe(404);
    expect((await api.get(path, 'Lee')).text).not.toContain('"yes"');
    expect((await api.get(`${path}?asAt=2024-04-03`, 'Lee')).json['code']).toBe('ask-as-at-month-end');
    expect((await api.get(`${path}?format=csv`, 'Cora')).text).toContain(
      '2024-04-02,theme:Visits,Seen alone?,yes,Yes,child,1,2,50',
    );
    expect((await api.get(path, 'Ann')).status).toBe(403);
  });

  it('owes the review of an action to its lead, who records it and is told nothing of others', async () => {
    const csv = { 'content-type': 'text/csv' };
    const file =
      'section,ref,action,lead,review_date,status\nPractice,3.1,Train staff,Ann,2024-05-07,Open\nPractice,3.2,Hire,,2024-05-08,Open';
    expect(await api.post('/api/v1/imports/plan', file, 'Cora', csv)).toMatchObject({ status: 201 });
    const owed = async (as: string) =>
      (await api.get('/api/v1/reviews/owed', as)).json['reviews'] as unknown as readonly {
        id: string;
        called: string;
      }[];
    expect((await owed('Ann')).map(({ called }) => called)).toEqual(['3.1, Practice']);
    expect((await owed('Cora')).map(({ called }) => called)).toEqual(['3.1, Practice', '3.2, Practice']);
    const [first, second] = await owed('Cora');
    const path = (id = '') => `/api/v1/reviews/plan/${id}`;
    const review = { words: 'Half are trained.', standing: 'On track', next: '2024-06-07' };
    expect((await api.post(path(second?.id), review, 'Ann')).json['code']).toBe('role-missing');
    expect((await api.post(path('7d2f0c9b-5c11-8a58-8f2f-0c9b7a116f2f'), review, 'Ann')).json['code']).toBe(
      'role-missing',
    );
    expect((await api.post(path('7d2f0c9b-5c11-8a58-8f2f-0c9b7a116f2f'), review, 'Cora')).status).toBe(404);
    expect((await api.post(path(first?.id), { words: 'x', next: '2024-01-01' }, 'Ann')).json['code']).toBe(
      'next-not-later',
    );
    expect((await api.post(path(first?.id), review, 'Ann')).status).toBe(200);
    expect(await owed('Ann')).toEqual([]);
    const { items } = (await api.get('/api/v1/reports/improvement-plan', 'Cora')).json as unknown as {
      items: readonly { ref: string }[];
    };
    expect(items.find(({ ref }) => ref === '3.1')).toMatchObject({
      status: 'On track',
      reviewDate: '2024-06-07',
      reviews: [{ words: 'Half are trained.' }],
    });
  });

  it('keeps a report to a committee version by version, and prints what a leader signed off as it was', async () => {
    const cover = {
      title: 'Annual report',
      committee: 'Scrutiny',
      meetingDate: '10 December',
      reportOf: 'Director',
      contact: 'Quality',
      purpose: 'To tell.',
      recommendations: ['Note it.'],
    };
    const path = '/api/v1/committee-reports';
    const order = { cover, from: '2023-04-01', to: '2024-03-31' };
    expect((await api.post(path, order, 'Ann')).status).toBe(403);
    expect((await api.post(path, { ...order, cover: {} }, 'Cora')).json['code']).toBe('no-document');
    expect((await api.post(path, { ...order, parts: ['nothing'] }, 'Cora')).json['code']).toBe('no-document');
    const kept = await api.post(path, order, 'Cora');
    expect(kept.status).toBe(201);
    const { reportId } = kept.json as unknown as { reportId: string };
    const again = { ...order, cover: { ...cover, purpose: 'To tell more.' }, reportId };
    expect((await api.post(path, again, 'Lee')).status).toBe(201);
    const signOff = (version: number, as: string) =>
      api.post(`${path}/${reportId}/sign-off`, { version, as: 'L. Lee, Director' }, as);
    expect((await signOff(2, 'Cora')).json['code']).toBe('role-missing');
    expect((await signOff(1, 'Lee')).json['code']).toBe('version-not-newest');
    const print = async (version: number) => {
      const document = await printedCommitteeReport(api.council.first, reportId, version);
      if (document === null) throw new Error('Nothing is printed');
      return [document, await writeDocument(document, 'pdf')] as const;
    };
    expect((await print(2))[0].facts.at(-1)?.value).toBe('Draft: version 2, not signed off');
    expect((await signOff(2, 'Lee')).status).toBe(200);
    const [document, file] = await print(2);
    expect(document.facts.at(-1)?.value).toMatch(/^Version 2, by L\. Lee, Director on /);
    expect((await print(1))[0].facts.at(-1)?.value).toBe('Draft: version 1, not signed off');
    expect((await api.post(path, { ...again, cover }, 'Cora')).json['code']).toBe('report-signed-off');
    // What is published, entered or said later changes nothing of it.
    await api.council.settings((settings) => ({ ...settings, council: 'Another name', smallNumber: 0 }));
    await api.post('/api/v1/imports/measures', 'measure,unit,direction\nAlerts,alerts,increase', 'Cora', {
      'content-type': 'text/csv',
    });
    expect((await print(2))[1]).toEqual(file);
    expect((await api.get(path, 'Lee')).json).toMatchObject({
      reports: [{ title: 'Annual report', versions: [{ version: 1 }, { version: 2 }], signedOff: { version: 2 } }],
    });
    const stored = JSON.stringify((await api.council.first.ledger.load('committee-reports')).events);
    expect(stored).not.toMatch(/Annual|Lee, Director/);
  });

  it('withholds small numbers outside the QA team', async () => {
    const file = [
      'ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on,scale,first_grade,moderated,final_grade,at_risk',
      ...[1, 2, 3].map((n) => `R${n},deep-dive,S,T,child,C${n},W,A,manager,2024-04-1${n},ofsted,good,no,good,no`),
    ].join('\n');
    const imported = await api.post('/api/v1/imports/audits', file, 'Cora', { 'content-type': 'text/csv' });
    expect(imported.json.rows).toMatchObject({ accepted: 3, rejected: 0 });
    const path = '/api/v1/reports/judgements?from=2024-04-01&to=2024-04-30';
    const good = ({ json }: Answer) =>
      (json.rows as { series: string; key: string; numerator: number | null }[]).find(
        ({ series, key }) => series === 'overall' && key === 'good',
      )?.numerator;
    expect(good(await api.get(path, 'Cora'))).toBe(3);
    expect(good(await api.get(path, 'Lee'))).toBeNull();
    for (const [finer, code] of [
      ['from=2024-04-02&to=2024-04-30', 'ask-whole-periods'],
      ['from=2024-04-01&to=2024-05-31', 'ask-whole-periods'],
      ['from=2024-04-01&to=2024-05-31&by=quarter', 'ask-whole-periods'],
      ['from=2024-04-01&to=2024-04-30&service=S&team=T', 'ask-one-breakdown'],
      ['from=2024-04-01&to=2024-04-30&asAt=2024-05-30', 'ask-as-at-month-end'],
      ['from=2024-04-01&to=2024-04-30&asAt=2024-05-31T12:00:00Z', 'ask-as-at-month-end'],
    ]) {
      const url = `/api/v1/reports/judgements?${finer}`;
      expect((await api.get(url, 'Cora')).status).toBe(200);
      expect(await api.get(url, 'Lee')).toMatchObject({ status: 422, json: { code } });
    }
    expect(await api.get('/api/v1/activity', 'Lee')).toMatchObject({
      status: 403,
      json: { code: 'small-numbers-withheld' },
    });
    expect((await api.get('/api/v1/audits', 'Lee')).json).toMatchObject({ rows: [], total: 0, stages: [] });
    const row = '&period=total&series=overall&key=good';
    const behind = `/api/v1/reports/judgements/audits?from=2024-04-01&to=2024-04-30${row}`;
    const opened = await api.get(behind, 'Cora');
    expect(opened).toMatchObject({ status: 200, json: { total: 3 } });
    const [audit] = opened.json.audits as { auditId: string; revision: number }[];
    expect(await api.get(`/api/v1/audits/${audit?.auditId}/timeline`, 'Cora')).toMatchObject({
      json: { timeline: [{ revision: audit?.revision, type: 'audit-imported' }] },
    });
    expect((await api.get(`${behind}&limit=2`, 'Cora')).json).toMatchObject({ total: 3, audits: [audit, {}] });
    const done = behind.replace('judgements', 'activity').replace('series=overall&key=good', 'series=done&key=done');
    const carriedOut = (await api.get(done, 'Cora')).json as { total: number; label: string };
    expect(carriedOut.label).toBe('Audits done');
    expect(carriedOut.total).toBeGreaterThanOrEqual(3);
    for (const [url, as, status, code] of [
      [behind, 'Lee', 403, 'small-numbers-withheld'],
      [behind.replace('key=good', 'key=splendid'), 'Cora', 422, 'no-such-figure'],
      [behind.replace('judgements', 'weather'), 'Cora', 404, 'unknown-record'],
      [done, 'Lee', 403, 'small-numbers-withheld'],
      [`${path}&scale=ofsted`, 'Lee', 422, 'small-numbers-withheld'],
      [`${path}&scale=stars`, 'Cora', 422, 'unknown-scale'],
      [`${path.replace('judgements', 'standards')}&scale=ofsted`, 'Cora', 422, 'scale-not-asked'],
    ] as const) {
      expect(await api.get(url, as)).toMatchObject({ status, json: { code } });
    }
    expect(good(await api.get(`${path}&scale=ofsted`, 'Cora'))).toBe(3);
    const asOne = `${path}&combine=${encodeURIComponent('good+outstanding')}`;
    const both = ({ json }: Answer) =>
      (json.rows as { series: string; key: string }[]).find(
        ({ series, key }) => series === 'overall' && key === 'good+outstanding',
      );
    expect(both(await api.get(asOne, 'Cora'))).toMatchObject({
      label: 'Good or Outstanding',
      combines: ['good', 'outstanding'],
      numerator: 3,
      denominator: 3,
      percent: 100,
    });
    expect(both(await api.get(asOne, 'Lee'))).toMatchObject({ numerator: null, denominator: null, withheld: true });
    expect((await api.get(`${asOne}&format=csv`)).text).toContain(
      'overall,good+outstanding,Good or Outstanding,3,3,100',
    );
    for (const [asked, code] of [
      ['good', 'combination-of-one'],
      ['good+met', 'combination-unknown'],
    ] as const)
      expect((await api.get(`${path}&combine=${encodeURIComponent(asked)}`, 'Cora')).json).toMatchObject({ code });
    const trends = path.replace('judgements', 'trends');
    expect(good(await api.get(`${trends}&team=t`, 'Cora'))).toBe(3);
    const outside = await api.get(trends, 'Lee');
    expect(good(outside)).toBeNull();
    const { rows } = (await api.get(path, 'Lee')).json as unknown as { rows: readonly object[] };
    expect((outside.json as unknown as { rows: readonly object[] }).rows).toEqual(expect.arrayContaining([...rows]));
    for (const [asked, as, code] of [
      ['practitioners=true', 'Cora', 'team-missing'],
      ['practitioners=true&team=T', 'Lee', 'small-numbers-withheld'],
      ['team=Nowhere', 'Cora', 'unknown-name'],
      ['scale=ofsted', 'Cora', 'scale-not-asked'],
    ] as const)
      expect((await api.get(`${trends}&${asked}`, as)).json).toMatchObject({ code });
    expect((await api.get(`${trends}&team=T&practitioners=true&format=csv`, 'Cora')).text).toContain('overall,good');
    const csv = await api.get(`${path}&format=csv`);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text).toContain('overall,good,Good,3,3,100');
    const workbook = await api.get(`${path}&format=xlsx`);
    expect(workbook.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(workbook.headers.get('content-disposition')).toMatch(/^attachment; filename="judgements-.*\.xlsx"$/);
  });

  it('is up, ready, and says what it is at its root', async () => {
    expect(await api.get('/health/live', null)).toMatchObject({ status: 200, json: { status: 'live' } });
    const ready = await until('the service is ready', async () => {
      const answer = await api.get('/health/ready', null);
      if (answer.status !== 503) return answer;
      expect(answer.headers.get('retry-after')).toBe('2');
      return null;
    });
    expect(ready).toMatchObject({ status: 200, json: { status: 'ready' } });
    const root = await api.get('/', null);
    expect(root.text).toContain('children’s cases are audited');
    // Nothing is told of the programme before signing in.
    expect(root.text.replace(/<head>[\s\S]*<\/head>/, '').replaceAll(/<[^>]*>/g, ' ')).not.toMatch(/\d/);
    expect(root.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
