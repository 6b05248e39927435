import fc from 'fast-check';
import type { CaseStatus } from '#domain';
import { BLANK, textCell, type Cell } from '../cell.js';
import { ImportProblem } from '../import-problem.js';
import { serialOfDate, type DateSystem } from '../dates/excel-serial.js';
import { acceptableId } from '../identifiers/ids.fixture.js';
import { seen } from '../text/seen.fixture.js';
import type { Workbook } from '../workbook/workbook.js';
import { annexACaseload } from './read-annex-a.js';

const AS_AT = '2021-03-31';
const NOT_FOUND: Cell = { kind: 'error', shown: '#N/A' };

type Value = string | number | boolean | null | Cell;
type Rows = readonly (readonly Value[])[];

const HEADERS = {
  need: [
    'Child Unique ID',
    'Date of Birth',
    'CIN Start Date',
    'CIN Closure Date',
    'Reason for Closure',
    'Case Status',
    'Allocated Team',
    'Allocated Worker',
  ],
  protection: [
    'Child Unique ID',
    'Date of Birth',
    'Child Protection Plan Start Date',
    'Child Protection Plan End Date',
    'Allocated Team',
    'Allocated Worker',
  ],
  care: [
    'Child Unique ID',
    'Date of Birth',
    'Date Started to be Looked After',
    'Date Ceased to be Looked After',
    'Allocated Team',
    'Allocated Worker',
  ],
  leavers: [
    'Child Unique ID',
    'Date of Birth',
    'Allocated Team',
    'Allocated Worker',
    'Eligibility Category',
    'LA in Touch',
  ],
} as const;

function workbook(
  sheets: Readonly<Record<string, Rows>>,
  { dateSystem = 1900, hidden }: { dateSystem?: DateSystem; hidden?: string } = {},
): Workbook {
  return {
    dateSystem,
    sheets: Object.entries(sheets).map(([name, rows]) => ({
      name,
      hidden: name === hidden,
      rows: rows
        .map((values, index) => ({ row: index + 1, cells: values.map(cellOf) }))
        .filter(({ cells }) => cells.some(({ kind }) => kind !== 'blank')),
    })),
  };
}

function cellOf(value: Value): Cell {
  if (value === null) return BLANK;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return { kind: 'number', value, format: 'General' };
  return typeof value === 'boolean' ? { kind: 'yes_no', value } : value;
}

const read = (
  sheets: Readonly<Record<string, Rows>>,
  options: Parameters<typeof workbook>[1] & { asAt?: string } = {},
) => annexACaseload(workbook(sheets, options), { asAt: options.asAt ?? AS_AT });

/** A row of list 6: id, start, end, and what else the case at hand needs. */
const need = (
  id: Value,
  start: Value = '2020-01-01',
  end: Value = null,
  {
    status = null,
    team = 'Team A',
    worker = 'Ezra Leigh',
    reason = null,
    born = null,
  }: { status?: Value; team?: Value; worker?: Value; reason?: Value; born?: Value } = {},
): Value[] => [id, born, start, end, reason, status, team, worker];
const list6 = (...rows: Rows) => ({ 'List 6': [[...HEADERS.need], ...rows] });
const spell = (id: Value, start: Value, end: Value, team: Value = null, worker: Value = null): Value[] => [
  id,
  null,
  start,
  end,
  team,
  worker,
];

const codes = (imported: { warnings: readonly { code: string }[] }) => imported.warnings.map(({ code }) => code);
const warned = (imported: { warnings: readonly { code: string }[] }, code: string) =>
  imported.warnings.filter((warning) => warning.code === code);
const problemOf = (run: () => unknown): string => {
  try {
    run();
  } catch (cause) {
    if (cause instanceof ImportProblem) return cause.code;
    throw cause;
  }
  return 'none';
};

