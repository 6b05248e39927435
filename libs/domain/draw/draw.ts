import { byCodeUnits } from '../text-order.js';
import {
  DRAW_ALGORITHM,
  EXCLUSION_REASONS,
  type DrawEntry,
  type DrawInput,
  type DrawSize,
  type ExclusionReason,
} from './draw-input.js';
import { drawKey } from './draw-key.js';
import { drawProblems, tenThousandths } from './draw-problems.js';
import { shareOut } from './share-out.js';

export interface DrawnPosition {
  readonly position: number;
  readonly stratum: string;
}

export interface DrawOutcome {
  readonly algorithm: typeof DRAW_ALGORITHM;
  /** In draw order. */
  readonly selected: readonly DrawnPosition[];
  /** In draw order, the order in which they stand in. */
  readonly reserves: readonly DrawnPosition[];
  /** Reasons that excluded anyone, with how many. */
  readonly excluded: readonly { readonly reason: ExclusionReason; readonly count: number }[];
  /** Who they were, by position. */
  readonly excludedPositions: readonly { readonly position: number; readonly reason: ExclusionReason }[];
  /** How many were asked for; more than `selected` where the frame or the sibling rule gave no more. */
  readonly asked: number;
  /** By name. `asked` is null where the sample is not stratified. */
  readonly strata: readonly {
    readonly stratum: string;
    readonly eligible: number;
    readonly asked: number | null;
    readonly selected: number;
  }[];
}

/**
 * Draws a sample and its reserves, version `plumbline-draw-1`. The outcome depends on the entries' contents, the seed and
 * the rules, and on nothing else: not on the order of the list, the machine or the time.
 *
 * 1. Eligible are the entries that nothing excludes. The size is the fixed number, or the percentage of the eligible
 *    rounded up, and never more than are eligible.
 * 2. The eligible stand in draw order: ascending `drawKey(seed, position)`.
 * 3. Going down that order, a case is taken when its stratum is still short (`shareOut` says what a proportional stratum
 *    is due) and none of its family has been taken. An unstratified sample takes whoever comes next.
 * 4. Where a proportional stratum came up short because of siblings, the sample is made up from the others, again in draw
 *    order. A quota that cannot be met stays unmet.
 * 5. Reserves are taken from the rest in the same way, so many for each selected case of the stratum. No reserve is a
 *    sibling of a selected child or of an earlier reserve.
 * 6. Undrawn siblings of the selected are then counted as excluded.
 *
 * Excluding an undrawn case of an unstratified, fixed-size sample without families changes neither list; excluding a
 * selected one moves everybody below it up by one.
 *
 * @throws RangeError for rules that `drawProblems` finds fault with, or entries without positions of their own
 */
export function draw(input: DrawInput): DrawOutcome {
  const [problem] = drawProblems(input);
  if (problem !== undefined) throw new RangeError(problem.sentence);
  checkPositions(input.entries);

  const order = inDrawOrder(
    input.entries.filter(({ exclusion }) => (exclusion ?? null) === null),
    input.seed,
  );
  const eligible = countByStratum(order);
  const { strata } = input;
  const quotas = strata.kind === 'quotas' ? new Map(Object.entries(strata.quotas)) : null;
  const asked = sizeOf(input.size, order.length);
  const takes = Math.min(asked, order.length);
  const due = quotas ?? (strata.kind === 'proportional' ? shareOut(takes, eligible) : NO_STRATA);

  const families = new Set<number>();
  const selected = take(order, { due, upTo: quotas ? 0 : takes, families });
  const selectedFamilies = new Set(families);
  const chosen = new Set(selected);
  const perSelected = input.reservesPerSelected ?? 1;
  const reservesDue = strata.kind === 'none' ? NO_STRATA : times(countByStratum(selected), perSelected);
  const reserves = take(
    order.filter((entry) => !chosen.has(entry)),
    { due: reservesDue, upTo: quotas ? 0 : selected.length * perSelected, families },
  );

  const drawn = new Set([...selected, ...reserves]);
  const excludedPositions = input.entries
    .flatMap((entry) => {
      const sibling = !drawn.has(entry) && hasFamilyIn(selectedFamilies, entry);
      const reason: ExclusionReason | null = entry.exclusion ?? (sibling ? 'sibling_selected' : null);
      return reason === null ? [] : [{ position: entry.position, reason }];
    })
    .sort((one, other) => one.position - other.position);

  const selectedByStratum = countByStratum(selected);
  return {
    algorithm: DRAW_ALGORITHM,
    selected: selected.map(positionOf),
    reserves: reserves.map(positionOf),
    excluded: EXCLUSION_REASONS.map((reason) => ({
      reason,
      count: excludedPositions.filter((excluded) => excluded.reason === reason).length,
    })).filter(({ count }) => count > 0),
    excludedPositions,
    asked,
    strata: [...new Set([...eligible.keys(), ...due.keys()])].sort().map((stratum) => ({
      stratum,
      eligible: eligible.get(stratum) ?? 0,
      asked: strata.kind === 'none' ? null : (due.get(stratum) ?? 0),
      selected: selectedByStratum.get(stratum) ?? 0,
    })),
  };
}

