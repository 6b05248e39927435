import { isRefusal, publishedFigures } from '#domain';
import type { Refusal } from '#domain';
import { importList, type ListImportOrder, type ListImportParts, type ListRead } from './import-list.js';
import { PUBLISHED_STREAM, publishedFold } from './published-fold.js';

export interface PublishedImported extends ListRead {
  /** Figures that are new, those that correct one known, and those known as they are said. */
  readonly recorded: number;
  readonly corrected: number;
  readonly unchanged: number;
}

/**
 * Enters the figures that a council has published, as printed. The same file again adds nothing; a figure said otherwise
 * corrects what is known of it, which stays in its history.
 * @throws StoreUnavailable: import the same file again.
 */
export async function importPublished(
  parts: ListImportParts,
  order: ListImportOrder,
): Promise<PublishedImported | Refusal> {
  const came = await importList(parts, order, {
    duty: 'published-figures',
    read: (file, who) => parts.files.published(file, who),
    stream: PUBLISHED_STREAM,
    fold: publishedFold,
    decide: (figures, known, context) =>
      publishedFigures.decide({ type: 'RecordPublishedFigures', figures }, known, context),
  });
  if (isRefusal(came)) return came;
  const { rows, rejected, warnings, imported, items, events } = came;
  const recorded = events.filter(({ type }) => type === 'published-figure-recorded').length;
  const corrected = events.length - recorded;
  return { rows, rejected, warnings, recorded, corrected, unchanged: items.length - events.length, imported };
}
