import { jest } from '@jest/globals';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

interface Begun {
  readonly published: boolean;
  readonly version: number;
  readonly changes: readonly { readonly field: string }[];
  readonly source: string | null;
}

interface Shown {
  readonly version: number;
  readonly settings: { readonly auditTypes: readonly { readonly key: string }[]; readonly auditorCapacity: number };
}

describe('a council that starts from a ready-made programme', () => {
  const here = new Plumbline();
  afterAll(() => here.remove());

  it('names those there are where it asks for one there is not', async () => {
    const asked = await here.run('init', '--like', 'camden-1999');
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain('plain, sefton-2024, bury-2024, medway-2020, nottinghamshire-2014');
  });

  it('has the settings of it, and is told what was published and what is filled in', async () => {
    const { code, stdout } = await here.run('init', '--like', 'bury-2024', '--council', 'Westmere');
    expect(code).toBe(0);
    for (const said of [
      'What it says:',
      'No audits are done in August and December.',
      'Filled in, and to be looked at:',
    ])
      expect(stdout).toContain(said);
    expect(await here.json<Shown>('settings', 'show')).toMatchObject({
      version: 2,
      settings: { council: 'Westmere', excludedMonths: [8, 12] },
    });
  });

  it('has nothing to publish when it says the same again', async () => {
    expect(await here.json<Begun>('init', '--like', 'bury-2024')).toMatchObject({ published: true, changes: [] });
  });

  it('sees what would change once it has settings of its own, and decides', async () => {
    const before = await here.json<Shown>('settings', 'show');
    const shown = await here.run('init', '--like', 'medway-2020');
    expect([shown.code, shown.stdout]).toEqual([1, expect.stringContaining('--accept-changes')]);
    expect(await here.json<Shown>('settings', 'show')).toEqual(before);

    const accepted = await here.json<Begun>('init', '--like', 'medway-2020', '--accept-changes');
    expect(accepted).toMatchObject({ published: true, source: expect.stringContaining('Medway') });
    const after = await here.json<Shown>('settings', 'show');
    expect(after).toMatchObject({
      version: 3,
      settings: { council: 'Westmere', excludedMonths: [], auditorCapacity: before.settings.auditorCapacity },
    });
    expect(after.settings.auditTypes.map(({ key }) => key)).toEqual(['case-audit']);
  });
});
