import { FEEDBACK_STREAM } from '#application';
import { againstQuestion, feedbackAfter, feedbackDecider, londonDateOf, periodOf } from '#domain';
import type { FeedbackEvent, QuestionTooFine } from '#domain';
import { feedbackReport, lastMonthEnd } from '#reporting';
import type { FeedbackReport, FeedbackRequest } from '#reporting';
import { momentAsked } from './audit-reading.js';
import type { Engine } from './engine.js';

interface FeedbackOrder extends FeedbackRequest {
  /** Whether whoever asks sees small numbers. */
  readonly withSmallNumbers: boolean;
}

const WHOLE_QUARTERS: QuestionTooFine = {
  code: 'ask-whole-periods',
  sentence:
    'Ask for whole financial quarters or years, or leave the dates out: outside the QA team feedback of other days is withheld, since single answers could be worked out from it.',
};

/** Feedback by who gave it, as it was known at a moment, or why it is not told. @throws StoreUnavailable, KeysUnavailable */
export async function reportFeedback(
  { ledger, references, clock }: Pick<Engine, 'ledger' | 'references' | 'clock'>,
  { withSmallNumbers, ...request }: FeedbackOrder,
): Promise<FeedbackReport | QuestionTooFine> {
  const minimum = withSmallNumbers ? 0 : ((await references.load()).settings?.smallNumber ?? 0);
  const now = clock();
  const tooFine = minimum > 1 ? againstAsking(request, londonDateOf(now)) : null;
  if (tooFine !== null) return tooFine;
  const asked = momentAsked(request.asAt, now);
  const { events } = await ledger.load(FEEDBACK_STREAM);
  const known = events.filter(({ metadata }) => metadata.recordedAt <= asked);
  const consents = feedbackAfter(feedbackDecider.initial, said(known));
  const counted = said(known).flatMap((event, index) =>
    event.type === 'feedback-recorded' ? [{ ...event.data, recordedAt: known[index]?.metadata.recordedAt ?? now }] : [],
  );
  const quoted = counted.filter(({ feedbackId, quote }) => quote !== null && consents.get(feedbackId) === true);
  const opened = await ledger.openAll(quoted.map(({ quote }) => quote));
  // What was erased is no text any more.
  const quotes = quoted.flatMap(({ date, respondent }, index) => {
    const text = opened[index];
    return typeof text !== 'string' ? [] : [{ date, respondent, text }];
  });
  const until = request.asAt === null ? lastMonthEnd(now) : asked;
  return feedbackReport(counted, quotes, request, minimum > 1 ? { minimum, until } : null);
}

const said = (events: readonly object[]) => events as readonly FeedbackEvent[];

function againstAsking({ from, to, by, asAt }: FeedbackRequest, today: string): QuestionTooFine | null {
  const isWhole =
    by !== 'month' &&
    (from === null || periodOf(from, 'quarter').from === from) &&
    (to === null || periodOf(to, 'quarter').to === to);
  if (!isWhole) return WHOLE_QUARTERS;
  const { from: first, to: last } = periodOf(today, 'quarter');
  return againstQuestion({ from: first, to: last, by: 'quarter', asAt, filters: {} }, today);
}
