import type { SettingsEvent } from './events.js';
import type { ProgrammeSettings } from './programme-settings.js';

/** Every version of the settings that was ever published, the oldest first: an audit stays with the one it started under. */
export interface PublishedSettings {
  readonly versions: readonly ProgrammeSettings[];
  /** It was set up as a demonstration: everybody in it is invented. */
  readonly demonstration?: true;
}

export const NOTHING_PUBLISHED: PublishedSettings = { versions: [] };

export function evolveSettings(published: PublishedSettings, event: SettingsEvent): PublishedSettings {
  return { ...published, versions: [...published.versions, event.data.settings] };
}

/** The newest version; null before the first. */
export function currentSettings({ versions }: PublishedSettings): ProgrammeSettings | null {
  return versions.at(-1) ?? null;
}

/** The settings of a version; null where there is no such version. */
export function settingsAt({ versions }: PublishedSettings, version: number): ProgrammeSettings | null {
  // versions count from 1 without gaps
  return versions[version - 1] ?? null;
}
