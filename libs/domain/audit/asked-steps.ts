import type { AuditCommandName } from '../audit-language/commands.js';
import { questionsOf, type AsksQuestions } from '../questions/questions.js';
import { NO_ACTION_DETAILS, NO_EXTENSIONS } from '../settings/default-settings.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';
import { isSelected, type AuditState } from './state.js';

/** What a council asks for by its settings, and by the tool of one audit; no tool where an audit has none. */
interface Asking {
  readonly settings: ProgrammeSettings;
  readonly tool: AsksQuestions | undefined;
}

const signsPlans = ({ settings: { responseByGrade = [] } }: Asking): boolean =>
  responseByGrade.some(({ signedOffBy }) => signedOffBy !== null);
const detailsOf = ({ settings: { actionDetails = NO_ACTION_DETAILS } }: Asking) => actionDetails;

const offersMoreTime = ({ settings: { extensions = NO_EXTENSIONS } }: Asking): boolean => extensions.offered;

/** The steps that are there only where they are asked for: whoever's council asks for none of it hears nothing of them. */
const ASKED: Readonly<Partial<Record<AuditCommandName, (asking: Asking) => boolean>>> = {
  AnswerQuestions: ({ tool }) => tool !== undefined && questionsOf(tool).length > 0,
  WriteStatement: ({ tool }) => (tool?.statements ?? []).length > 0,
  ChangeStatementValue: ({ tool }) => (tool?.statements ?? []).some(({ scale }) => scale !== null),
  SignOffResponse: signsPlans,
  SendBackResponse: signsPlans,
  ReviewResponse: ({ settings: { responseByGrade = [] } }) =>
    responseByGrade.some(({ reviewAfterWorkingDays }) => reviewAfterWorkingDays !== null),
  AcknowledgeAction: (asking) => detailsOf(asking).urgency,
  LinkAction: (asking) => detailsOf(asking).scope,
  AskForExtension: offersMoreTime,
  DecideExtension: offersMoreTime,
  FileOnRecord: ({ settings: { fileWithinWorkingDays = null } }) => fileWithinWorkingDays !== null,
};

/** Whether a step is asked for on an audit. @param settings those the audit is pinned to */
export function isAskedOf(step: AuditCommandName, state: AuditState, settings: ProgrammeSettings): boolean {
  const tool = isSelected(state)
    ? settings.tools.find(({ key, version }) => key === state.tool.key && version === state.tool.version)
    : undefined;
  return ASKED[step]?.({ settings, tool }) ?? true;
}
