import { Api } from '../support/index.js';

interface CandidateShown {
  readonly personId: string;
  readonly may: boolean;
  readonly against: readonly { readonly code: string; readonly why: string }[];
  readonly away: { readonly deputies: readonly string[] } | null;
  readonly holds: number;
  readonly room: number | null;
}

describe('who is who on an audit, and who could be', () => {
  let api: Api;
  let audit: string;
  let held: string;
  beforeAll(async () => {
    api = await Api.open();
    const { council } = api;
    await api.signIn('Sue', 'practitioner');
    await council.settings((settings) => ({ ...settings, auditorCapacity: 2 }));
    for (const [name, team] of [
      ['Nora', 'North'],
      ['Olga', 'Quality'],
    ] as const)
      await council.register(name, 'auditor', team);
    audit = await council.submitted('good');
    held = await council.accepted();
    await council.does({
      name: 'RecordAbsence',
      target: council.idOf('Olga'),
      body: { from: '2024-05-01', to: '2024-05-10', deputyId: council.idOf('Abe') },
      actor: council.actor('Cora', 'coordinator'),
    });
  }, 120_000);
  afterAll(() => api.close());

  const candidates = async (of: string, role: string, as = 'Cora') => {
    const { status, json } = await api.get(`/api/v1/audits/${of}/candidates?for=${role}`, as);
    const list = (json['candidates'] ?? []) as readonly CandidateShown[];
    const by = new Map(list.map((one) => [(json['names'] as Record<string, string>)[one.personId], one]));
    return { status, code: json['code'], list, by };
  };

  it('calls people and teams by their names wherever their ids are shown', async () => {
    const { council } = api;
    const { json } = await api.get(`/api/v1/audits/${audit}`);
    const names = json['names'] as Record<string, string>;
    expect([names[council.idOf('Ann')], names[council.idOf('Pat')], names[council.idOf('North')]]).toEqual([
      'Ann',
      'Pat',
      'North',
    ]);
    // Nobody else's is among them.
    const shown = JSON.stringify({ ...json, names: null });
    expect(Object.keys(names).filter((id) => !shown.includes(id))).toEqual([]);
    for (const list of ['audits', 'tasks', 'tasks/overdue', 'tasks/ownerless']) {
      const answer = (await api.get(`/api/v1/${list}?after=${await api.head()}`)).json;
      const without = JSON.stringify({ ...answer, names: null });
      for (const [name, id] of [...council.people, ...council.teams])
        expect([list, name, (answer['names'] as Record<string, string>)[id]]).toEqual([
          list,
          name,
          without.includes(id) ? name : undefined,
        ]);
    }
  });

  it('keeps from a reader in part the names of those it keeps back', async () => {
    const { council } = api;
    await council.does({
      name: 'ScheduleConversation',
      target: held,
      body: { on: '2024-05-02', participants: [{ as: 'practitioner', personId: council.idOf('Pat') }] },
      actor: council.actor('Ann', 'auditor'),
    });
    const { json } = await api.get(`/api/v1/audits/${held}`, 'Pat');
    const names = Object.values(json['names'] as object);
    expect(names).toContain('Pat');
    expect(names).not.toContain('Cora');
    expect(json['level']).toBe('invitation');
    expect((json['form'] as { tool: { domains: unknown[] } }).tool.domains.length).toBeGreaterThan(0);
  });

  it('says with what an audit is filled in', async () => {
    const { json } = await api.get(`/api/v1/audits/${audit}`);
    const form = json['form'] as { settingsVersion: number; tool: { key: string }; scale: { key: string } };
    expect([form.settingsVersion, form.tool.key, form.scale.key]).toEqual([2, 'deep-dive', 'ofsted']);
  });

  it('lists everybody in the role with all that stands against them, those who may first', async () => {
    const open = await api.council.selected();
    const { list, by } = await candidates(open, 'auditor');
    const codes = (name: string) => by.get(name)?.against.map(({ code }) => code);
    expect(codes('Abe')).toEqual([]);
    expect(codes('Ann')).toEqual(['auditor-full']);
    expect(codes('Nora')).toEqual(['not-independent-same-team']);
    expect(by.get('Olga')).toMatchObject({ may: true, away: { deputies: [api.council.idOf('Abe')] } });
    expect([by.get('Ann')?.holds, by.get('Ann')?.room, by.get('Abe')?.room]).toEqual([2, 0, 2]);
    expect(list.map(({ may }) => may)).toEqual(
      list.map(({ may }) => may).sort((left, right) => Number(right) - Number(left)),
    );
    expect(list[0]?.personId).toBe(api.council.idOf('Abe'));
    // The command answers the same.
    for (const [name, one] of by) {
      const answered = await api.council.tries({
        name: 'AllocateAuditor',
        target: open,
        body: { auditorId: one.personId },
        actor: api.council.actor('Cora', 'coordinator'),
        expectedRevision: one.may ? 99 : undefined,
      });
      const code = 'code' in answered ? answered.code : 'accepted';
      expect([name, code]).toEqual([name, one.against[0]?.code ?? 'record-has-changed']);
    }
  });

  it('lists moderators as well, and is one answer for whoever may not choose', async () => {
    const { by } = await candidates(audit, 'moderator');
    expect([...by.keys()].sort()).toEqual(['Max', 'Mo']);
    for (const [as, role] of [
      ['Sue', 'auditor'],
      ['Ann', 'auditor'],
      ['Lee', 'moderator'],
    ] as const) {
      const refused = await candidates(audit, role, as);
      expect([as, refused.status, refused.code]).toEqual([as, 403, 'not-entitled']);
      const nothing = await candidates('12345678-1234-4234-8234-123456789abc', role, as);
      expect([nothing.status, nothing.code]).toEqual([403, 'not-entitled']);
    }
  });
});
