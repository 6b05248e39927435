import { measuresAfter, measuresDecider } from '#domain';
import type { MeasureEvent, Measures } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const MEASURES_STREAM = 'measures';

export const measuresFold: StreamFold<Measures> = {
  initial: measuresDecider.initial,
  after: (before: Measures, events: readonly MeasureEvent[]) => measuresAfter(before, events),
};
