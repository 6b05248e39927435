import { randomUUID } from 'node:crypto';
import { OPERATOR, systemActor } from '#domain';
import { Api } from '../support/index.js';

/** Nobody decides on what they themselves asked, did or owe: the same over the API, whatever they are signed in as. */
describe('what is one’s own', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
    const { council } = api;
    const ann = council.idOf('Ann');
    const body = { name: 'Ann', roles: ['auditor', 'coordinator'] };
    await council.does({ name: 'ChangePerson', target: ann, body, actor: OPERATOR });
    await council.confirmChanges(ann);
  }, 120_000);
  afterAll(() => api.close());

  const answer = async (path: string, body: unknown, as: string) => {
    const { status, json } = await api.post(`/api/v1/audits/${path}`, body, as);
    return [status, json['code'] ?? null];
  };

  it('is no exemption, substitution or withdrawal that one approves oneself', async () => {
    const audit = await api.council.accepted();
    for (const step of ['exempt', 'substitute', 'withdraw']) {
      const body = { reasonCode: 'moved', reason: 'Moved away.', approvedBy: api.council.idOf('Cora') };
      expect([step, ...(await answer(`${audit}/${step}`, body, 'Cora'))]).toEqual([step, 409, 'approver-asks']);
    }
    const body = { reasonCode: 'moved', reason: 'Moved away.', approvedBy: api.council.idOf('Lee') };
    expect(await answer(`${audit}/withdraw`, body, 'Cora')).toEqual([200, null]);
  });

  it('is approved by whom the council names, and by nobody else', async () => {
    await api.council.settings((settings) => ({
      ...settings,
      approvals: { substitution: [], exemption: ['moderator'], withdrawal: [] },
    }));
    const audit = await api.council.accepted();
    const body = (name: string) => ({ reasonCode: 'moved', reason: 'Moved.', approvedBy: api.council.idOf(name) });
    expect(await answer(`${audit}/exempt`, body('Lee'), 'Cora')).toEqual([409, 'approver-not-named']);
    expect(await answer(`${audit}/exempt`, body('Mo'), 'Cora')).toEqual([200, null]);
  });

  it('is no action, nor record, of one’s own', async () => {
    const { council } = api;
    const audit = await council.submitted('good');
    for (const name of ['ClaimModeration', 'UpholdGrade'])
      await council.does({ name, target: audit, body: {}, actor: council.actor('Mo', 'moderator') });
    await council.does({ name: 'ShareOutcome', target: audit, body: {}, actor: systemActor('test') });
    const agreed = { text: 'See the child.', ownerId: council.idOf('Cora'), due: null, domain: null };
    await api.post(`/api/v1/audits/${audit}/actions`, agreed, 'Ann');
    const { json } = await api.get(`/api/v1/audits/${audit}`, 'Cora');
    const [action] = json['actions'] as readonly { actionId: string }[];
    const { actionId } = action ?? { actionId: '' };
    const later = { actionId, due: '2024-09-02', reason: 'Holidays.' };
    expect(await answer(`${audit}/change-due-date`, later, 'Cora')).toEqual([409, 'action-own']);
    expect(await answer(`${audit}/cancel-action`, { actionId, reason: 'Moved.' }, 'Cora')).toEqual([409, 'action-own']);
    expect(await answer(`${audit}/change-due-date`, later, 'Tess')).toEqual([200, null]);

    await api.signIn('Ann', 'coordinator');
    const note = { corrects: randomUUID(), change: { field: 'note' }, reason: 'A slip.' };
    expect(await answer(`${audit}/correct`, note, 'Ann')).toEqual([409, 'correction-own']);
    expect(await answer(`${audit}/correct`, note, 'Cora')).toEqual([404, 'corrected-event-unknown']);
  });
});
