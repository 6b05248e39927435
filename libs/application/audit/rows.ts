import { auditForms, auditWorkflow, commandIn, isRefusal, isSelected, refusalTold } from '#domain';
import type { AuditCommand, AuditCommandName, Refusal, WorkflowTable } from '#domain';
import { bodyOf } from '../body/body-of.js';
import { commandRow } from '../row/command-row.js';
import type { CommandRow, Reservation } from '../row/command-row.js';
import { auditContext, auditRevisionShown, roleFor } from './context.js';
import type { Named } from './context.js';
import { correctionOf } from './correction.js';
import { audit, auditFold, auditStream } from './record.js';
import type { AuditRecord } from './record.js';

type AuditRow = CommandRow<AuditRecord>;

const table: WorkflowTable = auditWorkflow;
const ownSteps: ReadonlySet<string> = new Set(table.flatMap(({ own, command }) => (own === true ? [command] : [])));

/** What every command to a standing audit has in common. @param path below `audits/:id/` */
function row(name: AuditCommandName, path: string, summary: string, reservation?: AuditRow['reservation']): CommandRow {
  return commandRow<AuditRecord, object>({
    ...ofAudits(name),
    path: `audits/:id/${path}`,
    summary,
    record: 'standing',
    idOf: (target) => target ?? '',
    reservation,
  });
}

function ofAudits(name: AuditCommandName): Omit<AuditRow, 'path' | 'summary' | 'record' | 'idOf' | 'reservation'> {
  return {
    name,
    group: 'audits',
    body: bodyOf(auditForms[name]),
    own: ownSteps.has(name),
    fold: auditFold,
    streamOf: auditStream,
    async decide(body, record, context) {
      const command = said(name, body, context.id);
      if (isRefusal(command)) return command;
      const known = await auditContext(namedIn(command), record, context);
      if (isRefusal(known)) return known;
      const decision = audit.decide(command, record.state, known);
      if (!isRefusal(decision)) return decision;
      return refusalTold(decision, record.state, { ...known, hasReadFirstGrade: known.facts.hasReadFirstGrade });
    },
    revisionShown: auditRevisionShown,
    settingsVersionOf: ({ state }) => (isSelected(state) ? state.settingsVersion : undefined),
    roleOf: (body, { state }, context) =>
      roleFor(name, state, context, 'actionId' in body && typeof body.actionId === 'string' ? body.actionId : null),
  };
}

function namedIn(command: AuditCommand): Named {
  if (command.type === 'LinkAction') return { action: { auditId: command.toAudit, actionId: command.toAction } };
  return 'auditorId' in command ? { auditorId: command.auditorId } : {};
}

function said(name: AuditCommandName, body: object, auditId: string): AuditCommand | Refusal {
  switch (name) {
    case 'SelectAudit':
      return { ...commandIn(auditForms, name, body), auditId };
    case 'CorrectRecord': {
      const command = commandIn(auditForms, name, body);
      const change = correctionOf(command.change);
      return isRefusal(change) ? change : { ...command, change };
    }
    default:
      return commandIn(auditForms, name, body);
  }
}

/** An auditor's place for one more audit; the process that closes gaps lets go of what a crash left behind. */
function placeWith(name: 'AllocateAuditor' | 'ReallocateAuditor'): AuditRow['reservation'] {
  return (body, _record, { id: auditId }): Reservation<AuditRecord> => {
    const { auditorId: personId } = commandIn(auditForms, name, body);
    return {
      take: { name: 'ReserveCapacity', body: { personId, auditId } },
      release: { name: 'ReleaseCapacity', body: { personId, auditId } },
      isNeededBy: ({ state }) => isSelected(state) && state.auditor?.auditorId === personId && state.graded === null,
    };
  };
}

