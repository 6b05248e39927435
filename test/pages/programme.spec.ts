import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { Town, until } from '../support/index.js';
import { openChromium } from './chromium.js';
import { PHONE, signedIn } from './signed-in.js';
import type { Visit } from './visit.js';

const NO_SCRIPTS = { javaScriptEnabled: false };
const HEAD = 'Child ID,Status,Service,Team,Worker,Family,Start,End';

/** Addresses of pages that anybody of a role may open from their navigation, and what lies behind. */
const PAGES = {
  coordinator: [
    '/programme',
    '/programme/late',
    '/programme/ownerless',
    '/programme/messages',
    '/audits',
    '/samples',
    '/samples/draw',
    '/caseloads',
    '/caseloads/upload',
    '/reports',
    '/reports/judgements',
    '/reports/standards',
    '/reports/activity',
    '/reports/moderation',
    '/reports/questions',
    '/reports/outcomes',
    '/reports/rounds',
    '/reports/inadequate',
    '/reports/actions',
    '/people',
    '/inspections',
    '/inspections/grant',
  ],
  administrator: [
    '/people/new',
    '/people/changes',
    '/people/invitations',
    '/people/import',
    '/teams',
    '/teams/new',
    '/settings',
    '/settings/audit-types',
    '/settings/tools',
    '/settings/scales',
    '/settings/overall-grade',
    '/settings/deadlines',
    '/settings/moderation',
    '/settings/response',
    '/settings/draw',
    '/settings/messages',
    '/settings/responsibilities',
    '/settings/sign-in',
    '/settings/council',
    '/settings/versions',
    '/settings/versions/1',
    '/settings/closures',
    '/settings/closures/add',
    '/settings/programmes',
    '/settings/programmes/sefton-2024',
    '/service',
  ],
  leader: ['/reports', '/reports/committee', '/reports/judgements', '/reports/activity', '/audits'],
  inspector: ['/inspections'],
} as const;

const WHO = { coordinator: 'Cora', administrator: 'Ada', leader: 'Lee', inspector: 'Ivy' } as const;