describe('finding the lists', () => {
  it.each([
    'List 6',
    'list_6',
    'LIST 06',
    'List6',
    '6',
    '6 - CIN',
    '06_CIN',
    'Annex A List 6 (CIN)',
    'Annex A - list 6',
    ' List\u00A06 ',
  ])('reads the sheet %j as list 6', (name) => {
    expect(read({ [name]: [[...HEADERS.need], need('1')] }).byStatus.child_in_need).toBe(1);
  });

  it.each(['CIN', 'Children in need', 'Sheet1', 'Checklist 7', 'List 60'])(
    'reads the sheet %j as list 6 by its columns',
    (name) => {
      expect(read({ [name]: [[...HEADERS.need], need('1')] }).byStatus.child_in_need).toBe(1);
    },
  );

  it('tells the four lists apart by their columns alone', () => {
    const imported = read({
      A: [[...HEADERS.leavers], ['1', null, 'T', 'W', 'b) Former relevant child', 'a) Yes']],
      B: [[...HEADERS.care], spell('2', '2020-01-01', null)],
      C: [[...HEADERS.protection], spell('3', '2020-01-01', null)],
      D: [[...HEADERS.need], need('4')],
    });
    expect(imported.byStatus).toEqual({ child_in_need: 1, child_protection: 1, looked_after: 1, care_leaver: 1 });
  });

  it.each(['Guidance', 'List 6 guidance', 'Validation rules', 'READ ME', 'Cover', 'Notes'])(
    'leaves the sheet %j alone and says so where it holds no child',
    (name) => {
      const imported = read({
        ...list6(need('1')),
        [name]: [[...HEADERS.need], ['The id of the child', 'dd/mm/yyyy', 'dd/mm/yyyy']],
      });
      expect(imported).toMatchObject({ size: 1, rows: { read: 1, accepted: 1, rejected: 0 }, rejected: [] });
      expect(warned(imported, 'sheet_ignored')).toEqual([expect.objectContaining({ sheet: name })]);
    },
  );

  it.each([
    'List 6 - with guidance',
    'List 6 (validation done)',
    'CIN template',
    'Definitions and CIN',
    'List 6 notes',
  ])('reads the children on the sheet %j, where no other is that list', (name) => {
    const imported = read({ [name]: [[...HEADERS.need], need('1'), need('2')] });
    expect(imported).toMatchObject({ size: 2, rows: { read: 2, accepted: 2, rejected: 0 }, rejected: [] });
    expect(warned(imported, 'sheet_named_oddly')).toEqual([expect.objectContaining({ sheet: name })]);
  });

  it.each(['List 6 - with guidance', 'CIN template', 'List 6 old', 'List 6 (2)', 'Copy of CIN'])(
    'rejects every row of the sheet %j, where another is that list, and names that',
    (name) => {
      const imported = read({ [name]: [[...HEADERS.need], need('2'), need('3')], ...list6(need('1')) });
      expect(imported.entries.map(({ importedId }) => importedId)).toEqual(['1']);
      expect(imported.rows).toEqual({ read: 3, accepted: 1, rejected: 2 });
      expect(imported.rejected).toEqual([
        expect.objectContaining({ sheet: name, reason: expect.stringContaining('"List 6"') }),
      ]);
    },
  );

  it('never merges a hidden sheet with the list that is shown, whatever children are on them', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }).map(String), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(ids, ids, fc.boolean(), fc.constantFrom('CIN', '6', 'Sheet2'), (shown, hidden, first, name) => {
        const now = list6(...shown.map((id) => need(id, '2020-01-01', null, { team: 'Now' })));
        const then = {
          [name]: [[...HEADERS.need], ...hidden.map((id) => need(id, '2019-01-01', null, { team: 'Then' }))],
        };
        const imported = read(first ? { ...then, ...now } : { ...now, ...then }, { hidden: name });
        expect(imported.entries.map(({ importedId }) => importedId).sort()).toEqual([...shown].sort());
        expect(imported.entries.every(({ team }) => team === 'Now')).toBe(true);
        expect(imported.rows).toEqual({
          read: shown.length + hidden.length,
          accepted: shown.length,
          rejected: hidden.length,
        });
        expect(imported.rejected).toEqual([
          expect.objectContaining({ sheet: name, reason: expect.stringContaining('The sheet is hidden') }),
        ]);
      }),
      { numRuns: 50 },
    );
  });

  it('says that a sheet is hidden, that a list stands twice, that one is empty and that one is not there', () => {
    const imported = read(
      {
        ...list6(need('1')),
        '6 - late returns': [[...HEADERS.need], need('2')],
        'List 7': [[...HEADERS.protection]],
        'List 8': [],
      },
      { hidden: 'List 7' },
    );
    expect(warned(imported, 'sheet_hidden')).toEqual([expect.objectContaining({ sheet: 'List 7' })]);
    expect(warned(imported, 'list_twice')).toEqual([expect.objectContaining({ sheet: '6 - late returns' })]);
    expect(warned(imported, 'list_empty').map((warning) => warning)).toEqual([
      expect.objectContaining({ sheet: 'List 7' }),
      expect.objectContaining({ sheet: 'List 8' }),
    ]);
    expect(warned(imported, 'list_missing')).toEqual([expect.objectContaining({ sheet: 'List 9' })]);
    expect(imported.size).toBe(2);
  });

  it('takes a sheet for no list on the strength of one column', () => {
    const header = ['Child Unique ID', 'Date of Birth', 'Case Status', 'Ward'];
    const imported = read({ ...list6(need('1')), Wards: [header, ['2', null, 'x', 'North']] });
    expect(warned(imported, 'sheet_ignored')).toEqual([expect.objectContaining({ sheet: 'Wards' })]);
    expect(imported.size).toBe(1);
  });

  it('refuses a workbook with none of them', () => {
    expect(
      problemOf(() =>
        read({
          Contacts: [
            ['Name', 'Date'],
            ['x', 'y'],
          ],
        }),
      ),
    ).toBe('workbook_without_lists');
    expect(
      problemOf(() =>
        read({
          'List 3': [
            ['Child Unique ID', 'Gender', 'Ethnicity'],
            ['1', 'a', 'b'],
          ],
        }),
      ),
    ).toBe('workbook_without_lists');
  });
});

