import { isExportStream } from '#application';
import type { Engine } from '#engine';
import { CATCH_UP_MS, InProcessQueue, startJobs } from '#jobs';
import type { JobsSettings, RunningJobs } from '#jobs';
import { listExportsWaiting } from '#projections';
import type { ExportFiles } from './export-files.js';
import { makeExport } from './make-export.js';

export interface ExportsOptions extends JobsSettings {
  readonly engine: Engine;
  readonly files: ExportFiles;
}

/** How long a file is kept. Afterwards the report is asked for again. */
const KEPT_MS = 7 * 24 * 3_600_000;
/** A report is read in one go, so that more of them at once would only take turns. */
export const EXPORTS_AT_ONCE = 1;

/**
 * Makes reports into files from now on. Any number of processes may.
 * @throws StoreUnavailable
 */
export async function startExports({
  engine,
  files,
  queue = new InProcessQueue({ clock: engine.clock, concurrency: EXPORTS_AT_ONCE }),
  onTrouble = () => undefined,
  ...often
}: ExportsOptions): Promise<RunningJobs> {
  const { readModels, ledger, clock } = engine;
  return startJobs({
    ...often,
    kind: 'exports',
    store: ledger.store,
    queue,
    clock,
    handler: (exportId) => makeExport(engine, files, exportId),
    awaiting: async (position) => {
      await files.removeOlderThan(new Date(Date.parse(clock()) - KEPT_MS).toISOString());
      await readModels.reach(['exports'], position, CATCH_UP_MS);
      return listExportsWaiting(readModels.views.open('exports')).map(({ exportId, requestedAt }) => ({
        id: exportId,
        at: requestedAt,
      }));
    },
    follows: isExportStream,
    onTrouble,
  });
}
