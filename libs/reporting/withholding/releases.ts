import { setImmediate as turn } from 'node:timers/promises';
import { MONTHS, type Figures } from './figures.js';
import { unitOf, type Detail, type Difference, type Table } from './tables.js';

/** So many months of a financial year together. */
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
  readonly parts: number;
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
        const release = releaseOf(table, detail, { at, counts }, bounds, before, year.parts, minimum);
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
  readonly groups: readonly (readonly Class<number>[])[];
}

/** A table is shown no finer than what it is part of, and not where that is not shown. */
function boundsOf(
  table: Table,
  detail: Detail,
  at: number,
  releases: ReadonlyMap<string, readonly Release[]>,
  { groupsAt, within }: Year,
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
  return { stretch, groups: groups.map((group) => joined(group, coarsest)) };
}

const lastAt = (releases: readonly Release[] | undefined, at: number): Release | undefined => {
  const last = releases?.at(-1);
  return last?.moment === at ? last : releases?.find(({ moment }) => moment === at);
};

function releaseOf(
  table: Table,
  detail: Detail,
  { at, counts }: { readonly at: number; readonly counts: Figures },
  { stretch: finest, groups }: Bounds,
  before: readonly Release[],
  parts: number,
  minimum: number,
): Release | null {
  const figures = classesOf(table, detail, counts, before, parts, minimum);
  if (figures === null) return null;
  const known = before.map((release) => ({ ...release, shared: joined(figures, release.figures) }));
  const sums = new Sums(parts);
  const differences = detail === 'whole' ? table.between.slice(0, 1) : table.between;
  const isSafe = (stretch: Stretch, of: Class<number>): boolean => {
    const safe = (now: (from: number, to: number) => number, all: Stretch): boolean => {
      for (let from = 0; from < MONTHS; from += all) if (isSmall(now(from, from + all), minimum)) return false;
      return true;
    };
    return (
      figures.every((one) => safe((from, to) => sums.of(counts, one, of, from, to), stretch)) &&
      differences.every((one) => safe((from, to) => differenceIn(sums, counts, one, of, from, to), stretch)) &&
      known.every(({ counts: then, shared, stretch: other }) => {
        const all = Math.max(stretch, other) as Stretch;
        return shared.every((one) =>
          safe((from, to) => sums.of(counts, one, of, from, to) - sums.of(then, one, of, from, to), all),
        );
      })
    );
  };
  const total = (of: Class<number>): number => sums.of(counts, table.figures, of, 0, MONTHS);
  for (const stretch of STRETCHES) {
    if (stretch < finest) continue;
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

const isSmall = (count: number, minimum: number): boolean => count !== 0 && Math.abs(count) < minimum;

function differenceIn(
  sums: Sums,
  counts: Figures,
  { figures, less }: Difference,
  of: Class<number>,
  from: number,
  to: number,
): number {
  return sums.of(counts, figures, of, from, to) - sums.of(counts, less, of, from, to);
}

/** How the figures of a table are put together; null where a detail adds nothing to the whole. */
function classesOf(
  table: Table,
  detail: Detail,
  counts: Figures,
  before: readonly Release[],
  parts: number,
  minimum: number,
): readonly Class<string>[] | null {
  const each = table.figures.map((figure) => [figure]);
  if (detail === 'whole') return [table.figures];
  if (detail === 'each') return each.length < 2 ? null : each;
  if (!table.together) return null;
  const sums = new Sums(parts);
  const everywhere = Array.from({ length: parts }, (_, part) => part);
  const total = (of: Class<string>): number => sums.of(counts, of, everywhere, 0, MONTHS);
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

/** Sums of figures over months and parts. */
export class Sums {
  constructor(private readonly parts: number) {}

  of(counts: Figures, figures: readonly string[], parts: readonly number[], from: number, to: number): number {
    let sum = 0;
    for (const figure of figures) {
      const places = counts.get(figure);
      if (places === undefined) continue;
      for (let month = from; month < to; month += 1)
        for (const part of parts) sum += places[month * this.parts + part] ?? 0;
    }
    return sum;
  }
}
