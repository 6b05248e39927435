import { againstQuestion, currentSettings, londonDateOf } from '#domain';
import type { References } from '#application';
import type { ProgrammeSettings } from '#domain';
import { buildReport, openFigure, outsideReport } from '#reporting';
import type { ViewReader } from '#projections';
import type { FigureBehind, FigureName, Report, ReportRequest } from '#reporting';
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

/** Why figures are not given, and what to ask instead. */
export interface NoFigures {
  readonly code: string;
  readonly sentence: string;
}

/** A report of everything recorded when it was asked for, or why it is not given. @throws UnknownName, ViewsBehind, StoreUnavailable */
export async function runReport(
  engine: Engine,
  { withSmallNumbers, waitMs, now: askedAt, ...request }: ReportOrder,
): Promise<Report | NoFigures> {
  const references = await engine.references.load();
  const settings = currentSettings(references.published);
  const minimum = withSmallNumbers ? 0 : (settings?.smallNumber ?? 0);
  const now = askedAt ?? engine.clock();
  const tooFine = minimum > 1 ? againstQuestion(request, londonDateOf(now)) : null;
  const not = tooFine ?? againstScale(request, settings, minimum);
  if (not !== null) return not;
  return onFacts(engine, references, request, waitMs, async (facts) => {
    if (minimum <= 1) return buildReport(facts.db, request);
    const order = { minimum, now: Date.parse(now) };
    try {
      return await outsideReport(facts.db, request, order);
    } catch (error) {
      if (facts.db.open) throw error;
      // A rebuilt view took over while requests came between.
      const anew = engine.readModels.views.open('report-facts');
      return await outsideReport(anew.db, request, order);
    }
  });
}

export interface FigureOrder extends ReportRequest {
  readonly figure: FigureName;
  /** How many audits to list. */
  readonly most: number;
  readonly waitMs: number;
}

/**
 * Opens a figure down to its audits and events, for somebody who sees small numbers: the list is one.
 * @throws UnknownName, ViewsBehind, StoreUnavailable
 */
export async function openReportFigure(
  engine: Engine,
  { figure, most, waitMs, ...request }: FigureOrder,
): Promise<FigureBehind | NoFigures> {
  const references = await engine.references.load();
  const not = againstScale(request, currentSettings(references.published), 0);
  if (not !== null) return not;
  return onFacts(
    engine,
    references,
    request,
    waitMs,
    async (facts) => openFigure(facts.db, request, figure, most) ?? NO_SUCH_FIGURE,
  );
}

/** Figures that leave out what has been recorded look like any others, and are wrong: none are given until it is counted. */
async function onFacts<Answer>(
  { readModels }: Engine,
  { published, directory }: References,
  { filters }: ReportRequest,
  waitMs: number,
  work: (facts: ViewReader) => Promise<Answer>,
): Promise<Answer> {
  const facts = await readModels.upToNow('report-facts', waitMs);
  try {
    mustBeKnown(filters, currentSettings(published), directory.teams(), facts);
    return await work(facts);
  } catch (error) {
    throw facts.db.open ? facts.failure(error) : error;
  }
}

const NO_SUCH_FIGURE: NoFigures = {
  code: 'no-such-figure',
  sentence: 'The report has no such figure: give period, series and key as its row has them.',
};

/** Outside the QA team the grades of two scales together would tell the few of one apart. */
function againstScale(
  { report, scale }: ReportRequest,
  settings: ProgrammeSettings | null,
  minimum: number,
): NoFigures | null {
  if (scale === undefined) return null;
  if (report !== 'judgements')
    return { code: 'scale-not-asked', sentence: 'Only the report of judgements counts in one scale: leave it out.' };
  if (minimum > 1)
    return {
      code: 'small-numbers-withheld',
      sentence:
        'Leave the scale out: outside the QA team each scale is counted by itself, since small numbers could be worked out from them together.',
    };
  const scales = settings?.scales ?? [];
  if (scales.some(({ key }) => key === scale)) return null;
  return {
    code: 'unknown-scale',
    sentence: `No grade scale has that key. There ${scales.length === 1 ? 'is' : 'are'}: ${scales.map(({ key }) => key).join(', ')}.`,
  };
}
