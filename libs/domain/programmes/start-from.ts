import { currentSettings, type PublishedSettings } from '../settings/published-settings.js';
import type { AuditTool, ProgrammeSettings } from '../settings/programme-settings.js';
import { asksTheSame } from '../settings/settings-problems.js';
import type { ProgrammeSaid, ReadyMadeProgramme } from './programme.js';

/** What `PublishSettings` takes: what it does not say stays as it is in force. */
export interface StartingSettings {
  readonly scales: ProgrammeSaid['scales'];
  readonly tools: readonly object[];
  readonly [setting: string]: unknown;
}

/** Why the settings change where a council starts from a programme, for whoever reads the versions later. */
export const whyStartedFrom = ({ label, source }: ReadyMadeProgramme): string =>
  source === null ? `Started from the programme ${label}.` : `Started from the programme ${label}, after: ${source}.`;

/**
 * A ready-made programme as a council may publish it: what `PublishSettings` takes. Scales that the council has stay as they
 * are, since grades were given on them, and so does everything the programme does not say. A tool whose key the council has
 * used gets the next version, for audits are pinned to versions.
 */
export function startFrom({ settings }: ReadyMadeProgramme, published: PublishedSettings): StartingSettings {
  const inForce = currentSettings(published);
  return {
    ...settings,
    scales: scalesBeside(settings, inForce),
    tools: settings.tools.map((tool) => wholly({ ...tool, version: versionOf(tool, published) })),
  };
}

function scalesBeside({ scales }: ProgrammeSaid, inForce: ProgrammeSettings | null): ProgrammeSaid['scales'] {
  const own = inForce?.scales ?? [];
  return [...own, ...scales.filter(({ key }) => !own.some((scale) => scale.key === key))];
}

function versionOf(tool: AuditTool, published: PublishedSettings): number {
  const former = published.versions.flatMap(({ tools }) => tools.filter(({ key }) => key === tool.key));
  const highest = Math.max(0, ...former.map(({ version }) => version));
  const same = currentSettings(published)?.tools.find(({ key }) => key === tool.key);
  return same?.version === highest && asksTheSame({ ...tool, version: highest }, same) ? highest : highest + 1;
}

/** What a tool does not ask is said to be none; left out, it would stay as a tool of the same key asks it. */
function wholly({ domains, answerScales, statements, family, ...tool }: AuditTool): object {
  return {
    ...tool,
    domains: domains.map(({ descriptors, questions, ...domain }) => ({
      ...domain,
      descriptors: descriptors ?? null,
      questions: questions ?? null,
    })),
    answerScales: answerScales ?? null,
    statements: statements ?? null,
    family: family ?? null,
  };
}
