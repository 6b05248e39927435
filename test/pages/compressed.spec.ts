import { get } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { Api } from '../support/index.js';

interface Raw {
  readonly encoding: string | undefined;
  readonly vary: string | undefined;
  readonly body: Buffer;
}

/** Pages as they come over the wire. */
describe('a page', () => {
  let api: Api;

  beforeAll(async () => {
    api = await Api.open();
  }, 120_000);
  afterAll(() => api.close());

  const raw = (path: string, headers: Readonly<Record<string, string>>): Promise<Raw> =>
    new Promise((resolve, reject) => {
      get(new URL(path, api.address), { headers: { accept: 'text/html', ...headers } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () =>
          resolve({
            encoding: answer.headers['content-encoding'],
            vary: answer.headers.vary,
            body: Buffer.concat(chunks),
          }),
        );
      }).on('error', reject);
    });

  it('comes compressed to whoever takes it so, and as it is to everybody else, problems too', async () => {
    for (const path of ['/sign-in', '/nothing-there']) {
      const plain = await raw(path, {});
      expect([path, plain.encoding, plain.vary]).toEqual([path, undefined, 'accept-encoding']);
      expect(plain.body.toString()).toMatch(/^<!doctype html>.*<\/html>$/s);
      const small = await raw(path, { 'accept-encoding': 'br, gzip' });
      expect([path, small.encoding]).toEqual([path, 'gzip']);
      expect(small.body.length).toBeLessThan(plain.body.length);
      expect(gunzipSync(small.body).toString()).toMatch(/^<!doctype html>.*<\/html><!-- [^ ]* -->$/s);
    }
  });

  it('has a length that does not tell how like its address is to what it keeps', async () => {
    const lengths = await Promise.all(
      Array.from({ length: 20 }, async () => (await raw('/accessibility', { 'accept-encoding': 'gzip' })).body.length),
    );
    expect(new Set(lengths).size).toBeGreaterThan(5);
  });
});