const NO_STRATA: ReadonlyMap<string, number> = new Map();

function checkPositions(entries: readonly DrawEntry[]): void {
  const positions = new Set(entries.map(({ position }) => position));
  if (positions.size < entries.length) throw new RangeError('Two entries of the frame have the same position.');
  for (const position of positions) {
    if (!Number.isSafeInteger(position) || position < 0) throw new RangeError('A position is a whole number from 0.');
  }
}

function inDrawOrder(entries: readonly DrawEntry[], seed: string): DrawEntry[] {
  const keyed = entries.map((entry) => ({ entry, key: drawKey(seed, entry.position) }));
  keyed.sort((one, other) => byCodeUnits(one.key, other.key));
  return keyed.map(({ entry }) => entry);
}

/** Takes what each stratum is due, then tops up to a number from any stratum; the result is in draw order. */
function take(
  order: readonly DrawEntry[],
  wish: { readonly due: ReadonlyMap<string, number>; readonly upTo: number; readonly families: Set<number> },
): DrawEntry[] {
  const taken = new Set<DrawEntry>();
  const takeWhere = (wanted: (entry: DrawEntry) => boolean): void => {
    for (const entry of order) {
      if (taken.has(entry) || hasFamilyIn(wish.families, entry) || !wanted(entry)) continue;
      taken.add(entry);
      if (typeof entry.family === 'number') wish.families.add(entry.family);
    }
  };
  const left = new Map(wish.due);
  takeWhere(({ stratum }) => {
    const due = left.get(stratum) ?? 0;
    if (due > 0) left.set(stratum, due - 1);
    return due > 0;
  });
  takeWhere(() => taken.size < wish.upTo);
  return order.filter((entry) => taken.has(entry));
}

function hasFamilyIn(families: ReadonlySet<number>, { family }: DrawEntry): boolean {
  return typeof family === 'number' && families.has(family);
}

/** How many cases a size asks for of so many eligible ones. The percentage in whole ten-thousandths, so that 10% of 110 is 11 and not a hair more. */
export function sizeOf(size: DrawSize, eligible: number): number {
  if (size.kind === 'fixed') return size.count;
  const parts = (tenThousandths(size.percent) ?? 0) * eligible;
  const whole = 1_000_000;
  return (parts - (parts % whole)) / whole + (parts % whole > 0 ? 1 : 0);
}

function countByStratum(entries: readonly DrawEntry[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { stratum } of entries) counts.set(stratum, (counts.get(stratum) ?? 0) + 1);
  return counts;
}

function times(counts: ReadonlyMap<string, number>, factor: number): Map<string, number> {
  return new Map([...counts].map(([stratum, count]) => [stratum, count * factor]));
}

function positionOf({ position, stratum }: DrawEntry): DrawnPosition {
  return { position, stratum };
}
