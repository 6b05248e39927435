import { currentSettings, workingDays } from '#domain';
import type { Closures, PeopleDirectory, ProgrammeSettings, PublishedSettings, WorkingDays } from '#domain';
import { SharedRead } from '#event-store';
import { PEOPLE_STREAM, directoryFold } from '../people/directory-fold.js';
import { CALENDAR_STREAM, SETTINGS_STREAM, closuresFold, settingsFold } from '../settings/folds.js';
import type { StreamMemories } from './stream-memories.js';

/** What every decision may look at: people, settings and calendar as they stand when it is taken. */
export interface References {
  readonly directory: PeopleDirectory;
  readonly published: PublishedSettings;
  /** The newest version; null before the first, which the engine publishes on a first run. */
  readonly settings: ProgrammeSettings | null;
  readonly closures: Closures;
  readonly calendar: WorkingDays;
}

/** Folded in memory; the tail of each stream is read anew for everyone who asks. */
export class ReferenceData {
  private counted: { readonly closures: Closures; readonly calendar: WorkingDays } | undefined;

  private readonly whole = new SharedRead(() => this.read());
  private readonly people = new SharedRead(
    async () => (await this.memories.of(directoryFold).load(PEOPLE_STREAM)).state,
  );

  constructor(private readonly memories: StreamMemories) {}

  /** @throws StoreUnavailable */
  load(): Promise<References> {
    return this.whole.ask();
  }

  /** People and teams alone: for signing in. @throws StoreUnavailable */
  directory(): Promise<PeopleDirectory> {
    return this.people.ask();
  }

  private async read(): Promise<References> {
    const [people, settings, calendar] = await Promise.all([
      this.memories.of(directoryFold).load(PEOPLE_STREAM),
      this.memories.of(settingsFold).load(SETTINGS_STREAM),
      this.memories.of(closuresFold).load(CALENDAR_STREAM),
    ]);
    return {
      directory: people.state,
      published: settings.state,
      settings: currentSettings(settings.state),
      closures: calendar.state,
      calendar: this.calendarWith(calendar.state),
    };
  }

  private calendarWith(closures: Closures): WorkingDays {
    if (this.counted?.closures !== closures) this.counted = { closures, calendar: workingDays(closures) };
    return this.counted.calendar;
  }
}
