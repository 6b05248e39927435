import { feedbackDecider, londonDateOf, parseRating } from '#domain';
import type { Feedback, Refusal } from '#domain';
import { uuidV5 } from '#event-store';
import type { FeedbackRow, ListImport, Listed } from '#imports';
import type { KeyRing } from '#privacy';
import { FEEDBACK_STREAM, feedbackFold } from './feedback-fold.js';
import {
  importList,
  recordedOf,
  type ListImportOrder,
  type ListImportParts,
  type ListRecorded,
} from './import-list.js';

export interface FeedbackImportParts extends ListImportParts {
  readonly keys: Pick<KeyRing, 'pseudonym'>;
}

/** The namespace of the ids of feedback, which follow from what a row says, keyed. */
const FEEDBACK = '5f1f6a57-57a4-5d5e-9c5b-0e9b8f1f2a63';

/**
 * Enters feedback. The same file again adds nothing; a row that says otherwise whether its words may be shown changes that.
 * Two rows of a file that say the same are two people; of another file they are known already.
 * @throws StoreUnavailable, KeysUnavailable: import the same file again.
 */
export async function importFeedback(
  parts: FeedbackImportParts,
  order: ListImportOrder,
): Promise<ListRecorded | Refusal> {
  const tools = (await parts.references.load()).settings?.tools ?? [];
  const today = londonDateOf(order.now);
  const came = await importList(parts, order, {
    duty: 'feedback',
    read: async (file, who) => identified(parts.keys, await parts.files.feedback(file, who)),
    stream: FEEDBACK_STREAM,
    fold: feedbackFold,
    against: ({ date, rating }) => {
      if (date > today) return { column: 'date', reason: 'The date is in the future.' };
      return parseRating(rating, tools) === null ? { column: 'rating', reason: NO_RATING_WORD } : null;
    },
    decide: (rows, known, context) => {
      const feedback = rows.flatMap((row): Feedback[] => {
        const rating = parseRating(row.rating, tools);
        return rating === null ? [] : [{ ...row, rating }];
      });
      return feedbackDecider.decide({ type: 'RecordFeedback', feedback }, known, context);
    },
  });
  return recordedOf(came, ({ type }) => type === 'feedback-recorded');
}

const NO_RATING_WORD =
  'This is no rating: one of the ratings in the settings, or such as excellent, good, average, poor, too early to say or no rating.';

type IdentifiedRow = FeedbackRow & Pick<Feedback, 'feedbackId'>;

/** Each row with its id: the first of those that say the same, the second, … */
async function identified(
  keys: Pick<KeyRing, 'pseudonym'>,
  file: ListImport<FeedbackRow>,
): Promise<ListImport<IdentifiedRow>> {
  const seen = new Map<string, number>();
  const items: Listed<IdentifiedRow>[] = [];
  for (const { row, item } of file.items) {
    const { date, respondent, rating, quote, activityRef } = item;
    const said = JSON.stringify([date, respondent, rating, quote, activityRef]);
    const place = (seen.get(said) ?? 0) + 1;
    seen.set(said, place);
    const feedbackId = uuidV5(FEEDBACK, await keys.pseudonym('feedback', `${place} ${said}`));
    items.push({ row, item: { feedbackId, ...item } });
  }
  return { ...file, items };
}
