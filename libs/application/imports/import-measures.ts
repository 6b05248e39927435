import { findingsOf, isRefusal, measuresDecider } from '#domain';
import type { BandFinding, Refusal } from '#domain';
import { importList, type ListImportOrder, type ListImportParts, type ListRead } from './import-list.js';
import { MEASURES_STREAM, measuresFold } from './measures-fold.js';

/** What in the bands of one measure does not hold together. */
export interface MeasureFinding extends BandFinding {
  readonly measure: string;
}

export interface MeasuresImported extends ListRead {
  /** Of every measure of the file, whether or not they are published with it. */
  readonly findings: readonly MeasureFinding[];
  /** Measures that are new, those published again in another form, those known as they are said, and those left out for their findings. */
  readonly published: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly heldBack: number;
}

export interface MeasuresImportOrder extends ListImportOrder {
  /** Publish, as they are printed, measures whose bands do not hold together: their findings are shown with them from then on. */
  readonly acceptFindings: boolean;
}

/**
 * Publishes measures with their bands as printed. What in the bands does not hold together is told, and such a measure is
 * left out until somebody accepts that. The same file again adds nothing.
 * @throws StoreUnavailable: import the same file again.
 */
export async function importMeasures(
  parts: ListImportParts,
  { acceptFindings, ...order }: MeasuresImportOrder,
): Promise<MeasuresImported | Refusal> {
  let heldBack = 0;
  const came = await importList(parts, order, {
    duty: 'measures',
    read: (file, who) => parts.files.measures(file, who),
    stream: MEASURES_STREAM,
    fold: measuresFold,
    decide: (measures, known, context) => {
      const decided = (accept: boolean) =>
        measuresDecider.decide({ type: 'PublishMeasures', measures, acceptFindings: accept }, known, context);
      const [published, all] = [decided(acceptFindings), decided(true)];
      if (isRefusal(published) || isRefusal(all)) return published;
      heldBack = all.length - published.length;
      return published;
    },
  });
  if (isRefusal(came)) return came;
  const { rows, rejected, warnings, imported, items, events } = came;
  const versions = events.map(({ data }) => ('version' in data ? data.version : 0));
  const published = versions.filter((version) => version === 1).length;
  return {
    rows,
    rejected,
    findings: items.flatMap((item) => findingsOf(item).map((finding) => ({ measure: item.measure, ...finding }))),
    warnings,
    published,
    changed: events.length - published,
    unchanged: items.length - events.length - heldBack,
    heldBack,
    imported,
  };
}
