import type { Personal } from '../personal.js';
import type { ProgrammeSettings } from './programme-settings.js';

/** Stream `settings`. */
export type SettingsEvent = {
  type: 'programme-settings-published';
  data: { settings: ProgrammeSettings; note: Personal };
};

/** Stream `calendar`: council closures, always current. */
export type CalendarEvent =
  | { type: 'closure-added'; data: { date: string; reason: Personal } }
  | { type: 'closure-removed'; data: { date: string; reason: Personal } };
