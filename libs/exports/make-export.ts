import { hash } from 'node:crypto';
import { isIsoDate, isRefusal, systemActor } from '#domain';
import type { ExportFormat, ExportOrder } from '#domain';
import { runReport } from '#engine';
import type { Engine, NoFigures } from '#engine';
import { findExport } from '#projections';
import { formatCsv, formatJson } from '#reporting';
import type { Report, ReportRequest } from '#reporting';
import type { ExportFiles } from './export-files.js';

/** A job waits this long for figures that hold everything recorded: they may first have to be built. Milliseconds. */
const WAIT_MS = 600_000;

const written: Readonly<Record<ExportFormat, (report: Report) => string>> = {
  csv: formatCsv,
  json: formatJson,
};

/**
 * Makes one export's file and records that it is there; nothing where that has been done. Made again it is the same file.
 * @throws ViewsBehind, ViewNotReady, StoreUnavailable to be called again later
 */
export async function makeExport(engine: Engine, files: ExportFiles, exportId: string): Promise<void> {
  const order = findExport(await engine.readModels.upToNow('exports', WAIT_MS), exportId);
  if (order === undefined || order.file !== null) return;
  const ran = await runReport(engine, {
    ...requestOf(order.order),
    // An instant is that of the order itself: nobody outside the QA team may name one.
    ...(order.withSmallNumbers || isIsoDate(order.order.asAt) ? {} : { asAt: null, now: order.order.asAt }),
    withSmallNumbers: order.withSmallNumbers,
    waitMs: WAIT_MS,
  });
  // Asked for before such questions were refused: the file says so, and its order is not tried for ever.
  const report = 'sentence' in ran ? refusedReport(requestOf(order.order), ran) : ran;
  const { format } = order.order;
  const text = written[format](report);
  await files.write({ exportId, format }, text);
  const answer = await engine.execute({
    name: 'RecordExportMade',
    target: exportId,
    body: { exportId, bytes: Buffer.byteLength(text), digest: hash('sha256', text, 'hex') },
    actor: systemActor('exports'),
  });
  if (isRefusal(answer)) throw new Error(`A file could not be recorded: ${answer.sentence}`);
}

const refusedReport = (request: ReportRequest, { code, sentence }: NoFigures): Report => ({
  ...request,
  rows: [],
  notes: [{ code, text: sentence }],
});

const requestOf = ({ report, from, to, by, asAt, service, team, activity }: ExportOrder): ReportRequest => ({
  report,
  from,
  to,
  by,
  asAt,
  filters: { service: service ?? undefined, team: team ?? undefined, activity: activity ?? undefined },
});