describe('the pages of the programme', () => {
  let town: Town;
  let browser: Browser;
  let folder: string;
  const open: Visit[] = [];

  const visit = async (
    ...who: Parameters<typeof signedIn> extends [unknown, unknown, ...infer Rest] ? Rest : never
  ) => {
    const begun = await signedIn(town, browser, ...who);
    open.push(begun);
    return begun;
  };

  beforeAll(async () => {
    [town, browser] = await Promise.all([Town.open(), openChromium()]);
    folder = mkdtempSync(join(tmpdir(), 'plumbline-upload-'));
  }, 120_000);
  afterEach(async () => {
    for (const each of open.splice(0)) {
      expect(each.faults).toEqual([]);
      await each.end();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await town?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const fileOf = (...rows: string[]): string => {
    const file = join(folder, 'list.csv');
    writeFileSync(file, [HEAD, ...rows].join('\n'));
    return file;
  };

  it('take a month from a caseload that is not quite right to its audits, without scripts', async () => {
    const cora = await visit('Cora', ['coordinator'], NO_SCRIPTS);
    const rows = Array.from(
      { length: 12 },
      (_, index) => `${7_000 + index},Child in need,Fieldwork,North,Pat,F${index},,`,
    );
    await cora.open('/caseloads/upload');
    await cora.press('Check the file');
    expect(await cora.text()).toContain('Choose a file');
    const today = new Date().toISOString().slice(0, 10);
    await cora.date('On which day', today);
    await cora.choose('A CSV');
    await cora.page.locator('input[type=file]').setInputFiles(fileOf(...rows, '7100,Splendid,Fieldwork,North,Pat,,,'));
    await cora.press('Check the file');
    expect(await cora.heading()).toBe('Check the caseload');
    expect(await cora.text()).toContain('This status is not known');
    expect((await town.as('Cora').reads<{ caseloads: readonly unknown[] }>('caseloads')).caseloads).toEqual([]);
    await cora.press('Import without the 1 row');
    expect(await cora.heading()).toBe('The caseload has been imported');
    // Back leads to what has become of the file, not to importing it once more.
    await cora.page.goBack();
    expect(await cora.heading()).toBe('The caseload has been imported');
    expect((await town.as('Cora').reads<{ caseloads: readonly unknown[] }>('caseloads')).caseloads).toHaveLength(1);

    await cora.open('/samples/draw');
    await cora.choose('A number of cases');
    await cora.press('Draw');
    expect(await cora.text()).toContain('Enter how many cases');
    await cora.fill('How many cases', '3');
    await cora.press('Draw');
    const sample = cora.address();
    expect(sample).toBe(`/samples/deep-dive/${today.slice(0, 7)}/1`);
    expect(await cora.text()).toContain('Nothing has been issued yet');
    await cora.press('Issue this sample');
    await cora.press('Issue the sample');
    expect(cora.address()).toBe(sample);
    await until('the sample is issued', async () => {
      await cora.open(sample);
      return (await cora.text()).includes('This sample has been issued') ? true : null;
    });
    await cora.open(`${sample}/redraw`);
    expect(await cora.text()).toContain('gave the same cases in the same order');
    await cora.open('/audits?stage=allocation');
    expect(await cora.text()).toContain('3 audits');
    await cora.open('/programme');
    await cora.follow(/^3 Allocation/);
    expect(await cora.text()).toContain('3 audits');
  }, 120_000);

  it('take in nothing of a file whose form is no form of theirs', async () => {
    const cora = await visit('Cora', ['coordinator']);
    const cookies = await cora.page.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const send = (address: string, token: string) => {
      const form = new FormData();
      form.set('formToken', token);
      form.set('file', new Blob(['x'.repeat(100_000)]), 'list.csv');
      return fetch(`${town.service.url}${address}`, {
        method: 'POST',
        headers: { cookie },
        body: form,
        redirect: 'manual',
      });
    };
    expect((await send('/caseloads/upload', 'x'.repeat(43))).status).toBe(403);
    // One after the other: what was not read of one is not in the way of the next.
    expect((await send('/api/v1/samples', 'x')).status).toBe(415);
    expect((await send('/tasks', 'x')).status).toBe(415);
    expect((await send('/people/import', '')).status).toBe(403);
  });

  it('publish settings that were looked at, once, with a note, and refuse them to whoever wrote beside somebody', async () => {
    const ada = await visit('Ada', ['administrator'], NO_SCRIPTS);
    const cora = await visit('Cora', ['coordinator']);
    await cora.open('/settings/council');
    await ada.open('/settings/deadlines');
    await ada.fill('To grade and submit', 'ten');
    await ada.press('See what would change');
    expect(await ada.text()).toContain('To grade and submit must be a number.');
    await ada.fill('To grade and submit', '13');
    await ada.press('See what would change');
    expect(await ada.heading()).toBe('Publish version 2 of the settings');
    await ada.press('Publish');
    expect(await ada.text()).toContain('Enter why the settings change');
    await ada.fill('Why do they change?', 'More time to grade');
    await ada.press('Publish');
    expect(ada.address()).toBe('/settings/versions/2');
    expect(await ada.text()).toContain('More time to grade');
    expect(await town.as('Cora').reads('settings')).toMatchObject({ version: 2, deadlines: { grade: 13 } });

    await cora.fill('Smallest number', '7');
    await cora.press('See what would change');
    await cora.fill('Why do they change?', 'Fewer');
    await cora.press('Publish');
    expect(await cora.text()).toContain('Somebody published another version while you were writing');
    await cora.press('Publish');
    expect(await town.as('Cora').reads('settings')).toMatchObject({
      version: 3,
      smallNumber: 7,
      deadlines: { grade: 13 },
    });
  }, 120_000);

  it('bring in a person, who is away for a while, by forms that keep what was written', async () => {
    const ada = await visit('Ada', ['administrator']);
    await ada.open('/people/new');
    await ada.fill('Reference', 'N1');
    await ada.fill(/^Name/, 'Nia New');
    await ada.fill('E-mail', 'nia at council');
    await ada.press('Register');
    expect(await ada.text()).toContain('must look like name@council.gov.uk');
    expect(await ada.page.getByLabel('Reference').inputValue()).toBe('N1');
    await ada.fill('E-mail', 'nia@example.org');
    await ada.press('Register');
    expect(await ada.heading()).toBe('Nia New');
    await ada.press('Record an absence');
    await ada.date('First day away', '2027-01-04');
    await ada.pick('Who stands in', 'Ann');
    await ada.press('Record');
    expect(await ada.text()).toContain('4 January 2027');
    expect(await ada.text()).toContain('Ann');
  }, 60_000);

  it.each(Object.keys(PAGES) as (keyof typeof PAGES)[])(
    'are all there for a %s, on a phone too',
    async (role) => {
      const someone = await visit(WHO[role], [role], { viewport: PHONE });
      for (const address of PAGES[role]) {
        await someone.open(address);
        expect([address, someone.address()]).toEqual([address, address]);
        expect(await someone.heading()).not.toBe('Sorry, something went wrong');
      }
    },
    120_000,
  );

  it('are closed to whoever has no part in them', async () => {
    const pat = await visit('Pat', ['practitioner']);
    for (const address of [
      '/programme',
      '/samples',
      '/caseloads/upload',
      '/people',
      '/reports',
      '/settings/tools',
      '/service',
    ]) {
      const response = await pat.page.goto(`${town.service.url}${address}`);
      expect([address, response?.status()]).toEqual([address, 403]);
    }
  });
});
