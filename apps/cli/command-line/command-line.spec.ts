import { jest } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tieToLog } from '#event-store';
import { Command } from 'commander';
import { runCommandLine } from './command-line.js';
import { COMMANDS, GROUPS } from './commands.js';
import type { ExitCode } from '../outcome.js';

describe('the command line', () => {
  const dataDirBefore = process.env['DATA_DIR'];
  let place: string;

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'plumbline-words-'));
    process.env['DATA_DIR'] = join(place, 'data');
  });
  afterAll(() => {
    if (dataDirBefore === undefined) delete process.env['DATA_DIR'];
    else process.env['DATA_DIR'] = dataDirBefore;
    rmSync(place, { recursive: true });
  });

  function file(name: string, ...lines: string[]): string {
    const path = join(place, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  }

  async function run(...words: string[]): Promise<{ code: ExitCode; stdout: string; stderr: string }> {
    const said = { stdout: '', stderr: '' };
    const keep = (stream: 'stdout' | 'stderr') =>
      jest.spyOn(process[stream], 'write').mockImplementation((text) => {
        said[stream] += String(text);
        return true;
      });
    const spies = [keep('stdout'), keep('stderr')];
    try {
      return { code: await runCommandLine(words), ...said };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  it.each<[ExitCode, string]>([
    [2, 'verify'],
    [2, ''],
    [2, 'frobnicate'],
    [2, 'import'],
    [2, 'draw'],
    [2, 'figure judgements --from 2024-04-01 --to 2024-04-30'],
    [2, 'figure activity --from 2024-04-01 --to 2024-04-30 --period total --series overall --key good'],
    [2, 'report judgements --from 2024-04-01 --to 2024-04-30 --published nowhere.json'],
    [2, 'draw --period 2024-13 --size 3'],
    [2, 'draw --period 2024-05 --size 0'],
    [2, 'draw --period 2024-05 --size 3 --percent 5'],
    [2, 'draw --period 2024-05 --percent 101'],
    [2, 'draw --period 2024-05 --size 3 --stratum colour'],
    [2, 'draw --period 2024-05 --size 3 --nonsense'],
    [2, 'import caseload nowhere.csv --as-at 2024-04-30'],
    [2, 'import caseload nowhere.pdf --as-at 2024-04-30'],
    [2, 'import caseload nowhere.csv --as-at 2024-02-30'],
    [2, 'import caseload nowhere.csv'],
    [2, 'import people nowhere.csv'],
    [2, 'import audits nowhere.csv'],
    [2, 'import audits .'],
    [2, 'report judgements --from 2024-05-01 --to 2024-04-01'],
    [2, 'report judgements --from 2024-04-01 --to yesterday'],
    [2, 'report judgements --from 2024-04-01 --to 2024-04-30 --by week'],
    [2, 'report judgements --from 2024-04-01 --to 2024-04-30 --as-at noon'],
    [2, 'report judgements --from 2024-04-01 --to 2024-04-30 --out /nowhere/at/all.csv'],
    [2, 'report everything --from 2024-04-01 --to 2024-05-01'],
    [2, 'settings'],
    [2, 'settings publish nowhere.json --note Agreed'],
    [2, 'settings publish package.json'],
    [2, 'rebuild nothing'],
    [2, 'export'],
    [2, 'export events /nowhere/at/all.ndjson'],
    [2, 'export keys /nowhere/at/all.ndjson'],
    [2, 'import events nowhere.ndjson'],
    [2, 'import events .'],
    [2, 'import keys nowhere.ndjson'],
    [2, 'import keys package.json --as A1'],
    [2, 'backup /nowhere/at/all'],
    [1, 'restore nowhere'],
    [1, 'import events package.json'],
    [1, 'import keys package.json'],
    [2, 'token create --person A1 --role king'],
    [1, 'draw --period 2024-05 --size 3'],
    [1, 'redraw nothing'],
    [1, 'issue 00000000-0000-4000-8000-000000000000'],
    [1, 'replay REF-0'],
    [1, 'token create --person A1 --role auditor'],
    [1, 'draw --period 2024-05 --size 3 --as nobody'],
    [1, 'seed'],
  ])('ends with %i and says why on standard error alone: %s', async (expected, words) => {
    const { code, stdout, stderr } = await run('--json', ...words.split(' ').filter((word) => word !== ''));
    expect(code).toBe(expected);
    expect(stdout).toBe('');
    expect(stderr.trim()).not.toBe('');
    expect(stderr).not.toMatch(/\n\s+at |could not finish/);
  });

  it.each(['verify', 'export events /nowhere', 'export keys /nowhere', 'backup /nowhere'])(
    'says of a folder that goes with an event server how to reach its records: %s',
    async (words) => {
      const untied = process.env['DATA_DIR'];
      const dataDir = join(place, 'tied');
      tieToLog({ dataDir, eventStore: { url: 'esdb://localhost:2113', deployment: 'north' } });
      process.env['DATA_DIR'] = dataDir;
      try {
        const { code, stderr } = await run(...words.split(' '));
        expect(code).toBe(1);
        expect(stderr).toContain('goes with an event server, deployment north. Set EVENT_STORE_URL');
      } finally {
        process.env['DATA_DIR'] = untied;
      }
    },
  );

  it('says which version it is', async () => {
    const { version }: { version: string } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  const rows = [
    ...COMMANDS.map((row) => [row.name, row] as const),
    ...GROUPS.flatMap(({ name, commands }) => commands.map((row) => [`${name} ${row.name}`, row] as const)),
  ];

  it.each(rows)('lists of %s the arguments that it takes, and shows its own help', async (words, row) => {
    const self = new Command(row.name);
    (await row.load())(self, () => undefined);
    const takes = self.registeredArguments.map((taken) => (taken.required ? `<${taken.name()}` : `[${taken.name()}`));
    expect(takes).toEqual((row.takes ?? '').split(' ').flatMap((word) => /^[<[][a-z-]+/.exec(word)?.[0] ?? []));
    const { code, stdout } = await run(...words.split(' '), '--help');
    expect(code).toBe(0);
    expect(stdout).toContain(row.about.slice(0, 40));
  });

  it('shows its help and ends well', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('draw');
  });

  it('reports every rejected row, ends with 1 and imports nothing; accepted, it imports the others', async () => {
    const list = file('list.csv', 'Child ID,Status,Team', '1,Child in need,North', '2,Splendid,North');
    const order = ['import', 'caseload', list, '--as-at', '2024-04-30'];
    const { code, stdout } = await run(...order, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: { read: 2, accepted: 1, rejected: 1 },
      rejected: [{ sheet: 'csv', row: 3, column: 'Status', reason: expect.any(String) }],
    });
    expect((await run('draw', '--period', '2024-05', '--size', '1')).stderr).toContain('caseload');
    const said = await run(...order, '--accept-rejects');
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(said.stdout).toContain('2 rows read, 1 accepted, 1 rejected.');
  });

  it('answers an import of earlier audits with the counts and the rejected rows, and says the rest beside it', async () => {
    const list = file(
      'audits.csv',
      'ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on,scale,' +
        'first_grade,moderated,final_grade,at_risk,mood',
      'R1,deep-dive,Care,North,child,C1,,,manager,2024-02-01,ofsted,RI,no,RI,no,sunny',
      'R2,deep-dive,Care,North,child,C2,,,manager,2024-02-01,ofsted,splendid,no,good,no,sunny',
    );
    const refused = await run('import', 'audits', list, '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toEqual({
      rows: { read: 2, accepted: 1, rejected: 1, alreadyThere: 0 },
      rejected: [{ row: 3, column: 'first_grade', reason: expect.any(String) }],
      importId: null,
      unmatchedNames: [
        { what: 'service', name: 'Care', audits: 1, couldMean: [] },
        { what: 'team', name: 'North', audits: 1, couldMean: [] },
      ],
    });
    expect(refused.stderr).toContain('mood');
    const accepted = await run('import', 'audits', list, '--accept-rejects');
    expect(accepted.code).toBe(0);
    expect(accepted.stdout).not.toContain('mood');
    expect(accepted.stderr).toContain('mood');
  });

  it('takes a list of foster carers under the headers that a mapping names', async () => {
    const list = file('carers.csv', 'Household,Where,Who', 'FC1,Fostering,Sue Supervisor');
    const mapping = file('mapping.json', '{"id": "Household", "team": "Where", "worker": "Who"}');
    const order = ['import', 'caseload', list, '--as-at', '2024-04-30', '--subject-type', 'foster_carer', '--json'];
    const { code, stdout } = await run(...order, '--mapping', mapping);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ frame: { size: 1 }, warnings: expect.any(Array) });
    expect((await run(...order, '--mapping', file('bad.json', '{"id": '))).code).toBe(2);
    expect((await run(...order, '--mapping', file('odd.json', '{"colour": "Where"}'))).code).toBe(2);
  });

  it('shows what settings would change, publishes them when that is accepted, and leaves the rest as it is', async () => {
    const inForce = async (): Promise<object> => JSON.parse((await run('settings', 'show')).stdout);
    const before = await inForce();
    const proposed = file('settings.json', '{"deadlines": {"grade": 12}, "leadersSeeAll": true}');
    const publish = ['settings', 'publish', proposed, '--note', 'As agreed.'];
    const changes = [
      { field: 'deadlines.grade', is: '15', becomes: '12' },
      { field: 'leadersSeeAll', is: 'false', becomes: 'true' },
    ];
    const shown = await run(...publish, '--json');
    expect([shown.code, JSON.parse(shown.stdout)]).toEqual([1, { published: false, version: 2, changes }]);
    expect(await inForce()).toEqual(before);
    const accepted = await run(...publish, '--accept-changes');
    expect([accepted.code, accepted.stdout]).toEqual([
      0,
      expect.stringMatching(/^Version 2 [^]*deadlines\.grade +15 +12/),
    ]);
    const deadlines = { ...Object(Reflect.get(before, 'deadlines')), grade: 12 };
    expect(await inForce()).toEqual({ ...before, deadlines, leadersSeeAll: true });
    expect(await run(...publish)).toMatchObject({ code: 0, stdout: 'Nothing changes.\n' });
    const emptied = file('emptied.json', '{"leadersSeeAll": null, "deadlines": {"grade": 15}}');
    expect((await run('settings', 'publish', emptied, '--note', 'Back.', '--accept-changes')).code).toBe(0);
    expect(await inForce()).toEqual(before);
    const misspelt = file('misspelt.json', '{"smallNumbers": 5}');
    expect(await run('settings', 'publish', misspelt, '--note', 'No.')).toMatchObject({
      code: 1,
      stderr: 'settings.smallNumbers is not a setting.\n',
    });
    expect((await run('settings', 'publish', file('torn.json', '{"small'), '--note', 'No.')).code).toBe(2);
  });

  it('lets each role do what is theirs', async () => {
    const people = file(
      'people.csv',
      'ref,name,aliases,email,team,manager,roles,from,to',
      'C1,Cora Lead,,,,,coordinator,,',
      'L1,Lee Leader,,,,,leader,,',
      'W1,Will Worker,,,North,,practitioner,,',
      'G1,Gone Before,,,North,,coordinator,,2020-01-01',
    );
    expect((await run('import', 'people', people)).code).toBe(0);
    const report = ['report', 'judgements', '--from', '2024-04-01', '--to', '2024-04-30', '--json'];
    expect((await run(...report, '--as', 'C1')).code).toBe(0);
    expect((await run(...report, '--as', 'c1')).code).toBe(0);
    expect((await run(...report, '--as', 'L1')).code).toBe(0);
    expect(await run(...report, '--as', 'W1')).toMatchObject({ code: 1, stdout: '' });
    expect(await run(...report, '--as', 'G1')).toMatchObject({ code: 1, stdout: '' });
    expect(await run('import', 'people', people, '--as', 'W1')).toMatchObject({ code: 1, stdout: '' });
    expect(await run('rebuild', 'people', '--as', 'L1')).toMatchObject({ code: 1, stdout: '' });
    const proposed = file('of-leader.json', '{"leadersSeeAll": true}');
    expect(await run('settings', 'publish', proposed, '--note', 'Mine.', '--as', 'L1')).toMatchObject({
      code: 1,
      stdout: '',
    });
  });
});
