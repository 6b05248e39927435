import { auditsImport, nothingMore } from '#domain';
import type { AuditsImportState } from '#domain';
import { bodyOf } from '../body/body-of.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow } from '../row/command-row.js';
import { foldOf } from '../streams/stream-fold.js';
import { auditsImportStream } from './audits-imports.js';

/** What may be done with an import of earlier audits beside running its file again. */
export const importRows: readonly CommandRow[] = [
  commandRow<AuditsImportState, object>({
    name: 'TakeBackAuditsImport',
    group: 'imports',
    path: 'imports/audits/:id/take-back',
    summary: 'Take back an import of earlier audits, whole or unfinished: its audits count no more',
    body: bodyOf(nothingMore),
    fold: foldOf(auditsImport),
    record: 'standing',
    idOf: (target) => target ?? '',
    streamOf: auditsImportStream,
    decide: (_body, state, { actor, id }) =>
      auditsImport.decide({ type: 'TakeBackAuditsImport' }, state, { actor, importId: id }),
  }),
];
