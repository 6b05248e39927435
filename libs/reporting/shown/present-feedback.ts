import type { FeedbackReport, FeedbackRow } from '../feedback-report.js';
import type { ShareBar } from '#charts';
import { periodName } from '#domain';

export interface FeedbackSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly { readonly period: string; readonly rating: string; readonly figure: string }[];
  /** Null where nothing of it is shown. */
  readonly bars: readonly ShareBar[] | null;
  readonly quotes: readonly { readonly period: string; readonly text: string }[];
}

const WHO: Readonly<Record<string, string>> = {
  'respondent:child': 'Children and young people',
  'respondent:parent_carer': 'Parents and carers',
  'respondent:staff': 'Staff',
  'respondent:partner': 'Partner agencies',
};

/** What each kind of people said, as its page says it. */
export function presentFeedback({ rows, quotes }: Pick<FeedbackReport, 'rows' | 'quotes'>): readonly FeedbackSection[] {
  return Object.entries(WHO).flatMap(([series, title], index) => {
    const own = rows.filter((row) => row.series === series);
    if (own.length === 0) return [];
    const periods = [...new Set(own.map(({ period }) => period))];
    const bars = periods.map((period): ShareBar => ({
      label: periodName(period, 'quarter'),
      parts: own.filter((row) => row.period === period).map(({ label, percent }) => ({ label, percent })),
      otherwise: 'Withheld',
    }));
    return [
      {
        id: `feedback-${index + 1}`,
        title,
        rows: own.map((row) => ({
          period: periodName(row.period, 'quarter'),
          rating: row.label,
          figure: figureOf(row),
        })),
        bars: own.every(({ withheld }) => withheld === true) ? null : bars,
        quotes: quotes
          .filter((quote) => quote.series === series)
          .map(({ period, text }) => ({ period: periodName(period, 'quarter'), text })),
      },
    ];
  });
}

const figureOf = ({ numerator, denominator, percent, withheld }: FeedbackRow): string =>
  withheld === true ? 'Withheld' : `${percent}%, ${numerator} of ${denominator}`;
