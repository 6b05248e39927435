import {
  againstQuestion,
  EXPORT_FORMATS,
  exportLog,
  hasRole,
  isDutyOf,
  refuse,
  REPORTS,
  seesSmallNumbers,
} from '#domain';
import type { ExportCommand, ExportFormat, ExportStanding, ReportName } from '#domain';
import { Choice, Day } from '../body/fields.js';
import { ReportScope } from '../body/report-scope.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';

const EXPORT = 'export-';
const exportStream = (id: string): string => `${EXPORT}${id}`;
export const isExportStream = (stream: string): boolean => stream.startsWith(EXPORT);

const exportFold = foldOf(exportLog);

class ExportBody extends ReportScope {
  @Choice('The report', REPORTS)
  report!: ReportName;
  @Day('As it was known at the end of this day; as it is now where it is left out', { optional: true })
  asAt?: string;
  @Choice('The kind of file', EXPORT_FORMATS)
  format!: ExportFormat;
}

/** Reports in files: asked for by a person, made by the engine. */
export const exportRows: readonly CommandRow[] = [
  commandRow<ExportStanding, ExportBody>({
    name: 'RequestExport',
    group: 'reports',
    summary: 'Have a report made into a file',
    path: 'exports',
    body: ExportBody,
    fold: exportFold,
    record: 'made',
    idOf: (target, _body, newId) => target ?? newId('export'),
    streamOf: exportStream,
    roleOf: (_body, _state, { actor }) => (hasRole(actor, 'coordinator') ? 'coordinator' : 'leader'),
    decide: ({ by = null, asAt = null, service, team, activity, ...rest }, standing, context) => {
      const { actor, today, references, id: exportId } = context;
      const withSmallNumbers = seesSmallNumbers(actor, references.settings);
      const filters = { service, team, activity };
      const mayAsk = isDutyOf(actor, 'exports');
      const tooFine = withSmallNumbers || !mayAsk ? null : againstQuestion({ ...rest, by, asAt, filters }, today);
      if (tooFine !== null) return refuse('rule', tooFine.code, tooFine.sentence);
      const order = { ...rest, by, asAt, service: service ?? null, team: team ?? null, activity: activity ?? null };
      return exportLog.decide({ type: 'RequestExport', exportId, order, withSmallNumbers }, standing, context);
    },
  }),
  commandRow<ExportStanding, SaysOf<ExportCommand, 'RecordExportMade'>>({
    name: 'RecordExportMade',
    group: 'reports',
    summary: 'Record that a report has been made into a file',
    path: null,
    body: null,
    fold: exportFold,
    record: 'standing',
    idOf: (target) => target ?? '',
    streamOf: exportStream,
    decide: (said, standing, context) => exportLog.decide({ type: 'RecordExportMade', ...said }, standing, context),
  }),
];
