import { join } from 'node:path';
import { sealerOf } from '#engine';
import { parseCheckpoint, parseVerifierKey, signersOf } from '#transparency';
import { Api } from '../support/index.js';

describe('the log, for whoever checks it', () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.open();
  });
  afterAll(() => api.close());

  it('has no key and no checkpoint before anything is sealed', async () => {
    for (const path of ['/.well-known/plumbline-keys', '/log/checkpoint'])
      expect(await api.get(path, null)).toMatchObject({ status: 404, json: { code: 'not-sealed' } });
  });

  it('gives its public keys and its newest checkpoint to anybody, signed with the last of them', async () => {
    const { ledger, dataDir, clock } = api.council.first;
    const place = {
      dataDir,
      signingKeyFile: join(dataDir, '..', 'signing-key'),
      witnessFile: join(dataDir, '..', 'witness'),
      logOrigin: 'audits.example/log',
    };
    const sizes: number[] = [];
    const sealer = sealerOf(ledger.store, place, clock);
    for (const month of ['2026-05', '2026-06']) {
      api.council.now = `${month}-01T09:00:00.000Z`;
      await api.council.settings((settings) => ({ ...settings, council: `Riverton, ${month}` }));
      await sealer.seal();
      const keys = await api.get('/.well-known/plumbline-keys', null);
      expect([keys.status, keys.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
      const { text } = await api.get('/log/checkpoint', null);
      const { note, checkpoint } = parseCheckpoint(text);
      expect(signersOf(note, keys.text.trim().split('\n').map(parseVerifierKey))).toHaveLength(1);
      expect(checkpoint.origin).toBe('audits.example/log');
      sizes.push(checkpoint.size);
    }
    expect(sizes[0]).toBeGreaterThan(0);
    expect(sizes[1]).toBeGreaterThan(sizes[0] ?? Infinity);
  });
});
