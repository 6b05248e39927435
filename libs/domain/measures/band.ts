import { compareFractions, fractionOf, type Fraction } from './fraction.js';

/** Where a band begins or ends, and whether that number itself is in it. */
export interface Edge {
  readonly at: Fraction;
  readonly included: boolean;
}

/** The numbers from one edge to another; null is no edge that way. */
export interface BandRange {
  readonly is: 'range';
  readonly from: Edge | null;
  readonly to: Edge | null;
  /** Decimals printed: 0 for `75-84`, 1 for `75-84.9`. */
  readonly places: number;
}

/** A word instead of numbers: nothing is in it, since it says which way and not how far. */
export interface BandTrend {
  readonly is: 'trend';
  readonly trend: 'increase' | 'decrease' | 'steady';
}

export type Band = BandRange | BandTrend;

const TRENDS: readonly (readonly [BandTrend['trend'], RegExp])[] = [
  ['increase', /^(?:(?:an )?increas(?:e|es|ed|ing)|rises?|rising|up|upwards?|↑)(?: trend)?$/],
  ['decrease', /^(?:(?:a )?(?:decreas|reduc)(?:e|es|ed|ing|tion)|falls?|falling|down|downwards?|↓)(?: trend)?$/],
  ['steady', /^(?:maintain(?:ed)?|stable|steady|no change|unchanged|same|→)(?: trend)?$/],
];

type Bound = '<' | '<=' | '>' | '>=';
const BOUNDS: readonly (readonly [Bound, RegExp])[] = [
  ['<=', /^(?:<=|=<|[≤⩽≦]|up to|at most|no more than|not more than|maximum(?: of)?|max)\s*/],
  ['>=', /^(?:>=|=>|[≥⩾≧]|at least|no less than|not less than|no fewer than|minimum(?: of)?|min)\s*/],
  ['<', /^(?:<|less than|lower than|fewer than|under|below)\s*/],
  ['>', /^(?:>|more than|greater than|higher than|over|above)\s*/],
];
const NUMBER = '-?\\d+(?:\\.\\d+)?';
/** `75+`, `75 and over`, `10 or fewer`. */
const AFTER: readonly (readonly [Bound, RegExp])[] = [
  ['>=', new RegExp(`^(${NUMBER})\\s*(?:\\+|plus|(?:and|or) (?:more|over|above|higher|greater|upwards?))$`)],
  ['<=', new RegExp(`^(${NUMBER})\\s*(?:(?:and|or) (?:less|fewer|under|below|lower))$`)],
];
/** Between two numbers: a dash or a word, or nothing but the bound of the second. */
const BETWEEN = '(?:-|to|and|\\.{2,3}|,?\\s*(?=[<>≤≥]|up to|under|below|less than))';
/** Two numbers, each with a bound before it or none: `25-20`, `25 to 20`, `between 20 and 25`, `65 to under 75`, `>=65, <75`. */
const BOTH = new RegExp(`^(?:between |from )?(.*?${NUMBER})\\s*${BETWEEN}\\s*(.*?${NUMBER})$`);

/**
 * A band as councils print it: `25-20`, `<14`, `>24`, `75+`, `65 – 74 %`, `up to 10`, `Increase`; null for what is none.
 * The larger number is the upper edge whichever is printed first, as bands of lower-is-better measures run down.
 * @param unit a word that may follow the number, such as `days`
 */
export function parseBand(printed: string, unit = ''): Band | null {
  const text = plain(printed, unit);
  if (text === null) return null;
  const trend = TRENDS.find(([, words]) => words.test(text))?.[0];
  if (trend !== undefined) return { is: 'trend', trend };
  for (const [bound, pattern] of AFTER) {
    const [, number] = pattern.exec(text) ?? [];
    if (number !== undefined) return rangeOf([{ bound, number }]);
  }
  const alone = sideOf(text);
  if (alone !== null) return rangeOf([alone]);
  const [, first = '', second = ''] = BOTH.exec(text) ?? [];
  const sides = [sideOf(first.trim()), sideOf(second.trim())];
  return rangeOf(sides.flatMap((side) => side ?? []));
}

/**
 * Of a cell what is said: one kind of dash, no thousands commas, no percent signs, no unit. Null where it holds signs that
 * would become digits, as the mark of a footnote does (`20²`).
 */
function plain(printed: string, unit: string): string | null {
  if (/\p{No}/u.test(printed)) return null;
  const word = unit.normalize('NFKC').trim().toLowerCase();
  const text = printed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212\ufe58\ufe63]/g, '-')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/\s*(?:%|\bper ?cent\b)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return /^\p{L}/u.test(word) ? text.replaceAll(new RegExp(`(\\d\\+?) ?${escaped(word)}(?!\\p{L})`, 'gu'), '$1') : text;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

interface Side {
  readonly bound: Bound | null;
  readonly number: string;
}

function sideOf(text: string): Side | null {
  const [bound, words] = BOUNDS.find(([, pattern]) => pattern.test(text)) ?? [null, null];
  const number = words === null ? text : text.replace(words, '');
  return new RegExp(`^${NUMBER}$`).test(number) ? { bound, number } : null;
}

const placesIn = (number: string): number => number.split('.')[1]?.length ?? 0;

/** One side with its bound, or alone a number that is the whole band; two sides, the lower one never bound from above. */
function rangeOf(sides: readonly Side[]): BandRange | null {
  const [one, other] = sides;
  const first = one && fractionOf(one.number);
  if (one === undefined || first === undefined || first === null) return null;
  if (other === undefined) {
    const edge: Edge = { at: first, included: one.bound === null || one.bound.endsWith('=') };
    const from = one.bound?.startsWith('<') === true ? null : edge;
    const to = one.bound?.startsWith('>') === true ? null : edge;
    return { is: 'range', from, to, places: placesIn(one.number) };
  }
  const second = fractionOf(other.number);
  if (second === null) return null;
  const [low, high] = compareFractions(first, second) <= 0 ? [one, other] : [other, one];
  if (low.bound?.startsWith('<') === true || high.bound?.startsWith('>') === true) return null;
  const edgeOf = ({ bound, number }: Side): Edge | null => {
    const at = fractionOf(number);
    return at && { at, included: bound === null || bound.endsWith('=') };
  };
  const band: BandRange = {
    is: 'range',
    from: edgeOf(low),
    to: edgeOf(high),
    places: Math.max(placesIn(one.number), placesIn(other.number)),
  };
  return isEmpty(band) ? null : band;
}

/** Whether no number is in it: `>5 to <5`. */
export function isEmpty({ from, to }: Pick<BandRange, 'from' | 'to'>): boolean {
  if (from === null || to === null) return false;
  const order = compareFractions(from.at, to.at);
  return order > 0 || (order === 0 && !(from.included && to.included));
}

/** Whether a value is in a band. */
export function isInBand(value: Fraction, band: Band): boolean {
  if (band.is === 'trend') return false;
  return isAbove(value, band.from, 1) && isAbove(value, band.to, -1);
}

function isAbove(value: Fraction, edge: Edge | null, sign: 1 | -1): boolean {
  if (edge === null) return true;
  const order = compareFractions(value, edge.at) * sign;
  return order > 0 || (order === 0 && edge.included);
}
