import type { AuditCommandName } from '../audit-language/commands.js';
import { questionsOf, type AsksQuestions } from '../questions/questions.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';
import { isSelected, type AuditState } from './state.js';

/** Steps that are there only where the audit's tool asks for them. */
const ASKED: Readonly<Partial<Record<AuditCommandName, (tool: AsksQuestions) => boolean>>> = {
  AnswerQuestions: (tool) => questionsOf(tool).length > 0,
  WriteStatement: ({ statements = [] }) => statements.length > 0,
  ChangeStatementValue: ({ statements = [] }) => statements.some(({ scale }) => scale !== null),
};

/** Whether a tool has anything of a step: whoever's tool asks nothing hears nothing of it. */
export const asksFor = (step: AuditCommandName, tool: AsksQuestions): boolean => ASKED[step]?.(tool) ?? true;

/** Whether an audit's tool has anything of a step. @param settings those the audit is pinned to */
export function isAskedOf(step: AuditCommandName, state: AuditState, { tools }: ProgrammeSettings): boolean {
  if (ASKED[step] === undefined) return true;
  const tool = isSelected(state)
    ? tools.find(({ key, version }) => key === state.tool.key && version === state.tool.version)
    : undefined;
  return tool !== undefined && asksFor(step, tool);
}
