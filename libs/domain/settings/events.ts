import type { Personal } from '../personal.js';
import type { ProgrammeSettings } from './programme-settings.js';

/** Stream `settings`. */
export type SettingsEvent = {
  type: 'programme-settings-published.v1';
  data: { settings: ProgrammeSettings; note: Personal };
};

/** Stream `calendar`: council closures, always current. */
export type CalendarEvent =
  | { type: 'closure-added.v1'; data: { date: string; reason: Personal } }
  | { type: 'closure-removed.v1'; data: { date: string; reason: Personal } };
