import { settingsAt } from '#domain';
import type { ProgrammeSettings, SelectedAudit } from '#domain';
import type { Steps } from './steps.js';

/** The settings an audit started under. */
export async function pinnedSettings({ settingsVersion }: SelectedAudit, steps: Steps): Promise<ProgrammeSettings> {
  const { published } = await steps.references();
  const settings = settingsAt(published, settingsVersion);
  if (settings === null) throw new Error(`There are no settings of version ${settingsVersion}`);
  return settings;
}
