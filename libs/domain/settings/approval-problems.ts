import type { ProposedSettings } from './commands.js';
import { DEFAULT_APPROVALS } from './default-settings.js';
import type { Approvals } from './programme-settings.js';
import { inWords, NEVER_DECIDING, nobodyIs } from './response-problems.js';
import { wrong, type SettingsProblem } from './settings-problem.js';

/** What clashes in who approves that an audit ends. */
export function approvalProblems(settings: ProposedSettings): readonly (SettingsProblem | null)[] {
  const approvals: Approvals = settings.approvals ?? DEFAULT_APPROVALS;
  return Object.entries<Approvals[keyof Approvals]>({ ...approvals }).flatMap(([approval, named]) => {
    const clash = (sentence: string): SettingsProblem => wrong('approval', `Who approves a ${approval}: ${sentence}`);
    return named.map((office) =>
      NEVER_DECIDING.includes(office)
        ? clash(`nobody approves as ${inWords(office)}.`)
        : nobodyIs(office, settings, clash),
    );
  });
}
