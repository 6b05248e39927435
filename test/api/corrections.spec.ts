import { Api } from '../support/index.js';

interface Entry {
  readonly eventId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}
interface Shown {
  readonly sections: { readonly findings: readonly Entry[]; readonly familyContact: readonly Entry[] };
}

/** What was recorded wrongly is put right beside it: what stands shows, what stood can be replayed, its words are sealed. */
describe('a finding and a contact with the family', () => {
  let api: Api;
  let audit: string;
  let theme: string;
  const RECORDED = '2024-05-01T09:00:00.000Z';
  const CORRECTED = '2024-05-03T09:00:00.000Z';
  beforeAll(async () => {
    api = await Api.open();
    const { council } = api;
    const ann = council.actor('Ann', 'auditor');
    const { settings } = await council.first.references.load();
    theme = settings?.tools.find(({ key }) => key === 'deep-dive')?.themes[0] ?? '';
    audit = await council.accepted();
    const finding = { kind: 'improvement', theme, text: 'The wrong finding.' };
    await council.does({ name: 'RecordFinding', target: audit, body: finding, actor: ann });
    const contact = { with: 'child', outcome: 'spoken', rating: 'good', words: 'The wrong words.' };
    await council.does({ name: 'RecordFamilyContact', target: audit, body: contact, actor: ann });
    await council.submit(audit, 'good');
    council.now = CORRECTED;
  }, 120_000);
  afterAll(() => api.close());

  const shown = async (asAt: string | null = null): Promise<Shown> => {
    const { json } = await api.get(`/api/v1/audits/${audit}${asAt === null ? '' : `/replay?asAt=${asAt}`}`);
    return (asAt === null ? json : json['document']) as Shown;
  };
  const correct = async (corrects: string | undefined, change: object, as = 'Cora') => {
    const body = { corrects, change, reason: 'It was another child’s.' };
    const { status, json } = await api.post(`/api/v1/audits/${audit}/correct`, body, as);
    return [status, json['code'] ?? null];
  };

  it('are corrected by the rules by which they were recorded', async () => {
    const { sections } = await shown();
    const [finding, contact] = [sections.findings[0]?.eventId, sections.familyContact[0]?.eventId];
    const right = { kind: 'strength', theme, text: 'The right finding.' };
    const words = { with: 'parent_or_carer', outcome: 'spoken', rating: 'good', words: 'The right words.' };
    expect(await correct(finding, { field: 'finding', finding: { ...right, theme: 'weather' } })).toEqual([
      422,
      'theme-unknown',
    ]);
    expect(
      await correct(contact, { field: 'familyContact', familyContact: { ...words, outcome: 'declined' } }),
    ).toEqual([422, 'rating-unasked']);
    expect(await correct(contact, { field: 'finding', finding: right })).toEqual([422, 'correction-elsewhere']);
    expect(await correct(finding, { field: 'finding' })).toEqual([422, 'incomplete-correction']);
    expect(await correct(finding, { field: 'finding', finding: right }, 'Ann')).toEqual([403, 'not-entitled']);
    expect(await correct(finding, { field: 'finding', finding: right })).toEqual([200, null]);
    expect(await correct(contact, { field: 'familyContact', familyContact: words })).toEqual([200, null]);
  });

  it('show as they should have been, and in a replay as they were known', async () => {
    const now = (await shown()).sections;
    expect(now.findings.map(({ data }) => [data['kind'], data['text']])).toEqual([['strength', 'The right finding.']]);
    expect(now.familyContact.map(({ data }) => [data['with'], data['words']])).toEqual([
      ['parent_or_carer', 'The right words.'],
    ]);
    const then = (await shown(RECORDED)).sections;
    expect(then.findings.map(({ data }) => data['text'])).toEqual(['The wrong finding.']);
    expect(then.familyContact.map(({ data }) => data['words'])).toEqual(['The wrong words.']);
    const { json } = await api.get(`/api/v1/audits/${audit}/timeline`);
    const types = (json['timeline'] as readonly Entry[]).map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['finding-recorded', 'finding-corrected']));
  });

  it('are marked in a replay of the step that was wrong, with who put it right and when', async () => {
    const { json: timeline } = await api.get(`/api/v1/audits/${audit}/timeline`);
    const types = (timeline['timeline'] as readonly Entry[]).map(({ type }) => type);
    const step = types.indexOf('finding-recorded') + 1;
    const { status, json } = await api.get(`/api/v1/audits/${audit}/replay/${step}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ step, beside: types.length, entry: { data: { text: 'The wrong finding.' } } });
    expect(json['corrections']).toMatchObject([{ data: { text: 'The right finding.' } }]);
    const facts = json['facts'] as readonly { readonly fact: string }[];
    expect(facts.find(({ fact }) => fact === 'finding')).toMatchObject({
      then: { data: { text: 'The wrong finding.' } },
      now: { data: { text: 'The right finding.' } },
      since: [
        {
          change: 'corrected',
          step: {
            step: types.indexOf('finding-corrected') + 1,
            recordedAt: CORRECTED,
            by: { id: api.council.idOf('Cora') },
          },
        },
      ],
    });
    const before = types.indexOf('finding-corrected');
    const { json: between } = await api.get(`/api/v1/audits/${audit}/replay/${step}?beside=${before}`);
    expect((between['facts'] as typeof facts).find(({ fact }) => fact === 'finding')).toMatchObject({ since: [] });
    for (const none of ['0', '-1', String(types.length + 1), 'x', `${step}?beside=${step - 1}`, `1?beside=9999`])
      expect(await api.get(`/api/v1/audits/${audit}/replay/${none}`)).toMatchObject({
        status: 404,
        json: { code: 'no-such-replay-step' },
      });
  });

  it('keep their words sealed', async () => {
    const log = await api.council.first.ledger.store.readAll({ after: 0, maxCount: 10_000 });
    expect(log.map(({ data }) => data).join('')).not.toMatch(/The right|The wrong|another child/);
    expect(api.lines.join('')).not.toMatch(/The right|The wrong/);
  });
});
