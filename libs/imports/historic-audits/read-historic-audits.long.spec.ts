import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { GradeScale } from '#domain';
import { readCaseloadCsv } from '../caseload-csv/read-caseload-csv.js';
import { BOUNDS } from '../bounds.js';
import type { CsvSource } from '../csv/stream-csv.js';
import { ImportProblem } from '../import-problem.js';
import { seen } from '../text/seen.fixture.js';
import { FIXED_COLUMNS } from './columns.js';
import type { HistoricAudit } from './historic-audit.js';
import {
  checkHistoricRows,
  readHistoricAudits,
  type HistoricOptions,
  type HistoricRow,
} from './read-historic-audits.js';

const checkHistoricAudits = (source: CsvSource, options: HistoricOptions = {}) =>
  checkHistoricRows(readHistoricAudits(source, options));

const GOOD_ROW: Readonly<Record<string, string>> = {
  ref: 'A-001',
  activity: 'case-file',
  service: 'Locality 1',
  team: 'Team A',
  subject_type: 'child',
  subject_ref: '0012345',
  worker_ref: 'W1',
  auditor_ref: 'AU1',
  auditor_role: 'service manager',
  audited_on: '2024-04-30',
  scale: 'ofsted',
  first_grade: 'good',
  moderated: 'no',
  final_grade: 'good',
  at_risk: 'no',
};

type Row = Readonly<Record<string, string>>;

function csv(rows: readonly Row[], headers: readonly string[] = headersOf(rows)): string {
  const quoted = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  return [headers, ...rows.map((row) => headers.map((header) => row[header] ?? ''))]
    .map((values) => values.map(quoted).join(','))
    .join('\n');
}

function headersOf(rows: readonly Row[]): string[] {
  return [...new Set([...FIXED_COLUMNS, ...rows.flatMap((row) => Object.keys(row))])];
}

