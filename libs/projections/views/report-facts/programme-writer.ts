import type { Database } from 'better-sqlite3';
import type { CalendarEvent, ProgrammeSettings, SampleEvent, SettingsEvent } from '#domain';
import type { EventEnvelope } from '#event-store';

type ProgrammeEvent =
  SettingsEvent | CalendarEvent | Extract<SampleEvent, { type: 'sample-drawn.v1' | 'sample-issue-started.v1' }>;

/** What reports say of the settings: how things are called and which months have no audits. */
export type ReportedProgramme = Pick<
  ProgrammeSettings,
  'scales' | 'auditTypes' | 'tools' | 'excludedMonths' | 'smallNumber'
>;

/** Keeps what a report needs to know beside the audits: settings, closures, and how many cases each draw could choose from. */
export function openProgrammeWriter(db: Database): (event: EventEnvelope) => void {
  const publish = db.prepare('INSERT INTO programme (version, recorded_from, settings) VALUES (?, ?, ?)');
  const close = db.prepare('INSERT INTO closure (day, recorded_from) VALUES (?, ?)');
  const reopen = db.prepare('UPDATE closure SET recorded_to = ? WHERE day = ? AND recorded_to IS NULL');
  const draw = db.prepare(
    'INSERT INTO draw (sample, period, activity, eligible, recorded_from) VALUES (?, ?, ?, ?, ?)',
  );
  const issue = db.prepare('UPDATE draw SET issued_from = ? WHERE sample = ? AND issued_from IS NULL');

  type Keep = { readonly [Type in ProgrammeEvent['type']]: (data: DataOf<Type>, recordedAt: number) => void };
  const keep: Keep = {
    'programme-settings-published.v1': ({ settings }, recordedAt) => {
      const { scales, auditTypes, tools, excludedMonths, smallNumber } = settings;
      const reported: ReportedProgramme = { scales, auditTypes, tools, excludedMonths, smallNumber };
      publish.run(settings.version, recordedAt, JSON.stringify(reported));
    },
    'closure-added.v1': ({ date }, recordedAt) => close.run(date, recordedAt),
    'closure-removed.v1': ({ date }, recordedAt) => reopen.run(recordedAt, date),
    'sample-drawn.v1': (data, recordedAt) => {
      const excluded = data.excluded.reduce((sum, { count }) => sum + count, 0);
      draw.run(data.sampleId, data.period, data.activity, data.frameSize - excluded, recordedAt);
    },
    'sample-issue-started.v1': ({ sampleId }, recordedAt) => issue.run(recordedAt, sampleId),
  };

  return (event) => {
    const keepEvent: ((data: never, recordedAt: number) => void) | undefined =
      keep[event.type as ProgrammeEvent['type']];
    // The type map says which data an event of this type holds.
    keepEvent?.(event.data as never, Date.parse(event.metadata.recordedAt));
  };
}

type DataOf<Type extends ProgrammeEvent['type']> = Extract<ProgrammeEvent, { type: Type }>['data'];
