import { newToken } from '#access';
import { OPERATOR } from '#domain';
import type { Role } from '#domain';
import { Api } from '../support/index.js';
import type { Answer } from '../support/index.js';

describe('letting people in', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
    await api.council.register('Ada', 'administrator', null);
    await api.signIn('Ada', 'administrator');
  }, 60_000);
  afterAll(() => api.close());

  const idOf = (name: string): string => api.council.idOf(name);
  const invite = (name: string, secondId: string | undefined, as: string): Promise<Answer> =>
    api.post(`/api/v1/people/${idOf(name)}/invitations`, secondId === undefined ? {} : { secondId }, as);
  const half = (name: string, as: string): Promise<Answer> =>
    api.post(`/api/v1/people/${idOf(name)}/link-half`, {}, as);
  const redeem = (secret: string): Promise<Answer> => api.post('/api/v1/enrolments', { secret }, null);
  const logged = async (): Promise<string> =>
    JSON.stringify((await api.council.first.ledger.load('people')).events) + api.lines.join('');
  /** A token that the operator made. */
  const operatorsToken = async (name: string, role: Role): Promise<string> => {
    const { token, digest } = newToken();
    const body = { roles: [role], digest };
    await api.council.does({ name: 'CreateToken', target: idOf(name), body, actor: OPERATOR });
    return token;
  };

  it('makes no token for anybody but oneself', async () => {
    for (const as of ['Ada', 'Cora']) {
      const made = await api.post(`/api/v1/people/${idOf('Mo')}/tokens`, { roles: ['moderator'] }, as);
      expect(made).toMatchObject({ status: 403, json: { code: 'token-not-yours' } });
    }
  });

  it('shows half of a link to each of two, and lets in whoever has both', async () => {
    expect(await invite('Sue', undefined, 'Ada')).toMatchObject({ status: 409, json: { code: 'no-mail' } });
    expect(await invite('Sue', idOf('Lee'), 'Ada')).toMatchObject({ status: 409, json: { code: 'halves-need-two' } });
    expect(await invite('Sue', idOf('Cora'), 'Ada')).toMatchObject({ status: 200 });
    expect(await half('Sue', 'Mo')).toMatchObject({ status: 403 });
    const halves: string[] = [];
    for (const as of ['Ada', 'Cora']) {
      const shown = await half('Sue', as);
      expect(shown).toMatchObject({ status: 201, json: { half: expect.stringMatching(/^plumbline_link_/) } });
      halves.push(String(shown.json['half']));
      expect(await half('Sue', as)).toMatchObject({ status: 409, json: { code: 'half-shown' } });
    }
    for (const alone of halves)
      expect(await redeem(alone)).toMatchObject({ status: 403, json: { code: 'link-not-good' } });
    const { json } = await api.get('/api/v1/invitations', 'Cora');
    expect(json).toMatchObject({
      invitations: [{ personId: idOf('Sue'), way: 'halves', shownTo: [idOf('Ada'), idOf('Cora')], outcome: 'waiting' }],
    });
    const both = halves.join(' ');
    // a link alone is one factor: it makes no token, and is not used up
    expect(await redeem(both)).toMatchObject({ status: 409, json: { code: 'second-factor-asked' } });
    await api.council.settings((settings) => ({ ...settings, secondFactorOptional: true }));
    const at = await Promise.all([redeem(both), redeem(both)]);
    expect(at.map(({ status }) => status).sort()).toEqual([201, 403]);
    const token = String(at.find(({ status }) => status === 201)?.json['token']);
    expect(await api.get('/api/v1/me', token)).toMatchObject({
      json: { personId: idOf('Sue'), roles: ['practitioner'] },
    });
    const everything = await logged();
    for (const secret of [...halves, token]) expect(everything).not.toContain(secret);
  });

  it('has a page where a link leads, which neither logs nor loads anything from elsewhere', async () => {
    const page = await api.get('/enrol', null);
    expect(page).toMatchObject({ status: 200 });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.text).toContain('action="/enrol"');
  });

  it('answers one thing to every link that is not good, and tells nobody who keeps trying more', async () => {
    await invite('Abe', idOf('Cora'), 'Ada');
    const [one, other] = [await half('Abe', 'Ada'), await half('Abe', 'Cora')].map(({ json }) => String(json['half']));
    const wrong = ['x', `${one}`, `plumbline_link_${'A'.repeat(43)}`, `${other} ${other}`];
    const answers = await Promise.all(wrong.map(redeem));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const tried: number[] = [];
    for (let turn = 0; turn < 12; turn++) tried.push((await redeem('x')).status);
    expect(tried.slice(-1)).toEqual([429]);
    // whoever has a good one is not made to wait by others
    expect(await redeem(`${other}\n${one}`)).toMatchObject({ status: 201, json: { personId: idOf('Abe') } });
  });

  it('lets in nobody after three days', async () => {
    const before = api.council.now;
    await invite('Max', idOf('Cora'), 'Ada');
    const halves = [await half('Max', 'Ada'), await half('Max', 'Cora')].map(({ json }) => String(json['half']));
    api.council.now = '2024-05-04T09:00:00.000Z';
    const late = await redeem(halves.join(' '));
    expect([403, 429]).toContain(late.status);
    const { json } = await api.get('/api/v1/invitations', 'Cora');
    expect(json['invitations']).toContainEqual(expect.objectContaining({ personId: idOf('Max'), outcome: 'run-out' }));
    api.council.now = before;
  });

  it('says of what the operator does for somebody whose hand it was, and leaves what is theirs to them', async () => {
    const auditId = await api.council.accepted();
    const token = await operatorsToken('Ann', 'auditor');
    expect((await api.get('/api/v1/me', token)).json).toMatchObject({ personId: idOf('Ann'), through: 'operator' });
    expect(await api.get(`/api/v1/audits/${auditId}`, token)).toMatchObject({ status: 200 });
    expect(await api.get(`/api/v1/audits/${auditId}/readings`)).toMatchObject({
      json: { readings: [{ personId: idOf('Ann'), through: 'operator' }] },
    });
    const grade = { domain: 'assessment', grade: 'good', rationale: 'As recorded.' };
    for (const [step, body] of [
      ['grade-domain', grade],
      ['declare-conflict', { reason: 'I know them.' }],
    ] as const) {
      const refused = await api.post(`/api/v1/audits/${auditId}/${step}`, body, token);
      expect(refused).toMatchObject({ status: 403, json: { code: 'not-in-person' } });
    }
    const scheduled = await api.post(
      `/api/v1/audits/${auditId}/schedule-conversation`,
      { on: '2024-05-02', participants: [{ as: 'practitioner', personId: idOf('Pat') }] },
      token,
    );
    expect(scheduled).toMatchObject({ status: 200 });
    const { json } = await api.get(`/api/v1/audits/${auditId}/timeline`);
    expect((json['timeline'] as readonly object[]).at(-1)).toMatchObject({
      type: 'conversation-scheduled',
      by: { id: idOf('Ann'), role: 'auditor', through: 'operator' },
    });
    const minted = await api.post(`/api/v1/people/${idOf('Ann')}/tokens`, { roles: ['auditor'] }, token);
    expect(minted).toMatchObject({ status: 403, json: { code: 'not-in-person' } });
    expect(await api.post(`/api/v1/audits/${auditId}/grade-domain`, grade, 'Ann')).toMatchObject({ status: 200 });
  });

  it('changes a role or an address when a second person has confirmed it', async () => {
    const path = `/api/v1/people/${idOf('Lee')}/change`;
    const change = { name: 'Lee', email: 'lee@westmere.example', roles: ['leader', 'coordinator'] };
    expect(await api.post(path, change, 'Cora')).toMatchObject({
      status: 200,
      json: { events: [{ type: 'person-change-requested' }, { type: 'person-change-requested' }] },
    });
    const { json } = await api.get('/api/v1/person-changes');
    const changes = json['changes'] as readonly { changeId: string }[];
    expect(changes).toMatchObject([
      { personId: idOf('Lee'), roles: ['leader', 'coordinator'], email: null, requestedBy: idOf('Cora') },
      { personId: idOf('Lee'), roles: null, email: 'lee@westmere.example' },
    ]);
    const changeIds = changes.map(({ changeId }) => changeId);
    for (const [as, code] of [
      ['Cora', 'second-person-missing'],
      ['Lee', 'role-missing'],
    ] as const) {
      const refused = await api.post('/api/v1/person-changes/confirm', { changeIds }, as);
      expect(refused).toMatchObject({ status: 403, json: { code } });
    }
    const confirmed = await api.post('/api/v1/person-changes/confirm', { changeIds }, 'Ada');
    expect(confirmed).toMatchObject({ status: 201 });
    const lee = await api.get(`/api/v1/people/${idOf('Lee')}?after=${String(confirmed.json['position'])}`);
    expect(lee.json).toMatchObject({ roles: ['leader', 'coordinator'], email: 'lee@westmere.example' });
    expect((await api.get('/api/v1/person-changes')).json).toEqual({ changes: [] });
  });

  it('shows people their own tokens and when each was last used, and lets an administrator revoke them', async () => {
    // the newest is the one made last
    api.council.now = '2024-05-01T09:00:01.000Z';
    const mine = await api.post(`/api/v1/people/${idOf('Mo')}/tokens`, { roles: ['moderator'] }, 'Mo');
    const token = String(mine.json['token']);
    expect((await api.get('/api/v1/me', token)).status).toBe(200);
    const { json } = await api.get(`/api/v1/me/tokens?after=${String(mine.json['position'])}`, 'Mo');
    const [newest] = json['tokens'] as readonly [{ tokenId: string }];
    expect(newest).toMatchObject({ roles: ['moderator'], whole: false, through: null, lastUsedOn: '2024-05-01' });
    expect(await api.post(`/api/v1/tokens/${newest.tokenId}/revoke`, {}, 'Ada')).toMatchObject({ status: 200 });
    expect((await api.get('/api/v1/me', token)).status).toBe(401);
  });
});
