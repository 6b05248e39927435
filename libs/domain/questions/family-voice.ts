import type { AnswerWord } from './questions.js';

/** How a tool asks a child and a family. Left out of a tool, it is `DEFAULT_FAMILY_VOICE`. */
export interface FamilyVoice {
  /** How they rate the help they had, best first; none for the usual words. */
  readonly ratings: readonly AnswerWord[];
  /** Whether they may say that it is too early to say. */
  readonly tooEarlyToSay: boolean;
  /** Whether it may be recorded that they gave no rating. */
  readonly noRating: boolean;
  /** How often one tries before somebody counts as out of reach; 0 for no number. */
  readonly attempts: number;
  /** Whether a contact may be recorded after the submission, until the grades are final. */
  readonly late: boolean;
  /** Who must each have been asked, where the audit type needs contact with the family; none: anybody. */
  readonly askedApart: readonly FamilyMember[];
}

export const FAMILY_MEMBERS = ['child', 'parent_or_carer'] as const;
export type FamilyMember = (typeof FAMILY_MEMBERS)[number];

/** The words that families have been asked with since before a tool could have its own. */
const USUAL_RATINGS: readonly AnswerWord[] = [
  { key: 'excellent', label: 'Excellent' },
  { key: 'good', label: 'Good' },
  { key: 'average', label: 'Average' },
  { key: 'poor', label: 'Poor' },
];

export const TOO_EARLY_TO_SAY: AnswerWord = { key: 'too-early-to-say', label: 'Too early to say' };
export const NO_RATING: AnswerWord = { key: 'no-rating', label: 'No rating' };

export const DEFAULT_FAMILY_VOICE: FamilyVoice = {
  ratings: [],
  tooEarlyToSay: false,
  noRating: false,
  attempts: 0,
  late: false,
  askedApart: [],
};

export const familyVoiceOf = ({ family = DEFAULT_FAMILY_VOICE }: { readonly family?: FamilyVoice }): FamilyVoice =>
  family;

/** Every rating a family may give, best first; what is no rating of theirs comes last. */
export function ratingsOf({ ratings, tooEarlyToSay, noRating }: FamilyVoice): readonly AnswerWord[] {
  return [
    ...(ratings.length === 0 ? USUAL_RATINGS : ratings),
    ...(tooEarlyToSay ? [TOO_EARLY_TO_SAY] : []),
    ...(noRating ? [NO_RATING] : []),
  ];
}
