import type { ProposedSettings } from './commands.js';
import { DEFAULT_APPROVALS, NO_EXTENSIONS } from './default-settings.js';
import type { Approvals } from './programme-settings.js';
import { inWords, NEVER_DECIDING, nobodyIs } from './response-problems.js';
import { isCount, wrong, type SettingsProblem } from './settings-problem.js';

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

/** What clashes in who decides on more time, and by when. */
export function extensionProblems({
  extensions = NO_EXTENSIONS,
  ...settings
}: ProposedSettings): readonly (SettingsProblem | null)[] {
  const clash = (sentence: string): SettingsProblem => wrong('extensions', `Who decides on more time: ${sentence}`);
  return [
    isCount(extensions.managerUpToWorkingDays)
      ? null
      : wrong('extensions', 'The working days on which a line manager decides are a whole number from 0 to 365.'),
    isCount(extensions.decideWithinWorkingDays)
      ? null
      : wrong('extensions', 'The working days within which more time is decided on are a whole number from 0 to 365.'),
    ...extensions.decidedBy.map((office) =>
      NEVER_DECIDING.includes(office)
        ? clash(`nobody decides as ${inWords(office)}.`)
        : nobodyIs(office, settings, clash),
    ),
  ];
}
