import { refuse, type Refusal } from '../refusal.js';

/** Why a caseload is refused. Sentences name positions in the frame, never a child. */
export const caseloadRefusals = {
  notStarted: (): Refusal => refuse('not-found', 'caseload-unknown', 'There is no such caseload.'),
  startedAlready: (): Refusal => refuse('rule', 'caseload-started', 'This caseload has been started already.'),
  completeAlready: (): Refusal =>
    refuse('rule', 'caseload-complete', 'This caseload is complete: import another instead of changing it.'),
  badDate: (): Refusal =>
    refuse('invalid', 'date-unknown', 'A caseload is as at a date that exists, written yyyy-MM-dd.'),
  inFuture: (): Refusal => refuse('invalid', 'as-at-future', 'A caseload cannot be as at a day that is still to come.'),
  unknownSubjects: (): Refusal =>
    refuse('invalid', 'subject-type-unknown', 'The settings know no audit of this type of subject.'),
  partOutOfTurn: (expected: number): Refusal =>
    refuse('rule', 'part-out-of-turn', `Part ${expected} of the caseload comes next.`),
  emptyPart: (): Refusal => refuse('invalid', 'part-empty', 'A part of a caseload must have entries.'),
  partTooLarge: (): Refusal =>
    refuse('invalid', 'part-too-large', 'This part of the caseload is too large to be kept: split it.'),
  positionOutOfTurn: (expected: number): Refusal =>
    refuse('invalid', 'position-out-of-turn', `Position ${expected} of the frame comes next.`),
  outOfOrder: (position: number): Refusal =>
    refuse('invalid', 'ids-out-of-order', `Position ${position} of the frame is not in the order of imported ids.`),
  subjectTwice: (position: number): Refusal =>
    refuse('invalid', 'subject-twice', `The subject at position ${position} stands in the frame already.`),
  contradiction: (position: number): Refusal =>
    refuse('invalid', 'entry-contradicts-itself', `The entry at position ${position} contradicts itself.`),
  partsMissing: (recorded: number, wanted: number): Refusal =>
    refuse('rule', 'parts-missing', `The caseload has ${recorded} parts of ${wanted}.`),
  nothingInIt: (): Refusal => refuse('rule', 'caseload-empty', 'A caseload with no accepted row is no frame.'),
  rowsDoNotAdd: (): Refusal =>
    refuse('invalid', 'rows-do-not-add', 'The rows accepted and rejected must add up to the rows read.'),
} as const;
