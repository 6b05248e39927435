import { LINK_HOURS } from '#domain';
import type { Message } from '#domain';

/** Where a link leads; its secret stands behind the `#`, which no browser sends on and no server logs. */
export const linkTo = (publicUrl: string, secret: string): string => `${publicUrl.replace(/\/+$/, '')}/enrol#${secret}`;

/** What goes to the person's own address: the one place where the secret of a link stands. */
export function linkLetter(council: string, publicUrl: string, secret: string): Message {
  return {
    subject: 'Your way in to audits',
    text: [
      `You have been invited to the audits of ${council}.`,
      `Open this link within ${LINK_HOURS} hours to sign in. It works once, and only the newest link works.`,
      linkTo(publicUrl, secret),
      'It was sent to you alone. Do not pass it on: whoever opens it acts in your name.',
    ].join('\n\n'),
  };
}
