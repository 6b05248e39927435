import { setImmediate as turn } from 'node:timers/promises';
import { MONTHS, type Figures } from './figures.js';
import { unitOf, type Detail, type Difference, type Table } from './tables.js';

/** This many months of a financial year, taken together. */
export type Stretch = 1 | 3 | 12;
const STRETCHES: readonly Stretch[] = [1, 3, 12];

/** Parts of the audits, or figures, of which only the sum is shown. */
type Class<Item> = readonly Item[];

/** What of a table became known to readers at a moment: how many audits are in each class of its figures and of the parts. */
export interface Release {
  readonly table: string;
  readonly moment: number;
  readonly stretch: Stretch;
  readonly figures: readonly Class<string>[];
  readonly parts: readonly Class<number>[];
  readonly counts: Figures;
}

const DETAILS: readonly Detail[] = ['whole', 'together', 'each'];

export interface Year {
  /** In order. */
  readonly moments: readonly { readonly at: number; readonly counts: Figures }[];
  readonly tables: readonly Table[];
  /** When the first audit of each part counted: before, a part is known to be empty. */
  readonly since: readonly number[];
  /** The parts that are one to a reader, in groups that are known as a whole from elsewhere. */
  readonly groupsAt: (unit: string, moment: number) => readonly (readonly Class<number>[])[] | undefined;
  /** The releases these may not be finer than: of the same tables where parts are not told apart. */
  readonly within: Releases | null;
}

/** By table and detail, in the order of their moments. */
export type Releases = ReadonlyMap<string, readonly Release[]>;

/**
 * What may be shown of a year, moment by moment, so that no figure from 1 to below `minimum` can be worked out: not from
 * one table, not from several, and not from how they change. See docs/adr, "Figures that leave the QA team".
 */
export async function releasesOf(year: Year, minimum: number): Promise<Releases> {
  const releases = new Map<string, Release[]>();
  const sums = new Sums(year.since.length);
  for (const { at, counts } of year.moments) {
    // Requests come between.
    await turn();
    for (const table of year.tables) {
      const before = DETAILS.flatMap((detail) => releases.get(unitOf(table.name, detail)) ?? []);
      for (const detail of DETAILS) {
        const unit = unitOf(table.name, detail);
        const bounds = boundsOf(table, detail, at, releases, year);
        if (bounds === null) continue;
        const known = releases.get(unit);
        const release = releaseOf(table, detail, { at, counts }, bounds, before, sums, minimum);
        if (release === null) continue;
        if (known === undefined) releases.set(unit, [release]);
        else known.push(release);
      }
    }
  }
  return releases;
}

interface Bounds {
  readonly stretch: Stretch;
  /** How the figures that these make up are shown. */
  readonly made: Stretch;
  readonly groups: readonly (readonly Class<number>[])[];
}

/** A table is shown no finer than what it is part of, and not where that is not shown. */
function boundsOf(
  table: Table,
  detail: Detail,
  at: number,
  releases: ReadonlyMap<string, readonly Release[]>,
  { groupsAt, since, within }: Year,
): Bounds | null {
  const unit = unitOf(table.name, detail);
  const needed = [...(detail === 'whole' ? [] : [unitOf(table.name, 'whole')]), ...table.needs(detail)].map((name) =>
    lastAt(releases.get(name), at),
  );
  const whole = within === null ? [] : [lastAt(within.get(unit), at)];
  const all = [...needed, ...whole];
  const groups = groupsAt(unit, at);
  if (groups === undefined || all.includes(undefined)) return null;
  const stretch = Math.max(1, ...all.map((release) => release?.stretch ?? 1)) as Stretch;
  const coarsest = needed.flatMap((release) => release?.parts ?? []);
  const there = (part: number): boolean => (since[part] ?? Infinity) <= at;
  const known = groups
    .map((group) => group.map((of) => of.filter(there)).filter((of) => of.length > 0))
    .filter((group) => group.length > 0);
  const made = table.makesUp === null ? undefined : lastAt(releases.get(table.makesUp.unit), at)?.stretch;
  return { stretch, made: made ?? 1, groups: known.map((group) => joined(group, coarsest)) };
}

const lastAt = (releases: readonly Release[] | undefined, at: number): Release | undefined => {
  const last = releases?.at(-1);
  return last?.moment === at ? last : releases?.find(({ moment }) => moment === at);
};

