import type { CaseStatus } from '#domain';
import { withoutLetter, wordKey } from '../text/clean-text.js';

const WORDS: Readonly<Record<CaseStatus | 'open' | 'closed' | 'died', readonly string[]>> = {
  child_in_need: ['child in need', 'children in need', 'cin', 'child in need plan', 'cin plan'],
  child_protection: ['child protection', 'cp', 'cpp', 'child protection plan', 'cp plan'],
  looked_after: [
    'looked after',
    'looked after child',
    'looked after children',
    'child looked after',
    'children looked after',
    'child in care',
    'children in care',
    'lac',
    'cla',
    'cic',
  ],
  care_leaver: ['care leaver', 'care leavers', 'leaving care'],
  open: ['open', 'active', 'current', 'open assessment', 'assessment', 'open case'],
  closed: ['closed', 'case closed', 'closed episode', 'ended', 'inactive', 'ceased', 'no longer open'],
  died: ['died', 'deceased', 'dead'],
};

const BY_KEY = new Map(
  Object.entries(WORDS).flatMap(([meaning, words]) => words.map((word) => [wordKey(word), meaning] as const)),
);

/** What a status column says: a status of a child, `open`, `closed` or `died` without one, or undefined for an unknown word. */
export function writtenStatus(text: string): CaseStatus | 'open' | 'closed' | 'died' | undefined {
  const meaning = BY_KEY.get(wordKey(withoutLetter(text)));
  switch (meaning) {
    case 'child_in_need':
    case 'child_protection':
    case 'looked_after':
    case 'care_leaver':
    case 'open':
    case 'closed':
    case 'died':
      return meaning;
    default:
      return undefined;
  }
}
