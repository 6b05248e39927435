import { jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { openKeys } from '#privacy';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

const WORKBOOK = join(process.cwd(), 'test/data/annex-a-sample.xlsx');
const IMPORT = ['import', 'caseload', WORKBOOK, '--as-at', '2021-03-31'];
const DRAW = ['draw', '--period', '2021-04', '--size', '4', '--stratum', 'status', '--seed', 'spring'];

interface Warning {
  readonly code: string;
  readonly sheet: string;
}
interface Draw {
  readonly sample: string;
  readonly frameHash: string;
  readonly selected: readonly { readonly subject: string; readonly stratum: string }[];
  readonly reserves: readonly { readonly subject: string; readonly stratum: string }[];
  readonly excluded: readonly { readonly reason: string; readonly count: number }[];
}
interface Redraw {
  readonly confirmed: boolean;
  readonly differences: readonly { readonly what: string }[];
}

const lists = ({ selected, reserves, excluded }: Draw): object => ({ selected, reserves, excluded });

describe('the public sample workbook on the command line', () => {
  const here = new Plumbline();
  let drawn: Draw;

  beforeAll(async () => {
    await here.json(...IMPORT);
    drawn = await here.json<Draw>(...DRAW);
  });
  afterAll(() => here.remove());

  it('imports with the counts of its lists, reports what was odd, and adds nothing the second time', async () => {
    const answer = await here.json<{ warnings: readonly Warning[] }>(...IMPORT);
    expect(Object.keys(answer)).toEqual(['asAt', 'rows', 'frame', 'rejected', 'warnings']);
    expect(answer).toMatchObject({
      asAt: '2021-03-31',
      rows: { read: 39, accepted: 39, rejected: 0 },
      frame: {
        size: 17,
        closed: 6,
        byStatus: { child_in_need: 5, child_protection: 2, looked_after: 4, care_leaver: 6 },
      },
      rejected: [],
    });
    const lookups = answer.warnings.filter(({ code, sheet }) => code === 'failed_value' && sheet === 'List 6');
    expect(lookups).toHaveLength(10);
    expect(answer.warnings.map(({ code }) => code)).toContain('header_variant');
    const again = await here.json<Draw>(...DRAW);
    expect(again.frameHash).toBe(drawn.frameHash);
  });

  it('draws text ids from the open cases with a team and a worker', () => {
    expect(Object.keys(drawn)).toEqual([
      'sample',
      'seed',
      'algorithm',
      'frameHash',
      'selected',
      'reserves',
      'excluded',
    ]);
    expect(drawn.selected).toHaveLength(4);
    expect([...drawn.selected, ...drawn.reserves].map(({ subject }) => subject)).toEqual(
      Array(8).fill(expect.stringMatching(/^\d{7,8}$/)),
    );
    expect(drawn.excluded).toEqual([
      { reason: 'closed', count: 6 },
      { reason: 'missing_team', count: 5 },
    ]);
  });

  it('says how many cases it falls short of what was asked for', async () => {
    const asked = await here.run('draw', '--period', '2021-03', '--size', '600', '--json');
    const { selected }: Draw = JSON.parse(asked.stdout);
    expect(selected.length).toBeLessThan(20);
    expect(asked.stderr).toContain(`600 cases were asked for and ${selected.length} could be drawn`);
    const enough = await here.run(...DRAW);
    expect(enough.stderr).toBe('');
  });

  it('draws the same again, and the same in another deployment', async () => {
    expect(lists(await here.json<Draw>(...DRAW))).toEqual(lists(drawn));
    const there = new Plumbline();
    await there.json(...IMPORT);
    const elsewhere = await there.json<Draw>(...DRAW);
    there.remove();
    expect(lists(elsewhere)).toEqual(lists(drawn));
    expect(elsewhere.frameHash).not.toBe(drawn.frameHash);
  });

  it('confirms the draw by a redraw, also once a drawn child has been erased', async () => {
    expect(await here.json('redraw', drawn.sample)).toEqual({
      sample: drawn.sample,
      confirmed: true,
      differences: [],
    });
    const now = new Date().toISOString();
    const keys = await openKeys({ dataDir: here.dataDir, masterKeyFile: `${here.dataDir}.key`, now });
    const subject = drawn.selected[0]?.subject ?? '';
    const owner = (await keys.findSubjects([subject])).get(subject);
    await keys.destroy(owner ?? '', now);
    await keys.close();
    expect(await here.json('redraw', drawn.sample)).toMatchObject({ confirmed: true });
  });

  it('says what differs when an entry of the frame has been changed, and so does verify', async () => {
    const events = new Database(join(here.dataDir, 'events.db'));
    events.exec(
      `UPDATE events SET data = replace(data, '"status":"looked_after"', '"status":"care_leaver"')
       WHERE type = 'caseload-part-recorded.v1'`,
    );
    events.close();
    const { code, stdout } = await here.run('redraw', drawn.sample, '--json');
    expect(code).toBe(1);
    const redraw = JSON.parse(stdout) as Redraw;
    expect(redraw.confirmed).toBe(false);
    expect(redraw.differences.map(({ what }) => what)).toContain('frame');
    const said = await here.run('redraw', drawn.sample);
    expect(said.stdout).toContain('not confirmed');
    const verified = await here.run('verify', '--json');
    expect(verified.code).toBe(1);
    expect(JSON.parse(verified.stdout)).toMatchObject({
      findings: [{ revision: 1, wrong: expect.stringContaining('hash') }],
    });
  });
});

describe('a month from file to audits on the command line', () => {
  const council = new Plumbline();
  let sample: string;
  let audits: readonly string[];

  beforeAll(async () => {
    const people = council.file('people.csv', [
      'ref,name,aliases,email,team,manager,roles,from,to',
      'C1,Cora Lead,,,,,coordinator,,',
      'A1,Ann Auditor,,,QA,,auditor;moderator,,',
      'W1,Will Worker,,,North,,practitioner,,',
    ]);
    expect(await council.json('import', 'people', people)).toMatchObject({
      rows: { read: 3, accepted: 3, rejected: 0 },
      registered: 3,
    });
    const cases = Array.from({ length: 30 }, (_, index) => `${100 + index},Child in need,North,Will Worker`);
    const list = council.file('list.csv', ['Child ID,Status,Team,Worker', ...cases]);
    await council.json('import', 'caseload', list, '--as-at', '2026-04-30');
  });
  afterAll(() => council.remove());

  it('draws a share of the caseload as a person', async () => {
    const drawn = await council.json<Draw>('draw', '--period', '2026-05', '--percent', '10', '--as', 'C1');
    expect(drawn.selected).toHaveLength(3);
    sample = drawn.sample;
  });

  it('refuses whoever may not', async () => {
    const refused = await council.run('draw', '--period', '2026-05', '--size', '3', '--as', 'W1', '--json');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('makes an audit of each case', async () => {
    const issued = await council.json<{ audits: readonly string[]; skipped: number }>('issue', sample);
    expect(issued).toMatchObject({ audits: Array(3).fill(expect.any(String)), skipped: 0 });
    audits = issued.audits;
  });

  it('replays an audit by id and by reference, and not as at a day before it was', async () => {
    const [auditId = ''] = audits;
    const byId = await council.json<{ document: { reference: string; stage: string }; timeline: readonly object[] }>(
      'replay',
      auditId,
    );
    expect(byId.document.stage).toBe('allocation');
    expect(byId.timeline).toMatchObject([{ type: 'audit-selected', by: { role: 'system' } }]);
    const byReference = await council.json<typeof byId>('replay', byId.document.reference);
    expect(byReference.document).toEqual(byId.document);
    const before = await council.run('replay', auditId, '--as-at', '2020-01-01');
    expect(before).toMatchObject({ code: 1, stdout: '' });
  });

  it('creates a token, verifies the log and rebuilds a view', async () => {
    const { token } = await council.json<{ token: string }>('token', 'create', '--person', 'A1', '--role', 'auditor');
    expect(token).toMatch(/^plumbline_/);
    const verified = await council.json<{ findings: readonly object[] }>('verify');
    expect(verified.findings).toEqual([]);
    expect(await council.json('rebuild', 'audit-board')).toEqual({ views: [{ view: 'audit-board', failed: null }] });
  });
});
