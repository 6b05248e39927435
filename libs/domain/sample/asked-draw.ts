import { datePartsOf } from '../calendar/iso-date.js';
import { parsePeriod } from '../periods/period.js';
import type { Refusal } from '../refusal.js';
import { drawFor, parseRoundPeriod, roundPeriodOf } from '../settings/round-periods.js';
import { roundRules } from '../settings/round-rules.js';
import type { DrawRules, ProgrammeSettings } from '../settings/programme-settings.js';
import type { DrawChoices, SampleCommand } from './commands.js';
import type { DrawnRound } from './events.js';
import { sampleRefusals as refused } from './refusals.js';

export type DrawCommand = Extract<SampleCommand, { type: 'DrawSample' }>;

/** What a draw is of, and by which rules. */
export interface AskedDraw {
  /** The month the sample is for: `2024-05`. */
  readonly month: string;
  /** Its first day: what was audited so long before it may be audited again. */
  readonly from: string;
  /** The last day whose caseload may be drawn from: the month's, or the period's of a round. */
  readonly to: string;
  readonly rules: DrawRules;
  readonly round: DrawnRound | null;
}

/** What a command asks to be drawn: a month's sample by the settings and what it says otherwise, or a round's by the round alone. */
export function askedDraw(
  { period, round, choices }: Pick<DrawCommand, 'period' | 'round' | 'choices'>,
  settings: Pick<ProgrammeSettings, 'draw' | 'rounds' | 'excludedMonths'>,
): AskedDraw | Refusal {
  return round === null ? monthsDraw(period, choices, settings) : roundsDraw(period, round, choices, settings);
}

function monthsDraw(
  key: string,
  choices: DrawChoices,
  { draw, excludedMonths }: Pick<ProgrammeSettings, 'draw' | 'excludedMonths'>,
): AskedDraw | Refusal {
  const period = parsePeriod(key, 'month');
  if (period === null) return refused.badPeriod();
  if (excludedMonths.includes(datePartsOf(period.from).month)) return refused.monthExcluded();
  return { month: period.key, from: period.from, to: period.to, rules: rulesOf(draw, choices), round: null };
}

function roundsDraw(
  key: string,
  roundKey: string,
  choices: DrawChoices,
  settings: Pick<ProgrammeSettings, 'draw' | 'rounds' | 'excludedMonths'>,
): AskedDraw | Refusal {
  const round = settings.rounds?.find((each) => each.key === roundKey);
  if (round === undefined) return refused.unknownRound();
  const period = parseRoundPeriod(round.every, key);
  if (period === null) return refused.badRoundPeriod(roundPeriodOf(round.every, EXAMPLE).key);
  const draw = drawFor(round, period, settings);
  if (draw === null) return refused.notDrawnThen();
  if (Object.keys(choices).length > 0) return refused.roundDecides();
  return {
    month: draw.month,
    from: `${draw.month}-01`,
    to: period.to,
    rules: roundRules(round, settings.draw),
    round: { key: round.key, period: period.key, theme: round.theme },
  };
}

const EXAMPLE = '2024-05-01';

function rulesOf(standing: DrawRules, choices: DrawChoices): DrawRules {
  const quotas = choices.size !== undefined || choices.stratum !== undefined ? null : (standing.quotas ?? null);
  return { ...standing, quotas, ...choices };
}
