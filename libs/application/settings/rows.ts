import { closures, isRefusal, parseSettings, refuse, settings, unknownPeopleIn } from '#domain';
import type { Directory, ProposedSettings, Refusal } from '#domain';
import { commandRow } from '../catalogue/command-row.js';
import type { CommandRow } from '../catalogue/command-row.js';
import { ClosureBody, PublishSettingsBody } from './bodies.js';
import { CALENDAR_STREAM, SETTINGS_STREAM, closuresFold, settingsFold } from './folds.js';

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
    summary: 'Publish a new version of the programme settings',
    path: 'settings',
    body: PublishSettingsBody,
    fold: settingsFold,
    decide(body, published, situation) {
      const proposed = parseSettings(body.settings);
      if (isRefusal(proposed)) return proposed;
      const refused = namesPeople(proposed, situation.references.directory);
      if (refused !== null) return refused;
      return settings.decide({ type: 'PublishSettings', settings: proposed, note: body.note }, published, situation);
    },
  }),
  commandRow({
    ...inCalendar,
    name: 'AddClosure',
    summary: 'Add a day on which the council is closed',
    path: 'closures',
    body: ClosureBody,
    fold: closuresFold,
    decide: ({ date, reason }, days, situation) =>
      closures.decide({ type: 'AddClosure', date, reason }, days, situation),
  }),
  commandRow({
    ...inCalendar,
    name: 'RemoveClosure',
    summary: 'Take back a closure',
    path: 'closures/remove',
    body: ClosureBody,
    fold: closuresFold,
    decide: ({ date, reason }, days, situation) =>
      closures.decide({ type: 'RemoveClosure', date, reason }, days, situation),
  }),
];

/** Whoever is named to answer must be somebody in the people file. */
function namesPeople({ responsibilities }: ProposedSettings, directory: Directory): Refusal | null {
  if (responsibilities === undefined) return null;
  const unknown = unknownPeopleIn(responsibilities, directory);
  if (unknown.length === 0) return null;
  return refuse(
    'invalid',
    'settings-person-unknown',
    `These settings name people by an id that nobody has: ${unknown.join(', ')}.`,
  );
}
