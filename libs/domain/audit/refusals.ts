import { refuse, type Refusal, type RefusalKind } from '../refusal.js';

interface Wording {
  readonly kind: RefusalKind;
  readonly sentence: string;
}

const rule = (sentence: string): Wording => ({ kind: 'rule', sentence });
const invalid = (sentence: string): Wording => ({ kind: 'invalid', sentence });
const notAllowed = (sentence: string): Wording => ({ kind: 'not-allowed', sentence });
const notFound = (sentence: string): Wording => ({ kind: 'not-found', sentence });

/** Every reason for which an audit's command is refused. Codes are stable; sentences never hold a name or free text. */
export const auditRefusals = {
  // whatever the command
  'audit-not-found': notFound('There is no such audit.'),
  'audit-already-selected': rule('This audit has already been selected.'),
  'not-in-this-stage': rule('This cannot be done at the stage the audit is in.'),
  'not-entitled': notAllowed('This is for others on the audit to do.'),
  'text-blank': invalid('Write something: it is empty.'),
  'text-too-long': invalid('Write less: at most 10,000 characters.'),
  'code-malformed': invalid('Choose a reason from the list: small letters, digits and hyphens.'),
  'date-unknown': invalid('There is no such date; write it as 2026-04-30.'),
  'date-in-future': invalid('This date is still to come.'),
  'date-passed': invalid('This date has passed.'),
  'person-unknown': notFound('There is no such person.'),
  'person-not-in-post': rule('This person is not in post.'),
  'team-unknown': notFound('There is no such team.'),
  'stage-not-used': rule('Audits of this type do not have this stage.'),
  'audit-not-graded': rule('Audits of this type are not graded.'),
  'grade-missing': invalid('A grade is needed.'),
  'grade-not-of-scale': invalid('This is not a grade of the scale the audit uses.'),
  'domain-unknown': invalid('The audit tool has no such domain.'),
  'domain-twice': invalid('A domain is named twice.'),
  'domain-unchanged': invalid('A domain is named whose grade does not change.'),
  'domain-from-differs': rule('A domain does not stand at the grade the change starts from.'),
  'overall-grade-limited': rule('The programme settings do not permit this overall grade with these domain grades.'),
  'exception-reason-missing': invalid(
    'The programme settings permit this overall grade with these domain grades only with a reason: say why.',
  ),
  'exception-reason-unasked': invalid('The programme settings permit this overall grade: no reason is asked for.'),
  'domain-grade-limited': rule('A critical question does not permit this grade of the domain.'),
  'not-asked': rule('The audit tool does not ask for this.'),
  'question-unknown': invalid('The audit tool has no such question in this domain.'),
  'question-twice': invalid('A question is answered twice.'),
  'answer-unknown': invalid('This is no answer to the question.'),
  'answers-missing': invalid('Answer at least one question.'),
  'answer-reason-missing': invalid('This answer to a critical question needs a reason: say why.'),
  'statement-unknown': invalid('The audit tool asks for no such statement.'),
  'value-unknown': invalid('This is no word of the scale of the statement.'),
  'value-unasked': invalid('This statement has no scale.'),
  'standard-unknown': invalid('The audit tool has no such practice standard.'),
  'theme-unknown': invalid('The audit tool has no such theme.'),

  // selection and allocation
  'audit-type-unknown': invalid('The programme settings have no such audit type.'),
  'period-malformed': invalid('A period is a month written as 2026-04.'),
  'not-an-auditor': rule('This person does not have the role of auditor.'),
  'independence-check-missing': rule(
    'Who holds the case, or somebody else who works it, is not known, so somebody must check that the auditor is independent and say how.',
  ),
  'not-independent-case-holder': rule('This person works or held the case, so they may neither audit nor moderate it.'),
  'not-independent-manager': rule(
    'This person manages somebody who works the case, so they may neither audit nor moderate it.',
  ),
  'not-independent-same-team': rule(
    'This person is in the team that holds the case, so they may neither audit nor moderate it.',
  ),
  'not-independent-line-report': rule(
    'This person reports to the case holder or to their manager, so they may neither audit nor moderate it.',
  ),
  'not-independent-declared': rule('This person has declared a conflict of interest on this audit.'),
  'not-independent-auditor': rule('Whoever graded an audit may not moderate it.'),
  'same-auditor': rule('This person is already the auditor.'),
  'first-grade-stands': rule('The first grade has been submitted and stands; the audit can only be withdrawn.'),
  'approver-not-entitled': rule(
    'The approver must be a coordinator, a leader, the head of the service or the programme lead, and in post.',
  ),
  'approver-not-named': rule('The council has named who may approve this, and this person is not one of them.'),
  'approver-asks': rule('Somebody other than the person who asks for it must approve it.'),
  'approver-took-part': rule('This person had a part in the audit, so somebody else must approve that it ends.'),
  'independence-check-own': rule(
    'Somebody else must check that an auditor is independent: nobody checks it of themself.',
  ),
  'grading-own': rule('You are its auditor: declare a conflict, or ask somebody else to reallocate it.'),

  // conversation, family contact, first grading
  'conversation-already-held': rule('The conversation has already been held.'),
  'conversation-already-not-held': rule(
    'It is recorded already that there was no conversation. If one has been arranged since, record that first.',
  ),
  'participants-missing': invalid('Say who takes part in the conversation.'),
  'practitioner-missing': invalid(
    'The practitioner takes part in the conversation; where they cannot, record why it was not held.',
  ),
  'conversation-outcome-missing': rule('Record the conversation, or why it was not held, before submitting.'),
  'family-contact-missing': rule('Record the contact with the family, or why there was none, before submitting.'),
  'domains-missing': rule('Every required domain needs a grade and a rationale before submitting.'),
  'questions-missing': rule('Every required question needs an answer before submitting.'),
  'statements-missing': rule('Every required statement must be written, with a word of its scale, before submitting.'),
  'family-members-missing': rule(
    'Record the contact with each of those the tool asks apart, or why there was none, before submitting.',
  ),
  'rating-unknown': invalid('This is no rating of the audit tool.'),
  'attempts-missing': rule('Record each attempt to reach them first, before recording that they could not be reached.'),
  'attempts-unasked': invalid('The audit tool counts no attempts: record what came of it.'),
  'rating-unasked': invalid('A rating and words are recorded only where somebody was spoken to.'),
  'agency-missing': invalid('Say which partner agency would grade it so.'),
  'agency-unasked': invalid('An agency is named only where the grade is a partner agency’s.'),
  'other-grade-not-yours': notAllowed('Only the auditor records the grade of somebody else.'),
  'audited-before-period': invalid('The audit date falls before the audit was selected and before its period.'),
  'audited-on-stands': rule('The audit date stands from the first submission on; a coordinator can correct it.'),
  'risk-reason-missing': invalid('Say why the child is at risk now: it becomes a safety concern.'),
  'risk-reason-unasked': invalid('A reason is given only where the child is at risk now.'),

  // more time
  'extensions-not-offered': rule('The council does not offer more time.'),
  'extension-nothing-owed': rule('You owe nothing here for which more time can be asked.'),
  'extension-not-yours': rule(
    'More time is asked for what you owe yourself, before it is due, and once: choose one of these.',
  ),
  'extension-not-later': invalid('This is no later than it is due already.'),
  'extension-unknown': notFound('There is no such request for more time that waits to be decided.'),
  'extension-own': rule('Somebody other than the person who asks for more time must decide on it.'),

  // safety
  'concern-unknown': notFound('There is no such safety concern on this audit.'),
  'concern-already-acknowledged': rule('This safety concern has already been acknowledged.'),
  'concern-not-acknowledged': rule('A safety concern is acknowledged before it is resolved.'),
  'concern-already-resolved': rule('This safety concern has already been resolved.'),
  'concern-own': rule('Somebody other than the person who raised a safety concern must acknowledge and resolve it.'),
  'safety-concern-open': rule('A safety concern is open; resolve it first.'),

  // moderation
  'moderation-already-claimed': rule('Another moderator has already claimed this audit.'),
  'moderation-not-claimed': rule('Claim the moderation first.'),
  'moderation-not-yours': notAllowed('Another moderator holds this moderation.'),
  'first-grade-already-read': notAllowed(
    'This audit is moderated blind and you have read its first grade, so another moderator must take it.',
  ),
  'told-of-concern': notAllowed(
    'This audit is moderated blind and you are among those told of its safety concern, so another moderator must take it.',
  ),
  'first-grade-withheld': notAllowed(
    'This audit is moderated blind and you could be its moderator, so what was submitted is not yours to correct yet.',
  ),
  'own-grade-missing': rule('This audit is moderated blind: record your own grade first.'),
  'own-grade-already-recorded': rule('Your own grade is already recorded.'),
  'statement-not-written': rule('No word of its scale was given with this statement, so there is none to change.'),
  'value-unchanged': invalid('The statement has this word of its scale already.'),
  'nothing-changed': invalid('A change needs a different grade, or domains that change; otherwise uphold the grade.'),

  // sharing, dispute, finalising
  'already-acknowledged': rule('The outcome has already been acknowledged.'),
  'window-passed': rule('The time for a dispute has passed.'),
  'window-open': rule('The dispute window is still open and not everyone has acknowledged the outcome.'),
  'panel-not-independent': notAllowed(
    'A dispute is resolved by somebody who neither audited nor moderated the case, holds it or manages its team.',
  ),
  'resolution-grade-unasked': invalid('Where the grade stands, no other grade and no domains are given.'),

  // response and actions
  'response-already-required': rule('A response is already required.'),
  'response-not-required': rule('No response is required.'),
  'response-already-recorded': rule('The response has already been recorded.'),
  'response-missing': rule('The response plan has not been recorded.'),
  'response-already-signed-off': rule('The response plan has already been signed off.'),
  'response-unsigned': rule('The response plan has not been signed off.'),
  'sign-off-unasked': rule('This response plan need not be signed off.'),
  'review-not-due': rule('No review of a response plan is open.'),
  'review-open': rule('The review of the response plan is open.'),
  'next-review-unasked': invalid('A plan that is done is not reviewed again: leave the day of the next review out.'),
  'plan-own': rule('You wrote this response plan, or stand in for who did: somebody else signs it off and reviews it.'),
  'action-unknown': notFound('There is no such action on this audit.'),
  'action-not-open': rule('This action is not open.'),
  'action-not-completed': rule('Only a completed action can be verified.'),
  'action-not-done': rule('Only a completed or verified action can be reopened.'),
  'action-already-settled': rule('This action has already been verified or cancelled.'),
  'verifier-owns-action': rule('An action is verified by somebody other than its owner and whoever completed it.'),
  'action-own': rule(
    'This action is yours, or was done by you or whom you stand in for: somebody else cancels it, reopens it or moves its date.',
  ),
  'response-own': rule('The response would be yours to give, so somebody else must require it.'),
  'due-date-unchanged': invalid('The action is already due on that date.'),
  'action-urgency-unasked': invalid('The programme settings do not ask how urgent an action is.'),
  'action-scope-unasked': invalid('The programme settings do not ask whom an action is for.'),
  'action-finding-unasked': invalid('The programme settings do not ask which finding an action comes from.'),
  'action-urgency-or-day': invalid('Say how urgent the action is, or on which day it is due: not both.'),
  'finding-unknown': invalid('This audit has no such finding.'),
  'manager-missing': invalid('Name the manager who acknowledges today that the action is due today.'),
  'manager-unasked': invalid('A manager is named only where the action is due today.'),
  'manager-manages-nobody': invalid('This person manages nobody: name a manager.'),
  'manager-own': rule('Name a manager other than yourself to acknowledge the action.'),
  'action-not-to-acknowledge': rule('This action need not be acknowledged, or has been.'),
  'urgent-action-own': rule('You agreed this action: somebody else acknowledges it.'),
  'linked-action-unknown': notFound('There is no such action that you may know of.'),
  'linked-action-not-open': rule('The action is not open: agree a new one.'),
  'action-already-linked': rule('This audit is linked to that action already.'),
  'actions-open': rule('An action is neither verified nor cancelled.'),

  // the child's record
  'filing-unasked': rule('The programme settings do not ask for the summary to be filed, or it is not final yet.'),
  'already-filed': rule('It has already been recorded where the summary is filed.'),
  'summary-not-filed': rule('The summary has not been put on the child’s record.'),

  // later and any time
  'retrospective-already-graded': rule('You have already graded this audit in retrospect.'),
  'reaudit-already-scheduled': rule('The re-audit is already scheduled.'),
  'reaudit-not-asked-for': rule('The programme settings ask for no re-audit at this grade.'),
  'corrected-event-unknown': notFound('This audit has no such entry to correct.'),
  'correction-elsewhere': invalid('The entry named is not one that holds what is to be corrected.'),
  'correction-from-differs': rule('What stands is not what the correction starts from.'),
  'correction-changes-nothing': invalid('The correction changes nothing.'),
  'nothing-to-correct': rule('Nothing has been submitted yet that could be corrected.'),
  'correction-own': rule(
    'This record is of your own work: you audited, moderated, disputed or decided it, or hold the case. Somebody else must correct it.',
  ),
  'case-own': rule('You hold this case or manage its team, so somebody else must pass it on.'),
  'grade-not-final': rule('A grade is corrected once the audit is final; until then it is moderated or disputed.'),
  'practitioner-unchanged': invalid('This person already holds the case.'),
  'team-unchanged': invalid('The audit already belongs to this team.'),
  'breaks-independence': rule(
    'The auditor or moderator would no longer be independent: reallocate the audit or release the moderation first.',
  ),
} as const satisfies Readonly<Record<string, Wording>>;

export type AuditRefusalCode = keyof typeof auditRefusals;

/** @param kind where a refusal is about the person who acts rather than about one they name */
export function refusal(code: AuditRefusalCode, kind?: RefusalKind): Refusal {
  const wording: Wording = auditRefusals[code];
  return refuse(kind ?? wording.kind, code, wording.sentence);
}

/** A refusal that quotes which rules of the programme settings stand against a command. */
export function refusalUnder(code: AuditRefusalCode, rules: readonly string[]): Refusal {
  const wording: Wording = auditRefusals[code];
  return refuse(wording.kind, code, [wording.sentence, ...rules].join(' '));
}
