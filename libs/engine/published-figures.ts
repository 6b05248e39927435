import { PUBLISHED_STREAM } from '#application';
import { figuresAfter, publishedFigures, type PublishedFigureEvent } from '#domain';
import { publishedReport } from '#reporting';
import type { PublishedReport, PublishedRequest } from '#reporting';
import { instantOf } from './audit-reading.js';
import type { Engine } from './engine.js';

/** What was published, as it was known at a moment. @throws StoreUnavailable */
export async function reportPublished(
  { ledger }: Pick<Engine, 'ledger'>,
  request: PublishedRequest,
): Promise<PublishedReport> {
  const until = request.asAt === null ? null : instantOf(request.asAt);
  const { events } = await ledger.load(PUBLISHED_STREAM);
  const known = events.filter(({ metadata }) => until === null || metadata.recordedAt <= until);
  const figures = figuresAfter(publishedFigures.initial, known as readonly object[] as readonly PublishedFigureEvent[]);
  return publishedReport(figures.values(), request);
}
