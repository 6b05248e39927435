import { Plumbline } from '../support/index.js';

describe('the command line, used wrongly or refused', () => {
  const here = new Plumbline();
  afterAll(() => here.remove());

  it.each<[number, string]>([
    [2, 'frobnicate'],
    [2, 'draw'],
    [2, 'draw --period 2024-13 --size 3'],
    [2, 'draw --period 2024-05 --size 0'],
    [2, 'draw --period 2024-05 --size 3 --percent 5'],
    [2, 'draw --period 2024-05 --size 3 --nonsense'],
    [2, 'import caseload nowhere.csv --as-at 2024-04-30'],
    [2, 'import caseload nowhere.pdf --as-at 2024-04-30'],
    [2, 'import caseload nowhere.csv --as-at 2024-02-30'],
    [2, 'import audits nowhere.csv'],
    [2, 'report judgements --from 2024-05-01 --to 2024-04-01'],
    [2, 'report judgements --from 2024-04-01 --to yesterday'],
    [2, 'report everything --from 2024-04-01 --to 2024-05-01'],
    [2, 'rebuild nothing'],
    [2, 'verify'],
    [2, 'token create --person A1 --role king'],
    [1, 'draw --period 2024-05 --size 3'],
    [1, 'redraw nothing'],
    [1, 'issue 00000000-0000-4000-8000-000000000000'],
    [1, 'replay REF-0'],
    [1, 'token create --person A1 --role auditor'],
    [1, 'draw --period 2024-05 --size 3 --as nobody'],
  ])('ends with %i: %s', async (expected, words) => {
    const { code, stdout, stderr } = await here.run(...words.split(' '), '--json');
    expect(code).toBe(expected);
    expect(stdout).toBe('');
    expect(stderr.trim()).not.toBe('');
    expect(stderr).not.toMatch(/\n\s+at |node:internal/);
  });

  it('ends with 1 and reports every rejected row, and imports nothing', async () => {
    const list = here.file('list.csv', ['Child ID,Status,Team', '1,Child in need,North', '2,Splendid,North']);
    const { code, stdout } = await here.run('import', 'caseload', list, '--as-at', '2024-04-30', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: { read: 2, accepted: 1, rejected: 1 },
      rejected: [{ sheet: 'csv', row: 3, column: 'Status', reason: expect.any(String) }],
    });
    expect((await here.run('draw', '--period', '2024-05', '--size', '1')).code).toBe(1);
    const said = await here.run('import', 'caseload', list, '--as-at', '2024-04-30', '--accept-rejects');
    expect(said).toMatchObject({ code: 0, stderr: '' });
    expect(said.stdout).toContain('2 rows read, 1 accepted, 1 rejected.');
  });
});
