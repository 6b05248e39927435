import { randomUUID } from 'node:crypto';
import { Browserless } from '../pages/browserless.js';
import { Api } from '../support/index.js';
import type { Answer } from '../support/index.js';

const ROUTES = ['', '/timeline', '/replay?asAt=2024-05-01', '/replay/1'];
const WORDS = 'Taken together.';

describe('an inspector', () => {
  let api: Api;
  let granted: string;
  let other: string;
  beforeAll(async () => {
    api = await Api.open();
    await api.council.register('Ivy', 'inspector', null);
    await api.council.register('Ian', 'inspector', null);
    for (const name of ['Ivy', 'Ian']) await api.signIn(name, 'inspector');
    granted = await api.council.submitted();
    other = await api.council.submitted();
  }, 60_000);
  afterAll(() => api.close());

  const grant = (changed: object = {}, as = 'Cora'): Promise<Answer> =>
    api.post(
      '/api/v1/inspections',
      {
        inspectorId: api.council.idOf('Ivy'),
        auditIds: [granted],
        from: '2024-05-02',
        until: '2024-05-10',
        reason: 'Inspection of May 2024',
        ...changed,
      },
      as,
    );
  const on = (day: string): void => {
    api.council.now = `${day}T09:00:00.000Z`;
  };
  const readings = async (auditId: string): Promise<readonly unknown[]> =>
    (await api.council.first.ledger.openAll((await api.council.first.ledger.load(`reads-${auditId}`)).events)).map(
      ({ data }) => data,
    );
  /** What is answered of an audit on every route, with its own id left out. */
  const hears = async (as: string, auditId: string): Promise<readonly string[]> => {
    const answers = await Promise.all(ROUTES.map((route) => api.get(`/api/v1/audits/${auditId}${route}`, as)));
    return answers.map(({ status, headers, text }) =>
      `${status} ${headers.get('etag')} ${text}`.replaceAll(auditId, '<id>'),
    );
  };
  /** Whoever hears of an audit what they hear of one there is not has been told nothing. */
  const expectNothingTold = async (as: string, auditId: string): Promise<void> => {
    const heard = await hears(as, auditId);
    expect(heard).toEqual(await hears(as, randomUUID()));
    expect(heard.every((answer) => answer.startsWith('403 null'))).toBe(true);
  };

  it('is told nothing of any audit without a grant', async () => {
    for (const auditId of [granted, other]) await expectNothingTold('Ivy', auditId);
    expect(await readings(granted)).toEqual([]);
    expect(await api.get('/api/v1/inspections', 'Ivy')).toMatchObject({ status: 200, json: { grants: [] } });
  });

  it('is let in by a coordinator and nobody else', async () => {
    for (const as of ['Ann', 'Mo', 'Pat', 'Tess', 'Lee', 'Ivy']) {
      expect(await grant({}, as)).toMatchObject({ status: 403, json: { code: 'role-missing' } });
    }
    expect(await grant({ auditIds: [granted, randomUUID()] })).toMatchObject({
      status: 404,
      json: { code: 'audit-not-found' },
    });
    expect(await grant({ inspectorId: api.council.idOf('Lee') })).toMatchObject({ json: { code: 'not-an-inspector' } });
    expect(await grant({ inspectorId: 'system:a' })).toMatchObject({ status: 404, json: { code: 'person-unknown' } });
    expect(await grant({ auditIds: ['no:such'] })).toMatchObject({ status: 404, json: { code: 'audit-not-found' } });
    expect(await grant({ auditIds: [5] })).toMatchObject({ status: 422, json: { code: 'invalid-body' } });
    expect(await grant({ auditIds: [] })).toMatchObject({ status: 422, json: { code: 'audits-missing' } });
    expect(await grant({ until: '2025-05-10' })).toMatchObject({ status: 422, json: { code: 'grant-too-long' } });
    expect(await grant()).toMatchObject({ status: 201, json: { events: [{ type: 'inspection-granted' }] } });
  });

  it('reads the audits of the grant on its days, and each reading is recorded with why', async () => {
    on('2024-05-01');
    await expectNothingTold('Ivy', granted);
    on('2024-05-02');
    const [detail = '', timeline = '', replay = '', step = ''] = await hears('Ivy', granted);
    for (const answer of [detail, timeline, replay]) {
      expect(answer).toMatch(/^200 /);
      expect(answer).toContain(WORDS);
    }
    expect(step).toMatch(/^200 /);
    const again = await api.get(`/api/v1/audits/${granted}?purpose=A%20line%20of%20enquiry`, 'Ivy');
    expect(again).toMatchObject({ status: 200, json: { level: 'content', firstGradeWithheld: false } });
    await api.get(`/api/v1/audits/${granted}`, 'Ivy');
    const why = (await readings(granted)).map((reading) => Object(reading) as Record<string, unknown>);
    expect(new Set(why.map(({ personId }) => personId))).toEqual(new Set([api.council.idOf('Ivy')]));
    expect(why.map(({ what, purpose }) => `${String(what)}: ${String(purpose)}`).sort()).toEqual([
      'detail: A line of enquiry',
      'detail: Inspection of May 2024',
      'detail: Inspection of May 2024',
      'replay: Inspection of May 2024',
      'replay: Inspection of May 2024',
      'timeline: Inspection of May 2024',
    ]);
  });

  it('is told nothing of another audit, nor another inspector of this one', async () => {
    await expectNothingTold('Ivy', other);
    await expectNothingTold('Ian', granted);
    expect(await readings(other)).toEqual([]);
  });

  it('sees their own grants, a coordinator everybody’s, and nobody else any', async () => {
    const ivy = api.council.idOf('Ivy');
    const own = await api.get('/api/v1/inspections', 'Ivy');
    expect(own.json).toMatchObject({
      grants: [
        { inForce: true, ended: false, audits: [{ auditId: granted }], from: '2024-05-02', until: '2024-05-10' },
      ],
    });
    expect((await api.get(`/api/v1/inspections?inspector=${ivy}`)).json).toEqual(own.json);
    expect((await api.get(`/api/v1/inspections?inspector=${ivy}`, 'Ian')).status).toBe(403);
    expect((await api.get(`/api/v1/inspections?inspector=${randomUUID()}`)).status).toBe(404);
    expect((await api.get(`/api/v1/inspections?inspector=${randomUUID()}`, 'Ian')).status).toBe(403);
    for (const as of ['Ann', 'Mo', 'Pat', 'Tess', 'Lee']) {
      expect((await api.get(`/api/v1/inspections?inspector=${ivy}`, as)).status).toBe(403);
    }
  });

  it('changes nothing of what they read', async () => {
    const before = await api.head();
    const steps = ['claim-moderation', 'safety-concerns', 'share', 'close'];
    for (const step of steps) {
      const body = step === 'safety-concerns' ? { reason: 'A worry.' } : {};
      expect(await api.post(`/api/v1/audits/${granted}/${step}`, body, 'Ivy')).toMatchObject({ status: 403 });
    }
    expect(await api.head()).toBe(before);
  });

  it('reads no drafts', async () => {
    const draft = await api.council.accepted();
    await api.council.does({
      name: 'RecordConversationNotHeld',
      target: draft,
      body: { reasonCode: 'worker-left', reason: 'The worker has left.' },
      actor: api.council.actor('Ann', 'auditor'),
    });
    await api.council.does({
      name: 'GradeDomain',
      target: draft,
      body: { domain: 'planning', grade: 'inadequate', rationale: 'A draft of mine.' },
      actor: api.council.actor('Ann', 'auditor'),
    });
    expect(await grant({ auditIds: [draft] })).toMatchObject({ status: 201 });
    const answers = await hears('Ivy', draft);
    expect(answers[0]).toContain('The worker has left.');
    expect(answers.join()).not.toContain('A draft of mine.');
  });

  it('is told nothing more once a grant is ended, or its last day is over', async () => {
    const { json } = await grant({ auditIds: [other] });
    expect((await api.get(`/api/v1/audits/${other}`, 'Ivy')).status).toBe(200);
    const end = { inspectorId: api.council.idOf('Ivy'), reason: 'Named by mistake.' };
    expect(await api.post(`/api/v1/inspections/${String(json.id)}/end`, end, 'Ivy')).toMatchObject({ status: 403 });
    expect(await api.post(`/api/v1/inspections/${String(json.id)}/end`, end)).toMatchObject({ status: 200 });
    await expectNothingTold('Ivy', other);
    on('2024-05-10');
    expect((await api.get(`/api/v1/audits/${granted}`, 'Ivy')).status).toBe(200);
    on('2024-05-11');
    const before = await readings(granted);
    await expectNothingTold('Ivy', granted);
    expect(await readings(granted)).toEqual(before);
  });

  it('is let in from an audit’s own page, by whoever may, with its reference filled in', async () => {
    const reference = String((await api.get(`/api/v1/audits/${other}`)).json['reference']);
    const cora = await Browserless.signedIn(api, 'Cora', 'coordinator');
    const link = `href="/inspections/grant/${reference}"`;
    expect((await cora.get(`/audits/${reference}`)).text).toContain(link);
    const form = await cora.get(`/inspections/grant/${reference.toLowerCase()}`);
    expect([form.status, new RegExp(`<textarea[^>]*name="auditIds"[^>]*>${reference}<`).test(form.text)]).toEqual([
      200,
      true,
    ]);
    // what is no reference is not taken over into the form
    expect((await cora.get('/inspections/grant/nothing-of-ours')).text).not.toContain('nothing-of-ours<');
    const ann = await Browserless.signedIn(api, 'Ann', 'auditor');
    const hers = await ann.get(`/audits/${reference}`);
    expect([hers.status, hers.text.includes('/inspections/grant')]).toEqual([200, false]);
    expect((await ann.get(`/inspections/grant/${reference}`)).status).toBe(403);
  });
});
