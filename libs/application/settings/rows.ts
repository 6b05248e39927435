import { closures, isRefusal, settings } from '#domain';
import { commandRow } from '../row/command-row.js';
import type { CommandRow } from '../row/command-row.js';
import { ClosureBody, PublishSettingsBody } from './bodies.js';
import { CALENDAR_STREAM, SETTINGS_STREAM, closuresFold, settingsFold } from '../references/settings-folds.js';
import { proposedIn } from './proposed.js';

const inSettings = {
  group: 'settings',
  record: 'always',
  idOf: () => SETTINGS_STREAM,
  streamOf: () => SETTINGS_STREAM,
} as const;
const inCalendar = {
  group: 'settings',
  record: 'always',
  idOf: () => CALENDAR_STREAM,
  streamOf: () => CALENDAR_STREAM,
} as const;

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
  commandRow({
    ...inCalendar,
    name: 'AddClosure',
    summary: 'Add a day on which the council is closed',
    path: 'closures',
    body: ClosureBody,
    fold: closuresFold,
    decide: ({ date, reason }, days, context) => closures.decide({ type: 'AddClosure', date, reason }, days, context),
  }),
  commandRow({
    ...inCalendar,
    name: 'RemoveClosure',
    summary: 'Take back a closure',
    path: 'closures/remove',
    body: ClosureBody,
    fold: closuresFold,
    decide: ({ date, reason }, days, context) =>
      closures.decide({ type: 'RemoveClosure', date, reason }, days, context),
  }),
];
