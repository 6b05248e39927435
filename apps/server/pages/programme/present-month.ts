import { stageLabels, periodName } from '#domain';
import type { Stage } from '#domain';
import { addressOf } from '../words/address.js';

/** A figure of the month, with the list behind it. */
export interface CountShown {
  readonly text: string;
  /** Null where there are more than are counted. */
  readonly count: number | null;
  /** Null where nothing is counted: an empty list helps nobody. */
  readonly href: string | null;
}

/** A sample of the month. */
export interface MonthSampleShown {
  readonly text: string;
  readonly href: string;
  readonly standing: string;
}

/** Where a month's cases have got to, from the draw to the end. */
export function presentStages(
  month: string,
  stages: readonly { readonly stage: Stage; readonly count: number }[],
  order: readonly Stage[],
): readonly CountShown[] {
  const counts = new Map(stages.map(({ stage, count }) => [stage, count]));
  return order.flatMap((stage) => {
    const count = counts.get(stage) ?? 0;
    if (count === 0 && HIDDEN_WHEN_EMPTY.includes(stage)) return [];
    return {
      text: stageLabels[stage],
      count,
      href: count === 0 ? null : addressOf('/audits', { period: month, stage }),
    };
  });
}

const HIDDEN_WHEN_EMPTY: readonly Stage[] = ['unselected', 'imported', 'dispute', 'finalising', 'ended'];

/** The months beside one, and what they are called. */
export function monthsBeside(month: string): { readonly before: MonthLink; readonly after: MonthLink } {
  const linkTo = (other: string): MonthLink => ({
    text: periodName(other),
    href: addressOf('/programme', { month: other }),
  });
  return { before: linkTo(beside(month, -1)), after: linkTo(beside(month, 1)) };
}

interface MonthLink {
  readonly text: string;
  readonly href: string;
}

function beside(month: string, by: number): string {
  const [year = '', number = ''] = month.split('-');
  const count = Number(year) * 12 + Number(number) - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}
