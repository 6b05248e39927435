import { isSelected, settingsAt } from '#domain';
import type { AuditState, AuditTool, GradeScale } from '#domain';
import type { References } from '#application';

/** What an audit is filled in by: the settings it is pinned to. */
export interface AuditForm {
  /** Null for an earlier audit, which is pinned to none. */
  readonly settingsVersion: number | null;
  /** What the council calls audits of this type; its key where the settings have none such. */
  readonly activity: string;
  /** Domains with prompts, practice standards, themes; null for an earlier audit. */
  readonly tool: AuditTool | null;
  /** Null for one that is not graded, or of a scale that no settings have. */
  readonly scale: GradeScale | null;
}

/** The tool, scale and version of the settings behind an audit; of an earlier one what the settings in force say. */
export function formOf(state: AuditState, { published, settings }: References): AuditForm | null {
  if (state.stage === 'unselected') return null;
  const pinned = isSelected(state) ? state : null;
  const behind = pinned === null ? settings : settingsAt(published, pinned.settingsVersion);
  const tool = behind?.tools.find(({ key, version }) => key === pinned?.tool.key && version === pinned.tool.version);
  return {
    settingsVersion: pinned?.settingsVersion ?? null,
    activity: behind?.auditTypes.find(({ key }) => key === state.activity)?.label ?? state.activity,
    tool: tool ?? null,
    scale: behind?.scales.find(({ key }) => key === state.scale) ?? null,
  };
}
