import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { SqliteSessionStore, type Session } from '#sessions';
import { AuditByApi, Town, drawAudits } from '../support/index.js';
import { openChromium } from './chromium.js';
import { signedIn } from './signed-in.js';
import type { Visit } from './visit.js';

const MINUTE_MS = 60_000;
const WORDS = 'He has a bed, and says he sleeps.';
const STAY = 'Stay signed in';

/** A session, and the clock of a browser, are put on: nobody waits. */
describe('a session that is about to end, in a browser', () => {
  let browser: Browser;
  let town: Town;
  let form: string;

  beforeAll(async () => {
    [browser, town] = await Promise.all([openChromium(), Town.open()]);
    const [auditId = ''] = await drawAudits(town, 'deep-dive', 1);
    const audit = new AuditByApi(town, auditId);
    await audit.does('Cora', 'allocate', { auditorId: town.idOf('Ann') });
    await audit.does('Ann', 'accept');
    const { reference } = await town.as('Cora').reads<{ reference: string }>(`audits/${auditId}`);
    form = `/audits/${reference}/safety-concerns`;
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  /** The same session, as it would stand had so much time passed. */
  const put = async ({ page }: Visit, change: (session: Session) => Partial<Session>): Promise<Session> => {
    const secret = (await page.context().cookies()).find(({ name }) => name === 'plumbline')?.value ?? '';
    const digest = createHash('sha256').update(secret).digest('hex');
    const store = SqliteSessionStore.open(town.place.dataDir);
    try {
      const session = await store.get(digest);
      if (session === undefined) throw new Error('The session has ended');
      await store.end(digest);
      await store.put(digest, { ...session, ...change(session) });
      return session;
    } finally {
      await store.close();
    }
  };
  const earlier = (instant: string, minutes: number): string =>
    new Date(Date.parse(instant) - minutes * MINUTE_MS).toISOString();
  /** Nothing is done for so many minutes. */
  const idle = async (visit: Visit, minutes: number): Promise<void> => {
    await put(visit, ({ seenAt }) => ({ seenAt: earlier(seenAt, minutes) }));
    await visit.page.clock.fastForward(minutes * MINUTE_MS);
  };
  const begun = async (): Promise<Visit> => {
    const visit = await signedIn(town, browser, 'Ann', ['auditor']);
    await visit.page.clock.install();
    await visit.open(form);
    return visit;
  };
  const dialog = (page: Page) => page.getByRole('dialog');
  const field = (page: Page) => page.locator('textarea').first();
  const focused = (page: Page): Promise<string> =>
    page.evaluate('(document.activeElement.textContent.trim() || document.activeElement.name)');

  it('says so in every tab, and goes on where the person says so in one of them', async () => {
    const visit = await begun();
    const { page } = visit;
    const other = await page.context().newPage();
    await other.goto(`${town.service.url}/tasks`);
    await field(page).focus();
    const before = await focused(page);

    await idle(visit, 20);
    expect(await dialog(page).count()).toBe(0);
    await idle(visit, 6);
    for (const each of [page, other]) await dialog(each).waitFor();
    await visit.look();
    expect(await focused(page)).toBe(STAY);
    const stood = await page.locator('dialog').evaluate(({ outerHTML }) => outerHTML);
    expect(await dialog(page).innerText()).toMatch(/You will be signed out at \d\d:\d\d\./);
    // said once: nothing in it changes while it stands
    await page.clock.runFor(90_000);
    expect(await page.locator('dialog').evaluate(({ outerHTML }) => outerHTML)).toBe(stood);

    const asked = await put(visit, () => ({}));
    await dialog(page).getByRole('button', { name: STAY }).click();
    for (const each of [page, other]) await dialog(each).waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe(before);
    const goneOn = await put(visit, () => ({}));
    expect(Date.parse(goneOn.seenAt) - Date.parse(asked.seenAt)).toBeGreaterThan(25 * MINUTE_MS);

    // by the key that closes dialogs as well
    await idle(visit, 26);
    await dialog(other).waitFor();
    await other.keyboard.press('Escape');
    for (const each of [page, other]) await dialog(each).waitFor({ state: 'hidden' });
    expect(visit.faults).toEqual([]);
    await visit.end();
  }, 90_000);

  it('asks without going on by itself, and goes on for nobody else’s form', async () => {
    const visit = await begun();
    const statuses = (init: string): Promise<unknown> =>
      visit.page.evaluate(`fetch('/session', ${init}).then(({ status }) => status)`);
    await put(visit, ({ seenAt }) => ({ seenAt: earlier(seenAt, 20) }));
    const { seenAt } = await put(visit, () => ({}));
    expect(await statuses('{}')).toBe(200);
    expect((await put(visit, () => ({}))).seenAt).toBe(seenAt);
    const forged = "body: new URLSearchParams({ formToken: 'x'.repeat(43) }), headers: { accept: 'application/json' }";
    expect(await statuses(`{ method: 'POST', ${forged} }`)).toBe(403);
    expect((await put(visit, () => ({}))).seenAt).toBe(seenAt);
    const { status, body } = await town.nobody().get('/session');
    expect([status, Object(body).code]).toEqual([401, 'signed-out']);
    await visit.end();
  }, 60_000);

  it('covers the page once it has ended, and leads back to it with what was typed', async () => {
    const visit = await begun();
    const { page } = visit;
    await field(page).pressSequentially(WORDS);
    await page.clock.runFor(4_000);
    await page.getByText(/^Saved at \d\d:\d\d\.$/).waitFor();
    await idle(visit, 31);
    await dialog(page).getByRole('heading', { name: 'You have been signed out' }).waitFor();
    await visit.look();
    await page.keyboard.press('Escape');
    expect(await dialog(page).isVisible()).toBe(true);
    await dialog(page).getByRole('button', { name: 'Sign in again' }).click();
    await page.waitForURL(/\/sign-in\?to=/);
    expect(new URL(page.url()).searchParams.get('to')).toBe(form);
    expect(visit.faults).toEqual([]);

    const again = await begun();
    expect(await field(again.page).inputValue()).toBe(WORDS);
    await again.press('Throw away what I wrote');
    await Promise.all([visit.end(), again.end()]);
  }, 90_000);

  it('ends after ten hours whatever one does, which is said, and what was typed until then is kept', async () => {
    const visit = await begun();
    const { page } = visit;
    await put(visit, ({ beganAt }) => ({ beganAt: earlier(beganAt, 10 * 60 - 4) }));
    await visit.open(form);
    await dialog(page).getByRole('heading', { name: 'You will soon have to sign in again' }).waitFor();
    expect(await dialog(page).innerText()).toMatch(/whatever you do/);
    await visit.look();
    await dialog(page).getByRole('button', { name: 'Go on until then' }).click();
    await dialog(page).waitFor({ state: 'hidden' });
    await field(page).fill(WORDS);
    await page.clock.runFor(4_000);
    await page.getByText(/^Saved at \d\d:\d\d\.$/).waitFor();
    // told once
    expect(await dialog(page).count()).toBe(0);
    await put(visit, ({ beganAt }) => ({ beganAt: earlier(beganAt, 5) }));
    await page.clock.fastForward(5 * MINUTE_MS);
    await dialog(page).getByRole('heading', { name: 'You have been signed out' }).waitFor();
    expect(visit.faults).toEqual([]);
    const again = await begun();
    expect(await field(again.page).inputValue()).toBe(WORDS);
    await Promise.all([visit.end(), again.end()]);
  }, 90_000);

  it('is said on the page to a browser that runs no scripts', async () => {
    const visit = await signedIn(town, browser, 'Ann', ['auditor'], { javaScriptEnabled: false });
    await visit.open(form);
    const said = visit.page.locator('.plumbline-ending');
    expect(await said.innerText()).toMatch(/^You will be signed out at \d\d:\d\d unless you open or send a page/);
    await put(visit, ({ beganAt }) => ({ beganAt: earlier(beganAt, 10 * 60 - 4) }));
    await visit.open(form);
    expect(await said.innerText()).toMatch(/^You will be signed out at \d\d:\d\d, whatever you do/);
    expect(await visit.page.locator('dialog').isVisible()).toBe(false);
    expect(visit.faults).toEqual([]);
    await visit.end();
  }, 60_000);
});
