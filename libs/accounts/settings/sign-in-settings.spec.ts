import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsProblem } from '#engine';
import { readSignInSettings } from './sign-in-settings.js';

const TENANT = '8f2c1d6e-0b3a-4c57-9e21-5d7a6b4c3f10';
const ENTRA = {
  OIDC_ISSUER: `https://login.microsoftonline.com/${TENANT}/v2.0`,
  OIDC_CLIENT_ID: 'plumbline',
  OIDC_CLIENT_SECRET: 'a secret',
  PUBLIC_URL: 'https://audits.council.example/',
};

describe('the settings of signing in', () => {
  it('are local accounts where nothing is set', () => {
    const settings = readSignInSettings({});
    expect(settings).toMatchObject({ localAccounts: true, trustedProxies: [] });
    expect(settings.provider).toBeNull();
  });

  it('are the identity provider alone where one is named, and its own directory where it is Entra ID', () => {
    const settings = readSignInSettings({ ...ENTRA, OIDC_ROLES: 'Audit.Lead = coordinator, Audit.Auditor=auditor' });
    expect(settings.localAccounts).toBe(false);
    expect(settings.provider).toEqual({
      issuer: ENTRA.OIDC_ISSUER,
      clientId: 'plumbline',
      clientSecret: 'a secret',
      tenant: TENANT,
      rolesClaim: 'roles',
      roles: new Map([
        ['Audit.Lead', 'coordinator'],
        ['Audit.Auditor', 'auditor'],
      ]),
      redirectUri: 'https://audits.council.example/sign-in/provider/answer',
    });
  });

  it('may keep the secret in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'from the file\n');
    const { OIDC_CLIENT_SECRET: _, ...without } = ENTRA;
    expect(readSignInSettings({ ...without, OIDC_CLIENT_SECRET_FILE: file }).provider?.clientSecret).toBe(
      'from the file',
    );
    rmSync(folder, { recursive: true });
  });

  it.each<readonly [Readonly<Record<string, string | undefined>>, string]>([
    [{ ...ENTRA, OIDC_ISSUER: 'http://login.example' }, 'OIDC_ISSUER must be'],
    [{ ...ENTRA, OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID must be'],
    [{ ...ENTRA, OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET, or the file'],
    [{ ...ENTRA, OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: '/nowhere/at/all' }, 'cannot be read'],
    [{ ...ENTRA, PUBLIC_URL: undefined }, 'PUBLIC_URL must be'],
    [{ ...ENTRA, PUBLIC_URL: 'http://audits.council.example' }, 'PUBLIC_URL must be'],
    ...['common', 'organizations', 'consumers'].map(
      (all) =>
        [{ ...ENTRA, OIDC_ISSUER: `https://login.microsoftonline.com/${all}/v2.0` }, 'OIDC_TENANT must be'] as const,
    ),
    [{ ...ENTRA, OIDC_ROLES: 'Audit.Lead=boss' }, 'OIDC_ROLES must be'],
    [{ LOCAL_ACCOUNTS: 'maybe' }, 'LOCAL_ACCOUNTS must be'],
    [{ LOCAL_ACCOUNTS: 'false' }, 'nobody could sign in'],
    [{ TRUSTED_PROXIES: '10.0.0.0/99' }, 'TRUSTED_PROXIES must be'],
  ])('are refused at boot: %j', (environment, sentence) => {
    expect(() => readSignInSettings(environment)).toThrow(SettingsProblem);
    expect(() => readSignInSettings(environment)).toThrow(sentence);
  });
});
