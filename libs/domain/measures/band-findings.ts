import { isEmpty, parseBand, type Band, type BandRange, type Edge } from './band.js';
import { MEASURE_BANDS, type BandFinding, type Measure, type MeasureBand, type MeasureDirection } from './events.js';
import { compareFractions, decimalText, plus, times, type Fraction } from './fraction.js';

export const BAND_LABELS: Readonly<Record<MeasureBand, string>> = {
  requires_improvement: 'Requires improvement',
  good: 'Good',
  outstanding: 'Outstanding',
};

/** 1 where more is better, -1 where less is, null where nothing says. */
const BETTER: Readonly<Record<MeasureDirection, 1 | -1 | null>> = {
  higher: 1,
  increase: 1,
  lower: -1,
  decrease: -1,
  direction_only: null,
};

/** Enough for every edge that is printed and the middle between two. */
const PLACES = 12;
const HALF: Fraction = { top: 1n, bottom: 2n };

interface Named<B extends Band> {
  readonly key: MeasureBand;
  /** `Good (75-84)`. */
  readonly name: string;
  readonly band: B;
}

/** The bands of a measure that are printed, worst first. */
export function bandsOf({ bands, unit }: Pick<Measure, 'bands' | 'unit'>): readonly Named<Band>[] {
  return MEASURE_BANDS.flatMap((key) => {
    const printed = bands[key];
    const band = printed === null ? null : parseBand(printed, unit);
    return band === null ? [] : [{ key, name: `${BAND_LABELS[key]} (${printed})`, band }];
  });
}

export const isPercent = (unit: string): boolean => /^\s*(%|per ?cent(age)?)\s*$/i.test(unit);

/**
 * What in a measure's bands does not hold together, to be shown and decided on, never guessed away:
 * - `overlap`: numbers are in two bands
 * - `gap`: numbers that could be printed lie between two bands
 * - `integer-edge`: only numbers finer than those printed do, as 39.5 between 30-39 and 40-49
 * - `wrong-way`: a better band is not better in the measure's direction
 * - `open-end`: what is better than the best band is in none
 */
export function findingsOf(measure: Pick<Measure, 'bands' | 'unit' | 'direction'>): readonly BandFinding[] {
  const named = bandsOf(measure);
  const ranges = named.filter((each): each is Named<BandRange> => each.band.is === 'range');
  const better = BETTER[measure.direction];
  const holdsTrend = ranges.length < named.length;
  return [
    ...overlaps(ranges),
    ...between(ranges),
    ...(better === null ? [] : [...wrongWays(ranges, better), ...wrongWords(named, better)]),
    ...(better === null || holdsTrend ? [] : openEnd(ranges, better, isPercent(measure.unit))),
  ];
}

const finding = (kind: BandFinding['kind'], text: string): BandFinding => ({ kind, text });

function overlaps(ranges: readonly Named<BandRange>[]): BandFinding[] {
  return ranges.flatMap((one, index) =>
    ranges.slice(index + 1).flatMap((other) => {
      const shared = {
        from: innermost(one.band.from, other.band.from, 1),
        to: innermost(one.band.to, other.band.to, -1),
      };
      return isEmpty(shared)
        ? []
        : [finding('overlap', `${inWords(shared)} is in two bands: ${one.name} and ${other.name}.`)];
    }),
  );
}

/** Of two edges the one further in. @param sign 1 of lower edges, -1 of upper ones */
function innermost(one: Edge | null, other: Edge | null, sign: 1 | -1): Edge | null {
  if (one === null || other === null) return one ?? other;
  const order = compareFractions(one.at, other.at) * sign;
  if (order === 0) return one.included ? other : one;
  return order > 0 ? one : other;
}

/** What lies between one band and the next above it. */
function between(ranges: readonly Named<BandRange>[]): BandFinding[] {
  const step: Fraction = { top: 1n, bottom: 10n ** BigInt(Math.max(0, ...ranges.map(({ band }) => band.places))) };
  const [first, ...others] = [...ranges].sort((one, other) =>
    isInner(one.band.from, other.band.from, 1) ? 1 : isInner(other.band.from, one.band.from, 1) ? -1 : 0,
  );
  const findings: BandFinding[] = [];
  let below = first;
  for (const next of others) {
    if (below === undefined || below.band.to === null) break;
    const { from } = next.band;
    const to = below.band.to;
    if (from !== null) {
      const left = { from: { at: to.at, included: !to.included }, to: { at: from.at, included: !from.included } };
      if (!isEmpty(left)) findings.push(betweenWords(left, step, below, next));
    }
    if (next.band.to === null || isInner(below.band.to, next.band.to, -1)) below = next;
  }
  return findings;
}

