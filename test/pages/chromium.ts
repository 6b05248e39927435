import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/** Where Debian and others put it. The one that is made without windows does the same for half the processor time: it draws none. */
const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** @throws Error where there is none */
function executable(): string {
  const place = PLACES.find((each) => existsSync(each));
  if (place === undefined) throw new Error('Chromium is missing: apt-get install chromium-headless-shell');
  return place;
}

/** A real browser, without a window. @param args further switches of Chromium */
export const openChromium = async (...args: readonly string[]): Promise<Browser> =>
  chromium.launch({ executablePath: executable(), args: ['--no-sandbox', '--disable-gpu', ...args] });

/** The library that looks for what keeps people out, as a page runs it. */
export const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
