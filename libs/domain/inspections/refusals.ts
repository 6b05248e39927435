import { refuse, type Refusal } from '../refusal.js';

/** Why a command about inspections is refused. */
export const inspectionRefusals = {
  noReason: (): Refusal => refuse('invalid', 'reason-missing', 'Say for which inspection.'),
  noAudits: (): Refusal => refuse('invalid', 'audits-missing', 'Name the audits that may be read.'),
  unknownAudit: (): Refusal => refuse('not-found', 'audit-not-found', 'One of the audits named is not there.'),
  unknownPerson: (): Refusal => refuse('not-found', 'person-unknown', 'There is no such person.'),
  notAnInspector: (): Refusal => refuse('rule', 'not-an-inspector', 'This person does not have the role of inspector.'),
  notInPost: (): Refusal => refuse('rule', 'person-not-in-post', 'This person is not in post then.'),
  badDate: (): Refusal => refuse('invalid', 'date-unknown', 'There is no such date; write it as 2026-04-30.'),
  datesReversed: (): Refusal => refuse('invalid', 'dates-reversed', 'The first day is after the last.'),
  past: (): Refusal => refuse('invalid', 'date-passed', 'The last day has passed.'),
  tooLong: (most: number): Refusal =>
    refuse(
      'invalid',
      'grant-too-long',
      `An inspector may be let in for ${most} days at most; grant it again after that.`,
    ),
  unknownGrant: (): Refusal => refuse('not-found', 'grant-unknown', 'This inspector has no such grant.'),
};
