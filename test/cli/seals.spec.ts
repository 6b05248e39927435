import { jest } from '@jest/globals';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

  it('go on across another signing key, which verify goes by', async () => {
    const before = await plumbline.json<{ keys: readonly string[] }>('keys', 'public');
    const file = join(plumbline.place, 'another-signing-key');
    const { key } = await plumbline.json<{ key: string }>('keys', 'rotate-signing', '--new', file);
    expect(await plumbline.json('keys', 'public')).toEqual({ keys: [...before.keys, key] });
    expect(await plumbline.json('keys', 'status')).toMatchObject({ signingKey: key, signs: true });
    expect(await plumbline.json('keys', 'rotate-signing', '--new', file)).toMatchObject({ key });
    const list = join(plumbline.place, 'more.csv');
    writeFileSync(list, 'ref,name,aliases,email,team,manager,roles,from,to\nA0,Somebody,,,,,auditor,,\n');
    await plumbline.json('import', 'people', list);
    expect(await plumbline.json('seal')).toMatchObject({ sealed: true });
    expect((await plumbline.run('verify')).code).toBe(0);
  });

  it('show an older copy that was put back, until it is recorded, and then always say so', async () => {
    const backup = join(plumbline.place, 'backup');
    expect((await plumbline.run('backup', backup)).code).toBe(0);
    const register = async (ref: string): Promise<void> => {
      const file = join(plumbline.place, 'people.csv');
      writeFileSync(file, `ref,name,aliases,email,team,manager,roles,from,to\n${ref},Somebody,,,,,auditor,,\n`);
      await plumbline.json('import', 'people', file);
      await plumbline.json('seal');
    };
    await register('A1');
    const lost = await plumbline.json<Sealed>('seal');
    rmSync(plumbline.dataDir, { recursive: true });
    expect((await plumbline.run('restore', backup)).code).toBe(0);

    const found = await plumbline.run('verify');
    expect(found).toMatchObject({ code: 1, stdout: expect.stringContaining('an older copy was put back') });
    expect(await plumbline.run('seal')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nothing is sealed'),
    });

    const recorded = await plumbline.json<{ origin: string; lost: number }>(
      'log-restored',
      '--reason',
      'The disk failed',
    );
    expect(recorded).toMatchObject({ origin: 'audits.example/log/restored-1', lost: expect.any(Number) });
    expect((await plumbline.run('log-restored', '--reason', 'The disk failed')).code).toBe(1);
    expect(await plumbline.json('seal')).toMatchObject({ sealed: true, origin: 'audits.example/log/restored-1' });
    await register('A2');
    const after = await plumbline.run('verify');
    expect(after).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('An older copy was put back, as recorded on'),
    });
    const told = await plumbline.json<{ restorations: readonly { witnessedSize: number }[] }>('verify');
    expect(told.restorations).toEqual([expect.objectContaining({ witnessedSize: lost.size })]);
    expect((await plumbline.json<{ keys: readonly string[] }>('keys', 'public')).keys).toHaveLength(3);
    expect(readFileSync(join(plumbline.dataDir, 'events.db')).includes('The disk failed')).toBe(false);
  });
});
