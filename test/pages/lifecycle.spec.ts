import type { Browser } from 'playwright-core';
import { Town } from '../support/index.js';
import { openChromium } from './chromium.js';
import { PHONE } from './signed-in.js';
import { wholeLifecycle } from './whole-lifecycle.js';

describe('one audit from allocation to closure, by six people in their browsers', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(() => browser?.close());

  it.each([
    ['with JavaScript', {}],
    ['without JavaScript on a phone', { javaScriptEnabled: false, viewport: PHONE }],
  ])(
    'is closed %s, and every page of it is open to everybody',
    async (_, options) => {
      const town = await Town.open();
      try {
        const { visits } = await wholeLifecycle(town, browser, options);
        expect(visits.flatMap(({ faults }) => faults)).toEqual([]);
        expect(visits.flatMap(({ seen }) => seen).length).toBeGreaterThan(90);
        for (const visit of visits) await visit.end();
      } finally {
        await town.close();
      }
    },
    240_000,
  );
});