/** The text as a stream of small pieces, so that lines, characters and the header are cut anywhere. */
async function* pieces(content: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all(content: string | Uint8Array, options?: HistoricOptions): Promise<HistoricRow[]> {
  const rows: HistoricRow[] = [];
  for await (const row of readHistoricAudits(pieces(content), options)) rows.push(row);
  return rows;
}

async function accepted(content: string, options?: HistoricOptions): Promise<HistoricAudit> {
  const [row] = await all(content, options);
  if (row?.is !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(row)}`);
  return row.audit;
}

const check = (content: string | Uint8Array, options?: HistoricOptions) =>
  checkHistoricAudits(pieces(content), options);
const withRow = (changes: Row) => csv([{ ...GOOD_ROW, ...changes }]);
const problemsOf = async (changes: Row, options?: HistoricOptions) => (await check(withRow(changes), options)).rejected;

describe('a historic audit', () => {
  it('carries its grades, moderation and date as the spreadsheet gives them', async () => {
    const audit = await accepted(
      csv([
        {
          ...GOOD_ROW,
          first_grade: 'Requires Improvement',
          moderated: 'Yes',
          final_grade: 'inadequate',
          at_risk: 'YES',
          'domain:Voice of the child': 'RI',
          'domain:Planning': '',
          'standard:Supervision in timescale': 'not met',
          'standard:Chronology': 'N/A',
          'standard:Visits': '',
        },
      ]),
    );
    expect(audit).toMatchObject({
      row: 2,
      ref: 'A-001',
      activity: 'case-file',
      service: 'Locality 1',
      team: 'Team A',
      subjectType: 'child',
      subjectRef: '0012345',
      workerRef: 'W1',
      auditorRef: 'AU1',
      auditorRole: 'service manager',
      auditedOn: '2024-04-30',
      scale: 'ofsted',
      firstGrade: 'requires_improvement',
      moderated: true,
      finalGrade: 'inadequate',
      atRisk: true,
    });
    expect(audit.domains).toEqual({ 'Voice of the child': 'requires_improvement' });
    expect(audit.standards).toEqual({ 'Supervision in timescale': 'not_met', Chronology: 'na' });
  });

  it.each([
    ['Outstanding', 'outstanding'],
    ['GOOD', 'good'],
    ['requires_improvement', 'requires_improvement'],
    ['Requires Improvement', 'requires_improvement'],
    ['Requires improvement to be good', 'requires_improvement'],
    ['requires-improvement', 'requires_improvement'],
    ['ri', 'requires_improvement'],
    ['inadequate ', 'inadequate'],
  ])('reads the Ofsted grade %j', async (written, key) => {
    expect((await accepted(withRow({ first_grade: written, final_grade: written }))).finalGrade).toBe(key);
  });

  it.each(['good-adequate-inadequate', 'Good/Adequate/Inadequate', 'good, adequate, inadequate'])(
    'reads the older scale %j',
    async (scale) => {
      const audit = await accepted(withRow({ scale, first_grade: 'Adequate', final_grade: 'Adequate' }));
      expect(audit).toMatchObject({ scale: 'good-adequate-inadequate', finalGrade: 'adequate' });
    },
  );

  it('reads a scale the programme has added', async () => {
    const met: GradeScale = {
      key: 'expected-level',
      label: 'Expected level',
      grades: [
        { key: 'above', label: 'Above what is expected' },
        { key: 'at', label: 'At what is expected' },
      ],
    };
    const row = withRow({ scale: 'Expected Level', first_grade: 'above what is expected', final_grade: 'ABOVE' });
    expect(await accepted(row, { scales: [met] })).toMatchObject({ scale: 'expected-level', finalGrade: 'above' });
    expect((await check(row)).rejected.map(({ column }) => column)).toEqual(['scale']);
  });

  it('has no grade where its activity is not graded', async () => {
    const ungraded = { scale: '', first_grade: '', final_grade: '' };
    expect(await accepted(withRow({ activity: 'Family Support', ...ungraded }))).toMatchObject({
      scale: null,
      firstGrade: null,
      finalGrade: null,
    });
    expect(await accepted(withRow({ ...ungraded, activity: 'Ungraded', scale: 'ofsted' }))).toMatchObject({
      scale: null,
    });
    const told = { ungradedActivities: ['family-support'] };
    expect(await accepted(withRow({ ...ungraded, activity: 'Family Support', scale: 'ofsted' }), told)).toMatchObject({
      scale: null,
    });
  });

  it('may know the final grade only', async () => {
    expect(await accepted(withRow({ first_grade: '' }))).toMatchObject({ firstGrade: null, finalGrade: 'good' });
  });

  it('reads dates day first', async () => {
    expect((await accepted(withRow({ audited_on: '03/04/2024' }))).auditedOn).toBe('2024-04-03');
  });

  it('keeps a name with a comma, a quote and a line break', async () => {
    const service = 'Locality "1",\nNorth';
    expect((await accepted(withRow({ service }))).service).toBe('Locality "1", North');
  });

  it('keeps a lone quotation mark inside a name', async () => {
    const content = csv([GOOD_ROW]).replace('Locality 1', 'Locality "One" North');
    expect((await accepted(content)).service).toBe('Locality "One" North');
  });

  it('has the same content however columns are ordered and grades spelt', async () => {
    const one = { ...GOOD_ROW, 'domain:B': 'ri', 'domain:A': 'good', 'standard:S': 'met' };
    const other = { ...GOOD_ROW, 'domain:A': 'Good', 'standard:S': 'MET', 'domain:B': 'Requires Improvement' };
    const first = await accepted(csv([one]));
    const second = await accepted(csv([other], headersOf([other]).reverse()));
    expect(second.contentDigestInput).toBe(first.contentDigestInput);
  });

  it('has other content when any one value differs', async () => {
    const base = (await accepted(withRow({ 'domain:A': 'good', 'standard:S': 'met' }))).contentDigestInput;
    const changes: Row[] = [
      { ref: 'A-002' },
      { activity: 'deep-dive' },
      { service: 'Locality 2' },
      { team: '' },
      { subject_type: 'family' },
      { subject_ref: '12345' },
      { worker_ref: 'W2' },
      { auditor_ref: 'AU2' },
      { auditor_role: 'team manager' },
      { audited_on: '2024-04-29' },
      { scale: 'good-adequate-inadequate' },
      { first_grade: '' },
      { moderated: 'yes' },
      { moderated: 'yes', final_grade: 'outstanding' },
      { at_risk: 'yes' },
      { 'domain:A': '' },
      { 'standard:S': 'na' },
    ];
    for (const change of changes) {
      const row = withRow({ 'domain:A': 'good', 'standard:S': 'met', ...change });
      expect((await accepted(row)).contentDigestInput).not.toBe(base);
    }
  });
});

describe('a rejected row', () => {
  it.each<[Row, string]>([
    [{ ref: '' }, 'ref'],
    [{ activity: '  ' }, 'activity'],
    [{ subject_type: '' }, 'subject_type'],
    [{ subject_ref: '' }, 'subject_ref'],
    [{ subject_ref: '#N/A' }, 'subject_ref'],
    [{ audited_on: '' }, 'audited_on'],
    [{ audited_on: '31/02/2024' }, 'audited_on'],
    [{ audited_on: '2023-02-29' }, 'audited_on'],
    [{ audited_on: '04/30/2024' }, 'audited_on'],
    [{ audited_on: '01/02/24' }, 'audited_on'],
    [{ audited_on: 'last week' }, 'audited_on'],
    [{ audited_on: '2025-01-01' }, 'audited_on'],
    [{ scale: 'marks out of ten' }, 'scale'],
    [{ first_grade: 'adequate' }, 'first_grade'],
    [{ final_grade: 'excellent' }, 'final_grade'],
    [{ final_grade: '' }, 'final_grade'],
    [{ first_grade: '', final_grade: '' }, 'final_grade'],
    [{ moderated: 'maybe' }, 'moderated'],
    [{ moderated: '' }, 'moderated'],
    [{ at_risk: 'y' }, 'at_risk'],
    [{ at_risk: '' }, 'at_risk'],
    [{ 'domain:Planning': 'adequate' }, 'domain:Planning'],
    [{ 'standard:Visits': 'mostly' }, 'standard:Visits'],
    [{ service: 'x'.repeat(501) }, 'service'],
  ])('%j is named by its column', async (changes, column) => {
    const rejected = await problemsOf(changes, { today: '2024-12-31' });
    expect(rejected.map((problem) => problem.column)).toEqual([column]);
    expect(rejected[0]?.row).toBe(2);
  });

  it('is one whose final grade differs from the first though nobody moderated it', async () => {
    const rejected = await problemsOf({ first_grade: 'good', final_grade: 'inadequate', moderated: 'no' });
    expect(rejected).toEqual([
      {
        row: 2,
        column: 'final_grade',
        reason: 'The final grade differs from the first, and the row says it was not moderated.',
      },
    ]);
    expect(await problemsOf({ first_grade: 'good', final_grade: 'inadequate', moderated: 'yes' })).toEqual([]);
  });

  it('is one with grades and no scale', async () => {
    const rejected = await problemsOf({ scale: '', 'domain:Planning': 'good' });
    expect(rejected.map(({ column }) => column)).toEqual(['first_grade', 'final_grade', 'domain:Planning']);
  });

  it('is one with more values than the header', async () => {
    const content = `${withRow({})},surplus`;
    expect((await check(content)).rejected.map(({ column }) => column)).toEqual(['']);
    expect((await check(`${withRow({})},,`)).rejected).toEqual([]);
  });

  it('tells everything that is wrong with it', async () => {
    const rejected = await problemsOf({ ref: '', audited_on: '2024-13-01', at_risk: 'perhaps' });
    expect(rejected.map(({ column }) => column).sort()).toEqual(['at_risk', 'audited_on', 'ref']);
  });

  it('is counted, and numbered as the spreadsheet shows it', async () => {
    const rows = [GOOD_ROW, { ...GOOD_ROW, ref: 'A-002', final_grade: 'fine' }, { ...GOOD_ROW, ref: 'A-003' }];
    const [header, ...lines] = csv(rows).split('\n');
    const checked = await check([header, '', ...lines].join('\r\n'));
    expect(checked.rows).toEqual({ read: 3, accepted: 2, rejected: 1, alreadyThere: 0 });
    expect(checked.rejected.map(({ row }) => row)).toEqual([4]);
  });
});

describe('a ref that stands twice', () => {
  it('counts once when all else is the same too', async () => {
    const checked = await check(csv([GOOD_ROW, { ...GOOD_ROW, final_grade: 'Good' }]));
    expect(checked.rows).toEqual({ read: 2, accepted: 1, rejected: 0, alreadyThere: 1 });
    expect(checked.warnings).toEqual([expect.objectContaining({ row: 3, code: 'row_repeated' })]);
  });

  it('is rejected when anything else differs', async () => {
    const checked = await check(csv([GOOD_ROW, { ...GOOD_ROW, at_risk: 'yes' }]));
    expect(checked.rows).toEqual({ read: 2, accepted: 1, rejected: 1, alreadyThere: 0 });
    expect(checked.rejected).toEqual([expect.objectContaining({ row: 3, column: 'ref' })]);
  });
});

describe('the file as a whole', () => {
  const codeOf = async (content: string | Uint8Array): Promise<string> => {
    try {
      await check(content);
    } catch (cause) {
      if (cause instanceof ImportProblem) return cause.code;
      throw cause;
    }
    return 'none';
  };

  it('is refused without a fixed column, which is named', async () => {
    const headers = FIXED_COLUMNS.filter((column) => column !== 'scale' && column !== 'at_risk');
    await expect(check(csv([GOOD_ROW], headers))).rejects.toMatchObject({
      code: 'columns_missing',
      sentence: expect.stringMatching(/"scale", "at_risk"/),
    });
  });

  it('is refused when a column stands twice or a domain has no name', async () => {
    expect(await codeOf(csv([GOOD_ROW], [...FIXED_COLUMNS, 'Team']))).toBe('column_repeated');
    expect(await codeOf(csv([GOOD_ROW], [...FIXED_COLUMNS, 'domain:A', 'Domain: A']))).toBe('column_repeated');
    expect(await codeOf(csv([GOOD_ROW], [...FIXED_COLUMNS, 'domain:']))).toBe('column_unnamed');
  });

  it('is refused when it is empty, no text, not UTF-8 or has a quote that is never closed', async () => {
    expect(await codeOf('')).toBe('file_empty');
    expect(await codeOf('\n\n')).toBe('file_empty');
    expect(await codeOf('PK\0\0')).toBe('csv_not_text');
    expect(await codeOf(Buffer.from('ref,activité\n', 'latin1'))).toBe('csv_not_utf8');
    expect(await codeOf(`${csv([GOOD_ROW])}\n"A-002,case-file`)).toBe('csv_quotes');
  });

  it('is refused, and the row named, where a stray quotation mark would make one row of several', async () => {
    const rows = ['A-1', 'A-2', 'A-3', 'A-4'].map((ref) => ({ ...GOOD_ROW, ref, team: 'North' }));
    const [header, one, two, three, four] = csv(rows).split('\n');
    const text = [header, one, two?.replace('North', '"North'), three, four?.replace('North', 'North"')].join('\n');
    await expect(check(text)).rejects.toMatchObject({ code: 'csv_quotes', sentence: expect.stringContaining('row 3') });
  });

  it('rejects a row that is too short or too long, or uses another separator', async () => {
    const rows = ['A-1', 'A-2', 'A-3', 'A-4'].map((ref) => ({ ...GOOD_ROW, ref, 'domain:Planning': 'good' }));
    const [header, one, two, three, four] = csv(rows).split('\n');
    const text = [header, one, two?.replace(/,good$/, ''), `${three},x`, four?.replace(/,/g, ';')].join('\n');
    const { rows: counted, rejected } = await check(text);
    expect(counted).toMatchObject({ read: 4, accepted: 1, rejected: 3 });
    expect(rejected.map(({ row, reason }) => [row, /The row has (\d+) values/.exec(reason)?.[1]])).toEqual([
      [3, '15'],
      [4, '17'],
      [5, '1'],
    ]);
  });

  it('is refused when a row runs on without end', async () => {
    expect(await codeOf(`${csv([GOOD_ROW])}\n"${'x,'.repeat(600_000)}`)).toBe('csv_record_too_long');
  });

  it('names a column nobody knows and reads the rest', async () => {
    const checked = await check(csv([{ ...GOOD_ROW, comments: 'long story' }]));
    expect(checked.warnings).toEqual([expect.objectContaining({ column: 'comments', code: 'column_unknown' })]);
    expect(checked.rows.accepted).toBe(1);
  });

  it('may carry a byte order mark, semicolons, tabs, any capitals and any line ends', async () => {
    const rows = [GOOD_ROW, { ...GOOD_ROW, ref: 'A-002' }];
    const plain = csv(rows);
    const variants = [
      `\uFEFF${plain}`,
      plain.replace(/,/g, ';'),
      plain.replace(/,/g, '\t'),
      plain.replace(/\n/g, '\r\n'),
      plain.replace(/\n/g, '\r'),
      csv(rows).replace(/^.*/, (header) => header.toUpperCase().replace(/_/g, ' ')),
    ];
    for (const variant of variants) {
      expect((await check(variant)).rows).toEqual({ read: 2, accepted: 2, rejected: 0, alreadyThere: 0 });
    }
  });

  it('is read from a path as often as need be, and one that is not there is refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'plumbline-'));
    try {
      const path = join(folder, 'audits.csv');
      await writeFile(path, csv([GOOD_ROW]));
      expect((await checkHistoricAudits(path)).rows.accepted).toBe(1);
      expect((await checkHistoricAudits(path)).rows.accepted).toBe(1);
      await expect(checkHistoricAudits(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'file_unreadable' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('hands rows on while the rest of the file is still to come', async () => {
    let pulled = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${csv([])}\n`);
      for (;;) {
        pulled += 1;
        yield Buffer.from(`${csv([{ ...GOOD_ROW, ref: `A-${pulled}` }]).split('\n')[1]}\n`);
      }
    }
    let taken = 0;
    for await (const row of readHistoricAudits(endless())) {
      expect(row.is).toBe('accepted');
      taken += 1;
      if (taken === 50) break;
    }
    expect(taken).toBe(50);
    expect(pulled).toBeLessThan(5_000);
  });

  it('never fails in any other way than by saying why, whatever its bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, headed) => {
        const content = headed ? Buffer.concat([Buffer.from(`${csv([])}\n`), bytes]) : bytes;
        try {
          const { rows } = await check(content);
          expect(rows.read).toBe(rows.accepted + rows.rejected + rows.alreadyThere);
        } catch (cause) {
          expect(cause).toBeInstanceOf(ImportProblem);
        }
      }),
    );
  });

  it('gives back any ref and name as a reader sees them, and refuses a sentence for a ref', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).map((within) => `x${within}x`);
    await fc.assert(
      fc.asyncProperty(text, text, async (ref, team) => {
        fc.pre(!/\0/.test(ref + team));
        const [row] = await all(withRow({ ref, team }));
        const words = seen(ref)
          .split(' ')
          .filter((word) => /\p{L}{2}/u.test(word));
        if (words.length > 2 || seen(ref).length > 64) {
          expect(row).toMatchObject({ is: 'rejected', problems: [{ row: 2, column: 'ref' }] });
        } else {
          expect(row).toMatchObject({ is: 'accepted', audit: { ref: seen(ref), team: seen(team) } });
        }
      }),
      { examples: [['x x', 'x\uFFA0 x']] },
    );
  });
});

describe('what stands for nothing', () => {
  const optional = fc.constantFrom('service', 'team', 'worker_ref', 'auditor_ref', 'auditor_role', 'domain:Planning');
  const required = fc.constantFrom('ref', 'activity', 'subject_type', 'subject_ref', 'audited_on', 'moderated');
  const word = fc.constantFrom('NULL', 'n\u200B/a', '(blank)', '-', '\u00A0none ', 'Not known', '="unknown"', '…');

  it('leaves empty what may be empty, and is told', async () => {
    await fc.assert(
      fc.asyncProperty(optional, word, async (column, nothing) => {
        const rows = await all(csv([{ ...GOOD_ROW, 'domain:Planning': 'good', [column]: nothing }]));
        const left = await accepted(csv([{ ...GOOD_ROW, 'domain:Planning': 'good', [column]: '' }]));
        expect(rows).toEqual([
          { is: 'accepted', audit: left },
          { is: 'warning', warning: expect.objectContaining({ code: 'word_for_nothing', column, row: 2 }) },
        ]);
      }),
    );
  });

  it('is missing where something must be', async () => {
    await fc.assert(
      fc.asyncProperty(required, word, async (column, nothing) => {
        const rejected = await problemsOf({ [column]: nothing });
        expect(rejected).toEqual([
          { row: 2, column, reason: expect.stringMatching(/^The value is missing\. \(It says/) },
        ]);
      }),
    );
  });

  it('is told once a column, at the first row that has it', async () => {
    const rows = ['A-1', 'A-2', 'A-3'].map((ref) => ({ ...GOOD_ROW, ref, team: ref === 'A-1' ? 'North' : 'N/A' }));
    expect((await check(csv(rows))).warnings).toEqual([
      {
        ...{ sheet: 'csv', row: 3, column: 'team', code: 'word_for_nothing' },
        text: 'The column says "N/A" in 2 rows: taken as left empty.',
      },
    ]);
  });

  it('is an answer where the column says so, and the initials of a member of staff', async () => {
    const audit = await accepted(withRow({ 'standard:Visits': 'N/A', auditor_ref: 'NA', worker_ref: 'TBC' }));
    expect(audit).toMatchObject({ standards: { Visits: 'na' }, auditorRef: 'NA', workerRef: 'TBC' });
  });

  it('is no date when it stands in for one', async () => {
    expect((await problemsOf({ audited_on: '01/01/1900' })).map(({ column }) => column)).toEqual(['audited_on']);
  });
});

describe('the id of a subject', () => {
  it('is read as a caseload reads it, whatever stands around it', async () => {
    const id = fc.stringMatching(/^[0-9A-Z]{1,4}[0-9]{1,8}$/);
    const mark = fc.constantFrom('', '\u200B', '\u200E', '\uFEFF', '\uFFA0', '\u3164', '\u00A0', '\u2800');
    const around = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => `="${text}"`,
      (text) => `'${text}`,
      (text) => `“${text}”`,
    );
    await fc.assert(
      fc.asyncProperty(id, mark, mark, around, async (bare, before, after, wrap) => {
        const written = wrap(`${before}${bare}${after}`);
        const caseload = readCaseloadCsv(Buffer.from(csv([{ id: written }], ['id'])), { asAt: '2024-05-01' });
        const [row] = await all(withRow({ subject_ref: written }));
        expect(caseload.entries.map(({ importedId }) => importedId)).toEqual(
          row?.is === 'accepted' ? [row.audit.subjectRef] : [],
        );
        if (row?.is === 'accepted') expect(row.audit.subjectRef).toBe(bare);
      }),
    );
  });

  it.each(['1.23E+05', '40.0', '1,040', '01-Feb', '01/02/2023', '00000', 'Total', 'Report run on 1 May'])(
    'is refused where a caseload refuses it: %j',
    async (written) => {
      expect((await problemsOf({ subject_ref: written })).map(({ column }) => column)).toEqual(['subject_ref']);
    },
  );

  it('tell the first of what is wrong, and how much there is', async () => {
    const rows = Array.from({ length: BOUNDS.findings + 5 }, (_, index) => ({
      ...GOOD_ROW,
      ref: `A-${index}`,
      at_risk: '?',
    }));
    const { rows: counts, rejected, warnings } = await check(csv(rows));
    expect(counts.rejected).toBe(rows.length);
    expect(rejected).toHaveLength(BOUNDS.findings);
    expect(warnings).toEqual([
      expect.objectContaining({
        code: 'findings_cut_short',
        text: expect.stringContaining(`${rows.length} rejections`),
      }),
    ]);
  });
});