describe('finding the columns', () => {
  it('skips titles, guidance and blank rows above the header', () => {
    const imported = read({
      'List 6': [
        ['Annex A: child-level data'],
        [],
        ['Enter one row for each Child Unique ID'],
        [null, 'Text', 'dd/mm/yyyy'],
        [...HEADERS.need],
        [],
        need('1'),
        [],
        need(null),
      ],
    });
    expect(imported.rows).toEqual({ read: 2, accepted: 1, rejected: 1 });
    expect(imported.entries[0]?.rows).toEqual([{ sheet: 'List 6', row: 7 }]);
    expect(imported.rejected).toEqual([
      { sheet: 'List 6', row: 9, column: 'Child Unique ID', reason: 'The row has no child id.' },
    ]);
  });

  it.each([
    ['CHILD UNIQUE ID', 'CIN CLOSURE DATE'],
    ['Child Unique ID ', ' CIN  Closure Date'],
    ['Child\u00A0Unique\u00A0ID', 'CIN\nClosure Date'],
    ['Child Unique ID:', 'CIN Closure-Date'],
    ['“Child Unique ID”', 'CIN Closure Date (Y/N)'],
    ['Child ID', 'CIN End Date'],
  ])('reads the headers %j and %j, and points them out', (id, closure) => {
    const header = HEADERS.need.map((name) =>
      name === 'Child Unique ID' ? id : name === 'CIN Closure Date' ? closure : name,
    );
    const imported = read({ 'List 6': [header, need('1', '2020-01-01', '2020-02-01')] });
    expect(imported).toMatchObject({ size: 0, closed: 1 });
    expect(warned(imported, 'header_variant')).toHaveLength(2);
  });

  it.each(["Child's Legal Status", 'Child’s Legal Status', 'Child‘s legal status', 'Childs Legal Status'])(
    'knows the header %j',
    (header) => {
      const imported = read({ 'List 8': [[...HEADERS.care, header], spell('1', '2020-01-01', null)] });
      expect(codes(imported)).not.toContain('header_unknown');
    },
  );

  it.each(['Age', 'Age of Child (Years)', 'AGE OF CHILD (YEARS)', 'Age (years)'])('knows the header %j', (header) => {
    expect(codes(read({ 'List 6': [[...HEADERS.need, header], need('1')] }))).not.toContain('header_unknown');
  });

  it('points out columns nobody knows, columns that stand twice and columns that are not there', () => {
    const imported = read({
      'List 6': [
        [...HEADERS.need, 'Ward', 'Allocated worker'],
        [...need('1'), 'x', 'Petra Wills'],
      ],
    });
    expect(warned(imported, 'header_unknown')).toEqual([
      expect.objectContaining({ sheet: 'List 6', row: 1, column: 'Ward' }),
    ]);
    expect(warned(imported, 'header_repeated')).toEqual([expect.objectContaining({ column: 'Allocated worker' })]);
    expect(warned(imported, 'header_missing')).toContainEqual(expect.objectContaining({ column: 'Gender' }));
    expect(imported.entries[0]?.worker).toBe('Ezra Leigh');
  });

  it('rejects a list whose closing date is not there, row for row', () => {
    const header = HEADERS.protection.filter((name) => name !== 'Child Protection Plan End Date');
    const imported = read({
      ...list6(need('1')),
      'List 7': [header, ['2', null, '2020-01-01', 'T', 'W'], ['3', null, '2020-01-01', 'T', 'W']],
    });
    expect(imported.rows).toEqual({ read: 3, accepted: 1, rejected: 2 });
    expect(imported.rejected).toEqual([
      expect.objectContaining({ sheet: 'List 7', row: 1, column: 'Child Protection Plan End Date' }),
    ]);
    expect(imported.byStatus.child_protection).toBe(0);
  });

  it('rejects a list without a header row', () => {
    const imported = read({
      ...list6(need('1')),
      'List 7': [
        ['2', '2020-01-01'],
        ['3', '2020-01-01'],
      ],
    });
    expect(imported.rows).toEqual({ read: 3, accepted: 1, rejected: 2 });
    expect(imported.rejected).toEqual([
      expect.objectContaining({ sheet: 'List 7', row: 1, column: 'Child Unique ID' }),
    ]);
  });
});

