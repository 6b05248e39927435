import { exactValue, measureKey, measuresDecider, sayTheSame } from '#domain';
import type { MeasureReading, Measures, Refusal } from '#domain';
import {
  importList,
  recordedOf,
  type ListImportOrder,
  type ListImportParts,
  type ListRecorded,
} from './import-list.js';
import { MEASURES_STREAM, measuresFold } from './measures-fold.js';

/**
 * Enters readings of measures that are published. The same file again adds nothing; a reading said otherwise corrects what
 * is known of it, which stays in its history.
 * @throws StoreUnavailable: import the same file again.
 */
export async function importReadings(parts: ListImportParts, order: ListImportOrder): Promise<ListRecorded | Refusal> {
  const came = await importList(parts, order, {
    duty: 'measures',
    read: (file, who) => parts.files.readings(file, who),
    stream: MEASURES_STREAM,
    fold: measuresFold,
    against,
    decide: (readings, known, context) => measuresDecider.decide({ type: 'RecordReadings', readings }, known, context),
  });
  return recordedOf(came, ({ type }) => type === 'reading-recorded');
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
