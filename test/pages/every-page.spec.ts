import type { Browser, BrowserContextOptions } from 'playwright-core';
import type { Role } from '#domain';
import { Town, fromDrawToClosure } from '../support/index.js';
import { openChromium } from './chromium.js';
import { PHONE, signedIn } from './signed-in.js';
import { kindOf } from './kind-of.js';
import type { Visit } from './visit.js';

const PEOPLE = {
  Cora: ['coordinator'],
  Ann: ['auditor'],
  Mo: ['moderator'],
  Pat: ['practitioner'],
  Tess: ['team_manager'],
  Lee: ['leader'],
  Ada: ['administrator'],
  Ivy: ['inspector'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Addresses that the links of a page lead to, of ours and no file. */
const linksOn = async (visit: Visit): Promise<readonly string[]> => {
  const links = await visit.page.locator('a[href^="/"]').evaluateAll((all) =>
    // In the browser.
    all.filter((each) => !each.hasAttribute('download')).map((each) => each.getAttribute('href') ?? ''),
  );
  return links.map((link) => link.replace(/#.*$/, '')).filter((link) => !link.startsWith('/api/'));
};

/** Follows every link from somebody's home, one page of each kind that has not been seen. Answers those that have. */
async function walk(
  visit: Visit,
  status: (address: string, status: number) => void,
  seen: Set<string>,
): Promise<ReadonlySet<string>> {
  visit.page.on('response', (response) => {
    if (response.request().isNavigationRequest()) status(new URL(response.url()).pathname, response.status());
  });
  await visit.open('/');
  const open = [...(await linksOn(visit))];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const kind = kindOf(next);
    if (seen.has(kind)) continue;
    seen.add(kind);
    await visit.open(next);
    open.push(...(await linksOn(visit)));
  }
  return seen;
}

describe('every page that is reached from somebody’s home', () => {
  let town: Town;
  beforeAll(async () => {
    town = await Town.open();
    await fromDrawToClosure(town);
  }, 240_000);
  afterAll(() => town?.close());

  it.each<[string, BrowserContextOptions, readonly string[]]>([
    ['at a desk', {}, []],
    ['on a phone, with text twice as large', { viewport: PHONE }, ['--blink-settings=defaultFontSize=32']],
  ])(
    '%s is there, and open to everybody',
    async (_, options, switches) => {
      const browser: Browser = await openChromium(...switches);
      const faults: string[] = [];
      const kinds = new Set<string>();
      const looked = new Set<string>();
      try {
        for (const [name, roles] of Object.entries(PEOPLE)) {
          const visit = await signedIn(town, browser, name, roles, options, { looked });
          const seen = await walk(
            visit,
            (address, status) => {
              if (status >= 400) faults.push(`${name}: ${address} answered ${status}`);
            },
            options.viewport === PHONE ? kinds : new Set(),
          );
          for (const kind of seen) kinds.add(kind);
          faults.push(...visit.faults.map((fault) => `${name}: ${fault}`));
          await visit.end();
        }
      } finally {
        await browser.close();
      }
      expect(faults).toEqual([]);
      expect(kinds.size).toBeGreaterThan(30);
      process.stdout.write(`${kinds.size} kinds of pages: ${[...kinds].sort().join(' ')}\n`);
    },
    600_000,
  );
});
