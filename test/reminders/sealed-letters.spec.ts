import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { smtpPost } from '#mail';

/** Another address of this machine, which the service does not take for its own. */
const ELSEWHERE = '127.0.0.2';
const FROM = 'audits@westmere.example';
const LETTER = {
  to: 'pat@westmere.example',
  subject: 'An action is due',
  text: 'Look at your tasks.',
  messageId: '0b0f1f4e-5a2f-4b6d-9f58-6f1d0a4f7f7e',
  possibleDuplicate: false,
};

/** A mail server that knows no TLS, or one in whose name somebody on the way says so. */
describe('a letter to a mail server elsewhere that says it knows no TLS', () => {
  let server: SMTPServer;
  let taken: number;
  beforeEach(async () => {
    taken = 0;
    server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => {
          taken += 1;
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, ELSEWHERE, resolve));
  });
  afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

  const send = async (query: string): Promise<unknown> => {
    const { port } = server.server.address() as AddressInfo;
    const post = smtpPost({ url: `smtp://${ELSEWHERE}:${port}${query}`, from: FROM });
    try {
      return await post.send(LETTER);
    } finally {
      post.close();
    }
  };

  it('is not sent in clear, and what is to be mended is the connection', async () => {
    await expect(send('')).rejects.toMatchObject({ fault: 'smtp-secure' });
    expect(taken).toBe(0);
  });

  it('is sent where the council says so', async () => {
    expect(await send('?requireTLS=false')).toBe('taken');
    expect(taken).toBe(1);
  });
});
