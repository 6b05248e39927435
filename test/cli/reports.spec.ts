import * as XLSX from '@e965/xlsx';
import { jest } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Plumbline } from '../support/index.js';

/** Every command is a process of its own, and the machine may be busy. */
jest.setTimeout(240_000);

interface Row {
  readonly period: string;
  readonly series: string;
  readonly key: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly percent: number | null;
}
interface Report {
  readonly rows: readonly Row[];
}

const published = JSON.parse(readFileSync(join(process.cwd(), 'test/data/published-figures.json'), 'utf8')) as {
  nottinghamshire_2014_q4: {
    childrens_social_care: { audits: number; inadequate_pct: number };
    targeted_support: { audits: number; inadequate_pct: number; good_or_outstanding_pct: number };
    common_assessment_framework: { audits: number; good: number; requires_improvement: number; inadequate: number };
    family_support_partnership: { audits: number };
  };
  sefton_oct_nov_2023: { deep_dives: number; moderated: number; moderated_pct: number; inadequate_trend_pct: object };
};

const HEADER = [
  'ref,activity,service,team,subject_type,subject_ref,worker_ref,auditor_ref,auditor_role,audited_on',
  'scale,first_grade,moderated,final_grade,at_risk,domain:Supervision',
].join(',');

interface Some {
  readonly activity: string;
  readonly service: string;
  readonly on: string;
  readonly scale: string;
  readonly grades: Readonly<Record<string, number>>;
  readonly moderated?: number;
  readonly supervision?: readonly string[];
}

/** A row for each audit of some, numbered. */
function rowsOf(some: readonly Some[]): string[] {
  let number = 0;
  return some.flatMap(({ activity, service, on, scale, grades, moderated = 0, supervision = [] }) =>
    Object.entries(grades)
      .flatMap(([grade, count]) => Array<string>(count).fill(grade))
      .map((grade, index) => {
        number += 1;
        const answer = index < moderated ? 'yes' : 'no';
        const who = `R${number},${activity},${service},Team ${number % 3},child,C${number},W1,A1,manager,${on}`;
        return `${who},${scale},${grade},${answer},${grade},no,${supervision[index] ?? ''}`;
      }),
  );
}

const AUDITS = rowsOf([
  {
    activity: 'case-file',
    service: "Children's social care",
    on: '2014-02-12',
    scale: 'good-adequate-inadequate',
    // not printed: 262 and 58 fit the printed shares; how Good and Adequate divide is not printed at all
    grades: { Good: 120, Adequate: 142, Inadequate: 58 },
  },
  {
    activity: 'targeted-support',
    service: 'Targeted support',
    on: '2014-03-03',
    scale: 'ofsted',
    grades: { Outstanding: 12, Good: 48, RI: 32, Inadequate: 9 },
  },
  {
    activity: 'caf',
    service: 'Early help',
    on: '2014-01-20',
    scale: 'ofsted',
    grades: { good: 4, 'Requires Improvement': 9, inadequate: 2 },
  },
  { activity: 'ungraded', service: 'Family support partnership', on: '2014-03-31', scale: '', grades: { '': 235 } },
  {
    activity: 'deep-dive',
    service: 'Sefton',
    on: '2023-11-15',
    scale: 'ofsted',
    grades: { good: 11, requires_improvement: 28, inadequate: 6 },
    moderated: 21,
    // 17% of 45 is no count; 7 of the 42 that graded it is
    supervision: [...Array<string>(7).fill('inadequate'), ...Array<string>(35).fill('good')],
  },
]);

