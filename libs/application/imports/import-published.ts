import { publishedFigures } from '#domain';
import type { Refusal } from '#domain';
import {
  importList,
  recordedOf,
  type ListImportOrder,
  type ListImportParts,
  type ListRecorded,
} from './import-list.js';
import { PUBLISHED_STREAM, publishedFold } from './published-fold.js';

/**
 * Enters the figures that a council has published, as printed. The same file again adds nothing; a figure said otherwise
 * corrects what is known of it, which stays in its history.
 * @throws StoreUnavailable: import the same file again.
 */
export async function importPublished(parts: ListImportParts, order: ListImportOrder): Promise<ListRecorded | Refusal> {
  const came = await importList(parts, order, {
    duty: 'published-figures',
    read: (file, who) => parts.files.published(file, who),
    stream: PUBLISHED_STREAM,
    fold: publishedFold,
    decide: (figures, known, context) =>
      publishedFigures.decide({ type: 'RecordPublishedFigures', figures }, known, context),
  });
  return recordedOf(came, ({ type }) => type === 'published-figure-recorded');
}
