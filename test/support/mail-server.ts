import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerSession } from 'smtp-server';
import { freePort } from './free-port.js';

/** The header of a message that may be there already. */
export const DUPLICATE = /^X-Possible-Duplicate: yes$/im;

/** A message that was taken. */
export interface Mail {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
  /** Headers and body, long lines put together again. */
  readonly source: string;
}

/** A real SMTP server in this process, which keeps what it is sent. */
export class MailServer {
  readonly mails: Mail[] = [];
  /** Addresses for which there is no mailbox. */
  readonly unknown = new Set<string>();
  private server: SMTPServer | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<MailServer> {
    const server = new MailServer(await freePort());
    await server.begin();
    return server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** By Message-ID. */
  get taken(): ReadonlyMap<string, readonly Mail[]> {
    const found = new Map<string, Mail[]>();
    for (const mail of this.mails) found.set(mail.messageId, [...(found.get(mail.messageId) ?? []), mail]);
    return found;
  }

  async begin(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        if (!this.unknown.has(address)) return done();
        done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }));
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          this.keep(Buffer.concat(chunks).toString('utf8').replaceAll('=\r\n', ''), session);
          done();
        });
      },
    });
    server.on('error', () => undefined);
    this.server = server;
    server.listen(this.port, '127.0.0.1');
    await once(server.server, 'listening');
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (server !== undefined) await new Promise<void>((resolve) => server.close(resolve));
  }

  private keep(source: string, { envelope }: SMTPServerSession): void {
    // A long header goes on in lines that begin with a space.
    const unfolded = source.replace(/\r\n[ \t]+/g, ' ');
    const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? '';
    const to = envelope.rcptTo.map(({ address }) => address).join(', ');
    this.mails.push({ to, messageId: header('message-id'), subject: header('subject'), source });
  }
}
