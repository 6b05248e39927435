import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { plainToInstance } from 'class-transformer';
import { IsBoolean, IsOptional, Matches, ValidateIf, validateSync } from 'class-validator';
import { ROLES } from '#domain';
import type { Role } from '#domain';
import { SettingsProblem } from '#engine';

/** The council's identity provider, and how we are known to it. */
export interface ProviderSettings {
  /** Where it says of itself what it can do, below `/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Entra ID alone: the one directory whose people are let in. They are known by `tid` and `oid` there, not by `sub`. */
  readonly tenant: string | null;
  /** The claim that holds the app roles somebody was given there. */
  readonly rolesClaim: string;
  /** What each app role is here; null where the provider says nothing about roles. */
  readonly roles: ReadonlyMap<string, Role> | null;
  /** Where it sends people back to. */
  readonly redirectUri: string;
}

const hasProvider = ({ issuer }: SignInSettings): boolean => issuer !== undefined;
const PUBLIC_URL =
  'PUBLIC_URL must be where people find the service, such as https://audits.council.gov.uk: the identity provider sends them back there';

/** How people sign in to the pages, read from the environment once, at boot. */
export class SignInSettings {
  @IsOptional()
  @Matches(/^https:\/\/[^\s?#]+$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/[^\s?#]*)?$/, {
    message: 'OIDC_ISSUER must be the address of the identity provider, beginning with https://',
  })
  readonly issuer?: string;

  @ValidateIf(hasProvider)
  @Matches(/\S/, { message: 'OIDC_CLIENT_ID must be the id under which the identity provider knows this service' })
  readonly clientId?: string;

  @ValidateIf(hasProvider)
  @Matches(/\S/, { message: 'OIDC_CLIENT_SECRET, or the file that OIDC_CLIENT_SECRET_FILE names, must hold a secret' })
  readonly clientSecret?: string;

  /** The id of a directory of Entra ID. */
  @IsOptional()
  @Matches(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
    message:
      'OIDC_TENANT must be the id of the council’s own directory. An issuer that takes everybody (common, organizations, consumers) is not taken',
  })
  readonly tenant?: string;

  @Matches(/^[^\s]+$/, { message: 'OIDC_ROLES_CLAIM must be the name of a claim' })
  readonly rolesClaim!: string;

  /** `Audit.Auditor=auditor,Audit.Lead=coordinator` */
  @IsOptional()
  @Matches(new RegExp(`^[^=,]+=(${ROLES.join('|')})(,[^=,]+=(${ROLES.join('|')}))*$`), {
    message: `OIDC_ROLES must be app roles and what each is here, such as Audit.Auditor=auditor,Audit.Lead=coordinator. Ours are ${ROLES.join(', ')}`,
  })
  readonly roleWords?: string;

  @ValidateIf(hasProvider)
  @Matches(/^https:\/\/[^\s/?#]+\/?$|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/?$/, { message: PUBLIC_URL })
  readonly publicUrl?: string;

  /** Whether people sign in by a password here: where there is no identity provider, unless it is set otherwise. */
  @IsBoolean({ message: 'LOCAL_ACCOUNTS must be true or false' })
  readonly localAccounts!: boolean;

  @IsOptional()
  @Matches(/^rediss?:\/\/[^\s/]/, { message: 'REDIS_URL must begin with redis:// or rediss:// and name a server' })
  readonly redisUrl?: string;

  /** Addresses of proxies that say truly whom they ask for, in `X-Forwarded-For`. */
  readonly trustedProxies!: readonly string[];

  /** The identity provider; null where there is none. */
  get provider(): ProviderSettings | null {
    const { issuer, clientId, clientSecret, publicUrl, roleWords } = this;
    if (issuer === undefined || clientId === undefined || clientSecret === undefined || publicUrl === undefined)
      return null;
    return {
      issuer,
      clientId,
      clientSecret,
      tenant: this.tenant?.toLowerCase() ?? null,
      rolesClaim: this.rolesClaim,
      roles: roleWords === undefined ? null : rolesIn(roleWords),
      redirectUri: `${publicUrl.replace(/\/$/, '')}${PROVIDER_ANSWERS_AT}`,
    };
  }
}

/** Where the identity provider sends people back to, below the service's public address. */
const PROVIDER_ANSWERS_AT = '/sign-in/provider/answer';

/** Entra ID's own addresses name the directory: `https://login.microsoftonline.com/<tenant>/v2.0`. */
const OF_ENTRA = /^https:\/\/login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn)\/([^/]+)/i;

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** @throws SettingsProblem naming every setting that is wrong */
export function readSignInSettings(environment: Readonly<Record<string, string | undefined>>): SignInSettings {
  const set = (name: string): string | undefined => environment[name]?.trim() || undefined;
  const issuer = set('OIDC_ISSUER');
  const local = (set('LOCAL_ACCOUNTS') ?? String(issuer === undefined)).toLowerCase();
  const trustedProxies = set('TRUSTED_PROXIES')?.split(/[\s,]+/) ?? [];
  const settings = plainToInstance(SignInSettings, {
    issuer,
    clientId: set('OIDC_CLIENT_ID'),
    clientSecret: set('OIDC_CLIENT_SECRET') ?? secretIn(set('OIDC_CLIENT_SECRET_FILE')),
    tenant: set('OIDC_TENANT') ?? OF_ENTRA.exec(issuer ?? '')?.[1],
    rolesClaim: set('OIDC_ROLES_CLAIM') ?? 'roles',
    roleWords: set('OIDC_ROLES')?.replaceAll(/\s*([=,])\s*/g, '$1'),
    publicUrl: set('PUBLIC_URL'),
    localAccounts: BOOLEANS[local] ?? local,
    redisUrl: set('REDIS_URL'),
    trustedProxies,
  });
  const problems = [
    ...validateSync(settings, { stopAtFirstError: true }).flatMap(({ constraints }) =>
      Object.values(constraints ?? {}),
    ),
    ...(trustedProxies.every(isAddressOrBlock)
      ? []
      : ['TRUSTED_PROXIES must be addresses of proxies, such as 10.0.0.5 or 10.0.0.0/24']),
    ...(issuer === undefined && settings.localAccounts === false
      ? ['Without OIDC_ISSUER nobody could sign in: LOCAL_ACCOUNTS cannot be false']
      : []),
  ];
  if (problems.length > 0) throw new SettingsProblem(problems);
  return settings;
}

function rolesIn(words: string): ReadonlyMap<string, Role> {
  const pairs = words.split(',').flatMap((pair) => {
    const [theirs = '', ours] = pair.split('=');
    const role = ROLES.find((each) => each === ours);
    return role === undefined ? [] : [[theirs, role] as const];
  });
  return new Map(pairs);
}

function isAddressOrBlock(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** @throws SettingsProblem where the file cannot be read */
function secretIn(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    throw new SettingsProblem(['The file that OIDC_CLIENT_SECRET_FILE names cannot be read']);
  }
}
