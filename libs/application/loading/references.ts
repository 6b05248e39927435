import type { PeopleDirectory, WorkingDays } from '#domain';
import { PEOPLE_STREAM, directoryFold } from '../people/directory-fold.js';
import { CALENDAR_STREAM, SETTINGS_STREAM, calendarFold, settingsFold } from '../settings/reference-folds.js';
import type { SettingsVersions } from '../settings/reference-folds.js';
import type { StreamMemories } from './stream-memories.js';

/** What every decision may look at: people, settings and calendar as they stand when it is taken. */
export interface References {
  readonly directory: PeopleDirectory;
  readonly settings: SettingsVersions;
  readonly calendar: WorkingDays;
}

/** Folded in memory; the tail of each stream is read before every command. */
export class ReferenceData {
  constructor(private readonly memories: StreamMemories) {}

  /** @throws StoreUnavailable */
  async load(): Promise<References> {
    const [people, settings, calendar] = await Promise.all([
      this.memories.of(directoryFold).load(PEOPLE_STREAM),
      this.memories.of(settingsFold).load(SETTINGS_STREAM),
      this.memories.of(calendarFold).load(CALENDAR_STREAM),
    ]);
    return { directory: people.state, settings: settings.state, calendar: calendar.state.calendar };
  }
}
