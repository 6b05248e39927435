import { againstQuestion, currentSettings, londonDateOf } from '#domain';
import { buildReport, outsideReport } from '#reporting';
import type { QuestionTooFine } from '#domain';
import type { Report, ReportRequest } from '#reporting';
import type { Engine } from './engine.js';
import { mustBeKnown } from './report-names.js';

export interface ReportOrder extends ReportRequest {
  /** Whether it stays in the QA team: otherwise small numbers are withheld. */
  readonly withSmallNumbers: boolean;
  /** When it was asked for, where that was earlier: an instant. */
  readonly now?: string;
  /** How long to wait for figures to hold everything recorded so far, in milliseconds. */
  readonly waitMs: number;
}

export interface ReportRun {
  readonly report: Report;
  /** Whether it holds everything recorded when it was asked for. */
  readonly upToDate: boolean;
}

/** A report, or why one is not given outside the QA team. @throws UnknownName, ViewNotReady, StoreUnavailable */
export async function runReport(
  { readModels, references, ledger, clock }: Engine,
  { withSmallNumbers, waitMs, now: askedAt, ...request }: ReportOrder,
): Promise<ReportRun | QuestionTooFine> {
  const { published, directory } = await references.load();
  const settings = currentSettings(published) ?? null;
  const minimum = withSmallNumbers ? 0 : (settings?.smallNumber ?? 0);
  const now = askedAt ?? clock();
  const tooFine = minimum > 1 ? againstQuestion(request, londonDateOf(now)) : null;
  if (tooFine !== null) return tooFine;
  const upToDate = (await readModels.reach(['report-facts'], await ledger.store.head(), waitMs)) === 'reached';
  const facts = readModels.views.open('report-facts');
  const order = { minimum, now: Date.parse(now), upToDate };
  try {
    mustBeKnown(request.filters, settings, directory.teams(), facts);
    if (minimum <= 1) return { report: buildReport(facts.db, request), upToDate };
    return { report: await outsideReport(facts.db, request, order), upToDate };
  } catch (error) {
    if (facts.db.open) throw facts.failure(error);
    // A rebuilt view took over while requests came between.
    return { report: await outsideReport(readModels.views.open('report-facts').db, request, order), upToDate };
  }
}
