import { DEMONSTRATOR, closures, settings } from '#domain';
import type { PublishedSettings, SettingsEvent } from '#domain';
import { foldOf } from '../streams/stream-fold.js';
import type { StreamFold } from '../streams/stream-fold.js';

export const SETTINGS_STREAM = 'settings';
export const CALENDAR_STREAM = 'calendar';

const published = foldOf(settings);

type Recorded = SettingsEvent & { readonly metadata: { readonly actor: { readonly id: string } } };

export const settingsFold: StreamFold<PublishedSettings> = {
  initial: published.initial,
  after(before: PublishedSettings, events: readonly Recorded[]): PublishedSettings {
    const after = published.after(before, events);
    const isSetUp = events.some(({ metadata }) => metadata.actor.id === DEMONSTRATOR.id);
    return isSetUp ? { ...after, demonstration: true } : after;
  },
};
export const closuresFold = foldOf(closures);
