import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FIXED_COLUMNS } from '../historic-audits/columns.js';
import { oneSheet } from '../workbook/workbook-files.fixture.js';
import { FileReader } from './file-reader.js';
import type { CaseloadRead } from './file-reader.js';
import { ReadingEnded, ReadingProcesses } from './reading-processes.js';
import type { ReadingLimits } from './reading-processes.js';

const CASES = Buffer.from(
  `Child ID,Status\n${Array.from({ length: 450 }, (_, index) => `C${1_000 + index},child in need`).join('\n')}\n`,
);
const small = { what: 'caseload-csv', file: CASES, options: { asAt: '2024-05-01' } } as const;
/** Reading it takes more than a second, and about a hundred mebibytes. */
const large = {
  what: 'annex-a',
  file: oneSheet(
    Array.from(
      { length: 60_000 },
      (_, row) =>
        `<row>${Array.from({ length: 12 }, (__, column) => `<c><v>${row * 12 + column}.5</v></c>`).join('')}</row>`,
    ).join(''),
  ),
  options: { asAt: '2024-05-01' },
} as const;

async function idsOf({ entries }: CaseloadRead): Promise<string[]> {
  const ids: string[] = [];
  for await (const some of entries()) ids.push(...some.map(({ importedId }) => importedId));
  return ids;
}

describe('reading files in processes of their own', () => {
  const readers: FileReader[] = [];
  const reader = (limits: Partial<ReadingLimits> = {}): FileReader => {
    const usual = { patience: 60_000, patienceAMebibyte: 0, memory: 256, atOnce: 2 };
    const made = new FileReader(new ReadingProcesses({ ...usual, ...limits }));
    readers.push(made);
    return made;
  };
  afterEach(() => {
    for (const each of readers.splice(0)) each.end();
  });

  it('gives what reading here gives, and a refusal as a refusal', async () => {
    const files = reader();
    const caseload = await files.caseload(small, 'Ann');
    expect({ size: caseload.size, read: caseload.rows.read }).toEqual({ size: 450, read: 450 });
    const first = await idsOf(caseload);
    expect(first).toEqual(Array.from({ length: 450 }, (_, index) => `C${1_000 + index}`));
    expect(await idsOf(caseload)).toEqual(first);
    await caseload.close();
    expect(await idsOf(caseload)).toEqual([]);
    await expect(files.caseload({ ...small, file: Buffer.from('no,such\n') }, 'Ann')).rejects.toMatchObject({
      code: 'columns_missing',
    });
    await expect(files.caseload({ ...small, file: '/no/such/file' }, 'Ann')).rejects.toMatchObject({
      code: 'file_unreadable',
    });
  });

  it.each([
    ['takes longer than there is patience', { patience: 1 }, 'file_too_slow'],
    ['takes more memory than there is', { memory: 12 }, 'file_too_much'],
  ])('refuses what %s', async (_, limits, code) => {
    await expect(reader(limits).caseload(large, 'Ann')).rejects.toMatchObject({ code });
  });

  describe('a list of earlier audits', () => {
    const place = mkdtempSync(join(tmpdir(), 'plumbline-reading-'));
    const file = join(place, 'audits.csv');
    beforeAll(() => writeFileSync(file, `${FIXED_COLUMNS.join(',')}\n${'x\n'.repeat(20_000)}`));
    afterAll(() => rmSync(place, { recursive: true }));
    const rowsIn = async (files: FileReader): Promise<number> => {
      let rows = 0;
      for await (const _ of files.historicAudits(file, {}, 'Ann')) rows += 1;
      return rows;
    };

    it('may take as long as it is long', async () => {
      expect(await rowsIn(reader({ patience: 1, patienceAMebibyte: 3_600_000 }))).toBe(20_000);
    });

    it('and no longer', async () => {
      await expect(rowsIn(reader({ patience: 1, patienceAMebibyte: 1 }))).rejects.toMatchObject({
        code: 'file_too_slow',
      });
    });
  });

  it('reads another person’s file while one is being read', async () => {
    const files = reader();
    const order: string[] = [];
    await Promise.all([
      files.caseload(large, 'Ann').then(() => order.push('large')),
      files.caseload(small, 'Bo').then(() => order.push('small')),
    ]);
    expect(order).toEqual(['small', 'large']);
  });

  it('ends at once when it is told to', async () => {
    const files = reader();
    const reading = expect(files.caseload(large, 'Ann')).rejects.toBeInstanceOf(ReadingEnded);
    setTimeout(() => files.end(), 100);
    await reading;
    await expect(files.caseload(small, 'Ann')).rejects.toBeInstanceOf(ReadingEnded);
  });
});
