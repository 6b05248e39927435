import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { committeeDocument, writeDocument } from '#committee';
import { composition, lists } from '../../libs/committee/composition.fixture.js';
import { Town } from '../support/index.js';
import { AXE, openChromium } from './chromium.js';
import { PHONE, signedIn } from './signed-in.js';

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe('a report to a committee, in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  it('is made by a leader as each file, and what was typed stays to go on with', async () => {
    const town = await Town.open();
    try {
      const lee = await signedIn(town, browser, 'Lee', ['leader']);
      await lee.open('/reports');
      await lee.follow('Report to a committee');
      for (const [label, text] of [
        ['Title', 'Annual report'],
        ['Committee', 'Scrutiny'],
        ['Date of the meeting', '10 December 2026'],
        ['Report of', 'Director'],
        ['Contact', 'Head of quality'],
        ['Purpose', 'To tell.'],
        ['Recommendations', 'Note it.'],
      ] as const)
        await lee.fill(label, text);
      for (const [format, start] of [
        ['Word', 'PK'],
        ['PDF', '%PDF-1.7'],
        ['Web page', '<!doctype html>'],
      ] as const) {
        await lee.choose(format);
        const [file] = await Promise.all([
          lee.page.waitForEvent('download'),
          lee.page.getByRole('button', { name: 'Make the report' }).click(),
        ]);
        expect(readFileSync(await file.path(), 'latin1').slice(0, start.length)).toBe(start);
        await lee.open('/reports/committee');
        expect(await lee.page.getByLabel('Purpose').inputValue()).toBe('To tell.');
      }
      await lee.end();
    } finally {
      await town.close();
    }
  }, 120_000);

  it.each([PHONE, { width: 1280, height: 900 }])('is open to everybody as a page, $width wide', async (viewport) => {
    const context = await browser.newContext({ viewport });
    const page = await context.newPage();
    const file = await writeDocument(
      committeeDocument({ ...composition, reports: [...composition.reports, ...lists] }),
      'html',
    );
    await page.setContent(new TextDecoder().decode(file));
    await page.addScriptTag({ content: AXE });
    const violations: readonly Violation[] = ((await page.evaluate('axe.run()')) as { violations: Violation[] })
      .violations;
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    await context.close();
  });
});
