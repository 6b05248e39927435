import { calendarForms, closures, commandIn, isRefusal, settings } from '#domain';
import type { Closures } from '#domain';
import { bodyOf } from '../body/body-of.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow } from '../row/command-row.js';
import { PublishSettingsBody } from './bodies.js';
import { CALENDAR_STREAM, SETTINGS_STREAM, closuresFold, settingsFold } from '../references/settings-folds.js';
import { proposedIn } from './proposed.js';

const inSettings = {
  group: 'settings',
  record: 'always',
  idOf: () => SETTINGS_STREAM,
  streamOf: () => SETTINGS_STREAM,
} as const;

function closureRow(name: keyof typeof calendarForms, path: string, summary: string): CommandRow {
  return commandRow<Closures, object>({
    name,
    group: 'settings',
    summary,
    path,
    body: bodyOf(calendarForms[name]),
    fold: closuresFold,
    record: 'always',
    idOf: () => CALENDAR_STREAM,
    streamOf: () => CALENDAR_STREAM,
    decide: (body, days, context) => closures.decide(commandIn(calendarForms, name, body), days, context),
  });
}

/** Programme settings by version, and the council's closures. */
export const settingsRows: readonly CommandRow[] = [
  commandRow({
    ...inSettings,
    name: 'PublishSettings',
    summary: 'Publish a new version of the programme settings: what is left out stays as it is',
    path: 'settings',
    body: PublishSettingsBody,
    fold: settingsFold,
    decide(body, published, context) {
      const proposed = proposedIn(body.settings, published, context.references.directory);
      if (isRefusal(proposed)) return proposed;
      return settings.decide({ type: 'PublishSettings', settings: proposed, note: body.note }, published, context);
    },
  }),
  closureRow('AddClosure', 'closures', 'Add a day on which the council is closed'),
  closureRow('RemoveClosure', 'closures/remove', 'Take back a closure'),
];
