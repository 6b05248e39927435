import { parsePeriod, periodLabel } from '#domain';
import type { PeriodLength } from '#domain';

/**
 * A period for a reader: `May 2026`, `April to June 2026`, `2026-27`; any other key as it stands.
 * @param length what it is a key of: `2009-10` may be a month or a year
 */
export function periodName(key: string, length: PeriodLength = 'month'): string {
  if (key === 'total') return 'All together';
  const period = parsePeriod(key, length);
  if (period === null) return key;
  const label = periodLabel(period);
  return /\((.*)\)/.exec(label)?.[1] ?? label;
}