describe('ids', () => {
  it.each<[string, Value, string]>([
    ['text with leading zeros', '0012345', '0012345'],
    ['text with spaces around', ' \u00A0AB 12\u200B ', 'AB 12'],
    ['a number', 12345, '12345'],
    ['a number Excel shows as 1.2E+10', { kind: 'number', value: 12598894123, format: '0.0E+0' }, '12598894123'],
    ['a number Excel shows with thousands', { kind: 'number', value: 1234567, format: '#,##0' }, '1234567'],
    ['a number its format shows with leading zeros', { kind: 'number', value: 42, format: '0000000' }, '0000042'],
    ['the longest number Excel keeps whole', 999999999999999, '999999999999999'],
  ])('stay text: %s', (_, value, id) => {
    expect(read(list6(need(value))).entries.map((entry) => entry.importedId)).toEqual([id]);
  });

  it.each<[string, Value]>([
    ['blank', null],
    ['white space', ' \u00A0 '],
    ['a failed lookup', NOT_FOUND],
    ['a failed lookup as text', '#N/A'],
    ['a fraction', 12.5],
    ['below zero', -4],
    ['a number of sixteen figures', 1234567890123456],
    ['spoilt by a spreadsheet', '1.2E+07'],
    ['true', true],
  ])('are rejected: %s', (_, value) => {
    const imported = read(list6(need(value), need('1')));
    expect(imported.rows).toEqual({ read: 2, accepted: 1, rejected: 1 });
    expect(imported.rejected).toEqual([
      expect.objectContaining({ sheet: 'List 6', row: 2, column: 'Child Unique ID' }),
    ]);
  });

  it('that look alike are two children, and pointed out', () => {
    const imported = read(list6(need('0042'), need(42), need('ab1'), need('AB1')));
    expect(imported.size).toBe(4);
    expect(warned(imported, 'ids_alike')).toEqual([
      expect.objectContaining({ sheet: 'List 6', row: 3 }),
      expect.objectContaining({ sheet: 'List 6', row: 5 }),
    ]);
  });

  it('sort by code units', () => {
    const imported = read(list6(...['b', '10', 'a', '9', 'B', 'é', '010'].map((id) => need(id))));
    expect(imported.entries.map((entry) => entry.importedId)).toEqual(['010', '10', '9', 'B', 'a', 'b', 'é']);
  });

  it('come back as a reader sees them, whatever they are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(acceptableId, { minLength: 1, maxLength: 15, selector: seen }), (ids) => {
        expect(read(list6(...ids.map((one) => need(one)))).entries.map((entry) => entry.importedId)).toEqual(
          ids.map(seen).sort(),
        );
      }),
      { numRuns: 40 },
    );
  });
});

