import { refuse, type Refusal } from '../refusal.js';
import type { Role } from '../roles.js';
import { hasAccess } from './access.js';
import type { PeopleDirectory, TokenFacts } from './people-directory.js';

/** Who may act by a token, and as what. */
export interface SignedIn {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly token: TokenFacts;
}

/**
 * Who a token stands for on a day: it must be known, not revoked and not expired, its owner in post, and gives only those
 * of its roles that the owner still has. Every failure is of the same kind, so that nothing but its sentence tells a
 * caller about tokens.
 * @param digest SHA-256 of the token in lower-case hex
 * @param today the London date
 */
export function tokenFor(directory: PeopleDirectory, digest: string, today: string): SignedIn | Refusal {
  const token = directory.tokenByDigest(digest);
  if (!token || token.revoked) return refuse('not-allowed', 'token-unknown', 'This sign-in token is not known.');
  if (token.expiresOn !== null && token.expiresOn < today) {
    return refuse(
      'not-allowed',
      'token-expired',
      'This sign-in token has expired. Make a new one, or ask an administrator for a link.',
    );
  }
  const owner = directory.person(token.personId);
  if (!owner || !directory.inPost(owner.personId, today)) {
    return refuse('not-allowed', 'not-in-post', 'Only people in post may sign in.');
  }
  if (directory.signInStoppedOn(owner.personId, today)) {
    return refuse('not-allowed', 'sign-in-stopped', 'You are recorded as away, and cannot sign in until you are back.');
  }
  const roles = rolesByToken(directory, token, today);
  if (roles.length === 0) {
    return refuse('not-allowed', 'roles-withdrawn', 'The roles this sign-in token was made for have been withdrawn.');
  }
  return { personId: owner.personId, roles, token };
}

/** The roles a token gives on a day; none where it lets nobody in. */
function rolesByToken(directory: PeopleDirectory, token: TokenFacts, today: string): readonly Role[] {
  const { revoked, expiresOn, personId, whole = false } = token;
  const owner = directory.person(personId);
  if (!owner || revoked || (expiresOn !== null && expiresOn < today)) return [];
  if (!directory.inPost(personId, today) || directory.signInStoppedOn(personId, today)) return [];
  return whole ? owner.roles : token.roles.filter((role) => owner.roles.includes(role));
}

/** The roles in which somebody may sign in to the pages on a day; none where they may not. */
export function rolesOnEntering(directory: PeopleDirectory, personId: string, today: string): readonly Role[] {
  if (!directory.inPost(personId, today) || directory.signInStoppedOn(personId, today)) return [];
  return directory.person(personId)?.roles ?? [];
}

/** Everybody who can sign in on a day, by a token or an account of their own, with the roles that gives them. */
export function* thoseWhoCanSignIn(
  directory: PeopleDirectory,
  today: string,
): Generator<{ readonly personId: string; readonly roles: readonly Role[] }> {
  for (const token of directory.ownTokens()) {
    yield { personId: token.personId, roles: rolesByToken(directory, token, today) };
  }
  for (const [personId, access] of directory.peopleWithAccess()) {
    if (hasAccess(access)) yield { personId, roles: rolesOnEntering(directory, personId, today) };
  }
}
