import { auditWorkflow, isRefusal, isSelected, refusalTold } from '#domain';
import type { AuditCommand, AuditCommandName, Refusal, WorkflowTable } from '#domain';
import { NothingMore } from '../body/nothing-more.js';
import { commandRow } from '../row/command-row.js';
import type { BodyClass } from '../body/body-class.js';
import type { CommandRow, Reservation, RowContext } from '../row/command-row.js';
import * as said from './bodies.js';
import { auditContext, auditRevisionShown, roleFor } from './context.js';
import { correctionOf } from './correction.js';
import { audit, auditFold, auditStream } from './record.js';
import type { AuditRecord } from './record.js';

interface AuditRow<Body extends object> {
  /** Below `audits/:id/`. */
  readonly path: string;
  readonly summary: string;
  readonly body: BodyClass<Body>;
  /** What the body says, in the domain's words. */
  readonly says: (body: Body) => AuditCommand | Refusal;
  readonly reservation?: (body: Body, context: RowContext) => Reservation<AuditRecord>;
}

const table: WorkflowTable = auditWorkflow;
const ownSteps: ReadonlySet<string> = new Set(table.flatMap(({ own, command }) => (own === true ? [command] : [])));

/** What every command to a standing audit has in common. */
function row<Body extends object>(
  name: AuditCommandName,
  { path, says, reservation, ...rest }: AuditRow<Body>,
): CommandRow {
  return commandRow<AuditRecord, Body>({
    ...ofAudits(name, says),
    ...rest,
    path: `audits/:id/${path}`,
    record: 'standing',
    idOf: (target) => target ?? '',
    reservation: reservation && ((body, _record, context) => reservation(body, context)),
  });
}

function ofAudits<Body extends object>(
  name: AuditCommandName,
  says: (body: Body, id: string) => AuditCommand | Refusal,
): Pick<
  CommandRow<AuditRecord, Body>,
  'name' | 'group' | 'own' | 'fold' | 'streamOf' | 'decide' | 'settingsVersionOf' | 'roleOf' | 'revisionShown'
