import { RESPONDENTS, type Respondent } from '#domain';
import type { KnownColumn } from '../rows/headers.js';
import type { RowReader } from '../rows/row-reader.js';
import { wordKey } from '../text/clean-text.js';
import { readList, wordsIn, type ListImport } from './read-list.js';

type Field = 'date' | 'respondent' | 'rating' | 'quote' | 'consent' | 'activity_ref';

const COLUMNS: readonly KnownColumn<Field>[] = [
  { header: 'date', also: ['given on'], holds: 'date', required: true },
  { header: 'respondent', also: ['who', 'from'], holds: 'respondent', required: true },
  { header: 'rating', holds: 'rating', required: true },
  { header: 'quote', also: ['words', 'comment', 'comments'], holds: 'quote' },
  { header: 'consent', also: ['may be shown'], holds: 'consent' },
  { header: 'activity ref', also: ['ref', 'activity'], holds: 'activity_ref' },
];
const LONGEST_QUOTE = 4_000;

const SPELLINGS: Readonly<Record<string, Respondent>> = {
  children: 'child',
  young_person: 'child',
  parent: 'parent_carer',
  carer: 'parent_carer',
  parent_or_carer: 'parent_carer',
  parents_carers: 'parent_carer',
  parents: 'parent_carer',
  partners: 'partner',
};

/** Feedback as a row says it. */
export interface FeedbackRow {
  readonly date: string;
  readonly respondent: Respondent;
  /** As it is written; null where nobody rated. */
  readonly rating: string | null;
  readonly quote: string | null;
  readonly consent: boolean;
  readonly activityRef: string | null;
}

/**
 * Reads feedback from a CSV: `date, respondent, rating, quote, consent, activity_ref`. Two rows that say the same are two
 * people who did. No reason repeats what somebody said.
 * @throws ImportProblem when the file is no CSV or lacks a column.
 */
export const readFeedback = (bytes: Uint8Array): ListImport<FeedbackRow> =>
  readList(bytes, { columns: COLUMNS, what: 'feedback', readRow });

function readRow(reader: RowReader<Field>): FeedbackRow | null {
  const date = reader.date('date');
  if (date === null && !isRejected(reader, 'date')) reader.reject('date', 'The row has no date.');
  const respondent = respondentIn(reader);
  const rating = reader.name('rating');
  const quote = wordsIn(reader, 'quote', LONGEST_QUOTE);
  const activityRef = wordsIn(reader, 'activity_ref');
  const consent = consentIn(reader, quote);
  if (reader.rejections.length > 0 || date === null || respondent === null || consent === null) return null;
  return { date, respondent, rating, quote, consent, activityRef };
}

const isRejected = ({ rejections }: RowReader<Field>, column: string): boolean =>
  rejections.some((rejection) => wordKey(rejection.column) === column);

function respondentIn(reader: RowReader<Field>): Respondent | null {
  const word = wordKey(reader.text('respondent') ?? '');
  const respondent = RESPONDENTS.find((each) => each === word) ?? SPELLINGS[word];
  if (respondent !== undefined) return respondent;
  reader.reject('respondent', 'Say who gave it: child, parent_carer, staff or partner.');
  return null;
}

/** Words are shown only where it is said that they may be: where there are words, somebody must say which. */
function consentIn(reader: RowReader<Field>, quote: string | null): boolean | null {
  // `no` stands for nothing elsewhere.
  const word = wordKey(reader.name('consent') ?? '');
  if (word === 'yes' || word === 'y' || word === 'true') return true;
  if (word === 'no' || word === 'n' || word === 'false') return false;
  if (word === '' && quote === null) return false;
  reader.reject('consent', 'Say whether their words may be shown: yes or no.');
  return null;
}