function releaseOf(
  table: Table,
  detail: Detail,
  { at, counts }: { readonly at: number; readonly counts: Figures },
  { stretch: finest, made, groups }: Bounds,
  before: readonly Release[],
  sums: Sums,
  minimum: number,
): Release | null {
  const figures = classesOf(table, detail, counts, before, sums, minimum);
  if (figures === null) return null;
  const differences = detail === 'whole' ? table.between.slice(0, 1) : table.between;
  const shown = new Family(sums, [
    ...figures.map((one) => [sums.placesOf(counts, one), null] as const),
    ...differences.map((one) => [sums.placesOf(counts, one.figures), sums.placesOf(counts, one.less)] as const),
  ]);
  const since = before.map((release) => ({
    stretch: release.stretch,
    changed: new Family(
      sums,
      sums
        .alike(release.figures === figures ? figures : joined(figures, release.figures))
        .map((one) => [sums.placesOf(counts, one), sums.placesOf(release.counts, one)] as const),
    ),
  }));
  const isSafe = (stretch: Stretch, of: Class<number>): boolean =>
    shown.isSafe(of, stretch, minimum) &&
    since.every(({ changed, stretch: other }) =>
      // What came in one month and went in another may leave a small number in their quarter.
      STRETCHES.filter((all) => all >= stretch && all >= other).every((all) => changed.isSafe(of, all, minimum)),
    );
  const total = (of: Class<number>): number => sums.of(counts, table.figures, of, 0, MONTHS);
  for (const stretch of STRETCHES) {
    if (stretch < finest) continue;
    if (detail === 'each' && stretch > made && !isEvenlyMade(table.makesUp?.of ?? [], counts, before, sums)) continue;
    const classes = groups.map((group) =>
      together(
        joined(
          group,
          before.flatMap((release) => release.parts),
        ),
        (of) => isSafe(stretch, of),
        total,
      ),
    );
    if (classes.every((group) => group !== null))
      return {
        table: table.name,
        moment: at,
        stretch,
        figures,
        parts: classes.flatMap((group) => group ?? []),
        counts,
      };
  }
  return null;
}

/**
 * Whether figures that are shown by a finer stretch tell nothing of what makes them up: all of them, or none, have more than
 * what makes them up. The same of what has come and gone since.
 */
function isEvenlyMade(of: readonly Difference[], counts: Figures, before: readonly Release[], sums: Sums): boolean {
  return [null, ...before.map((release) => release.counts)].every((then) => {
    const count = (figures: Class<string>): number =>
      sums.of(counts, figures, sums.everywhere, 0, MONTHS) -
      (then === null ? 0 : sums.of(then, figures, sums.everywhere, 0, MONTHS));
    const made = of.filter(({ less }) => count(less) !== 0);
    const more = made.filter(({ figures, less }) => count(figures) !== count(less));
    return more.length === 0 || more.length === made.length;
  });
}

const isSmall = (count: number, minimum: number): boolean => count !== 0 && Math.abs(count) < minimum;

/** How the figures of a table are put together; null where a detail adds nothing to the whole. */
function classesOf(
  table: Table,
  detail: Detail,
  counts: Figures,
  before: readonly Release[],
  sums: Sums,
  minimum: number,
): readonly Class<string>[] | null {
  const { whole, each } = table;
  if (detail === 'whole') return whole;
  if (detail === 'each') return each.length < 2 ? null : each;
  if (!table.together) return null;
  const total = (of: Class<string>): number => sums.of(counts, of, sums.everywhere, 0, MONTHS);
  const earlier = before.filter(({ figures }) => figures.length > 1).flatMap(({ figures }) => figures);
  const classes = together(joined(each, earlier), (of) => !isSmall(total(of), minimum), total);
  return classes === null || classes.length < 2 || classes.length === each.length ? null : classes;
}

/**
 * Puts together what cannot be shown alone, with the next smallest until it can be shown and could be divided in more than
 * one way; null where not even all of them together can be.
 */
function together<Item>(
  classes: readonly Class<Item>[],
  isSafe: (of: Class<Item>) => boolean,
  total: (of: Class<Item>) => number,
): readonly Class<Item>[] | null {
  const unsafe = new Set(classes.filter((of) => !isSafe(of)));
  if (unsafe.size === 0) return classes;
  const others = classes
    .filter((of) => !unsafe.has(of) && total(of) > 0)
    .sort((one, other) => total(one) - total(other));
  const pool = [...unsafe];
  for (;;) {
    const all = pool.flat();
    const filled = pool.filter((of) => total(of) > 0).length;
    if (filled > 1 && total(all) > all.length && isSafe(all))
      return [...classes.filter((of) => !pool.includes(of)), all];
    const next = others.shift();
    if (next === undefined) return isSafe(classes.flat()) ? [classes.flat()] : null;
    pool.push(next);
  }
}

