import type { ProposedSettings } from './commands.js';
import type { Expectation } from './programme-settings.js';
import { isCount, twice, wrong, type SettingsProblem } from './settings-problem.js';

const LONGEST_KEY = 40;

/** What clashes in what is expected of auditors: in one expectation, among them, and with the rounds. */
export function expectationProblems({
  expectations = [],
  rounds = [],
}: ProposedSettings): readonly (SettingsProblem | null)[] {
  return [
    ...twice(expectations, 'expectation'),
    ...expectations.flatMap((expectation) => problemsOf(expectation, new Map(rounds.map((one) => [one.key, one])))),
  ];
}

function problemsOf(
  { key, audits, every, role, group, personId, round }: Expectation,
  rounds: ReadonlyMap<string, { readonly every: Expectation['every'] }>,
): readonly (SettingsProblem | null)[] {
  const clash = (sentence: string): SettingsProblem => wrong('expectation', `The expectation "${key}": ${sentence}`);
  const named = [role, group, personId].filter((who) => who !== null);
  return [
    key.length <= LONGEST_KEY ? null : clash(`its key has more than ${LONGEST_KEY} characters.`),
    isCount(audits) && audits > 0 ? null : clash('it is of a whole number of audits a period, at least one.'),
    named.length === 1 ? null : clash('name whom it is of: a role, a group of auditors or a person, one of the three.'),
    round === null || rounds.has(round) ? null : clash(`it counts audits of "${round}", which is no round.`),
    round !== null && rounds.has(round) && isShorter(every, rounds.get(round)?.every ?? every)
      ? clash('its periods are shorter than those of its round, which is not drawn in each of them.')
      : null,
  ];
}

const MONTHS = { month: 1, quarter: 3, 'half-year': 6, once: 12 } as const;
const isShorter = (one: Expectation['every'], other: Expectation['every']): boolean => MONTHS[one] < MONTHS[other];