/** Whether the first edge is further in than the second. @param sign 1 of lower edges, -1 of upper ones */
function isInner(one: Edge | null, other: Edge | null, sign: 1 | -1): boolean {
  if (one === null || other === null) return one !== null;
  const order = compareFractions(one.at, other.at) * sign;
  return order === 0 ? !one.included && other.included : order > 0;
}

function betweenWords(
  left: { readonly from: Edge; readonly to: Edge },
  step: Fraction,
  below: Named<BandRange>,
  above: Named<BandRange>,
): BandFinding {
  const width = plus(left.to.at, times(left.from.at, { top: -1n, bottom: 1n }));
  const holdsPrintable =
    left.from.included || left.to.included || compareFractions(width, times(step, { top: 2n, bottom: 1n })) >= 0;
  if (holdsPrintable) return finding('gap', `${inWords(left)} is in no band, between ${below.name} and ${above.name}.`);
  const middle = decimalText(times(plus(left.from.at, left.to.at), HALF), PLACES);
  return finding('integer-edge', `${middle} is in no band: ${below.name} ends just below where ${above.name} begins.`);
}

/** Each band is better than the one before it, at both ends. */
function wrongWays(ranges: readonly Named<BandRange>[], better: 1 | -1): BandFinding[] {
  const which = better === 1 ? 'higher is better' : 'lower is better';
  const pairs = ranges.slice(1).flatMap((good, index) => {
    const worse = ranges[index];
    if (worse === undefined) return [];
    const [low, high] = better === 1 ? (['from', 'to'] as const) : (['to', 'from'] as const);
    // In the direction of better, neither the near end nor the far end may lie behind that of the worse band.
    const near = isInner(worse.band[low], good.band[low], better);
    const far = isInner(good.band[high], worse.band[high], better === 1 ? -1 : 1);
    return near || far ? [`${good.name} is not better than ${worse.name} at both ends, though ${which}.`] : [];
  });
  if (pairs.length > 0) return pairs.map((text) => finding('wrong-way', text));
  return ranges.flatMap(({ key, name, band }) => {
    const worseEnd = better === 1 ? band.from : band.to;
    const betterEnd = better === 1 ? band.to : band.from;
    const isWrong =
      (key === 'outstanding' && worseEnd === null) || (key === 'requires_improvement' && betterEnd === null);
    return isWrong ? [finding('wrong-way', `${name} is open the wrong way, since ${which}.`)] : [];
  });
}

function wrongWords(named: readonly Named<Band>[], better: 1 | -1): BandFinding[] {
  const against = better === 1 ? 'decrease' : 'increase';
  const which = better === 1 ? 'higher is better' : 'lower is better';
  return named.flatMap(({ name, band }) =>
    band.is === 'trend' && band.trend === against
      ? [finding('wrong-way', `${name} runs the wrong way, since ${which}.`)]
      : [],
  );
}

const HUNDRED: Fraction = { top: 100n, bottom: 1n };
const NOTHING: Fraction = { top: 0n, bottom: 1n };

function openEnd(ranges: readonly Named<BandRange>[], better: 1 | -1, percent: boolean): BandFinding[] {
  const [first, ...others] = ranges;
  if (first === undefined) return [];
  const end = (band: BandRange): Edge | null => (better === 1 ? band.to : band.from);
  const furthest = others.reduce((best, { band }) => {
    return best === null || end(band) === null
      ? null
      : isInner(best, end(band), better === 1 ? -1 : 1)
        ? end(band)
        : best;
  }, end(first.band));
  if (furthest === null) return [];
  const last = better === 1 ? (percent ? HUNDRED : null) : NOTHING;
  if (last !== null && furthest.included && compareFractions(furthest.at, last) * better >= 0) return [];
  const beyond = { at: furthest.at, included: !furthest.included };
  const rest = better === 1 ? { from: beyond, to: null } : { from: null, to: beyond };
  return [finding('open-end', `${inWords(rest)} is in no band, though it is better than all of them.`)];
}

/** `40 to 49`, `more than 80 and less than 85`, `14 or more`. */
function inWords({ from, to }: { readonly from: Edge | null; readonly to: Edge | null }): string {
  const text = ({ at }: Edge): string => decimalText(at, PLACES);
  if (from !== null && to !== null && from.included && to.included)
    return compareFractions(from.at, to.at) === 0 ? text(from) : `${text(from)} to ${text(to)}`;
  const above = from === null ? null : from.included ? `${text(from)} or more` : `More than ${text(from)}`;
  const below = to === null ? null : to.included ? `${text(to)} or less` : `less than ${text(to)}`;
  if (above !== null && below !== null) return `${above} and ${below}`;
  if (above !== null) return above;
  return below === null ? 'Everything' : below.replace(/^l/, 'L');
}