describe('dates', () => {
  it.each<[string, Value]>([
    ['a serial', serialOfDate('2021-02-16', 1900)],
    ['a serial with a time of day', serialOfDate('2021-02-16', 1900) + 0.75],
    ['day first', '16/02/2021'],
    ['day first without zeros', '16/2/2021'],
    ['with dots', '16.02.2021'],
    ['with a time', '16/02/2021 00:00'],
    ['ISO', '2021-02-16'],
    ['ISO with a time', '2021-02-16 00:00:00'],
  ])('are read: %s', (_, end) => {
    expect(read(list6(need('1', '2020-01-01', end)), { asAt: '2021-02-15' }).size).toBe(1);
    expect(read(list6(need('1', '2020-01-01', end)), { asAt: '2021-02-16' }).size).toBe(0);
  });

  it('are read from a workbook that counts days from 1904', () => {
    const rows = list6(need('1', serialOfDate('2020-01-01', 1904), serialOfDate('2021-02-16', 1904)));
    expect(read(rows, { dateSystem: 1904, asAt: '2021-02-15' }).size).toBe(1);
    expect(read(rows, { dateSystem: 1904, asAt: '2021-02-16' }).size).toBe(0);
  });

  it.each<[string, Value]>([
    ['31 February', '31/02/2021'],
    ['29 February of a common year', '2021-02-29'],
    ['month first', '02/16/2021'],
    ['a year of two figures', '16/02/21'],
    ['words', 'last Tuesday'],
    ["the 29 February 1900 that only Excel's calendar has", 60],
    ['a serial below one', 0.5],
    ['a serial past the year 9999', 3_000_000],
    ['true', true],
  ])('are rejected: %s', (_, value) => {
    for (const row of [
      need('1', value),
      need('1', '2020-01-01', value),
      need('1', '2020-01-01', null, { born: value }),
    ]) {
      const imported = read(list6(row));
      expect(imported.rows).toEqual({ read: 1, accepted: 0, rejected: 1 });
      expect(imported.rejected).toHaveLength(1);
    }
    expect(read(list6(need('1', '2020-01-01', value))).rejected[0]).toMatchObject({
      sheet: 'List 6',
      row: 2,
      column: 'CIN Closure Date',
    });
  });

  it.each<[string, Value]>([
    ['a failed lookup', NOT_FOUND],
    ['n/a', 'N/A'],
    ['a dash', '-'],
  ])('are missing: %s', (_, end) => {
    expect(read(list6(need('1', '2020-01-01', end))).size).toBe(1);
  });

  it('refuse an as-at date that does not exist', () => {
    expect(problemOf(() => read(list6(need('1')), { asAt: '2021-02-30' }))).toBe('date_not_real');
  });
});

