import { refuse, type Refusal } from '../refusal.js';

/** Why a sample is refused. Sentences name positions in the frame, never a child. */
export const sampleRefusals = {
  engineOnly: (): Refusal => refuse('not-allowed', 'engine-only', 'Only the engine itself issues case by case.'),
  undrawn: (): Refusal => refuse('not-found', 'sample-unknown', 'There is no such sample.'),
  drawnAlready: (): Refusal => refuse('rule', 'sample-drawn', 'This sample has been drawn already.'),
  badPeriod: (): Refusal =>
    refuse('invalid', 'period-unknown', 'A sample is drawn for a month that exists, written 2024-05.'),
  unknownRound: (): Refusal => refuse('invalid', 'round-unknown', 'The programme settings have no such round.'),
  badRoundPeriod: (example: string): Refusal =>
    refuse('invalid', 'period-unknown', `A period of this round is one that exists, written like ${example}.`),
  notDrawnThen: (): Refusal =>
    refuse('rule', 'round-not-drawn', 'The programme settings draw nothing of this round in this period.'),
  roundDecides: (): Refusal =>
    refuse('invalid', 'round-decides', 'How a round is drawn is said by the programme settings alone.'),
  monthExcluded: (): Refusal =>
    refuse('rule', 'month-excluded', 'The programme settings have no audits in this month.'),
  unknownActivity: (): Refusal => refuse('invalid', 'activity-unknown', 'The settings have no such audit type.'),
  quotasOfNothing: (): Refusal =>
    refuse('invalid', 'quotas', 'Quotas need a stratum to be quotas of: service, team or status.'),
  badCooldown: (): Refusal =>
    refuse('invalid', 'cooldown', 'The months before a child may be audited again must be a whole number, 0 or more.'),
  noFrame: (): Refusal =>
    refuse('rule', 'no-frame', 'There is no caseload as at or before the end of this period: import one first.'),
  otherSubjects: (): Refusal =>
    refuse('rule', 'frame-other-subjects', 'The caseload lists other subjects than this audit type is about.'),
  frameAfterPeriod: (): Refusal =>
    refuse('rule', 'frame-after-period', 'The caseload is as at a day after the end of this period.'),
  noSuchPosition: (): Refusal => refuse('not-found', 'position-unknown', 'The frame has no case at this position.'),
  noReason: (): Refusal => refuse('invalid', 'reason-missing', 'Say why this case is picked.'),
  closedCase: (): Refusal => refuse('rule', 'case-closed', 'The case at this position is closed.'),
  inSampleAlready: (): Refusal => refuse('rule', 'in-sample-already', 'This case is in the sample already.'),
  liveAlready: (): Refusal => refuse('rule', 'live-audit', 'This case is in a live audit of this type already.'),
  issuedAlready: (): Refusal => refuse('rule', 'sample-issued', 'This sample has been issued already.'),
  notIssuing: (): Refusal => refuse('rule', 'sample-not-issuing', 'This sample is not being issued.'),
  nothingToIssue: (): Refusal => refuse('rule', 'nothing-to-issue', 'This sample has no case to make an audit of.'),
  notInSample: (): Refusal => refuse('rule', 'not-in-sample', 'The case at this position is not in the sample.'),
  caseSkipped: (): Refusal => refuse('rule', 'case-skipped', 'The case at this position was skipped.'),
  caseIssued: (): Refusal =>
    refuse('rule', 'case-issued', 'The case at this position has become another audit already.'),
  casesOpen: (open: number): Refusal => refuse('rule', 'cases-open', `There are ${open} cases left to issue or skip.`),
} as const;
