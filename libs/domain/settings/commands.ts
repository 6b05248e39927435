import { day, form, text, type CommandOf } from '../form.js';
import type { ProgrammeSettings } from './programme-settings.js';

/** Settings as they are proposed; the version is given when they are published. */
export type ProposedSettings = Omit<ProgrammeSettings, 'version'>;

export type SettingsCommand = {
  type: 'PublishSettings';
  settings: ProposedSettings;
  /** Why they change, for whoever reads the history of settings. */
  note: string;
};

const closure = form('ClosureBody', { date: day('The day the council is closed'), reason: text('Why') });

export const calendarForms = { AddClosure: closure, RemoveClosure: closure };

type AsSaid = CommandOf<typeof calendarForms>;

export type CalendarCommand = AsSaid[keyof AsSaid];
