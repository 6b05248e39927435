import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty, type Heads } from '../duties.js';
import type { FeedbackEvent, RecordFeedback } from './events.js';

/** Whether the words of each feedback may be shown, by its id. */
export type FeedbackKnown = ReadonlyMap<string, boolean>;

/** What is known after more events: copied once, however many there are. */
export function feedbackAfter(before: FeedbackKnown, events: Iterable<FeedbackEvent>): FeedbackKnown {
  const after = new Map(before);
  for (const { data } of events) after.set(data.feedbackId, data.consent);
  return after;
}

export interface FeedbackContext extends Pick<DecisionContext, 'actor'> {
  /** Of the settings in force. */
  readonly responsibilities: Heads;
}

/** The decider of the stream `feedback`. What is known already as it is said makes no event. */
export const feedbackDecider: Decider<FeedbackKnown, RecordFeedback, FeedbackEvent, FeedbackContext> = {
  initial: new Map(),
  evolve: (before, event) => feedbackAfter(before, [event]),
  decide: decideBy({
    RecordFeedback({ feedback }, known, { actor, responsibilities }) {
      if (!isDutyOf(actor, 'feedback', responsibilities)) return notTheirDuty('feedback');
      const said = new Map(feedback.map((each) => [each.feedbackId, each]));
      return [...said.values()].flatMap((each): FeedbackEvent[] => {
        const { feedbackId, consent } = each;
        const before = known.get(feedbackId);
        if (before === undefined) return [{ type: 'feedback-recorded', data: each }];
        return before === consent ? [] : [{ type: 'feedback-consent-changed', data: { feedbackId, consent } }];
      });
    },
  }),
};