describe('published figures by way of a CSV and the command line', () => {
  const here = new Plumbline();
  let file: string;
  let imported: unknown;

  beforeAll(async () => {
    file = here.file('audits.csv', [HEADER, ...AUDITS]);
    imported = await here.json('import', 'audits', file);
  });
  afterAll(() => here.remove());

  const judgements = (service: string, from: string, to: string, ...more: string[]): Promise<Report> =>
    here.json<Report>('report', 'judgements', '--from', from, '--to', to, '--service', service, ...more);

  async function shares(service: string, from = '2014-01-01', to = '2014-03-31'): Promise<Record<string, unknown>> {
    const { rows } = await judgements(service, from, to);
    const overall = rows.filter(({ series }) => series === 'overall');
    return Object.fromEntries(
      overall.map(({ key, numerator, denominator, percent }) => [key, `${numerator}/${denominator} ${percent}%`]),
    );
  }

  it('are fed with every audit, and none the second time', async () => {
    const { audits: social } = published.nottinghamshire_2014_q4.childrens_social_care;
    const { audits: targeted } = published.nottinghamshire_2014_q4.targeted_support;
    const { audits: caf } = published.nottinghamshire_2014_q4.common_assessment_framework;
    const { audits: ungraded } = published.nottinghamshire_2014_q4.family_support_partnership;
    const read = social + targeted + caf + ungraded + published.sefton_oct_nov_2023.deep_dives;
    expect(imported).toMatchObject({ rows: { read, accepted: read, rejected: 0, alreadyThere: 0 }, rejected: [] });
    expect(await here.json('import', 'audits', file)).toMatchObject({
      rows: { read, accepted: 0, rejected: 0, alreadyThere: read },
    });
  });

  it('give the printed percentages of Nottinghamshire with n/N', async () => {
    expect(await shares("Children's social care")).toMatchObject({ inadequate: '58/320 18%' });
    expect(await shares('Targeted support')).toEqual({
      outstanding: '12/101 12%',
      good: '48/101 48%',
      requires_improvement: '32/101 32%',
      inadequate: '9/101 9%',
    });
    expect(await shares('Early help')).toEqual({
      outstanding: '0/15 0%',
      good: '4/15 27%',
      requires_improvement: '9/15 60%',
      inadequate: '2/15 13%',
    });
    expect(await shares('Family support partnership')).toMatchObject({ good: '0/0 null%' });
  });

  it('give the printed percentages of Sefton, its moderated share and its supervision domain', async () => {
    expect(published.sefton_oct_nov_2023).toMatchObject({ moderated_pct: 47, inadequate_trend_pct: { '2023-11': 13 } });
    expect(await shares('Sefton', '2023-10-01', '2023-11-30')).toMatchObject({ inadequate: '6/45 13%' });
    const { rows } = await judgements('Sefton', '2023-10-01', '2023-11-30');
    expect(rows).toContainEqual(
      expect.objectContaining({
        series: 'domain:Supervision',
        key: 'inadequate',
        numerator: 7,
        denominator: 42,
        percent: 17,
      }),
    );
    const activity = await here.json<Report>('report', 'activity', '--from', '2023-10-01', '--to', '2023-11-30');
    expect(activity.rows).toContainEqual(
      expect.objectContaining({ series: 'moderated', numerator: 21, denominator: 45, percent: 47 }),
    );
  });

  it('come in one shape, by month in order, and as CSV', async () => {
    const report = await judgements('Sefton', '2023-10-01', '2023-12-31', '--by', 'month');
    expect(report).toMatchObject({
      report: 'judgements',
      from: '2023-10-01',
      to: '2023-12-31',
      by: 'month',
      asAt: null,
      filters: { service: 'Sefton' },
      notes: expect.any(Array),
    });
    expect([...new Set(report.rows.map(({ period }) => period))]).toEqual(['2023-10', '2023-11', '2023-12']);
    const words = ['report', 'judgements', '--from', '2023-11-01', '--to', '2023-11-30', '--service', 'Sefton'];
    const csv = await here.run(...words, '--format', 'csv');
    expect(csv.stdout.split('\r\n')).toContain('total,overall,inadequate,Inadequate,6,45,13,,,,');
    const out = join(here.place, 'report.csv');
    expect(await here.run(...words, '--format', 'csv', '--out', out, '--json')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(out, 'utf8')).toBe(csv.stdout);
  });

  it('come as a workbook or a document, into a file', async () => {
    const words = ['report', 'judgements', '--from', '2023-11-01', '--to', '2023-11-30', '--service', 'Sefton'];
    const out = join(here.place, 'report.xlsx');
    expect(await here.run(...words, '--out', out)).toMatchObject({ code: 0, stdout: `The report is in ${out}.\n` });
    const { Figures, About } = XLSX.read(readFileSync(out)).Sheets;
    const rows = XLSX.utils.sheet_to_json(Figures!);
    expect(rows).toContainEqual(
      expect.objectContaining({ series: 'overall', key: 'inadequate', numerator: 6, denominator: 45, percent: 13 }),
    );
    expect(XLSX.utils.sheet_to_csv(About!)).toContain('Service,Sefton');
    for (const [ending, begins] of [
      ['pdf', '%PDF-'],
      ['docx', 'PK'],
      ['html', '<!doctype html>'],
    ] as const) {
      const document = join(here.place, `report.${ending}`);
      expect(await here.run(...words, '--out', document)).toMatchObject({ code: 0 });
      expect(readFileSync(document, 'latin1').startsWith(begins)).toBe(true);
    }
    expect(readFileSync(join(here.place, 'report.html'), 'utf8')).toContain('6 of 45');
    const plan = join(here.place, 'plan.docx');
    expect(await here.run('report', 'improvement-plan', '--out', plan)).toMatchObject({ code: 0 });
    const shown = await here.run(...words, '--format', 'xlsx');
    expect(shown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--out report.xlsx') });
  });

  it.each([
    ['questions', 'standards'],
    ['outcomes', 'standards'],
    ['rounds', 'activity'],
  ])('come in part, under a name of its own: %s', async (name, whole) => {
    const dates = ['--from', '2023-10-01', '--to', '2023-12-31'];
    const part = await here.json<Report & { readonly report: string }>('report', name, ...dates);
    const { rows } = await here.json<Report>('report', whole, ...dates);
    expect(part.report).toBe(name);
    for (const row of part.rows) expect(rows).toContainEqual(row);
  });

  it('list each audit with the lowest grade of its scale, as many as the report of judgements counts', async () => {
    const listed = async (service: string, from: string, to: string) =>
      here.json<{ items: readonly { readonly grade: string; readonly service: string }[] }>(
        ...['report', 'inadequate', '--from', from, '--to', to, '--service', service],
      );
    const { items } = await listed('Sefton', '2023-10-01', '2023-11-30');
    expect(items.map(({ grade, service }) => `${service} ${grade}`)).toEqual(Array(6).fill('Sefton inadequate'));
    expect((await listed("Children's social care", '2014-01-01', '2014-03-31')).items).toHaveLength(58);
    const csv = await here.run('report', 'inadequate', '--from', '2023-10-01', '--to', '2023-11-30', '--csv');
    expect(csv.stdout.trim().split('\r\n')).toHaveLength(7);
    const then = ['report', 'inadequate', '--from', '2023-10-01', '--to', '2023-11-30', '--as-at', '2023-12-01'];
    expect((await here.json<{ items: readonly unknown[] }>(...then)).items).toEqual([]);
  });

  it.each(['inadequate', 'actions', 'expected'])('refuse what %s does not answer, and write nothing', async (name) => {
    const asked = ['report', name, '--from', '2023-10-01', '--to', '2023-11-30', '--combine', 'good+outstanding'];
    expect(await here.run(...asked)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(`The report ${name} has no --combine`),
    });
  });

  it('open a figure by its name alone, where only one goes by it', async () => {
    const words = ['report', 'judgements', '--from', '2023-10-01', '--to', '2023-11-30', '--service', 'Sefton'];
    const opened = await here.json<{ total: number }>(...words, '--item', 'overall/inadequate');
    expect(opened).toMatchObject({ total: 6 });
    const several = await here.run(...words, '--item', 'inadequate');
    expect(several).toMatchObject({ code: 2, stdout: '' });
    expect(several.stderr).toContain('total/overall/inadequate, total/domain:Supervision/inadequate');
    const none = await here.run(...words, '--item', 'splendid');
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('No figure of the report is called splendid'),
    });
  });

  it('open down to the audits behind a figure, and are set beside figures printed elsewhere', async () => {
    const asked = ['judgements', '--from', '2023-10-01', '--to', '2023-11-30', '--service', 'Sefton'];
    const row = ['--period', 'total', '--series', 'overall', '--key', 'inadequate'];
    const opened = await here.json<{ total: number; audits: { auditId: string }[] }>('figure', ...asked, ...row);
    expect([opened.total, new Set(opened.audits.map(({ auditId }) => auditId)).size]).toEqual([6, 6]);
    const wrong = await here.run('figure', ...asked, '--period', 'total', '--series', 'overall', '--key', 'splendid');
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('no such figure') });

    const figure = { source: 'Sefton, November 2023', period: 'total', series: 'overall', key: 'inadequate' };
    const printed = { ...figure, percent: 13, decimals: 0, numerator: null, denominator: 45 };
    const file = join(here.place, 'printed.json');
    writeFileSync(file, JSON.stringify([printed, { ...printed, percent: 14 }]));
    const compared = await here.run('report', ...asked, '--published', file);
    expect(compared.code).toBe(1);
    expect(compared.stderr.trim().split('\n')).toEqual([
      'Sefton, November 2023: total overall inadequate, 13%. The same here: 6/45, 13%.',
      'Sefton, November 2023: total overall inadequate, 14%. No count of 45 gives that. Here: 6/45, 13%.',
    ]);
    writeFileSync(file, JSON.stringify([{ ...printed, percent: 'many' }]));
    expect(await here.run('report', ...asked, '--published', file)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Figure 1'),
    });
  });

  it('may be read in part', async () => {
    const words = 'report judgements --from 2000-04-01 --to 2026-03-31 --by month --json'.split(' ');
    expect(await here.runUntilFirstOutput(...words)).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    [['--service', 'Seftn'], 'Did you mean “Sefton”?'],
    [['--team', 'No such team at all'], 'No team goes by that name'],
    [['--activity', 'deep-dvie'], 'deep-dive'],
  ])('are refused for what nothing goes by: %j', async (filter, says) => {
    const refused = await here.run('report', 'judgements', '--from', '2023-04-01', '--to', '2024-03-31', ...filter);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(says);
  });

  it.each([
    'report judgements --from 2023-04-01 --to 2024-03-31',
    'replay 4K7QF-2M9XC',
    'redraw x',
    'rebuild',
    'verify',
  ])('are not made of a folder that is not there: %s', async (words) => {
    const nowhere = join(here.place, 'mistyped');
    const said = await new Plumbline({ DATA_DIR: nowhere }).run(...words.split(' '));
    expect(said).toMatchObject({ code: 2, stdout: '' });
    expect(said.stderr).toContain(nowhere);
    expect([nowhere, `${nowhere}.key`].filter((path) => existsSync(path))).toEqual([]);
  });

  it('are not known before they were imported', async () => {
    const { rows } = await judgements('Sefton', '2023-10-01', '2023-11-30', '--as-at', '2023-12-01');
    expect(rows.filter(({ denominator }) => denominator > 0)).toEqual([]);
  });
});
