import { workingDays } from '#domain';
import type { CalendarEvent, ProgrammeSettings, SettingsEvent, WorkingDays } from '#domain';
import type { StreamFold } from '../loading/stream-fold.js';

export const SETTINGS_STREAM = 'settings';
export const CALENDAR_STREAM = 'calendar';

/** Every version of the programme settings ever published. */
export interface SettingsVersions {
  readonly current: ProgrammeSettings | undefined;
  readonly byVersion: ReadonlyMap<number, ProgrammeSettings>;
}

export const settingsFold: StreamFold<SettingsVersions> = {
  initial: { current: undefined, byVersion: new Map() },
  after({ byVersion }: SettingsVersions, events: readonly SettingsEvent[]): SettingsVersions {
    const published = events.map(({ data }) => data.settings);
    return {
      current: published.at(-1),
      byVersion: new Map([...byVersion, ...published.map((settings) => [settings.version, settings] as const)]),
    };
  },
};

export interface Closures {
  readonly dates: ReadonlySet<string>;
  readonly calendar: WorkingDays;
}

export const calendarFold: StreamFold<Closures> = {
  initial: { dates: new Set(), calendar: workingDays() },
  after({ dates }: Closures, events: readonly CalendarEvent[]): Closures {
    const closed = new Set(dates);
    for (const { type, data } of events) {
      if (type === 'closure-added.v1') closed.add(data.date);
      else closed.delete(data.date);
    }
    return { dates: closed, calendar: workingDays(closed) };
  },
};