> {
  return {
    name,
    group: 'audits',
    own: ownSteps.has(name),
    fold: auditFold,
    streamOf: auditStream,
    async decide(body, record, context) {
      const command = says(body, context.id);
      if (isRefusal(command)) return command;
      const known = await auditContext('auditorId' in command ? command.auditorId : null, record, context);
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

/** An auditor's place for one more audit; the process that closes gaps lets go of what a crash left behind. */
function placeWith({ auditorId }: said.AllocateAuditorBody, { id: auditId }: RowContext): Reservation<AuditRecord> {
  const body = { personId: auditorId, auditId };
  return {
    take: { name: 'ReserveCapacity', body },
    release: { name: 'ReleaseCapacity', body },
    isNeededBy: ({ state }) => isSelected(state) && state.auditor?.auditorId === auditorId && state.graded === null,
  };
}

const leaveOut = ({ reasonCode, reason, approvedBy }: said.LeaveOutBody) => ({ reasonCode, reason, approvedBy });
const participant = ({ as, personId }: said.ParticipantBody) => ({ as, personId: personId ?? null });
const domainGrade = ({ domain, grade }: said.DomainGradeBody) => ({ domain, grade });
const domainChange = ({ domain, from, to }: said.DomainChangeBody) => ({ domain, from, to });

function selection(body: said.SelectAuditBody, auditId: string): AuditCommand {
  return {
    type: 'SelectAudit',
    auditId,
    origin: body.origin,
    sampleId: body.sampleId ?? null,
    activity: body.activity,
    subjectId: body.subjectId,
    service: body.service ?? null,
    teamId: body.teamId ?? null,
    team: body.team ?? null,
    practitionerId: body.practitionerId ?? null,
    workerMatched: body.workerMatched,
    ...(body.otherPractitioners?.length ? { otherPractitioners: body.otherPractitioners } : {}),
    ...(body.otherWorkersMatched === false ? { otherWorkersMatched: false } : {}),
    period: body.period,
    reauditOf: body.reauditOf ?? null,
    replaces: body.replaces ?? null,
  };
}

/** Every command of the lifecycle; whether it may be given now, and by whom, the workflow table says. */
export const auditRows: readonly CommandRow[] = [
  commandRow<AuditRecord, said.SelectAuditBody>({
    ...ofAudits('SelectAudit', selection),
    path: 'audits',
    summary: 'Select a case for audit, outside a draw',
    body: said.SelectAuditBody,
    record: 'made',
    idOf: (_target, { auditId }, newId) => auditId ?? newId('audit'),
    reservation: (body, _record, { id: auditId }) => {
      const subject = { subjectId: body.subjectId, activity: body.activity, auditId };
      return {
        take: { name: 'ReserveLiveAudit', body: subject },
        release: { name: 'ReleaseLiveAudit', body: { ...subject, auditedOn: null } },
        isNeededBy: ({ state }) => isSelected(state) && state.stage !== 'ended' && state.stage !== 'closed',
      };
    },
  }),
  row('AllocateAuditor', {
    path: 'allocate',
    summary: 'Give the audit to an auditor',
    body: said.AllocateAuditorBody,
    says: ({ auditorId, independenceNote }) => ({
      type: 'AllocateAuditor',
      auditorId,
      independenceNote: independenceNote ?? null,
    }),
    reservation: placeWith,
  }),
  row('AcceptAudit', {
    path: 'accept',
    summary: 'Accept the audit you were given',
    body: NothingMore,
    says: () => ({ type: 'AcceptAudit' }),
  }),
  row('DeclareConflict', {
    path: 'declare-conflict',
    summary: 'Declare a conflict of interest and hand the audit back',
    body: said.ReasonBody,
    says: ({ reason }) => ({ type: 'DeclareConflict', reason }),
  }),
  row('ReallocateAuditor', {
    path: 'reallocate',
    summary: 'Give the audit to another auditor',
    body: said.ReallocateAuditorBody,
    says: ({ auditorId, reason, independenceNote }) => ({
      type: 'ReallocateAuditor',
      auditorId,
      reason,
      independenceNote: independenceNote ?? null,
    }),
    reservation: placeWith,
  }),
  row('SubstituteSubject', {
    path: 'substitute',
    summary: 'Replace the case by the next reserve of the draw',
    body: said.LeaveOutBody,
    says: (body) => ({ type: 'SubstituteSubject', ...leaveOut(body) }),
  }),
  row('ExemptAudit', {
    path: 'exempt',
    summary: 'Exempt the case from audit',
    body: said.LeaveOutBody,
    says: (body) => ({ type: 'ExemptAudit', ...leaveOut(body) }),
  }),
  row('WithdrawAudit', {
    path: 'withdraw',
    summary: 'Withdraw the audit',
    body: said.LeaveOutBody,
    says: (body) => ({ type: 'WithdrawAudit', ...leaveOut(body) }),
  }),
  row('ScheduleConversation', {
    path: 'schedule-conversation',
    summary: 'Arrange the conversation with the worker',
    body: said.ScheduleConversationBody,
    says: ({ on, participants }) => ({ type: 'ScheduleConversation', on, participants: participants.map(participant) }),
  }),
  row('RecordConversation', {
    path: 'record-conversation',
    summary: 'Record the conversation',
    body: said.RecordConversationBody,
    says: ({ on, participants, summary }) => ({
      type: 'RecordConversation',
      on,
      participants: participants.map(participant),
      summary,
    }),
  }),
  row('RecordConversationNotHeld', {
    path: 'conversation-not-held',
    summary: 'Record that there was no conversation, and why',
    body: said.ConversationNotHeldBody,
    says: ({ reasonCode, reason }) => ({ type: 'RecordConversationNotHeld', reasonCode, reason }),
  }),
  row('RecordFamilyContact', {
    path: 'family-contacts',
    summary: 'Record contact with the child or family',
    body: said.FamilyContactBody,
    says: ({ with: who, outcome, rating, words }) => ({
      type: 'RecordFamilyContact',
      with: who,
      outcome,
      rating: rating ?? null,
      words: words ?? null,
    }),
  }),
  row('RecordOtherGrade', {
    path: 'other-grades',
    summary: 'Record how the practitioner, the team manager or a partner agency would grade it',
    body: said.OtherGradeBody,
    says: ({ of, agency, grade, reason }) => ({
      type: 'RecordOtherGrade',
      of,
      agency: agency ?? null,
      grade,
      reason: reason ?? null,
    }),
  }),
  row('GradeDomain', {
    path: 'grade-domain',
    summary: 'Grade a domain; a draft until the first grade is submitted',
    body: said.GradeDomainBody,
    says: ({ domain, grade, rationale }) => ({ type: 'GradeDomain', domain, grade, rationale }),
  }),
  row('AssessStandard', {
    path: 'assess-standard',
    summary: 'Answer a practice standard',
    body: said.AssessStandardBody,
    says: ({ standard, answer, note }) => ({ type: 'AssessStandard', standard, answer, note: note ?? null }),
  }),
  row('RecordFinding', {
    path: 'findings',
    summary: 'Record a strength or an area for improvement',
    body: said.RecordFindingBody,
    says: ({ kind, theme, text }) => ({ type: 'RecordFinding', kind, theme, text }),
  }),
  row('SubmitFirstGrade', {
    path: 'submit-first-grade',
    summary: 'Submit the first grade, or the revised one after a return',
    body: said.SubmitFirstGradeBody,
    says: ({ grade, rationale, auditedOn, atRisk, riskReason, exceptionReason }) => ({
      type: 'SubmitFirstGrade',
      grade: grade ?? null,
      rationale,
      auditedOn,
      atRisk,
      riskReason: riskReason ?? null,
      exceptionReason,
    }),
  }),
  row('RaiseSafetyConcern', {
    path: 'safety-concerns',
    summary: 'Raise a safety concern: a child may be at risk now',
    body: said.ReasonBody,
    says: ({ reason }) => ({ type: 'RaiseSafetyConcern', reason }),
  }),
  row('AcknowledgeSafetyConcern', {
    path: 'acknowledge-safety-concern',
    summary: 'Acknowledge a safety concern',
    body: said.ConcernNoteBody,
    says: ({ concernId, note }) => ({ type: 'AcknowledgeSafetyConcern', concernId, note: note ?? null }),
  }),
  row('ResolveSafetyConcern', {
    path: 'resolve-safety-concern',
    summary: 'Resolve a safety concern',
    body: said.ConcernOutcomeBody,
    says: ({ concernId, outcome }) => ({ type: 'ResolveSafetyConcern', concernId, outcome }),
  }),
  row('ClaimModeration', {
    path: 'claim-moderation',
    summary: 'Claim the moderation',
    body: NothingMore,
    says: () => ({ type: 'ClaimModeration' }),
  }),
  row('ReleaseModeration', {
    path: 'release-moderation',
    summary: 'Let go of the claim to the moderation',
    body: said.OptionalReasonBody,
    says: ({ reason }) => ({ type: 'ReleaseModeration', reason: reason ?? null }),
  }),
  row('RecordModeratorGrade', {
    path: 'record-moderator-grade',
    summary: "Record the moderator's own grade, before the first grade is seen",
    body: said.ModeratorGradeBody,
    says: ({ grade, rationale, domains, exceptionReason }) => ({
      type: 'RecordModeratorGrade',
      grade,
      rationale,
      domains: (domains ?? []).map(domainGrade),
      exceptionReason,
    }),
  }),
  row('UpholdGrade', {
    path: 'uphold-grade',
    summary: 'Uphold the grade',
    body: said.OptionalRationaleBody,
    says: ({ rationale }) => ({ type: 'UpholdGrade', rationale: rationale ?? null }),
  }),
  row('ChangeGrade', {
    path: 'change-grade',
    summary: 'Change the grade',
    body: said.ChangeGradeBody,
    says: ({ grade, rationale, domains, exceptionReason }) => ({
      type: 'ChangeGrade',
      grade,
      rationale,
      domains: (domains ?? []).map(domainChange),
      exceptionReason,
    }),
  }),
  row('ReturnToAuditor', {
    path: 'return-to-auditor',
    summary: 'Return the audit to its auditor',
    body: said.ReasonBody,
    says: ({ reason }) => ({ type: 'ReturnToAuditor', reason }),
  }),
  row('ShareOutcome', {
    path: 'share',
    summary: 'Share the outcome with the practitioner and team manager',
    body: NothingMore,
    says: () => ({ type: 'ShareOutcome' }),
  }),
  row('AcknowledgeOutcome', {
    path: 'acknowledge-outcome',
    summary: 'Acknowledge the outcome',
    body: said.OptionalCommentBody,
    says: ({ comment }) => ({ type: 'AcknowledgeOutcome', comment: comment ?? null }),
  }),
  row('RequireResponse', {
    path: 'require-response',
    summary: 'Require a response plan',
    body: said.RequireResponseBody,
    says: ({ respondBy }) => ({ type: 'RequireResponse', respondBy: respondBy ?? null }),
  }),
  row('RecordResponse', {
    path: 'record-response',
    summary: 'Record the response plan',
    body: said.RecordResponseBody,
    says: ({ plan }) => ({ type: 'RecordResponse', plan }),
  }),
  row('DisputeOutcome', {
    path: 'dispute',
    summary: 'Dispute the outcome',
    body: said.DisputeBody,
    says: ({ grounds }) => ({ type: 'DisputeOutcome', grounds }),
  }),
  row('ResolveDispute', {
    path: 'resolve-dispute',
    summary: 'Resolve the dispute',
    body: said.ResolveDisputeBody,
    says: ({ outcome, grade, domains, rationale, exceptionReason }) => ({
      type: 'ResolveDispute',
      outcome,
      grade: grade ?? null,
      domains: (domains ?? []).map(domainChange),
      rationale,
      exceptionReason,
    }),
  }),
  row('FinaliseAudit', {
    path: 'finalise',
    summary: 'Finalise the grades',
    body: NothingMore,
    says: () => ({ type: 'FinaliseAudit' }),
  }),
  row('AgreeAction', {
    path: 'actions',
    summary: 'Agree an action',
    body: said.AgreeActionBody,
    says: ({ text, ownerId, due, domain }) => ({
      type: 'AgreeAction',
      text,
      ownerId,
      due: due ?? null,
      domain: domain ?? null,
    }),
  }),
  row('UpdateProgress', {
    path: 'update-progress',
    summary: 'Say how an action goes',
    body: said.ActionNoteBody,
    says: ({ actionId, note }) => ({ type: 'UpdateProgress', actionId, note }),
  }),
  row('CompleteAction', {
    path: 'complete-action',
    summary: 'Complete an action, with evidence',
    body: said.CompleteActionBody,
    says: ({ actionId, evidence, evidenceReference }) => ({
      type: 'CompleteAction',
      actionId,
      evidence,
      evidenceReference: evidenceReference ?? null,
    }),
  }),
  row('VerifyAction', {
    path: 'verify-action',
    summary: 'Verify that an action was done',
    body: said.VerifyActionBody,
    says: ({ actionId, note }) => ({ type: 'VerifyAction', actionId, note: note ?? null }),
  }),
  row('ReopenAction', {
    path: 'reopen-action',
    summary: 'Reopen an action',
    body: said.ActionDueBody,
    says: ({ actionId, reason, due }) => ({ type: 'ReopenAction', actionId, reason, due }),
  }),
  row('CancelAction', {
    path: 'cancel-action',
    summary: 'Cancel an action',
    body: said.ActionReasonBody,
    says: ({ actionId, reason }) => ({ type: 'CancelAction', actionId, reason }),
  }),
  row('ChangeDueDate', {
    path: 'change-due-date',
    summary: 'Change when an action is due',
    body: said.ActionDueBody,
    says: ({ actionId, due, reason }) => ({ type: 'ChangeDueDate', actionId, due, reason }),
  }),
  row('RecordRetrospectiveGrade', {
    path: 'retrospective-grades',
    summary: 'Grade a finalised audit for consistency; changes nothing of it',
    body: said.RetrospectiveGradeBody,
    says: ({ grade, rationale }) => ({ type: 'RecordRetrospectiveGrade', grade, rationale }),
  }),
  row('ScheduleReaudit', {
    path: 'schedule-reaudit',
    summary: 'Plan the re-audit',
    body: said.ScheduleReauditBody,
    says: ({ dueOn }) => ({ type: 'ScheduleReaudit', dueOn: dueOn ?? null }),
  }),
  row('CloseAudit', {
    path: 'close',
    summary: 'Close the audit',
    body: NothingMore,
    says: () => ({ type: 'CloseAudit' }),
  }),
  row('CorrectRecord', {
    path: 'correct',
    summary: 'Correct the record: the wrong event stays and is named',
    body: said.CorrectRecordBody,
    says: ({ corrects, change, reason, exceptionReason = null }) => {
      const correction = correctionOf(change);
      if (isRefusal(correction)) return correction;
      return { type: 'CorrectRecord', corrects, change: correction, reason, exceptionReason };
    },
  }),
  row('ReassignPractitioner', {
    path: 'reassign-practitioner',
    summary: 'Record that another worker holds the case',
    body: said.ReassignPractitionerBody,
    says: ({ to, reason }) => ({ type: 'ReassignPractitioner', to, reason }),
  }),
  row('ChangeTeam', {
    path: 'change-team',
    summary: 'Record that the case has moved to another team',
    body: said.ChangeTeamBody,
    says: ({ teamId, reason }) => ({ type: 'ChangeTeam', teamId, reason }),
  }),
  row('ReopenAudit', {
    path: 'reopen',
    summary: 'Reopen a closed audit',
    body: said.ReasonBody,
    says: ({ reason }) => ({ type: 'ReopenAudit', reason }),
  }),
  row('MoveDeadlines', {
    path: 'move-deadlines',
    summary: 'Move open deadlines after a change of the calendar',
    body: said.MoveDeadlinesBody,
    says: ({ because }) => ({ type: 'MoveDeadlines', because }),
  }),
];
