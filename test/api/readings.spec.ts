import { randomUUID } from 'node:crypto';
import { Api } from '../support/index.js';

describe('who has read an audit', () => {
  let api: Api;
  let audit: string;
  beforeAll(async () => {
    api = await Api.open();
    await api.council.register('Ivy', 'inspector', null);
    await api.signIn('Ivy', 'inspector');
    audit = await api.council.submitted();
  }, 60_000);
  afterAll(() => api.close());

  const readings = async (as = 'Cora', of = audit) => api.get(`/api/v1/audits/${of}/readings`, as);

  it('is listed with what, when and why, the latest first', async () => {
    expect((await readings()).json).toEqual({ readings: [], names: {} });
    await api.get(`/api/v1/audits/${audit}`, 'Ann');
    await api.get(`/api/v1/audits/${audit}/timeline?purpose=A%20line%20of%20enquiry`, 'Cora');
    const at = new Date(api.council.now).toISOString();
    expect((await readings()).json).toEqual({
      readings: [
        {
          personId: api.council.idOf('Cora'),
          what: 'timeline',
          firstGrade: true,
          purpose: 'A line of enquiry',
          at,
        },
        { personId: api.council.idOf('Ann'), what: 'detail', firstGrade: true, purpose: null, at },
      ],
      names: { [api.council.idOf('Cora')]: 'Cora', [api.council.idOf('Ann')]: 'Ann' },
    });
  });

  it('is shown to coordinators and leaders and nobody else, and to look is no reading', async () => {
    const before = await api.head();
    expect((await readings('Lee')).json).toEqual((await readings()).json);
    for (const as of ['Ann', 'Mo', 'Pat', 'Tess', 'Ivy']) {
      expect([as, await readings(as)]).toMatchObject([as, { status: 403, json: { code: 'not-yours-to-read' } }]);
    }
    expect(await api.head()).toBe(before);
  });

  it('is asked of audits there are', async () => {
    expect(await readings('Cora', randomUUID())).toMatchObject({ status: 404, json: { code: 'audit-not-found' } });
  });

  it('is not told why while that could tell of a draft', async () => {
    const draft = await api.council.accepted();
    await api.get(`/api/v1/audits/${draft}?purpose=It%20is%20inadequate`, 'Ann');
    expect((await readings('Cora', draft)).json).toMatchObject({
      readings: [{ personId: api.council.idOf('Ann'), firstGrade: true, purpose: null }],
    });
  });
});
