import type { Browser } from 'playwright-core';
import { Town, drawAudits } from '../support/index.js';
import { openChromium } from './chromium.js';
import { signedIn } from './signed-in.js';
import type { Visit } from './visit.js';

interface Entry {
  readonly type: string;
}

describe('a form', () => {
  let town: Town;
  let browser: Browser;
  let ann: Visit;
  let cora: Visit;
  let reference: string;
  let auditId: string;

  beforeAll(async () => {
    [town, browser] = await Promise.all([Town.open(), openChromium()]);
    [auditId = ''] = await drawAudits(town, 'deep-dive', 1);
    await town.as('Cora').does(`audits/${auditId}/allocate`, { auditorId: town.idOf('Ann') });
    await town.as('Ann').does(`audits/${auditId}/accept`, {});
    ({ reference } = await town.as('Cora').reads<{ reference: string }>(`audits/${auditId}`));
  }, 120_000);
  beforeEach(async () => {
    ann = await signedIn(town, browser, 'Ann', ['auditor']);
    cora = await signedIn(town, browser, 'Cora', ['coordinator']);
  });
  afterEach(async () => {
    for (const visit of [ann, cora]) {
      expect(visit.faults).toEqual([]);
      await visit.end();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  const recorded = async (type: string): Promise<number> => {
    const { timeline } = await town.as('Ann').reads<{ timeline: readonly Entry[] }>(`audits/${auditId}/timeline`);
    return timeline.filter((entry) => entry.type === type).length;
  };
  const finding = async (visit: Visit, text: string): Promise<void> => {
    await visit.open(`/audits/${reference}/findings`);
    await visit.choose('A strength');
    await visit.pick('Theme', 'Supervision');
    await visit.fill('What you found', text);
  };

  it('says what is wrong, leads to it, and keeps what was written', async () => {
    await ann.open(`/audits/${reference}/schedule-conversation`);
    await ann.date('Which day', '2026-02-31');
    await ann.press('Arrange the conversation');
    expect(await ann.page.title()).toMatch(/^Error: Arrange the conversation/);
    expect(await ann.page.evaluate<string>('document.activeElement.className')).toContain('govuk-error-summary');
    expect(await ann.page.getByLabel('Day').inputValue()).toBe('31');
    await ann.follow(/must be a real date/);
    expect(await ann.page.evaluate<string>('document.activeElement.id')).toBe('on-day');
  });

  it('that is sent twice has one effect', async () => {
    const before = await recorded('finding-recorded');
    await finding(ann, 'Sent twice.');
    const form = await ann.page.locator('main form').evaluate((each: unknown) => {
      const { FormData, URLSearchParams } = globalThis as unknown as {
        FormData: new (of: unknown) => Iterable<[string, string]>;
        URLSearchParams: new (of: Iterable<[string, string]>) => object;
      };
      return String(new URLSearchParams(new FormData(each)));
    });
    const send = () =>
      ann.page.request.post(`${town.service.url}/audits/${reference}/findings`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        data: form,
        maxRedirects: 0,
      });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303]);
    expect(await recorded('finding-recorded')).toBe(before + 1);
    await ann.page.locator('main form button').first().dblclick();
    await ann.page.waitForLoadState();
    expect(await recorded('finding-recorded')).toBe(before + 1);
  });

  it('in a second tab shows what the first has done, and then is sent', async () => {
    const before = await recorded('finding-recorded');
    const other = await signedIn(town, browser, 'Ann', ['auditor']);
    await finding(other, 'In the second tab.');
    await finding(ann, 'In the first tab.');
    await ann.press('Record a finding');
    await other.press('Record a finding');
    expect(await other.text()).toMatch(/The audit changed while you were writing/);
    expect(await other.text()).toMatch(/Finding recorded, by Ann Newtown/);
    expect(await other.page.getByLabel('What you found').inputValue()).toBe('In the second tab.');
    await other.press('Record a finding');
    expect(await recorded('finding-recorded')).toBe(before + 2);
    expect(other.faults).toEqual([]);
    await other.end();
  });

  it('says who changed the audit meanwhile, and does not do what can no longer be done', async () => {
    await ann.open(`/audits/${reference}/findings`);
    await ann.choose('A strength');
    await ann.pick('Theme', 'Supervision');
    await ann.fill('What you found', 'Written while it moved.');
    const before = await recorded('finding-recorded');
    await cora.open(`/audits/${reference}`);
    await cora.follow('Say which team has the case now');
    await cora.pick('Which team', 'South');
    await cora.fill(/^Why/, 'It moved.');
    await cora.press('Say which team has the case now');
    await ann.press('Record a finding');
    expect(await ann.text()).toMatch(/passed to another team, by Cora Newtown/);
    expect(await recorded('finding-recorded')).toBe(before);
    expect(await ann.page.getByLabel('What you found').inputValue()).toBe('Written while it moved.');
  });

  it('of nobody’s session does nothing', async () => {
    const before = await recorded('finding-recorded');
    const answer = await ann.page.request.post(`${town.service.url}/audits/${reference}/findings`, {
      form: { kind: 'strength', theme: 'Supervision', text: 'Forged.', formToken: 'x'.repeat(43) },
      headers: { accept: 'text/html' },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toMatch(/opened before you signed in/);
    expect(await recorded('finding-recorded')).toBe(before);
  });
});
