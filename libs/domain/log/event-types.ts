import type { EventDeclaration, Upcaster } from './event-declaration.js';

/**
 * The type map: every event the log may hold, and which of its fields are personal and whose. The code calls an event by its
 * name alone; versions stand here (docs/how-to/new-event-version.md).
 * Of types that had such fields in clear before, older events still do: whatever is declared here may be a text there.
 */
const ofSubject = (...paths: string[]): EventDeclaration => ({
  personal: paths.map((path) => ({ path, owner: 'subjectId', kind: 'subject' as const })),
});
const person = (...paths: string[]): EventDeclaration => ({
  personal: paths.map((path) => ({ path, owner: 'personId', kind: 'person' as const })),
});
/** Free text about the programme: its author's. */
const ofAuthor = (...paths: string[]): EventDeclaration => ({
  personal: paths.map((path) => ({ path, owner: '@actor', kind: 'person' as const })),
});
/** Of whoever `owner` names, a case or a person. */
const ofOwner = (...paths: string[]): EventDeclaration => ({
  personal: paths.map((path) => ({ path, owner: 'owner', kind: 'subject' as const })),
});
const clear: EventDeclaration = {};
/** Reads the data of a version as that of the next; what is sealed passes through as it is. */
const upTo = (to: string, up: (data: Readonly<Record<string, unknown>>) => object): Upcaster => ({
  to,
  up: (data) => up({ ...Object(data) }),
});

/** Words about a message to staff: the message's, whoever wrote them. */
const ofMessage = (...paths: string[]): EventDeclaration => ({
  personal: paths.map((path) => ({ path, owner: 'messageId', kind: 'report' as const })),
});

