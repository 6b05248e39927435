import { BAND_LABELS, MEASURE_BANDS, isPercent, measureKey, parseBand, periodName } from '#domain';
import type { Fraction, Measure } from '#domain';
import type { MeasureItem, MeasuresReport } from '../measures-report.js';
import type { BandDrawn, ReadingDrawn } from '#charts';

export interface MeasureSection {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly findings: readonly string[];
  readonly rows: readonly {
    readonly period: string;
    readonly counts: string;
    readonly value: string;
    readonly band: string;
  }[];
  /** Null where there is nothing to draw. */
  readonly chart: {
    readonly from: number;
    readonly to: number;
    readonly bands: readonly BandDrawn[];
    readonly readings: readonly ReadingDrawn[];
  } | null;
}

const DIRECTIONS: Readonly<Record<Measure['direction'], string>> = {
  higher: 'Higher is better',
  lower: 'Lower is better',
  increase: 'It should go up',
  decrease: 'It should go down',
  direction_only: 'A direction only',
};

/** How many of a measure's readings are drawn: the last. */
const DRAWN = 12;

/** Each measure with its readings, as its page says them. */
export const presentMeasures = ({ measures, items }: Pick<MeasuresReport, 'measures' | 'items'>): MeasureSection[] =>
  measures.map((measure, index) => {
    const own = items.filter(
      (item) => item.period !== null && measureKey(item.measure) === measureKey(measure.measure),
    );
    const { meaning, unit, source, direction, bands } = measure;
    const printed = MEASURE_BANDS.flatMap((key) =>
      bands[key] === null ? [] : [{ key: BAND_LABELS[key], value: bands[key] }],
    );
    return {
      id: `measure-${index + 1}`,
      title: measure.measure,
      facts: [
        ...(meaning === null ? [] : [{ key: 'What it means', value: meaning }]),
        { key: 'Measured in', value: unit },
        { key: 'Which way is better', value: DIRECTIONS[direction] },
        ...printed,
        ...(source === null ? [] : [{ key: 'Source', value: source }]),
      ],
      findings: measure.findings.map(({ text }) => text),
      rows: own.map((item) => ({
        period: periodName(item.period ?? ''),
        counts: countsOf(item),
        value: valueOf(item),
        band: bandOf(item),
      })),
      chart: chartOf(measure, own.slice(-DRAWN)),
    };
  });

const countsOf = ({ numerator, denominator }: MeasureItem): string =>
  numerator === null || denominator === null ? '' : `${numerator} of ${denominator}`;

function valueOf({ value, unit, withheld }: MeasureItem): string {
  if (withheld === true) return 'Withheld';
  if (value === null) return 'None counted';
  return isPercent(unit) ? `${value}%` : `${value} ${unit}`;
}

function bandOf({ band, fits, value }: MeasureItem): string {
  if (value === null) return '';
  if (band !== null) return BAND_LABELS[band];
  return fits.length === 0 ? 'In no band' : `In more than one: ${fits.map((key) => BAND_LABELS[key]).join(', ')}`;
}

function chartOf({ bands, unit }: Measure, own: readonly MeasureItem[]): MeasureSection['chart'] {
  const values = own.flatMap(({ value }) => value ?? []);
  if (values.length === 0) return null;
  const drawn = MEASURE_BANDS.flatMap((key): BandDrawn[] => {
    const printed = bands[key];
    const band = printed === null ? null : parseBand(printed, unit);
    if (band === null || band.is === 'trend') return [];
    const at = (edge: { readonly at: Fraction } | null): number | null =>
      edge === null ? null : Number(edge.at.top) / Number(edge.at.bottom);
    return [{ label: `${BAND_LABELS[key]}: ${printed}`, from: at(band.from), to: at(band.to) }];
  });
  const all = [...values, ...drawn.flatMap(({ from, to }) => [from ?? [], to ?? []].flat())];
  const most = Math.max(...all);
  return {
    from: Math.min(0, ...all),
    to: isPercent(unit) ? Math.max(100, most) : most <= 0 ? 1 : Math.ceil(most * 1.1),
    bands: drawn,
    readings: own.map((item) => ({
      label: periodName(item.period ?? ''),
      value: item.value,
      shown: valueOf(item),
      words: [valueOf(item), bandOf(item)].filter((part) => part !== '').join(', '),
    })),
  };
}
