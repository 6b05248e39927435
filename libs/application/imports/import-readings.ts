import { exactValue, isRefusal, measureKey, measuresDecider, sayTheSame } from '#domain';
import type { MeasureReading, Measures, Refusal } from '#domain';
import { importList, type ListImportOrder, type ListImportParts, type ListRead } from './import-list.js';
import { MEASURES_STREAM, measuresFold } from './measures-fold.js';

export interface ReadingsImported extends ListRead {
  /** Readings that are new, those that correct one known, and those known as they are said. */
  readonly recorded: number;
  readonly corrected: number;
  readonly unchanged: number;
}

/**
 * Enters readings of measures that are published. The same file again adds nothing; a reading said otherwise corrects what
 * is known of it, which stays in its history.
 * @throws StoreUnavailable: import the same file again.
 */
export async function importReadings(
  parts: ListImportParts,
  order: ListImportOrder,
): Promise<ReadingsImported | Refusal> {
  const came = await importList(parts, order, {
    duty: 'measures',
    read: (file, who) => parts.files.readings(file, who),
    stream: MEASURES_STREAM,
    fold: measuresFold,
    against,
    decide: (readings, known, context) => measuresDecider.decide({ type: 'RecordReadings', readings }, known, context),
  });
  if (isRefusal(came)) return came;
  const { rows, rejected, warnings, imported, items, events } = came;
  const recorded = events.filter(({ type }) => type === 'reading-recorded').length;
  const corrected = events.length - recorded;
  return { rows, rejected, warnings, recorded, corrected, unchanged: items.length - events.length, imported };
}

function against(reading: MeasureReading, { measures }: Measures) {
  const measure = measures.get(measureKey(reading.measure));
  if (measure === undefined)
    return { column: 'measure', reason: 'No measure of this name is published. Import the measures first.' };
  const counted = exactValue(measure.unit, { ...reading, value: null });
  return reading.value === null || reading.denominator === null || sayTheSame(counted, reading.value)
    ? null
    : { column: 'value', reason: 'The counts give another value. Give what is right, or the counts alone.' };
}
