import { TOTP } from 'otpauth';
import type { Role } from '#domain';
import type { Page, PageVisitor } from './page-visitor.js';

const PASSWORD = 'coffee tram lighthouse';

/**
 * Redeems a link as the README says: by the pages, with a password and an authenticator app, and makes a token there in some
 * of one's roles. It proves who it is by a recovery code: the app's own code is good once.
 * @param now of the service, milliseconds
 */
export async function letIn(
  visitor: PageVisitor,
  secret: string,
  roles: readonly Role[],
  now: () => number = Date.now,
): Promise<string> {
  await visitor.open('/enrol');
  await visitor.send('/enrol', { secret });
  await visitor.send('/enrol/password', { password: PASSWORD });
  const totp = new TOTP({ secret: secretOn(visitor.page) });
  const set = await visitor.send('/enrol/second-factor', { code: totp.generate({ timestamp: now() }) });
  const [presentCode = ''] = set.texts('code');
  const { html } = await visitor.open('/you/tokens/new');
  const hidden = ['formToken', 'commandKey'].map((name): [string, string] => [
    name,
    new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? '',
  ]);
  const [year = '', month = '', day = ''] = new Date(now() + 30 * 86_400_000).toISOString().slice(0, 10).split('-');
  const until = { 'expiresOn-day': day, 'expiresOn-month': month, 'expiresOn-year': year };
  const made = await visitor.post('/you/tokens/new', [
    ...hidden,
    ...Object.entries({ ...until, present: PASSWORD, presentCode }),
    ...roles.map((role): [string, string] => ['roles', role]),
  ]);
  const token = made.texts('code').find((text) => text.startsWith('plumbline_'));
  if (token === undefined) throw new Error(`No token was made: ${made.status} ${made.title} ${made.errors.join()}`);
  return token;
}

/** The key that a page shows for an authenticator app. */
export const secretOn = (page: Page): string =>
  (/Key: <code[^>]*>([A-Z2-7 ]+)</.exec(page.html)?.[1] ?? '').replaceAll(' ', '');
