import type { Database, Statement } from 'better-sqlite3';
import type { ReportName } from '#domain';
import { partsBy, recordedMoments, type Part, type Parts, type RecordedMoments } from '#facts';
import { REPORT_ROWS } from '../build-report.js';
import type { Report } from '../report.js';
import { countYear, possibleFigures, type FiguresAt } from './figures.js';
import { madeKnown, type MadeKnown } from './made-known.js';
import { releasesOf, type Releases } from './releases.js';
import { tablesOf, type Table } from './tables.js';

/** By what a reader may have audits told apart, one at a time. */
export type Breakdown = 'service' | 'team' | 'activity';

/** What is shown of one financial year, and how it is made up. */
export interface YearReleases {
  readonly tables: readonly Table[];
  readonly releases: Releases;
  readonly parts: readonly Part[];
  /** When the first audit of each part counted, in milliseconds since 1970. */
  readonly since: readonly number[];
  /** The last moment at which anything of the year changed, in milliseconds since 1970; 0 where nothing has. */
  readonly latest: number;
}

const COLUMNS = { service: ['service', 'team'], team: ['service', 'team'], activity: ['activity'] } as const;

/** How many years and breakdowns are kept: as many as are asked for again and again. */
const KEPT = 64;

/**
 * What of a file of report facts may be shown to readers from whom small numbers are withheld. What was known at a moment
 * that has passed does not change, so it is worked out once.
 */
export class OutsideFigures {
  private static readonly ofFile = new WeakMap<Database, OutsideFigures>();
  private readonly kept = new Map<string, Promise<YearReleases>>();
  private readonly reports = new Map<string, Report>();
  private readonly figures = new Map<string, Promise<readonly FiguresAt[]>>();
  private apart = new Map<string, Parts>();
  private seen = '';
  private versions = 0;
  private readonly seenIn: Statement<[], { facts: number | null; versions: number; imports: number }>;
  /** How many versions of the settings there were: they say what names mean. */
  private readonly settingsAt: Statement<[number], number>;
  private recorded: RecordedMoments = { moments: [], ofYear: new Map() };

  private constructor(private readonly db: Database) {
    this.seenIn = db.prepare(
      `SELECT (SELECT max(fact) FROM fact) AS facts, (SELECT count(*) FROM programme) AS versions,
(SELECT count(*) + count(whole_from) + count(taken_back_from) FROM import) AS imports`,
    );
    this.settingsAt = db.prepare<[number], number>('SELECT count(*) FROM programme WHERE recorded_from <= ?').pluck();
  }

  /** What has been worked out of a file of facts, and what will be. */
  static of(db: Database): OutsideFigures {
    let figures = OutsideFigures.ofFile.get(db);
    if (figures === undefined) OutsideFigures.ofFile.set(db, (figures = new OutsideFigures(db)));
    return figures;
  }

  /** The last moment up to an instant at which figures were made known; undefined before there was any. @param now milliseconds since 1970 */
  lastMoment(now: number, until: number): number | undefined {
    return this.momentsAt(now).moments.findLast((moment) => moment <= until);
  }

