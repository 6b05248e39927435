import { createTransport } from 'nodemailer';
import { icalendarOf } from './icalendar.js';
import { PostAway, PostMisconfigured } from './port.js';
import type { Letter, Post, Posted } from './port.js';
import { blameOf, isMaybeTaken } from './smtp-answers.js';
import type { SmtpTrouble } from './smtp-answers.js';

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, `smtps://…` */
  readonly url: string;
  /** `Plumbline <audits@council.gov.uk>` or an address */
  readonly from: string;
}

const CONNECTIONS = 4;
/** For a connection, for the server's greeting, and for every answer. */
const TIMEOUT_MS = 20_000;

/** Marks a message that may be there already, for filters and for readers. */
const DUPLICATE_HEADER = 'X-Possible-Duplicate';

function troubleOf(error: unknown): SmtpTrouble {
  const said = new Map(Object.entries(typeof error === 'object' && error !== null ? error : {}));
  const text = (name: string): string => String(said.get(name) ?? '');
  return {
    code: text('code'),
    responseCode: Number(said.get('responseCode') ?? 0),
    // `RCPT TO:<…>` would name the recipient.
    command: text('command').split(':')[0] ?? '',
    syscall: text('syscall'),
    response: text('response') || (error instanceof Error ? error.message : ''),
  };
}

/** E-mail by any SMTP server. */
export function smtpPost({ url, from }: SmtpOptions): Post {
  const transport = createTransport({
    url,
    requireTLS: mustBeSealed(url),
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = domainOf(from);
  return {
    channel: 'smtp',
    async send({ to, subject, text, messageId, possibleDuplicate, toCalendar }: Letter): Promise<Posted> {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          icalEvent: toCalendar && {
            filename: 'conversation.ics',
            ...icalendarOf(toCalendar, { organizer: from, attendee: to }),
          },
          messageId: `<${messageId}@${domain}>`,
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(possibleDuplicate ? { [DUPLICATE_HEADER]: 'yes' } : {}),
          },
        });
        return 'taken';
      } catch (error) {
        // The message of the error may quote the address: only codes are taken from it.
        const trouble = troubleOf(error);
        const blame = blameOf(trouble);
        const said = [trouble.code, trouble.responseCode || '', trouble.command]
          .filter((part) => part !== '')
          .join(' ');
        if (blame === 'recipient') return { refused: said };
        if (blame !== 'away') throw new PostMisconfigured(blame);
        throw new PostAway(said, isMaybeTaken(trouble));
      }
    },
    close: () => transport.close(),
  };
}

const OF_THIS_MACHINE = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Whether a letter goes by TLS or not at all, and is not sent in clear where somebody in between says that the server knows
 * none. This machine's own server is spoken to as it can; `?requireTLS=false` says so of another.
 */
function mustBeSealed(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  return !OF_THIS_MACHINE.test(hostname) && searchParams.get('requireTLS') !== 'false';
}

/** What stands after the @ of a Message-ID. */
function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
}
