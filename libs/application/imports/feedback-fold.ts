import { feedbackAfter, feedbackDecider } from '#domain';
import type { FeedbackEvent, FeedbackKnown } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const FEEDBACK_STREAM = 'feedback';

export const feedbackFold: StreamFold<FeedbackKnown> = {
  initial: feedbackDecider.initial,
  after: (before: FeedbackKnown, events: readonly FeedbackEvent[]) => feedbackAfter(before, events),
};
