import { countPractitioners, trendsOf } from '#reporting';
import type { ReportShown } from '#reporting';
import type { Engine } from './engine.js';
import { namesIn } from './names-shown.js';
import { runReport, type NoFigures, type ReportOrder } from './run-report.js';

interface TrendsOrder extends Omit<ReportOrder, 'report' | 'scale' | 'now'> {
  /** Whether practitioners are told of: of whoever sees small numbers alone, and of one team. */
  readonly practitioners: boolean;
}

const OF_A_TEAM: NoFigures = {
  code: 'team-missing',
  sentence: 'Practitioners are told of by team: say which team.',
};
const OF_THE_QA_TEAM: NoFigures = {
  code: 'small-numbers-withheld',
  sentence: 'Grades by practitioner are small numbers, which are withheld outside the QA team: leave them out.',
};

/**
 * How judgements and standards went on, as whoever asks is shown those two reports; and grades by practitioner, for the QA team.
 * @throws UnknownName, ViewsBehind, StoreUnavailable, KeysUnavailable
 */
export async function reportTrends(
  engine: Engine,
  { practitioners, ...order }: TrendsOrder,
): Promise<ReportShown | NoFigures> {
  if (practitioners && !order.withSmallNumbers) return OF_THE_QA_TEAM;
  if (practitioners && order.filters.team === undefined) return OF_A_TEAM;
  // Both as at one moment.
  const now = engine.clock();
  const judgements = await runReport(engine, { ...order, report: 'judgements', now });
  if ('sentence' in judgements) return judgements;
  const standards = await runReport(engine, { ...order, report: 'standards', now });
  if ('sentence' in standards) return standards;
  if (!practitioners) return trendsOf(judgements, standards, []);
  const facts = await engine.readModels.upToNow('report-facts', order.waitMs);
  const { waitMs: _, withSmallNumbers: __, ...request } = order;
  const { ids, rowsFor } = countPractitioners(facts.db, { ...request, report: 'judgements' });
  return trendsOf(judgements, standards, rowsFor(await namesIn(engine, ids)));
}
