import { addMonths, isoDate } from '../calendar/iso-date.js';
import { drawProblems } from '../draw/draw-problems.js';
import type { DrawStrata } from '../draw/draw-input.js';
import type { ProposedSettings } from './commands.js';
import type { DrawRules, Round } from './programme-settings.js';
import { isCount, twice, wrong, type SettingsProblem } from './settings-problem.js';
import { drawFor, roundPeriodOf } from './round-periods.js';
import { roundRules } from './round-rules.js';

const LONGEST_KEY = 40;
/** A year that is no council's: only its months matter. */
const ANY_APRIL = '2024-04-01';
const MONTHS_OF_PERIOD = { month: 1, quarter: 3, 'half-year': 6, once: 12 } as const;

/** What clashes in the rounds of a programme: in one, among them, and with the other settings. */
export function roundProblems(settings: ProposedSettings): readonly (SettingsProblem | null)[] {
  const { rounds = [] } = settings;
  return [...twice(rounds, 'round'), ...rounds.flatMap((round) => problemsOf(round, rounds, settings))];
}

function problemsOf(
  round: Round,
  rounds: readonly Round[],
  settings: ProposedSettings,
): readonly (SettingsProblem | null)[] {
  const clash = (sentence: string): SettingsProblem => wrong('round', `The round "${round.key}": ${sentence}`);
  const { months, size, quotas, theme, targetPerYear, stratum } = round;
  const areMonths = months.every((month) => Number.isInteger(month) && month >= 1 && month <= 12);
  const rules = roundRules(round, settings.draw);
  return [
    round.key.length <= LONGEST_KEY ? null : clash(`its key has more than ${LONGEST_KEY} characters.`),
    settings.auditTypes.some(({ key }) => key === round.activity)
      ? null
      : clash(`it is of "${round.activity}", which is no audit type of these settings.`),
    areMonths && new Set(months).size === months.length
      ? null
      : clash('its months are numbers from 1 (January) to 12 (December), each once.'),
    ...months
      .filter((month) => settings.excludedMonths.includes(month))
      .map((month) => clash(`it is drawn in month ${month}, in which no audits are done.`)),
    areMonths ? spreadProblem(round, clash) : null,
    areMonths && settings.excludedMonths.length < 12 && !isEverDrawn(round, settings)
      ? clash('it is never drawn: no month is left for it.')
      : null,
    size !== null && quotas !== null ? clash('it has a size and quotas: give it one of them.') : null,
    quotas !== null && stratum === null
      ? clash('its quotas need something to be quotas of: services, teams or kinds of plan.')
      : null,
    ...drawProblems({
      seed: 'any',
      size: rules.size,
      strata: strataOf(rules),
      reservesPerSelected: rules.reservesPerSelected,
    }).map(({ sentence }) => clash(sentence)),
    theme !== null && theme.trim() === '' ? clash('its theme needs words, or none at all.') : null,
    targetPerYear === null || (isCount(targetPerYear) && targetPerYear > 0)
      ? null
      : clash('its target is a whole number of audits a year, at least one, or none.'),
    replacementProblem(round, rounds, clash),
  ];
}

function strataOf({ stratum, quotas }: DrawRules): DrawStrata {
  if (quotas) return { kind: 'quotas', quotas };
  return stratum === null ? { kind: 'none' } : { kind: 'proportional' };
}

/** One draw a period: two months of one period would ask for two. */
function spreadProblem({ every, months }: Round, clash: (sentence: string) => SettingsProblem): SettingsProblem | null {
  if (every === 'once' && months.length !== 1) {
    return clash('a round that is drawn once a year names the one month in which it is.');
  }
  const length = MONTHS_OF_PERIOD[every];
  const periods = months.map((month) => Math.floor(((month + 8) % 12) / length));
  return new Set(periods).size === periods.length
    ? null
    : clash('two of its months fall in one period, which has one draw.');
}

const isEverDrawn = (round: Round, settings: ProposedSettings): boolean =>
  Array.from({ length: 12 }, (_, month) => addMonths(isoDate(ANY_APRIL), month)).some(
    (first) => drawFor(round, roundPeriodOf(round.every, first), settings) !== null,
  );

function replacementProblem(
  { key, replaces }: Round,
  rounds: readonly Round[],
  clash: (sentence: string) => SettingsProblem,
): SettingsProblem | null {
  if (replaces === null) return null;
  if (!rounds.some((other) => other.key === replaces)) return clash(`it replaces "${replaces}", which is no round.`);
  const passed = new Set([key]);
  for (let next: string | null = replaces; next !== null;) {
    if (passed.has(next)) return clash('it replaces itself, if one follows what each round replaces.');
    passed.add(next);
    next = rounds.find((other) => other.key === next)?.replaces ?? null;
  }
  return null;
}