  /** @param year the first day of a financial year @param until the moment asked about */
  async year(
    report: ReportName,
    year: string,
    now: number,
    until: number,
    minimum: number,
    by: Breakdown | null,
  ): Promise<YearReleases> {
    const changes = this.changesIn(year, now, until);
    const known = madeKnown(year, this.momentsUpTo(now, until), changes);
    const key = JSON.stringify([report, year, changes.at(-1), known.length, this.settingsAt.get(until), minimum, by]);
    const kept = this.kept.get(key);
    if (kept !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, kept);
      return kept;
    }
    // Whoever asks meanwhile waits for the same.
    const made = this.make(report, year, now, until, minimum, by, known);
    keep(this.kept, key, made);
    made.catch(() => this.kept.delete(key));
    return made;
  }

  /** A report made before, of the same facts. */
  report(key: string, now: number): Report | undefined {
    this.momentsAt(now);
    return this.reports.get(key);
  }

  keepReport(key: string, report: Report): void {
    keep(this.reports, key, report);
  }

  private async make(
    report: ReportName,
    year: string,
    now: number,
    until: number,
    minimum: number,
    by: Breakdown | null,
    known: readonly MadeKnown[],
  ): Promise<YearReleases> {
    const apart = by === null ? null : this.partsOf(by);
    const { parts, since } = apart ?? ALL;
    const counted = await this.counted(REPORT_ROWS[report].withheldBy, year, now, until, by);
    const moments = known.flatMap(({ at, changedAt }) => {
      const counts = counted.find(({ at: change }) => change === changedAt)?.counts;
      return counts === undefined ? [] : [{ at, counts }];
    });
    const tables = tablesOf([...new Set(counted.flatMap(({ counts }) => [...counts.keys()]))]);
    const wider = by === 'team' ? (await this.year(report, year, now, until, minimum, 'service')).releases : null;
    const all = by === null ? null : (await this.year(report, year, now, until, minimum, null)).releases;
    const releases = await releasesOf(
      {
        moments,
        tables,
        since,
        within: wider ?? all,
        groupsAt: (unit, at) => {
          if (by !== 'team') return [byName(parts)];
          const service = wider?.get(unit)?.find(({ moment }) => moment === at);
          return service?.parts.map((of) => of.map((part) => [part]));
        },
      },
      minimum,
    );
    return { tables, releases, parts, since, latest: counted.at(-1)?.at ?? 0 };
  }

  /** The figures of several reports, each report counted once for all breakdowns by the same columns. */
  private async counted(
    reports: readonly ReportName[],
    year: string,
    now: number,
    until: number,
    by: Breakdown | null,
  ): Promise<FiguresAt[]> {
    const all: (readonly FiguresAt[])[] = [];
    for (const report of reports) all.push(await this.countedIn(report, year, now, until, by));
    return (all[0] ?? []).map(({ at }, place) => ({
      at,
      counts: new Map(all.flatMap((figures) => [...(figures[place]?.counts ?? [])])),
    }));
  }

  private async countedIn(
    report: ReportName,
    year: string,
    now: number,
    until: number,
    by: Breakdown | null,
  ): Promise<readonly FiguresAt[]> {
    const { moments, ofYear } = this.momentsAt(now);
    const [spans, apart] = [ofYear.get(year) ?? [], by === null ? null : this.partsOf(by)];
    const key = JSON.stringify([report, year, until, apart?.columns]);
    const kept = this.figures.get(key);
    if (kept !== undefined) return kept;
    const make = async (): Promise<readonly FiguresAt[]> => {
      // Parts have the figures that all audits have.
      const figures =
        by === null
          ? possibleFigures(this.db, report, year, until)
          : ((await this.countedIn(report, year, now, until, null)).at(-1)?.counts.keys() ?? []);
      return countYear(this.db, { report, year, moments, spans, until, apart, figures });
    };
    const made = make();
    keep(this.figures, key, made);
    made.catch(() => this.figures.delete(key));
    return made;
  }

  /** When something of a year changed, in order. */
  private changesIn(year: string, now: number, until: number): readonly number[] {
    const spans = this.momentsAt(now).ofYear.get(year) ?? [];
    return [...new Set(spans.flatMap(({ from, to }) => [from, to]))]
      .filter((moment) => moment <= until)
      .sort((one, other) => one - other);
  }

  private momentsUpTo(now: number, until: number): readonly number[] {
    return this.momentsAt(now).moments.filter((moment) => moment <= until);
  }

  private partsOf(by: Breakdown): Parts {
    const key = COLUMNS[by].join();
    let parts = this.apart.get(key);
    if (parts === undefined) this.apart.set(key, (parts = partsBy(this.db, COLUMNS[by])));
    return parts;
  }

  /** Read anew where facts or settings have come or an import is whole or taken back, and every hour: months end. */
  private momentsAt(now: number): RecordedMoments {
    const { facts, versions, imports } = this.seenIn.get() ?? { facts: null, versions: 0, imports: 0 };
    const seen = [facts, versions, imports, Math.floor(now / HOUR_MS)].join();
    if (this.seen !== seen) {
      this.recorded = recordedMoments(this.db, now);
      this.apart = new Map();
      // What names mean is the settings' to say.
      if (versions !== this.versions) this.kept.clear();
      this.reports.clear();
      this.figures.clear();
      this.versions = versions;
      this.seen = seen;
    }
    return this.recorded;
  }
}

/** Where audits are not told apart, there is one part, and always was. */
const ALL = { parts: [[]], since: [0] } as const;

const HOUR_MS = 3_600_000;

/** Keeps what was asked for last. */
function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
}

/** The parts that have the same first name are one. */
function byName(parts: readonly Part[]): readonly (readonly number[])[] {
  const classes = new Map<string | null, number[]>();
  for (const [index, [name = null]] of parts.entries()) {
    const known = classes.get(name);
    if (known === undefined) classes.set(name, [index]);
    else known.push(index);
  }
  return [...classes.values()];
}
