import { Api } from '../support/index.js';

const NONE = { roles: [], people: [] };

/** What a council asks for after an Inadequate, by the API, and what one that asks for nothing sees of it. */
describe('what a grade calls for', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
  }, 120_000);
  afterAll(() => api.close());

  const steps = async (auditId: string, as: string): Promise<readonly string[]> => {
    const { json } = await api.get(`/api/v1/audits/${auditId}/steps`, as);
    return (json['steps'] as readonly { readonly command: string; readonly may: boolean }[]).map(
      ({ command, may }) => `${command} ${may}`,
    );
  };
  const moderated = async (): Promise<string> => {
    const target = await api.council.submitted('inadequate');
    await api.council.does({ name: 'ClaimModeration', target, body: {}, actor: api.council.actor('Max', 'moderator') });
    await api.council.does({ name: 'UpholdGrade', target, body: {}, actor: api.council.actor('Max', 'moderator') });
    await api.council.does({ name: 'ShareOutcome', target, body: {}, actor: api.council.actor('Cora', 'coordinator') });
    return target;
  };
  const list = async (path: string) => (await api.get(`/api/v1/follow-up/${path}?after=${await api.head()}`)).json;

  it('is nothing new where the council asks for nothing, in no step of anybody', async () => {
    const audit = await moderated();
    const named = (await steps(audit, 'Cora')).map((step) => step.split(' ')[0]);
    for (const command of [
      'SignOffResponse',
      'SendBackResponse',
      'ReviewResponse',
      'LinkAction',
      'AcknowledgeAction',
      'FileOnRecord',
    ])
      expect(named).not.toContain(command);
    expect((await list('improvement'))['rows']).toEqual([]);
    expect((await list('filings'))['rows']).toEqual([]);
  });

  it('is refused where it clashes, in words', async () => {
    const answer = await api.post('/api/v1/settings/preview', {
      settings: {
        responseByGrade: [
          {
            grade: 'good',
            moderatedBy: ['head_of_service', 'inspector'],
            planDueInWorkingDays: null,
            signedOffBy: 'team_manager',
            reviewAfterWorkingDays: 10,
            copiesTo: NONE,
          },
        ],
        reaudit: [
          { grade: 'good', share: 60, afterMonths: 3 },
          { grade: 'good', share: 50, afterMonths: 6 },
        ],
      },
    });
    expect(answer.status).toBe(422);
    for (const said of [
      'no plan to review',
      'no plan is asked for',
      'name no head of any service',
      'nobody moderates or signs off as inspector',
      'signs off as team manager',
      'more than 100 per cent',
    ])
      expect(answer.text).toContain(said);
  });

  it('goes from plan to signature, review, filing and closing, and is tracked', async () => {
    await api.council.settings((settings) => ({
      ...settings,
      responseByGrade: [
        {
          grade: 'inadequate',
          moderatedBy: [],
          planDueInWorkingDays: 3,
          signedOffBy: 'coordinator',
          reviewAfterWorkingDays: 20,
          copiesTo: NONE,
        },
      ],
      actionDetails: { urgency: true, finding: true, scope: true },
      fileWithinWorkingDays: 5,
    }));
    const audit = await moderated();
    const at = `/api/v1/audits/${audit}`;
    expect((await api.post(`${at}/record-response`, { plan: 'Weekly visits.' }, 'Tess')).status).toBeLessThan(300);
    expect(await list('inadequates')).toMatchObject({ counts: { 'plan-due': 1, 'sign-off-due': 1 } });
    expect((await api.post(`${at}/sign-off-response`, {}, 'Ann')).status).toBe(403);
    expect((await api.post(`${at}/send-back-response`, { reason: 'Who visits?' })).status).toBeLessThan(300);
    expect((await api.post(`${at}/record-response`, { plan: 'Pat visits weekly.' }, 'Tess')).status).toBeLessThan(300);
    expect((await api.post(`${at}/sign-off-response`, {})).status).toBeLessThan(300);

    const agreed = { text: 'Train all workers.', ownerId: api.council.idOf('Tess'), scope: 'service' };
    const today = { ...agreed, urgency: 'today', managerId: api.council.idOf('Tess') };
    expect((await api.post(`${at}/actions`, today, 'Ann')).status).toBeLessThan(300);
    const [open] = (await list('improvement'))['rows'] as readonly { readonly itemId: string }[];
    expect((await api.post(`${at}/acknowledge-action`, { actionId: open?.itemId }, 'Tess')).status).toBeLessThan(300);

    const other = await moderated();
    const link = { toAudit: audit, toAction: open?.itemId };
    expect((await api.post(`/api/v1/audits/${other}/link-action`, link, 'Ann')).status).toBeLessThan(300);
    expect((await api.post(`/api/v1/audits/${other}/link-action`, link, 'Ann')).json).toMatchObject({
      code: 'action-already-linked',
    });
    const elsewhere = { toAudit: audit, toAction: 'nowhere' };
    expect((await api.post(`/api/v1/audits/${other}/link-action`, elsewhere, 'Ann')).status).toBe(404);

    for (const [name, body] of [
      ['AcknowledgeOutcome', {}],
      ['CompleteAction', { actionId: open?.itemId, evidence: 'Trained.' }],
    ] as const)
      await api.council.does({ name, target: audit, body, actor: api.council.actor('Tess', 'team_manager') });
    const pat = api.council.actor('Pat', 'practitioner');
    await api.council.does({ name: 'AcknowledgeOutcome', target: audit, body: {}, actor: pat });
    await api.council.tries({
      name: 'FinaliseAudit',
      target: audit,
      body: {},
      actor: api.council.actor('Cora', 'coordinator'),
    });
    expect((await api.post(`${at}/verify-action`, { actionId: open?.itemId }, 'Ann')).status).toBeLessThan(300);
    expect((await api.post(`${at}/close`, {})).json).toMatchObject({ code: 'review-open' });
    const review = { on: api.council.now.slice(0, 10), found: 'Visits are weekly.', outcome: 'done' };
    expect((await api.post(`${at}/review-response`, review)).status).toBeLessThan(300);
    expect((await api.post(`${at}/close`, {})).json).toMatchObject({ code: 'summary-not-filed' });
    expect(await list('filings')).toMatchObject({ counts: { 'to-file': 1 } });
    const filed = { on: api.council.now.slice(0, 10), reference: 'Note 12.' };
    expect((await api.post(`${at}/file-on-record`, filed, 'Ann')).status).toBeLessThan(300);
    expect((await api.post(`${at}/close`, {})).status).toBeLessThan(300);
    expect(await list('filings')).toMatchObject({ counts: { filed: 1 } });
    const tracked = (await list('inadequates'))['rows'] as readonly object[];
    expect(tracked).toContainEqual(
      expect.objectContaining({
        auditId: audit,
        status: 'closed',
        response: expect.objectContaining({ plan: true, signed: true, reviewed: true }),
      }),
    );
  }, 60_000);
});
