import type { Invitation } from '#domain';
import { plainInstant } from '../words/instants.js';

const FAILURES: Readonly<Record<string, string>> = {
  'no-address': 'they have no e-mail address',
  'address-erased': 'their address has been erased',
  refused: 'the mail service would not take the message',
};

/** What became of an invitation. @param now ISO instant */
export function invitationInWords({ links, outcome, until, failure, way, holders }: Invitation, now: string): string {
  const ends = Object.values(links).reduce((latest, { expiresAt }) => (expiresAt > latest ? expiresAt : latest), until);
  if (outcome === 'used') return 'They used their link.';
  if (ends <= now) return 'Their link has run out. Invite them again.';
  const good = `It is good until ${plainInstant(ends)}.`;
  if (outcome === 'failed')
    return `The link could not be sent: ${FAILURES[failure ?? ''] ?? 'the mail service does not say why'}.`;
  if (outcome === 'sent') return `A link was sent to them. ${good}`;
  if (way === 'halves') return `${Object.keys(links).length} of ${holders.length} halves have been shown. ${good}`;
  return `A link waits to be sent to them. ${good}`;
}