export const eventTypes = {
  'team-registered.v1': clear,
  'team-changed.v1': clear,
  'person-registered.v1': person('ref', 'name', 'aliases[]', 'email'),
  'person-changed.v1': person('ref', 'name', 'aliases[]', 'email'),
  'person-change-requested.v1': person('email'),
  'person-change-confirmed.v1': clear,
  'person-change-declined.v1': clear,
  'absence-recorded.v1': clear,
  'absence-ended.v1': clear,
  'auditor-training-recorded.v1': clear,
  'notification-preference-set.v1': {
    upcaster: upTo('notification-preference-set.v2', ({ email, ...data }) => ({ ...data, messages: email })),
  },
  'notification-preference-set.v2': clear,
  'token-created.v1': clear,
  'token-revoked.v1': clear,
  'person-invited.v1': clear,
  'enrolment-link-issued.v1': clear,
  'enrolment-link-sent.v1': clear,
  'enrolment-link-failed.v1': clear,
  'person-enrolled.v1': clear,
  'password-set.v1': person('hash'),
  'second-factor-set.v1': person('secret', 'recoveryCodes[]'),
  'recovery-code-used.v1': clear,
  'provider-account-linked.v1': clear,
  'provider-account-unlinked.v1': clear,
  'sessions-ended.v1': clear,

  'programme-settings-published.v1': ofAuthor('note'),
  'closure-added.v1': ofAuthor('reason'),
  'closure-removed.v1': ofAuthor('reason'),

  'caseload-started.v1': ofAuthor('fileName'),
  'caseload-part-recorded.v1': {
    personal: [
      { path: 'entries[].importedId', owner: 'entries[].subjectId', kind: 'subject' },
      { path: 'entries[].workerName', owner: 'entries[].workerOwner', kind: 'name' },
      { path: 'entries[].otherWorkers[].workerName', owner: 'entries[].otherWorkers[].workerOwner', kind: 'name' },
    ],
  },
  'caseload-imported.v1': ofAuthor('rejected[].sheet', 'rejected[].column', 'rejected[].reason', 'warnings[].text'),

  'audits-import-started.v1': clear,
  'audits-import-completed.v1': clear,
  'audits-import-taken-back.v1': clear,

  'published-figure-recorded.v1': clear,
  'published-figure-corrected.v1': clear,

  'feedback-recorded.v1': {
    personal: [
      { path: 'quote', owner: 'feedbackId', kind: 'feedback' },
      { path: 'activityRef', owner: 'feedbackId', kind: 'feedback' },
    ],
  },
  'feedback-consent-changed.v1': clear,

  'committee-report-kept.v1': {
    personal: ['title', 'document'].map((path) => ({ path, owner: 'reportId', kind: 'report' as const })),
  },
  'committee-report-signed-off.v1': {
    personal: [{ path: 'as', owner: 'signedOffBy', kind: 'person' }],
  },

  'dip-sample-answered.v1': ofSubject('subjectRef'),

  'plan-action-recorded.v1': {
    personal: ['action', 'lead', 'reviewDate', 'status', 'commentary'].map((path) => ({
      path,
      owner: 'actionId',
      kind: 'report' as const,
    })),
  },
  'plan-action-reviewed.v1': {
    personal: ['words', 'standing'].map((path) => ({ path, owner: 'actionId', kind: 'report' as const })),
  },
  'risk-reviewed.v1': {
    personal: ['words', 'standing'].map((path) => ({ path, owner: 'riskId', kind: 'report' as const })),
  },
  'risk-recorded.v1': {
    personal: ['risk', 'description', 'mitigation', 'rating', 'lead', 'reviewDate'].map((path) => ({
      path,
      owner: 'riskId',
      kind: 'report' as const,
    })),
  },

  'learning-message-issued.v1': ofMessage('theme', 'found', 'toDo', 'basis'),
  'learning-discussed.v1': ofMessage('words'),
  'learning-looked-again.v1': ofMessage('sampleTheme', 'words'),
  'learning-message-withdrawn.v1': ofMessage('reason'),
  'learning-activity-recorded.v1': {
    personal: ['theme', 'audience'].map((path) => ({ path, owner: 'activityId', kind: 'report' as const })),
  },

  'measure-published.v1': clear,
  'reading-recorded.v1': clear,
  'reading-corrected.v1': clear,

  'sample-drawn.v1': clear,
  'case-directed.v1': ofSubject('reason'),
  'sample-issue-started.v1': clear,
  'sample-case-issued.v1': clear,
  'sample-case-skipped.v1': clear,
  'reserve-taken.v1': clear,
  'reserves-exhausted.v1': clear,
  'sample-issued.v1': clear,
  'draw-owed.v1': clear,
  'draw-excused.v1': ofAuthor('reason'),
  'draw-excuse-lifted.v1': ofAuthor('reason'),
  'draw-made.v1': clear,
  'draw-dropped.v1': clear,
  'audits-expected.v1': clear,
  'expected-audits-excused.v1': person('reason'),
  'expected-audits-excuse-lifted.v1': person('reason'),
  'live-audit-reserved.v1': clear,
  'live-audit-released.v1': clear,
  'capacity-reserved.v1': clear,
  'capacity-released.v1': clear,
  'case-content-read.v1': person('purpose'),
  'case-ids-shown.v1': clear,
  'inspection-granted.v1': {
    personal: [{ path: 'reason', owner: 'inspectorId', kind: 'person' }],
  },
  'inspection-ended.v1': {
    personal: [{ path: 'reason', owner: 'inspectorId', kind: 'person' }],
  },

  'audit-selected.v1': clear,
  'audit-imported.v1': ofSubject('importedRef', 'subjectRef'),
  'auditor-allocated.v1': ofSubject('independenceCheck.note'),
  'audit-accepted.v1': clear,
  'conflict-declared.v1': ofSubject('reason'),
  'auditor-reallocated.v1': ofSubject('reason', 'independenceCheck.note'),
  'subject-substituted.v1': ofSubject('reason'),
  'audit-exempted.v1': ofSubject('reason'),
  'audit-withdrawn.v1': ofSubject('reason'),
  'conversation-scheduled.v1': clear,
  'conversation-recorded.v1': ofSubject('summary'),
  'conversation-not-held.v1': ofSubject('reason'),
  'family-contact-recorded.v1': ofSubject('words'),
  'other-grade-recorded.v1': ofSubject('reason'),
  'domain-graded.v1': ofSubject('rationale'),
  'standard-assessed.v1': ofSubject('note'),
  'questions-answered.v1': ofSubject('answers[].reason'),
  'statement-written.v1': ofSubject('text'),
  'finding-recorded.v1': ofSubject('text'),
  'first-grade-submitted.v1': ofSubject('rationale'),
  'grade-resubmitted.v1': ofSubject('rationale'),
  'overall-grade-excepted.v1': ofSubject('reason'),
  'safety-concern-raised.v1': ofSubject('reason'),
  'safety-concern-acknowledged.v1': ofSubject('note'),
  'safety-concern-resolved.v1': ofSubject('outcome'),
  'moderation-required.v1': clear,
  'moderation-not-required.v1': clear,
  'moderation-claimed.v1': clear,
  'moderation-released.v1': ofSubject('reason'),
  'moderator-grade-recorded.v1': ofSubject('rationale'),
  'grade-upheld.v1': ofSubject('rationale'),
  'grade-changed.v1': ofSubject('rationale'),
  'statement-value-changed.v1': ofSubject('reason'),
  'moderation-passed-on.v1': ofSubject('rationale'),
  'returned-to-auditor.v1': ofSubject('reason'),
  'outcome-shared.v1': clear,
  'response-required.v1': clear,
  'response-recorded.v1': ofSubject('plan'),
  'response-signed-off.v1': ofSubject('note'),
  'response-sent-back.v1': ofSubject('reason'),
  'response-reviewed.v1': ofSubject('found'),
  'outcome-acknowledged.v1': ofSubject('comment'),
  'outcome-disputed.v1': ofSubject('grounds'),
  'dispute-resolved.v1': ofSubject('rationale'),
  'audit-finalised.v1': clear,
  'audit-filed.v1': ofSubject('recordReference'),
  'action-agreed.v1': ofSubject('text'),
  'action-acknowledged.v1': ofSubject('note'),
  'action-linked.v1': clear,
  'action-progress-updated.v1': ofSubject('note'),
  'action-completed.v1': ofSubject('evidence', 'evidenceReference'),
  'action-verified.v1': ofSubject('note'),
  'action-reopened.v1': ofSubject('reason'),
  'action-cancelled.v1': ofSubject('reason'),
  'action-due-changed.v1': ofSubject('reason'),
  'retrospective-grade-recorded.v1': ofSubject('rationale'),
  'reaudit-drawn.v1': clear,
  'reaudit-scheduled.v1': clear,
  'audit-closed.v1': clear,
  'record-corrected.v1': ofSubject('reason'),
  'finding-corrected.v1': ofSubject('text', 'reason'),
  'family-contact-corrected.v1': ofSubject('words', 'reason'),
  'practitioner-reassigned.v1': ofSubject('reason'),
  'audit-team-changed.v1': ofSubject('reason'),
  'audit-reopened.v1': ofSubject('reason'),
  'extension-asked.v1': ofSubject('reason'),
  'extension-decided.v1': ofSubject('note'),
  'deadlines-moved.v1': clear,

  'notifications-started.v1': clear,
  'notices-started.v1': clear,
  'reminder-claimed.v1': clear,
  'reminder-sent.v1': clear,
  'reminder-superseded.v1': clear,
  'message-superseded.v1': clear,
  'reminder-failed.v1': clear,
  'reminder-deferred.v1': clear,
  'notification-delivered.v1': clear,
  'notification-bounced.v1': clear,

  'export-requested.v1': clear,
  'export-made.v1': clear,

  'pack-requested.v1': ofAuthor('why'),
  'pack-made.v1': clear,
  'pack-not-made.v1': clear,

  'hold-placed.v1': { personal: [{ path: 'reason', owner: 'ownedBy', kind: 'subject' }] },
  'hold-ended.v1': { personal: [{ path: 'reason', owner: 'ownedBy', kind: 'subject' }] },
  'erasure-requested.v1': ofOwner('reason'),
  'erasure-approved.v1': clear,
  'erasure-declined.v1': ofOwner('reason'),
  'erasure-begun.v1': clear,
  'erasure-completed.v1': clear,
  'master-key-rotated.v1': clear,

  'data-request-recorded.v1': ofOwner('called', 'asked'),
  'data-request-extended.v1': ofOwner('reason'),
  'access-part-gathered.v1': clear,
  'access-gathered.v1': clear,
  'access-texts-reviewed.v1': ofOwner('texts[].blackOut', 'texts[].letThrough', 'texts[].reason'),
  'access-document-made.v1': clear,
  'data-request-ended.v1': ofOwner('reason'),

  'sealing-begun.v1': clear,
  'seal-part-recorded.v1': clear,
  'log-sealed.v1': clear,
  'checkpoint-signed.v1': clear,
  'signing-key-rotated.v1': clear,
  'log-restored.v1': ofAuthor('reason'),
} satisfies Record<string, EventDeclaration>;