describe('open and closed', () => {
  it('ends a membership on its end date, and says when one has not begun', () => {
    const imported = read({
      'List 7': [
        [...HEADERS.protection],
        spell('ends today', '2020-01-01', AS_AT),
        spell('ends tomorrow', '2020-01-01', '2021-04-01'),
        spell('begins today', AS_AT, null),
        spell('begins tomorrow', '2021-04-01', null),
        spell('backwards', '2020-01-01', '2019-01-01'),
        spell('no dates', null, null),
      ],
    });
    expect(imported.entries.filter((entry) => entry.open).map((entry) => entry.importedId)).toEqual([
      'begins today',
      'ends tomorrow',
      'no dates',
    ]);
    expect(imported).toMatchObject({ size: 3, closed: 2, rows: { read: 6, accepted: 5, rejected: 1 } });
    expect(warned(imported, 'starts_later')).toEqual([expect.objectContaining({ row: 5 })]);
    expect(imported.rejected).toEqual([
      {
        sheet: 'List 7',
        row: 6,
        column: 'Child Protection Plan End Date',
        reason: 'This ends before it begins: one of the two dates is wrong.',
      },
    ]);
  });

  it('closes a case its status says is closed, lettered or not', () => {
    const imported = read(
      list6(
        need('1', '2020-01-01', null, { status: 'e) Closed episode' }),
        need('2', '2020-01-01', null, { status: 'Closed episode' }),
        need('3', '2020-01-01', null, { status: 'c) Child in need plan' }),
        need('4', '2020-01-01', null, { reason: 'RC1 - Adopted' }),
        need('5', '2020-01-01', '2021-04-01', { status: 'e) Closed episode' }),
      ),
    );
    expect(imported.entries.map(({ importedId, open }) => [importedId, open])).toEqual([
      ['1', false],
      ['2', false],
      ['3', true],
      ['4', true],
      ['5', true],
    ]);
    expect(warned(imported, 'closed_undated')).toHaveLength(2);
  });

  it('takes the status that comes first among memberships still open, for any mix of them', () => {
    const order: [string, keyof typeof HEADERS, CaseStatus][] = [
      ['List 8', 'care', 'looked_after'],
      ['List 7', 'protection', 'child_protection'],
      ['List 6', 'need', 'child_in_need'],
      ['List 9', 'leavers', 'care_leaver'],
    ];
    const membership = fc.constantFrom('absent', 'ended', 'open');
    fc.assert(
      fc.property(
        fc.tuple(
          membership,
          membership,
          membership,
          membership.filter((it) => it !== 'ended'),
        ),
        (states) => {
          fc.pre(states.some((state) => state !== 'absent'));
          const row = (kind: keyof typeof HEADERS, state: string): Value[] => {
            const end = state === 'ended' ? '2021-01-01' : null;
            if (kind === 'need') return need('1', '2020-01-01', end);
            return kind === 'leavers' ? ['1', null, 'T', 'W', 'x', 'y'] : spell('1', '2020-01-01', end);
          };
          const sheets = Object.fromEntries(
            order.map(([name, kind], index) => {
              const state = states[index] ?? 'absent';
              return [name, [[...HEADERS[kind]], ...(state === 'absent' ? [] : [row(kind, state)])]];
            }),
          );
          const imported = read(sheets);
          const expected = order.find((_, index) => states[index] === 'open')?.[2] ?? null;
          expect(imported.entries.map((entry) => entry.status)).toEqual([expected]);
          expect(imported).toMatchObject({ size: expected ? 1 : 0, closed: expected ? 0 : 1 });
          expect(imported.entries[0]?.lists).toEqual(
            order
              .flatMap(([name], index) =>
                states[index] === 'absent' ? [] : [{ list: name.slice(5), open: states[index] === 'open' }],
              )
              .sort((one, other) => Number(one.list) - Number(other.list)),
          );
        },
      ),
    );
  });
});

describe('a child who has died', () => {
  const leaver = (id: Value, inTouch: Value): Value[] => [id, null, 'T', 'W', 'b) Former relevant child', inTouch];
  const leavers = (...rows: Rows) => ({ 'List 9': [[...HEADERS.leavers], ...rows] });
  const openIds = (imported: ReturnType<typeof read>) =>
    imported.entries.filter(({ open }) => open).map(({ importedId }) => importedId);

  it.each([
    'c) Died',
    'C) DIED',
    'c)Died',
    'Died',
    'died.',
    'Young person died',
    'Deceased',
    'c) Care leaver has died',
    'c. Died',
    '(c) Died',
    'C - Died',
    'No - young person died',
    'Not in touch: deceased',
    'Passed away',
    'c) Died 12 March 2021',
    'Died on 12/03/2021',
  ])('is not to be drawn where LA in Touch says %j', (words) => {
    const imported = read(leavers(leaver('1', 'a) Yes'), leaver('2', words)));
    expect(openIds(imported)).toEqual(['1']);
    expect(imported).toMatchObject({ size: 1, closed: 1, died: 1, rejected: [] });
    expect(warned(imported, 'died')).toEqual([expect.objectContaining({ sheet: 'List 9', row: 3 })]);
  });

  it.each([
    ['list 6, reason', list6(need('1', '2020-01-01', null, { reason: 'RC2 - Died' }))],
    ['list 6, reason in words', list6(need('1', '2020-01-01', null, { reason: 'b) Child died' }))],
    ['list 6, status', list6(need('1', '2020-01-01', null, { status: 'Closed - deceased' }))],
    [
      'list 7, a date',
      {
        'List 7': [
          [...HEADERS.protection, 'Date of Death'],
          [...spell('1', '2020-01-01', null), '2021-02-01'],
        ],
      },
    ],
    [
      'list 7, a mark',
      {
        'List 7': [
          [...HEADERS.protection, 'Deceased (Y/N)'],
          [...spell('1', '2020-01-01', null), 'Y'],
        ],
      },
    ],
    [
      'list 8, reason',
      {
        'List 8': [
          [...HEADERS.care, 'Reason Ceased to be Looked After'],
          [...spell('1', '2020-01-01', null), 'E2'],
        ],
      },
    ],
    ['list 9, in touch', leavers(leaver('1', 'c) Died'))],
  ])('is not to be drawn on any other list either: %s', (_, sheets: Readonly<Record<string, Rows>>) => {
    const other = Object.keys(sheets).includes('List 8') ? 'List 7' : 'List 8';
    const header = other === 'List 7' ? HEADERS.protection : HEADERS.care;
    const imported = read({
      ...sheets,
      [other]: [[...header], spell('1', '2020-01-01', null), spell('2', '2020-01-01', null)],
    });
    expect(openIds(imported)).toEqual(['2']);
    expect(imported.died).toBe(1);
    expect(warned(imported, 'died_and_open')).toEqual([expect.objectContaining({ sheet: other, row: 2 })]);
  });

  it.each([
    'a) Yes',
    'b) No',
    'd) Refuses contact',
    'No: parent died',
    'Death of a parent',
    'Not died',
    'Died: no',
    null,
  ])('is not who %j is said of', (words) => {
    expect(read(leavers(leaver('1', words)))).toMatchObject({ size: 1, died: 0 });
  });
});

