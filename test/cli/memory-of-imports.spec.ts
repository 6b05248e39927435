import { Plumbline, auditsList, caseloadList, peopleList } from '../support/index.js';
import type { Peak } from '../support/index.js';

/** Mebibytes that an import holds at most, whatever the size of its file: the process, and the one that reads the file. */
const BOUND = 250;
/** `npm run test:import-memory`: earlier audits of many years, and as many children and people as a file may have. */
const WHOLE = process.env['WHOLE_IMPORTS'] !== undefined;
/** What ten times the rows may add to either. */
const MORE = WHOLE ? BOUND : 50;
const TIMEOUT_MS = WHOLE ? 3_600_000 : 120_000;

const IMPORTS = [
  ['earlier audits', ['audits'], auditsList, WHOLE ? 300_000 : 16_000],
  ['a caseload', ['caseload', '--as-at', '2024-05-01'], caseloadList, WHOLE ? 60_000 : 12_000],
  ['people', ['people'], peopleList, WHOLE ? 20_000 : 10_000],
] as const;

describe('what imports by command line hold in memory', () => {
  const made: Plumbline[] = [];
  afterAll(() => made.forEach((plumbline) => plumbline.remove()));

  async function peakOf([what, ...options]: readonly string[], list: readonly string[]): Promise<Peak> {
    const plumbline = new Plumbline({ SEED_DEMO: 'false' });
    made.push(plumbline);
    const { code, stderr, peak } = await plumbline.runMeasured(
      'import',
      what ?? '',
      plumbline.file('list.csv', list),
      ...options,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    return peak;
  }

  it.each(IMPORTS)(
    'is bounded for %s, and hardly grows with them',
    async (_, words, listOf, rows) => {
      const few = await peakOf(words, listOf(rows / 10));
      const many = await peakOf(words, listOf(rows));
      if (WHOLE) console.log(`${words[0]}, ${rows} rows: ${many.own} MiB, and ${many.child} to read them`);
      for (const part of ['own', 'child'] as const) {
        expect(few[part]).toBeGreaterThan(0);
        expect(many[part]).toBeLessThan(BOUND);
        expect(many[part] - few[part]).toBeLessThan(MORE);
      }
    },
    TIMEOUT_MS,
  );
});