/** Every command of the lifecycle; whether it may be given now, and by whom, the workflow table says. */
export const auditRows: readonly CommandRow[] = [
  commandRow<AuditRecord, object>({
    ...ofAudits('SelectAudit'),
    path: 'audits',
    summary: 'Select a case for audit, outside a draw',
    record: 'made',
    idOf: (_target, body, newId) => commandIn(auditForms, 'SelectAudit', body).auditId ?? newId('audit'),
    reservation: (body, _record, { id: auditId }) => {
      const { subjectId, activity } = commandIn(auditForms, 'SelectAudit', body);
      const subject = { subjectId, activity, auditId };
      return {
        take: { name: 'ReserveLiveAudit', body: subject },
        release: { name: 'ReleaseLiveAudit', body: { ...subject, auditedOn: null } },
        isNeededBy: ({ state }) => isSelected(state) && state.stage !== 'ended' && state.stage !== 'closed',
      };
    },
  }),
  row('AllocateAuditor', 'allocate', 'Give the audit to an auditor', placeWith('AllocateAuditor')),
  row('AcceptAudit', 'accept', 'Accept the audit you were given'),
  row('DeclareConflict', 'declare-conflict', 'Declare a conflict of interest and hand the audit back'),
  row('ReallocateAuditor', 'reallocate', 'Give the audit to another auditor', placeWith('ReallocateAuditor')),
  row('SubstituteSubject', 'substitute', 'Replace the case by the next reserve of the draw'),
  row('ExemptAudit', 'exempt', 'Exempt the case from audit'),
  row('WithdrawAudit', 'withdraw', 'Withdraw the audit'),
  row('ScheduleConversation', 'schedule-conversation', 'Arrange the conversation with the worker'),
  row('RecordConversation', 'record-conversation', 'Record the conversation'),
  row('RecordConversationNotHeld', 'conversation-not-held', 'Record that there was no conversation, and why'),
  row('RecordFamilyContact', 'family-contacts', 'Record contact with the child or family'),
  row(
    'RecordOtherGrade',
    'other-grades',
    'Record how the practitioner, the team manager or a partner agency would grade it',
  ),
  row('GradeDomain', 'grade-domain', 'Grade a domain; a draft until the first grade is submitted'),
  row('AnswerQuestions', 'answer-questions', 'Answer questions of a domain; drafts until the first grade is submitted'),
  row('WriteStatement', 'statements', 'Write a statement that the audit tool asks for'),
  row('AssessStandard', 'assess-standard', 'Answer a practice standard'),
  row('RecordFinding', 'findings', 'Record a strength or an area for improvement'),
  row('SubmitFirstGrade', 'submit-first-grade', 'Submit the first grade, or the revised one after a return'),
  row('RaiseSafetyConcern', 'safety-concerns', 'Raise a safety concern: a child may be at risk now'),
  row('AcknowledgeSafetyConcern', 'acknowledge-safety-concern', 'Acknowledge a safety concern'),
  row('ResolveSafetyConcern', 'resolve-safety-concern', 'Resolve a safety concern'),
  row('ClaimModeration', 'claim-moderation', 'Claim the moderation'),
  row('ReleaseModeration', 'release-moderation', 'Let go of the claim to the moderation'),
  row(
    'RecordModeratorGrade',
    'record-moderator-grade',
    "Record the moderator's own grade, before the first grade is seen",
  ),
  row('UpholdGrade', 'uphold-grade', 'Uphold the grade'),
  row('ChangeGrade', 'change-grade', 'Change the grade'),
  row('ChangeStatementValue', 'change-statement-value', 'Give a statement another word of its scale, in moderation'),
  row('ReturnToAuditor', 'return-to-auditor', 'Return the audit to its auditor'),
  row('ShareOutcome', 'share', 'Share the outcome with the practitioner and team manager'),
  row('AcknowledgeOutcome', 'acknowledge-outcome', 'Acknowledge the outcome'),
  row('RequireResponse', 'require-response', 'Require a response plan'),
  row('RecordResponse', 'record-response', 'Record the response plan'),
  row('SignOffResponse', 'sign-off-response', 'Sign the response plan off'),
  row('SendBackResponse', 'send-back-response', 'Send the response plan back, and say why'),
  row('ReviewResponse', 'review-response', 'Record the review of the response plan'),
  row('DisputeOutcome', 'dispute', 'Dispute the outcome'),
  row('ResolveDispute', 'resolve-dispute', 'Resolve the dispute'),
  row('FinaliseAudit', 'finalise', 'Finalise the grades'),
  row('AgreeAction', 'actions', 'Agree an action'),
  row('LinkAction', 'link-action', 'Link to an action that is open already, in place of agreeing it again'),
  row('AcknowledgeAction', 'acknowledge-action', 'Acknowledge an action that is due today'),
  row('UpdateProgress', 'update-progress', 'Say how an action goes'),
  row('CompleteAction', 'complete-action', 'Complete an action, with evidence'),
  row('VerifyAction', 'verify-action', 'Verify that an action was done'),
  row('ReopenAction', 'reopen-action', 'Reopen an action'),
  row('CancelAction', 'cancel-action', 'Cancel an action'),
  row('ChangeDueDate', 'change-due-date', 'Change when an action is due'),
  row(
    'RecordRetrospectiveGrade',
    'retrospective-grades',
    'Grade a finalised audit for consistency; changes nothing of it',
  ),
  row('ScheduleReaudit', 'schedule-reaudit', 'Plan the re-audit'),
  row('FileOnRecord', 'file-on-record', "Record when and where the summary was put on the child's record"),
  row('CloseAudit', 'close', 'Close the audit'),
  row('CorrectRecord', 'correct', 'Correct the record: the wrong event stays and is named'),
  row('ReassignPractitioner', 'reassign-practitioner', 'Record that another worker holds the case'),
  row('ChangeTeam', 'change-team', 'Record that the case has moved to another team'),
  row('ReopenAudit', 'reopen', 'Reopen a closed audit'),
  row('AskForExtension', 'ask-for-more-time', 'Ask for more time for what you owe'),
  row('DecideExtension', 'decide-on-more-time', 'Grant more time, or decline it and say why'),
  row('MoveDeadlines', 'move-deadlines', 'Move open deadlines after a change of the calendar'),
];
