import { addMonths, datePartsOf, type IsoDate } from '../calendar/iso-date.js';
import { MONTHS } from '../calendar/spoken-date.js';
import type { WorkingDays } from '../calendar/working-days.js';
import { parsePeriod, periodOf } from '../periods/period.js';
import { periodLabel } from '../periods/period-label.js';
import type { ProgrammeSettings, Round, RoundLength } from './programme-settings.js';

/** A stretch of days that a round has one draw for. */
export interface RoundPeriod {
  /** `2026-04`, `2026-27-Q1`, `2026-27-H1` or `2026-27`: years are financial years. */
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** A draw that the settings ask for. */
export interface PlannedDraw {
  readonly round: Round;
  readonly period: RoundPeriod;
  /** The month it is drawn in and for: `2026-04`. */
  readonly month: string;
}

type RoundSettings = Pick<ProgrammeSettings, 'rounds' | 'excludedMonths'>;

/** The period of a round a day falls in. */
export function roundPeriodOf(every: RoundLength, date: string): RoundPeriod {
  if (every === 'month') return periodOf(date, 'month');
  if (every === 'quarter') return periodOf(date, 'quarter');
  const year = periodOf(date, 'year');
  if (every === 'once') return year;
  const second: IsoDate = addMonths(year.from, 6);
  return date < second
    ? { key: `${year.key}-H1`, from: year.from, to: periodOf(addMonths(second, -1), 'month').to }
    : { key: `${year.key}-H2`, from: second, to: year.to };
}

/** The period a key stands for in a round of this length; null where it stands for none. */
export function parseRoundPeriod(every: RoundLength, key: string): RoundPeriod | null {
  if (every === 'month' || every === 'quarter') return parsePeriod(key, every);
  if (every === 'once') return parsePeriod(key, 'year');
  const [, financialYear = '', half] = /^(.{7})-H([12])$/.exec(key) ?? [];
  const year = parsePeriod(financialYear, 'year');
  return year === null ? null : roundPeriodOf('half-year', half === '1' ? year.from : year.to);
}

/** How a period of a round is written for a reader: `April 2026`, `Half 1 of 2026-27 (April to September 2026)`. */
export function roundPeriodLabel(every: RoundLength, key: string): string {
  const period = parseRoundPeriod(every, key);
  if (period === null) return key;
  const { from, to } = period;
  if (every !== 'half-year') return periodLabel(periodOf(from, every === 'once' ? 'year' : every));
  const month = (date: string): string => MONTHS[datePartsOf(date).month - 1] ?? '';
  return `Half ${key.slice(-1)} of ${key.slice(0, 7)} (${month(from)} to ${month(to)} ${to.slice(0, 4)})`;
}

/** The draw of a round for one of its periods; null where the settings have none in it. */
export function drawFor(
  round: Round,
  period: RoundPeriod,
  { excludedMonths }: Pick<RoundSettings, 'excludedMonths'>,
): PlannedDraw | null {
  const month = monthsIn(period).find((each) => {
    const number = datePartsOf(`${each}-01`).month;
    return !excludedMonths.includes(number) && (round.months.length === 0 || round.months.includes(number));
  });
  return month === undefined ? null : { round, period, month };
}

/** Every draw that the settings ask for in the months from one day's to another's, in their order. */
export function drawsBetween(settings: RoundSettings, from: string, to: string): readonly PlannedDraw[] {
  return monthsIn({ from, to }).flatMap((month) =>
    (settings.rounds ?? []).flatMap((round) => {
      const draw = drawFor(round, roundPeriodOf(round.every, `${month}-01`), settings);
      return draw?.month === month ? [draw] : [];
    }),
  );
}

/** The first working day of a draw's month: the day on which it is owed, and due. */
export const drawDueOn = ({ month }: Pick<PlannedDraw, 'month'>, calendar: WorkingDays): string =>
  calendar.addWorkingDays(`${month}-01`, 0);

function monthsIn({ from, to }: Pick<RoundPeriod, 'from' | 'to'>): readonly string[] {
  const months: string[] = [];
  for (let month: string = periodOf(from, 'month').from; month <= to; month = addMonths(month, 1)) {
    months.push(month.slice(0, 7));
  }
  return months;
}
