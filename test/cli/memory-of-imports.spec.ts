import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PeakMemory, Plumbline, RunningService, auditsList, caseloadList, peopleList } from '../support/index.js';
import type { Peak, Place } from '../support/index.js';

/** Mebibytes that an import holds at most, whatever the size of its file: the process, and the one that reads the file. */
const IMPORT_BOUND = 250;
/** Mebibytes that a service holds at most, however much is recorded. */
const SERVICE_BOUND = 350;
/**
 * `npm run test:import-memory`, `test:service-memory`: earlier audits of many years, and as many children and people as a
 * file may have.
 */
const WHOLE = process.env['WHOLE_IMPORTS'] !== undefined;
/**
 * What ten times the rows may add: to an import, and to a service, whose caches are filled by few already. Measured on two
 * cores: 45 to 52 for people, whose directory is held whole, and less for the others.
 */
const MORE = WHOLE ? IMPORT_BOUND : 60;
const SERVICE_MORE = WHOLE ? SERVICE_BOUND : 100;
const TIMEOUT_MS = WHOLE ? 3_600_000 : 120_000;

/** What is imported, by which words, and how many rows of it at most. */
interface List {
  readonly what: string;
  readonly words: readonly string[];
  readonly listOf: (rows: number) => string[];
  readonly rows: number;
}

const AUDITS: List = { what: 'earlier audits', words: ['audits'], listOf: auditsList, rows: WHOLE ? 300_000 : 16_000 };
const IMPORTS: readonly List[] = [
  AUDITS,
  {
    what: 'a caseload',
    words: ['caseload', '--as-at', '2024-05-01'],
    listOf: caseloadList,
    rows: WHOLE ? 60_000 : 12_000,
  },
  { what: 'people', words: ['people'], listOf: peopleList, rows: WHOLE ? 20_000 : 10_000 },
];

/** A council into which a list of so many rows was imported. */
interface Council {
  readonly place: Place;
  readonly peak: Peak;
}

const made: Plumbline[] = [];
const councils = new Map<string, Promise<Council>>();
afterAll(() => made.forEach((plumbline) => plumbline.remove()));

async function importing([what, ...options]: readonly string[], list: readonly string[]): Promise<Council> {
  const plumbline = new Plumbline({ SEED_DEMO: 'false' });
  made.push(plumbline);
  const file = plumbline.file('list.csv', list);
  const { code, stderr, peak } = await plumbline.runMeasured('import', what ?? '', file, ...options);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
  const { dataDir } = plumbline;
  return { place: { dataDir, masterKeyFile: `${dataDir}.key` }, peak };
}

/** The council of each list is made once, for whoever looks at it. */
function councilOf({ what, words, listOf }: List, rows: number): Promise<Council> {
  const name = `${what} ${rows}`;
  const council = councils.get(name) ?? importing(words, listOf(rows));
  councils.set(name, council);
  return council;
}

describe('what imports by command line hold in memory', () => {
  it.each(IMPORTS)(
    'is bounded for $what, and hardly grows with them',
    async (list) => {
      const { what, rows } = list;
      const { peak: few } = await councilOf(list, rows / 10);
      const { peak: many } = await councilOf(list, rows);
      if (WHOLE) console.log(`${what}, ${rows} rows: ${many.own} MiB, and ${many.child} to read them`);
      for (const part of ['own', 'child'] as const) {
        expect(few[part]).toBeGreaterThan(0);
        expect(many[part]).toBeLessThan(IMPORT_BOUND);
        expect(many[part] - few[part]).toBeLessThan(MORE);
      }
    },
    TIMEOUT_MS,
  );
});

describe('what a service holds in memory', () => {
  /** From its start until no view is being built any more: mebibytes, and how many views it had to build. */
  async function starting(place: Place): Promise<{ readonly own: number; readonly built: number }> {
    const service = await RunningService.start(place);
    try {
      const memory = new PeakMemory(service.pid);
      let built = 0;
      for (;;) {
        const ready = await fetch(`${service.url}/health/ready`);
        const { building } = (await ready.json()) as { building?: readonly string[] };
        built = Math.max(built, building?.length ?? 0);
        if (ready.status === 200 && building?.length === 0) return { own: memory.end().own, built };
        await pause(50);
      }
    } finally {
      await service.stop();
    }
  }

  /** Mebibytes: building its views, and started again. */
  type Peaks = readonly [building: number, again: number];

  async function peaksOf(count: number): Promise<Peaks> {
    const { place } = await councilOf(AUDITS, count);
    rmSync(join(place.dataDir, 'views'), { recursive: true });
    const building = await starting(place);
    // A few are built before anybody asks how far it has come.
    expect(readdirSync(join(place.dataDir, 'views'))).not.toEqual([]);
    const again = await starting(place);
    expect(again.built).toBe(0);
    console.log(`a service on ${count} audits: ${building.own} MiB building, ${again.own} started again`);
    return [building.own, again.own];
  }

  it(
    'is bounded while it builds its views of earlier audits and where they stand, and hardly grows with them',
    async () => {
      const { rows } = AUDITS;
      const few = await peaksOf(rows / 10);
      for (const start of [0, 1] as const) expect(few[start]).toBeGreaterThan(0);
      const isWithin = (many: Peaks): boolean =>
        many.every((own, start) => own < SERVICE_BOUND && own - (few[start] ?? 0) < SERVICE_MORE);
      // A busy machine lets garbage lie longer: what is held is there each time, what lay about is not.
      let many = await peaksOf(rows);
      for (let again = 2; again > 0 && !isWithin(many); again--) many = await peaksOf(rows);
      expect({ few, many, isWithin: isWithin(many) }).toEqual({ few, many, isWithin: true });
    },
    TIMEOUT_MS,
  );
});
