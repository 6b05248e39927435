import { MEASURES_STREAM } from '#application';
import { measuresAfter, measuresDecider, type MeasureEvent } from '#domain';
import { measuresReport, withheldReadings } from '#reporting';
import type { MeasuresReport, MeasuresRequest } from '#reporting';
import { instantOf } from './audit-reading.js';
import type { Engine } from './engine.js';

interface MeasuresOrder extends MeasuresRequest {
  /** Whether whoever asks sees small numbers. */
  readonly withSmallNumbers: boolean;
}

/** The measures and their readings, as they were known at a moment. @throws StoreUnavailable */
export async function reportMeasures(
  { ledger, references }: Pick<Engine, 'ledger' | 'references'>,
  { withSmallNumbers, ...request }: MeasuresOrder,
): Promise<MeasuresReport> {
  const until = request.asAt === null ? null : instantOf(request.asAt);
  const { events } = await ledger.load(MEASURES_STREAM);
  const known = events.filter(({ metadata }) => until === null || metadata.recordedAt <= until);
  const said = (some: typeof events) => some as readonly object[] as readonly MeasureEvent[];
  const ever = said(events).flatMap(({ type, data }) => (type === 'measure-published' ? [] : [data]));
  const minimum = withSmallNumbers ? 0 : ((await references.load()).settings?.smallNumber ?? 0);
  return measuresReport(measuresAfter(measuresDecider.initial, said(known)), request, withheldReadings(ever, minimum));
}
