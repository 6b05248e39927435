import { Api } from '../support/index.js';

interface Listed {
  readonly auditId: string;
  readonly status: string;
  readonly itemId: string;
  readonly ownerId: string | null;
}

describe('what is followed up across audits', () => {
  let api: Api;
  let audit: string;
  beforeAll(async () => {
    api = await Api.open();
    await api.signIn('Sue', 'practitioner');
    audit = await api.council.submitted('good');
    for (const [name, body, who, role] of [
      ['ClaimModeration', {}, 'Max', 'moderator'],
      ['UpholdGrade', {}, 'Max', 'moderator'],
      ['AgreeAction', { text: 'See the child.', ownerId: api.council.idOf('Pat') }, 'Ann', 'auditor'],
      ['AgreeAction', { text: 'Ring the school.', ownerId: api.council.idOf('Tess') }, 'Ann', 'auditor'],
      ['ShareOutcome', {}, 'Ann', 'auditor'],
      ['RaiseSafetyConcern', { reason: 'Nobody visits.' }, 'Ann', 'auditor'],
      ['DisputeOutcome', { grounds: 'It was done.' }, 'Pat', 'practitioner'],
    ] as const)
      await api.council.tries({ name, target: audit, body, actor: api.council.actor(who, role) });
  }, 120_000);
  afterAll(() => api.close());

  const list = async (path: string, as = 'Cora') => {
    const after = `${path.includes('?') ? '&' : '?'}after=${await api.head()}`;
    const { status, json } = await api.get(`/api/v1/follow-up/${path}${after}`, as);
    return { status, json, rows: (json['rows'] ?? []) as readonly Listed[], next: json['next'] as string | null };
  };

  it('lists each kind for a coordinator, with names and how many there are', async () => {
    const actions = await list('actions');
    expect([actions.rows.length, actions.json['counts']]).toEqual([2, { open: 2 }]);
    expect((actions.json['names'] as Record<string, string>)[api.council.idOf('Tess')]).toBe('Tess');
    expect((await list('concerns')).json['counts']).toEqual({ raised: 1 });
    expect((await list('disputes')).json['counts']).toEqual({ open: 1 });
    expect((await list('reaudits')).rows).toEqual([]);
  });

  it('goes on from page to page, and says so of a place that is none', async () => {
    const first = await list('actions?limit=1');
    const second = await list(`actions?limit=1&next=${first.next}`);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([1, 1, null]);
    expect(second.rows[0]?.itemId).not.toBe(first.rows[0]?.itemId);
    expect((await list('actions?next=nowhere')).json).toMatchObject({ status: 422, code: 'unknown-place' });
    expect((await list('actions?status=raised')).json).toMatchObject({ status: 422, code: 'unknown-status' });
    expect((await list('everything')).status).toBe(404);
  });

  it('is counted by the report of actions, by team and by who does it, in whatever spelling a team is asked for', async () => {
    const day = api.council.now.slice(0, 10);
    const counted = async (team?: string) => {
      const asked = team === undefined ? '' : `&team=${encodeURIComponent(team)}`;
      const { json } = await api.get(`/api/v1/reports/actions?from=${day}&to=${day}${asked}`);
      const rows = json['rows'] as unknown as readonly Readonly<Record<string, string | number>>[];
      return rows
        .filter(({ series }) => series === 'actions' || series === 'open_by_owner' || series === 'open_by_team')
        .map(({ key, label, numerator, denominator }) => [key, label, numerator, denominator]);
    };
    const all = await counted();
    expect(all).toContainEqual(['open', 'Open', 2, 2]);
    expect(all).toContainEqual([api.council.idOf('Tess'), 'Tess', 1, 1]);
    const [team = ''] = all.flatMap(([key, label]) => (key === label ? [String(key)] : []));
    expect(await counted(` ${team.toUpperCase()} `)).toEqual(all);
    expect((await api.get(`/api/v1/reports/actions?from=${day}&to=${day}&team=Nowhere`)).status).toBe(422);
    expect((await api.get(`/api/v1/reports/actions?from=${day}&to=${day}`, 'Lee')).status).toBe(403);
  });

  it('is nothing that the audit would not show its reader', async () => {
    expect((await list('actions', 'Sue')).rows).toEqual([]);
    expect((await list('actions', 'Pat')).rows.length).toBeGreaterThan(0);
    expect((await list('concerns', 'Pat')).json['counts']).toEqual(
      (await list('concerns', 'Pat')).rows.length === 0 ? {} : { raised: 1 },
    );
    expect((await list('concerns', 'Tess')).rows.map(({ auditId }) => auditId)).toEqual([audit]);
    expect((await list('actions', 'Mo')).rows).toEqual([]);
  });
});
