import { caseload, refuse } from '#domain';
import type { CaseloadCommand, CaseloadCommandName, CaseloadState } from '#domain';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, SaysOf } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';

export const caseloadStream = (caseloadId: string): string => `caseload-${caseloadId}`;
export const caseloadFold = foldOf(caseload);

function row<Name extends CaseloadCommandName>(
  name: Name,
  summary: string,
  record: 'always' | 'standing',
  says: (body: SaysOf<CaseloadCommand, Name>) => CaseloadCommand,
): CommandRow {
  return commandRow<CaseloadState, SaysOf<CaseloadCommand, Name>>({
    name,
    group: 'caseloads',
    path: null,
    summary,
    body: null,
    fold: caseloadFold,
    record,
    idOf: (target) => target ?? '',
    streamOf: caseloadStream,
    decide(body, state, context) {
      const { settings } = context.references;
      if (settings === null)
        return refuse('rule', 'settings-missing', 'No programme settings have been published yet.');
      return caseload.decide(says(body), state, { ...context, settings });
    },
  });
}

/** How an import records a caseload: start, parts, manifest. Without routes: a file is imported as a whole. */
export const caseloadRows: readonly CommandRow[] = [
  row('StartCaseload', 'Start a caseload', 'always', (body) => ({ type: 'StartCaseload', ...body })),
  row('RecordCaseloadPart', 'Record part of a caseload', 'standing', (body) => ({
    type: 'RecordCaseloadPart',
    ...body,
  })),
  row('CompleteCaseload', 'Complete a caseload', 'standing', (body) => ({ type: 'CompleteCaseload', ...body })),
];
