import type { Browser, BrowserContextOptions } from 'playwright-core';
import { Sessions, SqliteSessionStore } from '#sessions';
import type { Role } from '#domain';
import type { Town } from '../support/index.js';
import { Visit, type VisitOptions } from './visit.js';

/** A phone, and a desk. */
export const PHONE = { width: 320, height: 640 };
const DESK = { width: 1280, height: 900 };

/** Somebody of the town in a browser of their own, signed in as the sign-in page would. */
export async function signedIn(
  town: Town,
  browser: Browser,
  name: string,
  roles: readonly Role[],
  options: BrowserContextOptions = {},
  how: Omit<VisitOptions, 'hasScripts'> = {},
): Promise<Visit> {
  const store = SqliteSessionStore.open(town.place.dataDir);
  const sessions = new Sessions({ store, clock: () => new Date().toISOString() });
  const { secret } = await sessions.begin({
    personId: town.idOf(name),
    roles,
    way: 'password',
    endings: 0,
    provider: null,
  });
  await store.close();
  const context = await browser.newContext({ viewport: DESK, ...options });
  const { url } = town.service;
  await context.addCookies([{ name: 'plumbline', value: secret, url, httpOnly: true, sameSite: 'Lax' }]);
  return Visit.begin(context, url, { hasScripts: options.javaScriptEnabled, ...how });
}