describe('several rows of one child', () => {
  it('are one entry, open while any of them is, under the latest open row', () => {
    const imported = read({
      'List 7': [
        [...HEADERS.protection],
        spell('1', '2020-06-01', null, 'Team B', 'Petra Wills'),
        spell('1', '2019-01-01', null, 'Team A', 'Ezra Leigh'),
        spell('1', '2020-12-01', '2021-01-31', 'Team C', 'Isis Chandler'),
      ],
    });
    expect(imported).toMatchObject({ rows: { read: 3, accepted: 3 }, size: 1, closed: 0 });
    expect(imported.entries[0]).toMatchObject({
      team: 'Team B',
      worker: 'Petra Wills',
      lists: [{ list: '7', open: true }],
      rows: [2, 3, 4].map((row) => ({ sheet: 'List 7', row })),
    });
  });

  it('lend their team and worker where the row that counts has none, unless they are closed', () => {
    const imported = read({
      ...list6(need('1', '2020-01-01', null, { team: 'Team A', worker: NOT_FOUND })),
      'List 7': [[...HEADERS.protection], spell('1', '2020-01-01', '2020-06-01', 'Team X', 'Isis Chandler')],
      'List 8': [
        [...HEADERS.care],
        spell('1', '2020-02-01', null, NOT_FOUND, ''),
        spell('1', '2020-01-01', null, null, 'Petra Wills'),
      ],
    });
    expect(imported.entries[0]).toMatchObject({ status: 'looked_after', team: 'Team A', worker: 'Petra Wills' });
  });

  it('name everybody who works the case beside the worker who counts, once, unless they are closed', () => {
    const leavers = [...HEADERS.leavers, 'Personal Adviser'];
    const leaver = (id: Value, worker: Value, adviser: Value): Value[] => [
      id,
      null,
      'T',
      worker,
      null,
      'a) Yes',
      adviser,
    ];
    const imported = read({
      'List 8': [
        [...HEADERS.care],
        spell('1', '2020-01-01', null, 'T', 'Ezra Leigh'),
        spell('2', '2020-01-01', '2020-06-01', 'T', 'Ola Finch'),
      ],
      'List 9': [
        leavers,
        leaver('1', 'Pia Rowan', 'Kim Lee'),
        leaver('2', null, 'Kim Lee'),
        leaver('3', 'Kim Lee', 'KIM LEE'),
        leaver('4', 'Kim Lee', 'n/a'),
      ],
    });
    expect(imported.entries.map(({ worker, otherWorkers }) => [worker, otherWorkers])).toEqual([
      ['Ezra Leigh', ['Pia Rowan', 'Kim Lee']],
      ['Kim Lee', []],
      ['Kim Lee', []],
      ['Kim Lee', []],
    ]);
  });

  it('are pointed out when they disagree on the date of birth', () => {
    const imported = read(
      list6(
        need('1', '2020-01-01', null, { born: '2010-01-01' }),
        need('1', '2020-02-01', null, { born: '2011-01-01' }),
      ),
    );
    expect(imported.size).toBe(1);
    expect(warned(imported, 'date_of_birth_differs')).toEqual([expect.objectContaining({ sheet: 'List 6', row: 3 })]);
  });
});

