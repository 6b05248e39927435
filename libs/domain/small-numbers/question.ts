import { addDays, datePartsOf, isIsoDate } from '../calendar/iso-date.js';
import { endOfLondonDay } from '../calendar/london-time.js';
import { PERIOD_LENGTHS, periodOf, periodsBetween, type PeriodLength } from '../periods/period.js';

/** What a report is asked about. */
export interface Question {
  /** The first and the last day. */
  readonly from: string;
  readonly to: string;
  /** Null for one period. */
  readonly by: PeriodLength | null;
  /** A date or an instant; null for now. */
  readonly asAt: string | null;
  readonly filters: { readonly service?: string; readonly team?: string; readonly activity?: string };
}

/** Why a reader from whom small numbers are withheld is not answered, and what to ask instead. */
export interface QuestionTooFine {
  readonly code: 'ask-whole-periods' | 'ask-one-breakdown' | 'ask-as-at-month-end';
  readonly sentence: string;
}

const WHOLE_PERIODS: QuestionTooFine = {
  code: 'ask-whole-periods',
  sentence:
    'Ask for whole months, financial quarters or financial years, from the first day of one to the last day of one: outside the QA team figures of other days are withheld, since small numbers could be worked out from them.',
};

const ONE_BREAKDOWN: QuestionTooFine = {
  code: 'ask-one-breakdown',
  sentence:
    'Ask for one service, one team or one type of audit at a time: outside the QA team figures of a combination are withheld, since small numbers could be worked out from them.',
};

const MONTH_END: QuestionTooFine = {
  code: 'ask-as-at-month-end',
  sentence:
    "Ask as at the last day of a month that has ended, such as 2024-04-30, or leave it out for the last one: outside the QA team the figures of other moments are withheld, since one audit's arrival could be worked out from them.",
};

/** Whether a question is coarse enough to be answered outside the QA team; null where it is. @param today a date in London */
export function againstQuestion({ from, to, by, asAt, filters }: Question, today: string): QuestionTooFine | null {
  if (!isWhole(from, to, by)) return WHOLE_PERIODS;
  if (Object.values(filters).filter((filter) => filter !== undefined).length > 1) return ONE_BREAKDOWN;
  if (asAt !== null && !(isIsoDate(asAt) && isMonthEnd(asAt) && asAt < today)) return MONTH_END;
  return null;
}

function isWhole(from: string, to: string, by: PeriodLength | null): boolean {
  const lengths = by === null ? PERIOD_LENGTHS : [by];
  return lengths.some((length) => {
    const whole = periodOf(from, length).from === from && periodOf(to, length).to === to;
    return whole && (by !== null || periodsBetween(from, to, length).length === 1);
  });
}

const isMonthEnd = (day: string): boolean => datePartsOf(addDays(day, 1)).day === 1;

/** The instant up to which what is recorded is known in the answer, in milliseconds since 1970. @param now likewise */
export function knownUntil({ asAt }: Pick<Question, 'asAt'>, now: number): number {
  return asAt === null ? now : Date.parse(endOfLondonDay(asAt));
}
