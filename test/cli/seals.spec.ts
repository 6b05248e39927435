import { jest } from '@jest/globals';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseCheckpoint, parseVerifierKey, signersOf } from '#transparency';
import { Plumbline } from '../support/index.js';

/** Commands are processes of their own. */
jest.setTimeout(240_000);

interface Sealed {
  readonly sealed: boolean;
  readonly origin: string | null;
  readonly size: number;
  readonly checkpoint: string | null;
}

describe('seals by the command line', () => {
  const plumbline = new Plumbline({ LOG_ORIGIN: 'audits.example/log' });
  afterAll(() => plumbline.remove());

  it('are made once, signed and witnessed, and read back', async () => {
    await plumbline.json('init', '--like', 'plain');
    const nothing = await plumbline.run('checkpoint');
    expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing of this log has been sealed') });
    expect(await plumbline.json('keys', 'status')).toMatchObject({ signingKey: null, signs: false });

    const first = await plumbline.json<Sealed>('seal');
    expect(first).toMatchObject({ sealed: true, origin: 'audits.example/log' });
    const again = await plumbline.json<Sealed>('seal');
    expect(again).toEqual({ ...first, sealed: false });

    const { keys } = await plumbline.json<{ keys: readonly string[] }>('keys', 'public');
    const { stdout } = await plumbline.run('checkpoint');
    const { note, checkpoint } = parseCheckpoint(stdout);
    expect(signersOf(note, keys.map(parseVerifierKey))).toHaveLength(1);
    expect(checkpoint).toMatchObject({ origin: 'audits.example/log', size: first.size });
    expect(readFileSync(`${plumbline.dataDir}.witness`, 'utf8')).toBe(`${stdout}\n`);
    expect(statSync(`${plumbline.dataDir}.signing-key`).mode & 0o777).toBe(0o600);

    const file = `${plumbline.place}/checkpoint`;
    expect(await plumbline.run('checkpoint', '--out', file)).toMatchObject({ code: 0 });
    expect(readFileSync(file, 'utf8')).toBe(stdout);
    const status = await plumbline.json<{ opening: readonly string[]; masterKey: string | null }>('keys', 'status');
    expect(status).toMatchObject({ signingKey: keys[0], signs: true });
    expect(existsSync(`${plumbline.dataDir}/tiles/checkpoint`)).toBe(true);
    expect((await plumbline.run('verify')).code).toBe(0);
  });
});
