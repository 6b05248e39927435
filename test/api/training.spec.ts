import { Browserless } from '../pages/browserless.js';
import { Api } from '../support/index.js';

/** Auditors whose training is in date, where a council gives audits to nobody else. */
describe('auditor training', () => {
  let api: Api;
  let audit: string;
  beforeAll(async () => {
    api = await Api.open();
    audit = await api.council.selected();
  }, 120_000);
  afterAll(() => api.close());

  const page = async (address: string) =>
    (await (await Browserless.signedIn(api, 'Cora', 'coordinator')).get(address)).text;
  const train = (name: string, body: object, as = 'Cora') =>
    api.post(`/api/v1/people/${api.council.idOf(name)}/training`, body, as);
  const against = async (name: string): Promise<readonly string[]> => {
    const { json } = await api.get(`/api/v1/audits/${audit}/candidates?for=auditor`);
    const list = json['candidates'] as readonly { personId: string; against: readonly { code: string }[] }[];
    return (
      list.find(({ personId }) => personId === api.council.idOf(name))?.against.map(({ code }) => code) ?? ['gone']
    );
  };
  const allocate = (name: string) => {
    const body = { auditorId: api.council.idOf(name), independenceNote: 'Nobody here knows the family.' };
    return api.post(`/api/v1/audits/${audit}/allocate`, body);
  };

  it('is asked of nobody where the council does not, on no page', async () => {
    expect(await against('Ann')).toEqual([]);
    for (const address of ['/people', `/people/${api.council.idOf('Ann')}`])
      expect([address, /training/i.test(await page(address))]).toEqual([address, false]);
  });

  it('keeps audits from those without it, and says so among the candidates', async () => {
    await api.council.settings((settings) => ({ ...settings, trainingRequired: true }));
    expect(await against('Ann')).toEqual(['auditor-untrained']);
    const refused = await allocate('Ann');
    expect([refused.status, refused.json['code']]).toEqual([409, 'auditor-untrained']);
    expect(await page('/people/training')).toMatch(/Abe[\s\S]*None recorded[\s\S]*Ann/);
  });

  it('is recorded by a coordinator of somebody else, and lets them be given audits while it is in date', async () => {
    const today = api.council.now.slice(0, 10);
    expect((await train('Ann', { on: today }, 'Ann')).status).toBe(403);
    expect((await train('Cora', { on: today })).status).toBe(403);
    expect((await train('Ann', { on: '2199-01-01' })).status).toBe(422);
    expect((await train('Ann', { on: '2020-01-01', expiresOn: '2021-01-01' })).status).toBe(200);
    expect(await against('Ann')).toEqual(['auditor-untrained']);
    expect(await page(`/people/${api.council.idOf('Ann')}`)).toContain('Ended on 1 January 2021');
    expect((await train('Ann', { on: today })).status).toBe(200);
    expect(await against('Ann')).toEqual([]);
    const { json } = await api.get(`/api/v1/people/${api.council.idOf('Ann')}`);
    expect(json['training']).toEqual({ on: today, expiresOn: null });
    expect((await allocate('Ann')).status).toBe(200);
  });
});
