import {
  currentSettings,
  isRefusal,
  londonDateOf,
  parseSettings,
  refuse,
  settings,
  settingsChanges,
  unknownPeopleIn,
  wholeOf,
} from '#domain';
import type { DecisionContext, Directory, ProposedSettings, PublishedSettings, Refusal, SettingsChange } from '#domain';

/** Settings as somebody says them, with what they leave out as it is in force. */
export function proposedIn(
  said: object,
  published: PublishedSettings,
  directory: Directory,
): ProposedSettings | Refusal {
  const proposed = parseSettings(said, currentSettings(published));
  return isRefusal(proposed) ? proposed : (namesUnknown(proposed, directory) ?? proposed);
}

/** What publishing settings would come to. */
export interface SettingsPreview {
  /** The version in force afterwards; that of today where nothing changes. */
  readonly version: number;
  readonly changes: readonly SettingsChange[];
}

/** Records nothing. Refused as publishing them would be. */
export function previewSettings(
  said: object,
  published: PublishedSettings,
  { actor, now, directory }: Pick<DecisionContext, 'actor' | 'now'> & { readonly directory: Directory },
): SettingsPreview | Refusal {
  const proposed = proposedIn(said, published, directory);
  if (isRefusal(proposed)) return proposed;
  const decision = settings.decide({ type: 'PublishSettings', settings: proposed, note: 'Preview' }, published, {
    actor,
    now,
    today: londonDateOf(now),
    newId: (what) => what,
  });
  if (isRefusal(decision)) return decision;
  const inForce = currentSettings(published);
  return {
    version: (inForce?.version ?? 0) + decision.length,
    changes: settingsChanges(inForce && wholeOf(inForce), proposed),
  };
}

/** Whoever is named to answer must be somebody in the people file. */
function namesUnknown(proposed: ProposedSettings, directory: Directory): Refusal | null {
  const unknown = unknownPeopleIn(proposed, (personId) => directory.person(personId) !== undefined);
  if (unknown.length === 0) return null;
  return refuse(
    'invalid',
    'settings-person-unknown',
    `These settings name people by an id that nobody has: ${unknown.join(', ')}.`,
  );
}