describe('values', () => {
  it.each<[string, Value]>([
    ['an error cell', NOT_FOUND],
    ['the error as text', '#N/A'],
    ['another error', { kind: 'error', shown: '#REF!' }],
    ['another as text', ' #ref! '],
  ])('that failed are missing and reported: %s', (_, value) => {
    const imported = read(list6(need('1', '2020-01-01', null, { team: value, worker: value })));
    expect(imported.entries[0]).toMatchObject({ team: null, worker: null });
    expect(warned(imported, 'failed_value')).toEqual([
      expect.objectContaining({ sheet: 'List 6', row: 2, column: 'Allocated Team' }),
      expect.objectContaining({ sheet: 'List 6', row: 2, column: 'Allocated Worker' }),
    ]);
  });

  it('have their non-breaking spaces made plain', () => {
    const imported = read(
      list6(need('1', '2020-01-01', null, { team: 'Team\u00A0\u00A0A ', worker: 'Ezra\u00A0Leigh\u202F' })),
    );
    expect(imported.entries[0]).toMatchObject({ team: 'Team A', worker: 'Ezra Leigh' });
  });

  it('never stand in what is reported', () => {
    const imported = read(
      list6(
        need('SECRET-1', 'SECRET-2', 'SECRET-3', { team: 'SECRET-4', worker: 'SECRET-5' }),
        need('SECRET-6', '2022-01-01'),
        need('secret-6'),
      ),
    );
    expect(imported.rejected).not.toHaveLength(0);
    expect(codes(imported)).toEqual(expect.arrayContaining(['starts_later', 'ids_alike']));
    expect(JSON.stringify([imported.rejected, imported.warnings])).not.toMatch(/secret/i);
  });
});

describe('thematic frames', () => {
  it('hold the children of lists 3 to 5, whether or not they are in the sampling frame', () => {
    const header = [
      'Child Unique ID',
      'Gender',
      'Ethnicity',
      'Continuous Assessment Start Date',
      'Continuous Assessment Date of Authorisation',
      'Allocated Team',
      'Allocated Worker',
    ];
    const imported = read({
      ...list6(need('1')),
      'List 4': [
        header,
        ['1', 'a', 'b', '2021-01-01', '2021-02-01', 'Team A', 'Ezra Leigh'],
        ['2', 'a', 'b', '2021-03-01', null, 'Team B', 'Petra Wills'],
      ],
    });
    expect(imported.size).toBe(1);
    expect(imported.entries).toHaveLength(1);
    expect(imported.themes.find((theme) => theme.list === '4')?.entries).toEqual([
      expect.objectContaining({ importedId: '1', open: false, status: null }),
      expect.objectContaining({ importedId: '2', open: true, status: null, worker: 'Petra Wills' }),
    ]);
  });
});

describe('the count of rows', () => {
  it('is whole: every row is accepted or rejected, every accepted row stands behind an entry', () => {
    const value = fc.oneof(
      fc.constantFrom<Value>(null, 'x', 1, 44_000, 60, '31/02/2021', '01/02/2021', NOT_FOUND, true, ' '),
      fc.integer({ min: 1, max: 60_000 }),
    );
    const row = fc
      .array(value, { minLength: 1, maxLength: 8 })
      .filter((values) => values.some((it) => it !== null && it !== ' '));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const imported = read(list6(...rows));
        expect(imported.rows.read).toBe(rows.length);
        expect(imported.rows.accepted + imported.rows.rejected).toBe(rows.length);
        expect(imported.entries.flatMap((entry) => entry.rows)).toHaveLength(imported.rows.accepted);
        expect(new Set(imported.rejected.map((rejection) => rejection.row)).size).toBe(imported.rows.rejected);
        expect(imported.size + imported.closed).toBe(imported.entries.length);
      }),
      { numRuns: 60 },
    );
  });
});
