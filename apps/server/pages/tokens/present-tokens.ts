import type { TokenRow } from '#projections';
import { plainDate } from '../words/dates.js';
import { plainInstant } from '../words/instants.js';
import { rolesInWords } from '../words/roles.js';

/** A token as a list says it. */
export interface TokenShown {
  readonly made: string;
  readonly roles: string;
  readonly until: string;
  readonly used: string;
  /** Where it is revoked; null where it has been, or has run out. */
  readonly revokeHref: string | null;
  readonly standing: string;
}

type Token = TokenRow & { readonly lastUsedOn: string | null };

/** @param address below which each is revoked @param today London date */
export function presentTokens(address: string, tokens: readonly Token[], today: string): readonly TokenShown[] {
  return tokens.map(({ tokenId, roles, createdAt, expiresOn, revoked, whole, through, lastUsedOn }) => {
    const hasRunOut = expiresOn !== null && expiresOn < today;
    return {
      made: `${plainInstant(createdAt)}${through === null ? '' : ', by the operator'}`,
      roles: whole ? 'Every role they have' : rolesInWords(roles),
      until: expiresOn === null ? 'As long as they are in post' : plainDate(expiresOn),
      used: lastUsedOn === null ? 'Never here' : plainDate(lastUsedOn),
      revokeHref: revoked || hasRunOut ? null : `${address}/${tokenId}/revoke`,
      standing: revoked ? 'Revoked' : hasRunOut ? 'Run out' : 'Good',
    };
  });
}
