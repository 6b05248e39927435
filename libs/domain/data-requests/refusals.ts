import { refuse, type Refusal } from '../refusal.js';

/** Why a command about what people asked of what is held on them is refused. */
export const dataRequestRefusals = {
  nothingHeld: (): Refusal => refuse('not-found', 'nothing-held', 'Nothing is held of them.'),
  unknown: (): Refusal => refuse('not-found', 'data-request-unknown', 'There is no such request.'),
  oneself: (): Refusal =>
    refuse('not-allowed', 'own-data-request', 'Nobody deals with a request of their own: another coordinator must.'),
  notSaid: (): Refusal =>
    refuse('invalid', 'asked-missing', 'Say who asked, how, and by what it was seen who they are.'),
  calledMissing: (): Refusal =>
    refuse('invalid', 'called-missing', 'Say what they are called in texts: what tells of them is found by it.'),
  familyOfCase: (): Refusal =>
    refuse(
      'invalid',
      'family-of-case',
      'A family member is told from the record of a case, not of somebody who works here.',
    ),
  notYet: (): Refusal => refuse('invalid', 'received-later', 'A request cannot be received later than today.'),
  ended: (): Refusal => refuse('rule', 'data-request-ended', 'This request has ended.'),
  noReason: (): Refusal => refuse('invalid', 'reason-missing', 'Give a reason.'),
  notLater: (due: string): Refusal => refuse('rule', 'not-later', `It is due on ${due}: more time means a later day.`),
  tooLate: (last: string): Refusal => refuse('rule', 'too-late', `The law gives two months more, until ${last}.`),
  notGathered: (): Refusal =>
    refuse('rule', 'not-gathered', 'What is held on them is still being looked for. Try again in a minute.'),
  noSuchText: (): Refusal => refuse('not-found', 'text-unknown', 'That text is not among what was found of them.'),
  groundMissing: (): Refusal => refuse('invalid', 'ground-missing', 'Say on which ground a text is withheld.'),
  nothingChanged: (): Refusal =>
    refuse('invalid', 'nothing-changed', 'Say which words are blacked out besides, or which are let through.'),
  unreviewed: (count: number): Refusal =>
    refuse(
      'rule',
      'texts-unreviewed',
      `It cannot be answered before every text is reviewed: ${count} ${count === 1 ? 'waits' : 'wait'}.`,
    ),
  notAccess: (): Refusal =>
    refuse('rule', 'no-document', 'They asked for something to be put right, not for a document.'),
  engineOnly: (): Refusal => refuse('not-allowed', 'role-missing', 'Only the engine itself gathers what is held.'),
};
