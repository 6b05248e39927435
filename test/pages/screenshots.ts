import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { RunningService } from '../support/running-service.js';
import { openChromium } from './chromium.js';

/** Who is asked to sign in, and the pages that show their day. A link's words follow it instead. */
const PICTURES: readonly (readonly [file: string, as: string, address: string, link?: RegExp])[] = [
  ['coordinator-month', 'a coordinator', '/programme'],
  ['coordinator-allocate', 'a coordinator', '/tasks', /Allocate an auditor/],
  ['auditor-audit', 'an auditor', '/tasks', /Grade the audit/],
  ['moderator-queue', 'a moderator', '/moderation'],
  ['practitioner-tasks', 'a practitioner', '/tasks'],
  ['team-manager-actions', 'a team manager', '/follow-up/actions'],
  ['leader-reports', 'a leader', '/reports/judgements'],
  ['inspector-grants', 'an inspector', '/inspections'],
  ['administrator-service', 'an administrator', '/service'],
];

const SIZES = { desk: { width: 1100, height: 800 }, phone: { width: 390, height: 800 } } as const;

/**
 * Pictures of the main pages of the demonstration, at a desk and on a phone, into a folder.
 * node dist/test/pages/screenshots.js FOLDER
 */
async function main(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-pictures-'));
  const place = { dataDir: join(dataDir, 'data'), masterKeyFile: join(dataDir, 'data.key') };
  const service = await RunningService.start(place, { SEED_DEMO: 'true' });
  const browser = await openChromium();
  try {
    for (const size of ['desk', 'phone'] as const)
      for (const picture of PICTURES) await take(browser, service.url, size, picture, folder);
  } finally {
    await browser.close();
    await service.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function take(
  browser: Browser,
  url: string,
  size: keyof typeof SIZES,
  [file, as, address, link]: (typeof PICTURES)[number],
  folder: string,
): Promise<void> {
  const context = await browser.newContext({ viewport: SIZES[size] });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByRole('button', { name: `Sign in as ${as}` }).click();
  await page.goto(`${url}${address}`);
  if (link !== undefined) await page.getByRole('link', { name: link }).first().click();
  await page.waitForLoadState();
  await page.screenshot({ path: join(folder, `${file}-${size}.png`) });
  await context.close();
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name a folder: node dist/test/pages/screenshots.js FOLDER');
await main(folder);
