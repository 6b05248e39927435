/** Who gave feedback. */
export const RESPONDENTS = ['child', 'parent_carer', 'staff', 'partner'] as const;
export type Respondent = (typeof RESPONDENTS)[number];

/** What somebody said of the help or of the work, outside an audit. */
export interface Feedback {
  /** Follows from what the row says, keyed: the same row of the same file is the same feedback. */
  readonly feedbackId: string;
  /** The day it was given. */
  readonly date: string;
  readonly respondent: Respondent;
  /** The rating as a word: `excellent_good`, `too_early_to_say`, `no_rating`. Made of the words of scales alone. */
  readonly rating: string;
  /** Their own words; null where there are none. Personal: sealed under a key of this feedback alone. */
  readonly quote: string | null;
  /** Whether they let their words be shown. */
  readonly consent: boolean;
  /** What it was about, in the council's own numbering; null where it is not said. Sealed as the words are. */
  readonly activityRef: string | null;
}

/** Stream `feedback`. */
export type FeedbackEvent =
  | { type: 'feedback-recorded'; data: Feedback }
  /** Words may be shown that might not, or not any more. */
  | { type: 'feedback-consent-changed'; data: { readonly feedbackId: string; readonly consent: boolean } };

export interface RecordFeedback {
  readonly type: 'RecordFeedback';
  readonly feedback: readonly Feedback[];
}
