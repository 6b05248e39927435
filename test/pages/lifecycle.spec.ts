import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Town } from '../support/index.js';
import { openChromium } from './chromium.js';
import { PHONE, signedIn } from './signed-in.js';
import type { Visit } from './visit.js';
import { PEOPLE, wholeLifecycle, type People } from './whole-lifecycle.js';

interface Way {
  readonly way: string;
  readonly options: BrowserContextOptions;
  readonly hasMouse: boolean;
}

/** Keys meet the same pages as a mouse: `npm run test:lifecycle` goes through them with one as well. */
const BY_MOUSE: Way = { way: 'with a mouse', options: {}, hasMouse: true };

const WAYS: readonly Way[] = [
  ...(process.env['BY_MOUSE'] === undefined ? [] : [BY_MOUSE]),
  { way: 'by keyboard alone', options: {}, hasMouse: false },
  { way: 'without scripts on a phone', options: { javaScriptEnabled: false, viewport: PHONE }, hasMouse: true },
];

describe('a month from upload to closure, replay and a token revoked, by eight people from the page they begin at', () => {
  let browser: Browser;
  const looked = new Set<string>();
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  it.each(WAYS)(
    'is done $way, and every page of it is open to everybody',
    async ({ way, options, hasMouse }) => {
      const town = await Town.open({
        settings: (settings) => ({ ...settings, moderation: { ...settings.moderation, all: true, blind: true } }),
      });
      const visits: Visit[] = [];
      const enter = async (name: keyof People): Promise<Visit> => {
        const visit = await signedIn(town, browser, name, PEOPLE[name], options, { looked, hasMouse });
        visits.push(visit);
        return visit;
      };
      try {
        await wholeLifecycle(town, {
          Cora: await enter('Cora'),
          Ann: await enter('Ann'),
          Mo: await enter('Mo'),
          Pat: await enter('Pat'),
          Tess: await enter('Tess'),
          Lee: await enter('Lee'),
          Ivy: await enter('Ivy'),
          Ada: await enter('Ada'),
        });
        const pages = visits.flatMap(({ seen }) => seen).length;
        const faults = visits.flatMap((visit) => visit.faults);
        process.stdout.write(
          `${way}: ${pages} pages, ${looked.size} kinds looked at so far, ${faults.length} faults\n`,
        );
        expect(faults).toEqual([]);
        expect(pages).toBeGreaterThan(120);
      } finally {
        for (const visit of visits) await visit.end();
        await town.close();
      }
    },
    300_000,
  );
});
