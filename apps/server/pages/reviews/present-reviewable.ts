import { isIsoDate } from '#domain';
import type { NamesShown, Reviewable } from '#engine';
import { plainDate } from '../words/dates.js';

interface ReviewShown {
  readonly on: string;
  readonly by: string;
  readonly words: string;
  readonly standing: string;
  readonly next: string;
}

export interface ReviewableShown {
  readonly title: string;
  /** Where all of it is read. */
  readonly report: { readonly text: string; readonly href: string };
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  /** The newest first. */
  readonly reviews: readonly ReviewShown[];
}

const REPORTS = {
  plan: { text: 'Improvement plan', href: '/reports/improvement-plan' },
  risk: { text: 'Risks', href: '/reports/risks' },
} as const;

/** A date in words; anything else as it is printed. */
export const inWords = (date: string): string => (isIsoDate(date) ? plainDate(date) : date);

/** Something of a register, as whoever reviews it reads it. */
export function presentReviewable(shown: Reviewable, names: NamesShown): ReviewableShown {
  const { register, item } = shown;
  const facts = register === 'plan' ? planFacts(shown.item) : riskFacts(shown.item);
  return {
    title: register === 'plan' ? `Action ${shown.item.ref}` : shown.item.risk,
    report: REPORTS[register],
    facts: [
      ...facts,
      { key: 'Lead', value: item.lead },
      { key: 'Review', value: item.reviewDate === null ? null : inWords(item.reviewDate) },
    ].flatMap(({ key, value }) => (value === null ? [] : [{ key, value }])),
    reviews: item.reviews
      .map(({ on, reviewedBy, words, standing, reviewDue }) => ({
        on: plainDate(on),
        by: names[reviewedBy] ?? 'Name erased',
        words: words ?? 'Erased',
        standing: standing ?? '',
        next: reviewDue === null ? 'None' : plainDate(reviewDue),
      }))
      .reverse(),
  };
}

const planFacts = ({ section, action, status }: Extract<Reviewable, { register: 'plan' }>['item']) => [
  { key: 'Section', value: section },
  { key: 'Action', value: action },
  { key: 'Status', value: status },
];

const riskFacts = ({ description, mitigation, rating }: Extract<Reviewable, { register: 'risk' }>['item']) => [
  { key: 'Description', value: description },
  { key: 'Mitigation', value: mitigation },
  { key: 'Rating', value: rating },
];
