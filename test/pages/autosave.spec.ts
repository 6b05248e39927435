import type { Browser } from 'playwright-core';
import { AuditByApi, Town, drawAudits } from '../support/index.js';
import { openChromium } from './chromium.js';
import { PHONE, signedIn } from './signed-in.js';
import type { Visit } from './visit.js';

const WORDS = 'She was asked what she wants, and it is in the plan.';

describe('what is typed into a form, in a browser', () => {
  let browser: Browser;
  let town: Town;
  /** Of two audits, of two children. */
  let references: readonly string[];

  beforeAll(async () => {
    [browser, town] = await Promise.all([openChromium(), Town.open()]);
    const auditIds = await drawAudits(town, 'deep-dive', 2);
    for (const auditId of auditIds) {
      const audit = new AuditByApi(town, auditId);
      await audit.does('Cora', 'allocate', { auditorId: town.idOf('Ann') });
      await audit.does('Ann', 'accept');
    }
    references = await Promise.all(
      auditIds.map(async (id) => (await town.as('Cora').reads<{ reference: string }>(`audits/${id}`)).reference),
    );
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await town?.close();
  });

  const ann = (options = {}): Promise<Visit> => signedIn(town, browser, 'Ann', ['auditor'], options);
  const rationale = ({ page }: Visit): Promise<string> => page.locator('textarea').first().inputValue();
  const saved = ({ page }: Visit): Promise<void> => page.getByText(/^Saved at \d\d:\d\d\.$/).waitFor();

  it('is saved a moment after typing stops, and is there on another device; erased, it is gone', async () => {
    const [reference] = references;
    const desk = await ann();
    await desk.open(`/audits/${reference}/grade-domain/planning`);
    await desk.page.locator('textarea').first().pressSequentially(WORDS);
    await saved(desk);
    await desk.look();
    await desk.end();

    const phone = await ann({ viewport: PHONE });
    await phone.open(`/audits/${reference}/grade-domain/planning`);
    expect(await rationale(phone)).toBe(WORDS);
    expect(await phone.text()).toContain('You began this on');

    const selected = (await town.history()).filter(({ type }) => type === 'audit-selected');
    const ofChild = selected.map(({ data }) => Object(JSON.parse(data))).find((data) => data.reference === reference);
    await town.withEngine(({ keys, clock }) => keys.destroy(`subject:${ofChild.subjectId}`, clock()));
    await town.until('the words are gone', async () => {
      await phone.open(`/audits/${reference}/grade-domain/planning`);
      return (await rationale(phone)) === '' ? true : null;
    });
    expect(await phone.text()).not.toContain('You began this on');
    expect([...desk.faults, ...phone.faults]).toEqual([]);
    await phone.end();
  }, 120_000);

  it('is saved when the page is left before that, and not once more when it is sent or thrown away', async () => {
    const visit = await ann();
    const concerns = `/audits/${references[1]}/safety-concerns`;
    const write = async (text: string): Promise<void> => {
      await visit.open(concerns);
      await visit.page.locator('textarea').first().fill(text);
    };
    await write(WORDS);
    await visit.follow('Cancel');
    await town.until('it is kept', async () => {
      await visit.open(concerns);
      return (await rationale(visit)) === WORDS ? true : null;
    });
    await write(`${WORDS} More.`);
    await visit.press('Throw away what I wrote');
    expect(await visit.text()).toContain('is thrown away');
    await visit.open(concerns);
    expect(await rationale(visit)).toBe('');

    await write(WORDS);
    await visit.press('Raise the concern');
    expect(visit.address()).toBe(`/audits/${references[1]}`);
    await visit.open(concerns);
    expect(await rationale(visit)).toBe('');
    expect(visit.faults).toEqual([]);
    await visit.end();
  }, 60_000);
});