/** The finest classes of which every class of both is made up; items of the second that the first has not are left out. */
function joined<Item>(classes: readonly Class<Item>[], others: readonly Class<Item>[]): readonly Class<Item>[] {
  const home = new Map<Item, Item[]>();
  for (const of of classes) {
    const items = [...of];
    for (const item of items) home.set(item, items);
  }
  for (const other of others) {
    const [first, ...rest] = other.filter((item) => home.has(item));
    if (first === undefined) continue;
    for (const item of rest) {
      const [into, from] = [home.get(first), home.get(item)];
      if (into === undefined || from === undefined || into === from) continue;
      into.push(...from);
      for (const moved of from) home.set(moved, into);
    }
  }
  return [...new Set(home.values())];
}

/** Figures, or what two of them differ by, by month and part. */
type Counted = readonly [places: Uint32Array, less: Uint32Array | null];

/** Figures that divide the same audits among them. */
class Family {
  private readonly figures: readonly Counted[];
  private readonly months: readonly boolean[];

  /** @param counted those that are 0 everywhere tell nothing */
  constructor(
    private readonly sums: Sums,
    counted: readonly Counted[],
  ) {
    const months = new Array<boolean>(MONTHS).fill(false);
    this.months = months;
    this.figures = counted.filter(([places, less]) => {
      if (places === less) return false;
      let found = false;
      for (const [place, count] of places.entries()) {
        if (count === (less?.[place] ?? 0)) continue;
        found = true;
        months[Math.floor(place / sums.parts)] = true;
      }
      return found;
    });
  }

  /**
   * Whether a part has enough of every figure in every period in which there is anything: a 0 among others tells where the
   * others are not. A part of nothing at all is safe.
   */
  isSafe(of: Class<number>, stretch: Stretch, minimum: number): boolean {
    if (this.isNothing(of)) return true;
    for (let from = 0; from < MONTHS; from += stretch) {
      if (!this.months.slice(from, from + stretch).includes(true)) continue;
      for (const [places, less] of this.figures) {
        const count =
          this.sums.in(places, of, from, from + stretch) -
          (less === null ? 0 : this.sums.in(less, of, from, from + stretch));
        if (Math.abs(count) < minimum) return false;
      }
    }
    return true;
  }

  private isNothing(of: Class<number>): boolean {
    return this.figures.every(([places, less]) => {
      for (let month = 0; month < MONTHS; month += 1)
        for (const part of of) {
          const place = month * this.sums.parts + part;
          if (places[place] !== (less?.[place] ?? 0)) return false;
        }
      return true;
    });
  }
}

/** Sums of figures over months and parts. */
export class Sums {
  private readonly classes = new Map<string, Class<string>>();
  private readonly together = new WeakMap<Figures, WeakMap<Class<string>, Uint32Array>>();
  private readonly nothing: Uint32Array;
  /** Every part. */
  readonly everywhere: Class<number>;

  constructor(readonly parts: number) {
    this.nothing = new Uint32Array(MONTHS * parts);
    this.everywhere = Array.from({ length: parts }, (_, part) => part);
  }

  of(counts: Figures, figures: Class<string>, parts: Class<number>, from: number, to: number): number {
    return this.in(this.placesOf(counts, figures), parts, from, to);
  }

  /** @param places of figures together */
  in(places: Uint32Array, parts: Class<number>, from: number, to: number): number {
    let sum = 0;
    for (let month = from; month < to; month += 1)
      for (const part of parts) sum += places[month * this.parts + part] ?? 0;
    return sum;
  }

  /** The same classes as were looked at before, so that their sums are found again. */
  alike(classes: readonly Class<string>[]): readonly Class<string>[] {
    return classes.map((of) => {
      const key = of.join('\n\n');
      const known = this.classes.get(key);
      if (known === undefined) this.classes.set(key, of);
      return known ?? of;
    });
  }

  /** Figures together, by month and part; kept for as long as they are looked at. */
  placesOf(counts: Figures, figures: Class<string>): Uint32Array {
    const [only] = figures;
    if (only !== undefined && figures.length === 1) return counts.get(only) ?? this.nothing;
    let known = this.together.get(counts);
    if (known === undefined) this.together.set(counts, (known = new WeakMap()));
    let sums = known.get(figures);
    if (sums === undefined) {
      sums = new Uint32Array(MONTHS * this.parts);
      for (const figure of figures)
        for (const [place, count] of counts.get(figure)?.entries() ?? []) sums[place] = (sums[place] ?? 0) + count;
      known.set(figures, sums);
    }
    return sums;
  }
}
