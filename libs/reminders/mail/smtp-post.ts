import { createTransport } from 'nodemailer';
import { PostAway } from './port.js';
import type { Letter, Post, Posted } from './port.js';

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

/** What a failed conversation with a mail server says of itself. */
interface Trouble {
  readonly code: string;
  /** 0 where the server gave none. */
  readonly responseCode: number;
  readonly command: string;
  readonly syscall: string;
}

function troubleOf(error: unknown): Trouble {
  const said = new Map(Object.entries(typeof error === 'object' && error !== null ? error : {}));
  const text = (name: string): string => String(said.get(name) ?? '');
  return {
    code: text('code'),
    responseCode: Number(said.get('responseCode') ?? 0),
    // `RCPT TO:<…>` would name the recipient.
    command: text('command').split(':')[0] ?? '',
    syscall: text('syscall'),
  };
}

/** Refusals that are about the message or the recipient, not about us or the hour: RFC 5321, 4.2.1. */
function isRefusal({ code, responseCode, command }: Trouble): boolean {
  if (code === 'EENVELOPE' && responseCode === 0) return true;
  return responseCode >= 500 && /^(RCPT TO|DATA)/.test(command);
}

/** An answer is a no, and so is a connection that was never made; a silence may have been a yes. */
function isMaybeTaken({ code, responseCode, syscall }: Trouble): boolean {
  return responseCode === 0 && syscall !== 'connect' && code !== 'EDNS' && code !== 'EAUTH';
}

/** E-mail by any SMTP server. */
export function smtpPost({ url, from }: SmtpOptions): Post {
  const transport = createTransport({
    url,
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
    async send({ to, subject, text, messageId, possibleDuplicate }: Letter): Promise<Posted> {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
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
        const said = [trouble.code, trouble.responseCode || '', trouble.command]
          .filter((part) => part !== '')
          .join(' ');
        if (isRefusal(trouble)) return { refused: said };
        throw new PostAway(said, isMaybeTaken(trouble));
      }
    },
    close: () => transport.close(),
  };
}

/** What stands after the @ of a Message-ID. */
function domainOf(from: string): string {
  return /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
}
