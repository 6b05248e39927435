import { Api } from '../support/index.js';

/** More time for what somebody owes: asked, decided by somebody else, and the date that follows. */
describe('more time', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
    await api.council.register('Tom', 'team_manager', 'South');
    await api.signIn('Tom', 'team_manager');
    await api.signIn('Sue', 'practitioner');
  }, 120_000);
  afterAll(() => api.close());

  const later = (days: number): string =>
    new Date(Date.parse(api.council.now) + days * 86_400_000).toISOString().slice(0, 10);
  const on = (audit: string): string => `/api/v1/audits/${audit}`;
  const stepsOf = async (audit: string, as: string) =>
    (await api.get(`${on(audit)}/steps`, as)).json['steps'] as readonly {
      readonly command: string;
      readonly may: boolean;
      readonly item: { readonly id: string } | null;
    }[];
  const owedOn = async (audit: string, as = 'Cora') =>
    (await api.get(on(audit), as)).json['owed'] as readonly { readonly key: string; readonly due: string }[];
  const dueOf = async (audit: string, key: string) => (await owedOn(audit)).find((owed) => owed.key === key)?.due;

  it('is nothing where the council does not offer it, in no step of anybody', async () => {
    const audit = await api.council.accepted();
    const commands = (await stepsOf(audit, 'Ann')).map(({ command }) => command);
    expect(commands).not.toContain('AskForExtension');
    expect(commands).not.toContain('DecideExtension');
    const body = { obligation: 'grade', to: later(60), reason: 'On leave.' };
    expect((await api.post(`${on(audit)}/ask-for-more-time`, body, 'Ann')).json).toMatchObject({
      code: 'extensions-not-offered',
    });
  });

  it('is asked by whoever owes it, granted by another, and moves the date; declined, the date stays', async () => {
    await api.council.settings((settings) => ({
      ...settings,
      extensions: { offered: true, managerUpToWorkingDays: 0, decidedBy: ['coordinator'], decideWithinWorkingDays: 2 },
    }));
    const audit = await api.council.accepted();
    const before = await dueOf(audit, 'grade');
    const ask = (to: string, as = 'Ann') =>
      api.post(`${on(audit)}/ask-for-more-time`, { obligation: 'grade', to, reason: 'On leave.' }, as);
    expect((await ask(later(60), 'Pat')).status).toBeGreaterThanOrEqual(400);
    expect((await ask(later(60))).status).toBe(200);
    expect((await ask(later(70))).json).toMatchObject({ code: 'extension-nothing-owed' });
    expect(await dueOf(audit, 'grade')).toBe(before);

    const open = (await stepsOf(audit, 'Cora')).find(({ command, may }) => command === 'DecideExtension' && may);
    const decide = (body: object, as = 'Cora') =>
      api.post(`${on(audit)}/decide-on-more-time`, { extensionId: open?.item?.id, ...body }, as);
    expect((await decide({ outcome: 'granted' }, 'Ann')).status).toBe(403);
    expect((await decide({ outcome: 'declined' })).status).toBe(422);
    expect((await decide({ outcome: 'declined', note: 'We need it now.' })).status).toBe(200);
    expect(await dueOf(audit, 'grade')).toBe(before);

    expect((await ask(later(80))).status).toBe(200);
    const again = (await stepsOf(audit, 'Cora')).find(({ command, may }) => command === 'DecideExtension' && may);
    expect((await decide({ extensionId: again?.item?.id, outcome: 'granted' })).status).toBe(200);
    expect(await dueOf(audit, 'grade')).toBe(later(80));
    expect((await owedOn(audit)).map(({ key }) => key)).toEqual(['grade']);
  });

  it('is decided by a line manager who reads the request and nothing else of the audit', async () => {
    await api.council.settings((settings) => ({
      ...settings,
      extensions: { offered: true, managerUpToWorkingDays: 60, decidedBy: ['leader'], decideWithinWorkingDays: 2 },
    }));
    const { council } = api;
    const audit = await council.submitted('inadequate');
    const max = council.actor('Max', 'moderator');
    await council.does({ name: 'ClaimModeration', target: audit, body: {}, actor: max });
    await council.does({ name: 'UpholdGrade', target: audit, body: {}, actor: max });
    const agreed = { text: 'See the child.', ownerId: council.idOf('Sue') };
    expect((await api.post(`${on(audit)}/actions`, agreed, 'Ann')).status).toBe(200);
    const key = (await owedOn(audit)).find((owed) => owed.key.startsWith('action:'))?.key ?? '';
    expect((await api.get(on(audit), 'Tom')).status).toBe(403);
    const body = { obligation: key, to: later(30), reason: 'The family is away.' };
    expect((await api.post(`${on(audit)}/ask-for-more-time`, body, 'Sue')).status).toBe(200);

    const { json } = await api.get(on(audit), 'Tom');
    expect(json).toMatchObject({ level: 'extensions', grades: null, actions: [], concerns: [] });
    expect((await owedOn(audit, 'Tom')).map((owed) => owed.key.split(':')[0])).toEqual(['decide-extension']);
    const sections = json['sections'] as Readonly<Record<string, readonly unknown[]>>;
    expect(Object.entries(sections).flatMap(([name, entries]) => (entries.length > 0 ? [name] : []))).toEqual([
      'extensions',
    ]);
    const open = (await stepsOf(audit, 'Tom')).find(({ command, may }) => command === 'DecideExtension' && may);
    const granted = { extensionId: open?.item?.id, outcome: 'granted' };
    expect((await api.post(`${on(audit)}/decide-on-more-time`, granted, 'Tom')).status).toBe(200);
    expect(await dueOf(audit, key)).toBe(later(30));
    expect((await api.get(on(audit), 'Tom')).status).toBe(403);
  });
});
