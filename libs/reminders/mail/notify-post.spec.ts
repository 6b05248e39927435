import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { notifyPost, notifyReceipts } from './notify-post.js';
import { PostAway, PostMisconfigured } from './port.js';
import type { Letter, Post, Receipts } from './port.js';

const KEY = 'council-3d844edf-8d35-48ac-975b-e847b4f122b0-26785a09-ab16-4eb0-8407-a37497a57506';
const LETTER: Letter = {
  to: 'ann@council.example',
  subject: 'Audit A1: due today',
  text: 'Something is to be done.',
  messageId: 'a-message',
  possibleDuplicate: false,
};

describe('GOV.UK Notify', () => {
  let server: Server;
  let post: Post;
  let status = 201;
  let said: readonly object[] = [];
  /** Where it leads, besides. */
  let location: string | undefined;
  let receipts: Receipts;
  let asked: { url: string | undefined; token: string | undefined; body: unknown }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        asked.push({ url: request.url, token: request.headers.authorization, body: body && JSON.parse(body) });
        response
          .writeHead(status, { 'content-type': 'application/json', ...(location !== undefined && { location }) })
          .end(JSON.stringify({ id: '1', errors: said }));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const baseUrl = `http://127.0.0.1:${port}`;
    post = notifyPost({ apiKey: KEY, templateId: 'a-template', baseUrl });
    receipts = notifyReceipts({ apiKey: KEY, baseUrl });
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    asked = [];
    location = undefined;
  });

  it('is asked to send a template with the words, by the message’s id', async () => {
    status = 201;
    await expect(post.send(LETTER)).resolves.toBe('taken');
    expect(asked).toMatchObject([
      {
        url: '/v2/notifications/email',
        body: {
          template_id: 'a-template',
          email_address: 'ann@council.example',
          personalisation: { subject: LETTER.subject, body: LETTER.text },
          reference: 'a-message',
        },
      },
    ]);
    const [, claims] = asked[0]?.token?.replace('Bearer ', '').split('.') ?? [];
    expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toMatchObject({
      iss: '3d844edf-8d35-48ac-975b-e847b4f122b0',
    });
  });

  it('refuses for good what is wrong with the address', async () => {
    status = 400;
    said = [{ error: 'ValidationError', message: 'email_address Not a valid email address' }];
    await expect(post.send(LETTER)).resolves.toEqual({ refused: '400' });
  });

  it('says what is wrong with how this service is set up, and is asked again later', async () => {
    status = 400;
    said = [{ error: 'BadRequestError', message: `Can't send to ann@council.example using a team-only API key` }];
    const failed = await post.send(LETTER).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PostMisconfigured);
    expect(failed).toMatchObject({ fault: 'notify-team-only-key', maybeTaken: false });
    expect(String(failed)).not.toContain('ann@');
  });

  it.each([
    [429, false],
    [403, false],
    [503, true],
  ])('is asked again later after %i', async (answer, maybeTaken) => {
    status = answer;
    said = [];
    await expect(post.send(LETTER)).rejects.toThrow(PostAway);
    await expect(post.send(LETTER)).rejects.toMatchObject({ maybeTaken });
  });

  it.each([301, 302, 303, 307, 308])('is followed nowhere else by %i, and asked again later', async (answer) => {
    status = answer;
    said = [];
    location = '/elsewhere';
    await expect(post.send(LETTER)).rejects.toThrow(PostAway);
    await expect(receipts.of(LETTER.messageId)).rejects.toThrow(PostAway);
    const [sent, looked, ...others] = asked.map(({ url }) => url);
    expect([sent, looked?.split('?')[0], others]).toEqual(['/v2/notifications/email', '/v2/notifications', []]);
  });
});
