import { currentSettings, workingDays } from '#domain';
import type { Closures, PeopleDirectory, ProgrammeSettings, PublishedSettings, WorkingDays } from '#domain';
import { SharedRead } from '#event-store';
import { PEOPLE_STREAM, directoryFold } from './directory-fold.js';
import { CALENDAR_STREAM, SETTINGS_STREAM, closuresFold, settingsFold } from './settings-folds.js';
import type { StreamMemories } from '../streams/stream-memories.js';

/** What every decision may look at: people, settings and calendar as they stand when it is taken. */
export interface References {
  readonly directory: PeopleDirectory;
  readonly published: PublishedSettings;
  /** The newest version; null before the first, which the engine publishes on a first run. */
  readonly settings: ProgrammeSettings | null;
  readonly closures: Closures;
  /** Everybody in it is invented. */
  readonly demonstration: boolean;
  readonly calendar: WorkingDays;
}

/** How old the reference data may be on which a command is accepted, in milliseconds; what refuses one is never old. */
const RECENT_MS = 50;

/** Folded in memory; whether the streams have gone on is asked anew for everyone who asks. */
export class ReferenceData {
  private last: References | undefined;
  private readonly now = new SharedRead(() => this.read(0));
  private readonly lately = new SharedRead(() => this.read(RECENT_MS), 0);
  private readonly people = new SharedRead(
    async () => (await this.memories.of(directoryFold).load(PEOPLE_STREAM)).state,
  );

  constructor(private readonly memories: StreamMemories) {}

  /** As they stand now. @throws StoreUnavailable */
  load(): Promise<References> {
    return this.now.ask();
  }

  /**
   * As they stand now, or as other processes had left them a moment ago: spares a command a way to an event server and
   * back. The very same object for as long as nothing has changed.
   * @throws StoreUnavailable
   */
  recent(): Promise<References> {
    return this.lately.ask();
  }

  /** People and teams alone: for signing in. @throws StoreUnavailable */
  directory(): Promise<PeopleDirectory> {
    return this.people.ask();
  }

  private async read(maxAgeMs: number): Promise<References> {
    const [people, settings, calendar] = await Promise.all([
      this.memories.of(directoryFold).load(PEOPLE_STREAM, maxAgeMs),
      this.memories.of(settingsFold).load(SETTINGS_STREAM, maxAgeMs),
      this.memories.of(closuresFold).load(CALENDAR_STREAM, maxAgeMs),
    ]);
    const { last } = this;
    const isAsBefore =
      last?.directory === people.state && last.published === settings.state && last.closures === calendar.state;
    if (isAsBefore) return last;
    this.last = {
      directory: people.state,
      published: settings.state,
      settings: currentSettings(settings.state),
      closures: calendar.state,
      demonstration: settings.state.demonstration === true,
      calendar: last?.closures === calendar.state ? last.calendar : workingDays(calendar.state),
    };
    return this.last;
  }
}
