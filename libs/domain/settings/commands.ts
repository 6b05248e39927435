import type { ProgrammeSettings } from './programme-settings.js';

/** Settings as they are proposed; the version is given when they are published. */
export type ProposedSettings = Omit<ProgrammeSettings, 'version'>;

export type SettingsCommand = {
  type: 'PublishSettings';
  settings: ProposedSettings;
  /** Why they change, for whoever reads the history of settings. */
  note: string;
};

export type CalendarCommand =
  { type: 'AddClosure'; date: string; reason: string } | { type: 'RemoveClosure'; date: string; reason: string };
