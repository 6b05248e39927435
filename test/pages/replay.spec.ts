import { Api } from '../support/index.js';
import { Browserless } from './browserless.js';

/** An audit step by step, by its page. */
describe('the replay of an audit', () => {
  let api: Api;
  let audit: string;
  let reference: string;
  let theme: string;
  let ivy: Browserless;

  beforeAll(async () => {
    api = await Api.open();
    const { council } = api;
    await council.register('Ivy', 'inspector', null);
    audit = await council.accepted();
    const { settings } = await council.first.references.load();
    theme = settings?.tools.find(({ key }) => key === 'deep-dive')?.themes[0] ?? '';
    const finding = { kind: 'improvement', theme, text: 'The wrong finding.' };
    await council.does({ name: 'RecordFinding', target: audit, body: finding, actor: council.actor('Ann', 'auditor') });
    await council.submit(audit, 'good');
    reference = String((await api.get(`/api/v1/audits/${audit}`)).json['reference']);
    const grant = { inspectorId: council.idOf('Ivy'), auditIds: [audit], from: '2024-05-01', until: '2024-05-10' };
    await api.post('/api/v1/inspections', { ...grant, reason: 'Inspection of May 2024' });
    ivy = await Browserless.signedIn(api, 'Ivy', 'inspector');
  }, 120_000);
  afterAll(() => api.close());

  const page = async (step: number | string, by = ivy) => by.get(`/audits/${reference}/replay/${step}`);
  const timeline = async (): Promise<readonly { readonly type: string; readonly eventId: string }[]> =>
    (await api.get(`/api/v1/audits/${audit}/timeline`)).json['timeline'] as never;
  const stepOf = async (type: string): Promise<number> =>
    (await timeline()).findIndex((entry) => entry.type === type) + 1;

  it('leads from the first step to the last, each link to the next in the place of the one before', async () => {
    const steps = (await timeline()).length;
    let address: string | undefined = `/audits/${reference}/replay`;
    const seen: string[] = [];
    while (address !== undefined) {
      const { status, text } = await ivy.get(address);
      expect([address, status]).toEqual([address, 200]);
      seen.push(text);
      address = text.match(/id="next" href="([^"#]+)#next"/)?.[1];
    }
    expect(seen).toHaveLength(steps);
    seen.forEach((text, index) => {
      expect(text).toContain(`<h1 class="govuk-heading-l">Replay of audit ${reference}: step ${index + 1} of ${steps}`);
      expect(/id="previous"/.test(text)).toBe(index > 0);
      expect(/id="first"/.test(text)).toBe(index > 0);
      expect(/id="last"/.test(text)).toBe(index < steps - 1);
    });
  });

  it('is linked from the inspector’s grants and the history', async () => {
    expect((await ivy.get('/inspections')).text).toContain(`href="/audits/${reference}/replay/1"`);
    expect((await ivy.get(`/audits/${reference}/history`)).text).toContain(`href="/audits/${reference}/replay/1"`);
  });

  it('shows what was known then beside what is known now, and marks a late correction', async () => {
    const step = await stepOf('finding-recorded');
    const corrects = (await timeline())[step - 1]?.eventId;
    api.council.now = '2024-05-03T09:00:00.000Z';
    ivy = await Browserless.signedIn(api, 'Ivy', 'inspector');
    const change = { field: 'finding', finding: { kind: 'strength', theme, text: 'The right finding.' } };
    await api.post(`/api/v1/audits/${audit}/correct`, { corrects, change, reason: 'It was another child’s.' });
    const { text } = await page(step);
    expect(text).toContain('Corrected</strong> This was wrong. It was put right by Cora, 3 May 2024 at 10:00.');
    const row =
      /Finding<\/th>.*?The wrong finding.*?The right finding.*?Corrected<\/strong> Cora, 3 May 2024 at 10:00/s;
    expect(text).toMatch(row);
    const beside = await page(`${step}?beside=${step}`);
    expect(beside.text).not.toContain('The right finding.</span></td>');
    expect(beside.text).toContain(`so after step ${step}`);
    const corrected = await page(await stepOf('finding-corrected'));
    expect(corrected.text).not.toMatch(row);
  });

  it('records each reading with what it was for', async () => {
    const readings = async () =>
      (await api.council.first.ledger.openAll((await api.council.first.ledger.load(`reads-${audit}`)).events)).map(
        ({ data }) => Object(data),
      );
    const before = (await readings()).length;
    await page(2);
    expect((await readings()).slice(before)).toMatchObject([
      { personId: api.council.idOf('Ivy'), what: 'replay', purpose: 'Inspection of May 2024' },
    ]);
  });

  it('has one answer for whoever may not read the audit, whatever they ask for', async () => {
    const other = await api.council.submitted();
    const named = String((await api.get(`/api/v1/audits/${other}`)).json['reference']);
    for (const address of [`${named}/replay/1`, `${named}/replay/99`, 'AAAAA-AAAAA/replay/1', `${named}/replay`]) {
      const { status, text } = await ivy.get(`/audits/${address}`);
      expect([address, status]).toEqual([address, 403]);
      expect(text).toContain('This audit is not yours to read.');
    }
    expect((await page(99)).status).toBe(404);
    expect((await page('x')).status).toBe(404);
  });

  it('says what was erased since', async () => {
    const { events } = await api.council.first.ledger.load(`audit-${audit}`);
    const submitted = await stepOf('first-grade-submitted');
    expect((await page(submitted)).text).not.toContain('Erased');
    await api.council.first.keys.destroy(`subject:${Object(events[0]?.data).subjectId}`, api.council.now);
    const { status, text } = await page(submitted);
    expect(status).toBe(200);
    expect(text).toMatch(/Why the auditor gave this grade<\/th>.*?Erased.*?Erased since/);
  });
});
