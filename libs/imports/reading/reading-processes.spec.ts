import { oneSheet } from '../workbook/workbook-files.fixture.js';
import { FileReader } from './file-reader.js';
import { ReadingEnded, ReadingProcesses } from './reading-processes.js';

const CASES = Buffer.from(
  `Child ID,Status\n${Array.from({ length: 450 }, (_, index) => `C${1_000 + index},child in need`).join('\n')}\n`,
);
const small = { what: 'caseload-csv', file: CASES, options: { asAt: '2024-05-01' } } as const;
/** Reading it takes a second and more, and some hundred mebibytes. */
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

describe('reading files in processes of their own', () => {
  const readers: FileReader[] = [];
  const reader = (limits: { patience?: number; memory?: number } = {}): FileReader => {
    const made = new FileReader(new ReadingProcesses({ patience: 60_000, memory: 256, atOnce: 2, ...limits }));
    readers.push(made);
    return made;
  };
  afterEach(() => {
    for (const each of readers.splice(0)) each.end();
  });

  it('gives what reading here gives, and a refusal as a refusal', async () => {
    const files = reader();
    const { entries, size, rows } = await files.caseload(small, 'Ann');
    expect(entries).toHaveLength(450);
    expect({ size, read: rows.read }).toEqual({ size: 450, read: 450 });
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
