import type { Database } from 'better-sqlite3';
import type {
  AuditsImportEvent,
  CalendarEvent,
  ProgrammeSettings,
  RoundsEvent,
  SampleEvent,
  SettingsEvent,
} from '#domain';
import type { EventEnvelope } from '#event-store';

type ProgrammeEvent =
  | SettingsEvent
  | CalendarEvent
  | AuditsImportEvent
  | Extract<SampleEvent, { type: 'sample-drawn' | 'sample-issue-started' | 'sample-issued' }>
  | Extract<RoundsEvent, { type: 'draw-excused' | 'draw-excuse-lifted' | 'draw-made' | 'draw-dropped' }>;

/** What reports say of the settings: how things are called, which grade counts as which, and which months have no audits. */
export type ReportedProgramme = Pick<
  ProgrammeSettings,
  'scales' | 'concordances' | 'auditTypes' | 'tools' | 'excludedMonths' | 'smallNumber' | 'rounds'
>;

/** Keeps what a report needs to know beside the audits: settings, closures, how imports stand, and how many cases each draw could choose from. */
export function openProgrammeWriter(db: Database): (event: EventEnvelope) => void {
  const publish = db.prepare('INSERT INTO programme (version, recorded_from, settings) VALUES (?, ?, ?)');
  const close = db.prepare('INSERT INTO closure (day, recorded_from) VALUES (?, ?)');
  const reopen = db.prepare('UPDATE closure SET recorded_to = ? WHERE day = ? AND recorded_to IS NULL');
  const draw = db.prepare(
    `INSERT INTO draw (sample, period, activity, eligible, recorded_from, round, round_period, theme)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const issue = db.prepare('UPDATE draw SET issued_from = ? WHERE sample = ? AND issued_from IS NULL');
  const issuedAll = db.prepare('UPDATE draw SET all_issued_from = ?, audits = ?, skipped = ? WHERE sample = ?');
  const excuse = db.prepare('INSERT INTO excused_draw (round, round_period, recorded_from) VALUES (?, ?, ?)');
  const lift = db.prepare(
    'UPDATE excused_draw SET recorded_to = ? WHERE round = ? AND round_period = ? AND recorded_to IS NULL',
  );

  const start = db.prepare('INSERT INTO import (import, audits, started_from) VALUES (?, ?, ?)');
  const complete = db.prepare('UPDATE import SET audits = ?, whole_from = ? WHERE import = ?');
  const takeBack = db.prepare('UPDATE import SET taken_back_from = ? WHERE import = ?');

  type Keep = { readonly [Type in ProgrammeEvent['type']]: (data: DataOf<Type>, recordedAt: number) => void };
  const keep: Keep = {
    'programme-settings-published': ({ settings }, recordedAt) => {
      const { scales, concordances, auditTypes, tools, excludedMonths, smallNumber, rounds = [] } = settings;
      const reported: ReportedProgramme = {
        ...{ scales, concordances, auditTypes, tools, excludedMonths, smallNumber },
        ...(rounds.length > 0 && { rounds }),
      };
      publish.run(settings.version, recordedAt, JSON.stringify(reported));
    },
    'closure-added': ({ date }, recordedAt) => close.run(date, recordedAt),
    'closure-removed': ({ date }, recordedAt) => reopen.run(recordedAt, date),
    'sample-drawn': (data, recordedAt) => {
      const excluded = data.excluded.reduce((sum, { count }) => sum + count, 0);
      const { sampleId, period, activity, frameSize, round } = data;
      const ofRound = [round?.key ?? null, round?.period ?? null, round?.theme ?? null];
      draw.run(sampleId, period, activity, frameSize - excluded, recordedAt, ...ofRound);
    },
    'audits-import-started': ({ importId, audits }, recordedAt) => start.run(importId, audits, recordedAt),
    'audits-import-completed': ({ importId, audits }, recordedAt) => complete.run(audits, recordedAt, importId),
    'audits-import-taken-back': ({ importId }, recordedAt) => takeBack.run(recordedAt, importId),
    'sample-issued': ({ sampleId, audits, skipped }, recordedAt) =>
      issuedAll.run(recordedAt, audits, skipped, sampleId),
    'draw-excused': ({ round, period }, recordedAt) => excuse.run(round, period, recordedAt),
    'draw-excuse-lifted': ({ round, period }, recordedAt) => lift.run(recordedAt, round, period),
    'draw-made': ({ round, period }, recordedAt) => lift.run(recordedAt, round, period),
    'draw-dropped': ({ round, period }, recordedAt) => lift.run(recordedAt, round, period),
    'sample-issue-started': ({ sampleId }, recordedAt) => issue.run(recordedAt, sampleId),
  };

  return (event) => {
    const keepEvent: ((data: never, recordedAt: number) => void) | undefined =
      keep[event.type as ProgrammeEvent['type']];
    // The type map says which data an event of this type holds.
    keepEvent?.(event.data as never, Date.parse(event.metadata.recordedAt));
  };
}

type DataOf<Type extends ProgrammeEvent['type']> = Extract<ProgrammeEvent, { type: Type }>['data'];
