import { currentSettings } from '#domain';
import { buildReport, suppressSmallNumbers } from '#reporting';
import type { Report, ReportRequest } from '#reporting';
import type { Engine } from './engine.js';
import { mustBeKnown } from './report-names.js';

export interface ReportOrder extends ReportRequest {
  /** Whether it stays in the QA team: otherwise small numbers are withheld. */
  readonly withSmallNumbers: boolean;
  /** How long to wait for figures to hold everything recorded so far, in milliseconds. */
  readonly waitMs: number;
}

/** A report and whether it holds everything recorded when it was asked for. @throws UnknownName, ViewNotReady, StoreUnavailable */
export async function runReport(
  { readModels, references, ledger }: Engine,
  { withSmallNumbers, waitMs, ...request }: ReportOrder,
): Promise<{ readonly report: Report; readonly upToDate: boolean }> {
  const reached = await readModels.reach(['report-facts'], await ledger.store.head(), waitMs);
  const { published, directory } = await references.load();
  const settings = currentSettings(published);
  const facts = readModels.views.open('report-facts');
  mustBeKnown(request.filters, settings ?? null, directory.teams(), facts);
  const report = buildReport(facts.db, request);
  return {
    report: withSmallNumbers ? report : suppressSmallNumbers(report, settings?.smallNumber ?? 0),
    upToDate: reached === 'reached',
  };
}
