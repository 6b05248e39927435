import type { AuditPlan, ModerationReason, Personal } from '#domain';
import type { EventEnvelope } from '#event-store';
import type { GivenLog } from '../views/given.fixture.js';
import { sealed } from '../views/given.fixture.js';
import type { Recorded, RecordedOf } from '../domain-events.js';

type Data<Type extends Recorded['type']> = Partial<RecordedOf<Type>['data']>;

const counted = null;
const plan: AuditPlan = {
  conversation: 'required',
  familyContact: 'optional',
  moderation: 'optional',
  dispute: 'required',
  graded: true,
};

/**
 * One audit's history, told step by step: each step is what the domain records, with the data a story does not care
 * about filled in. Steps are a day apart.
 */
export class AuditStory {
  readonly events: EventEnvelope[] = [];
  private day = 0;

  constructor(
    private readonly log: GivenLog,
    readonly auditId: string,
  ) {}

  /** What is told next is recorded this many days after the last step. */
  later(days: number): this {
    this.day += days - 1;
    return this;
  }

  selected(data: Data<'audit-selected'> = {}): this {
    return this.tell('audit-selected', {
      auditId: this.auditId,
      reference: `REF-${this.auditId}`,
      origin: 'sample',
      sampleId: 'may',
      activity: 'case-file',
      subjectId: `s-${this.auditId}`,
      subjectType: 'child',
      service: 'Assessment',
      teamId: 'north',
      team: 'North',
      practitionerId: 'pat',
      workerMatched: true,
      period: '2026-05',
      settingsVersion: 1,
      tool: { key: 'case-file', version: 1 },
      scale: 'ofsted',
      pilot: false,
      reauditOf: null,
      replaces: null,
      plan,
      selectedOn: '2026-05-01',
      allocateBy: '2026-05-08',
      counted,
      ...data,
    });
  }
  allocated(auditorId = 'ann'): this {
    const data = { auditorId, auditorAuditsBefore: 3, acceptBy: '2026-05-11', independenceCheck: null };
    return this.tell('auditor-allocated', { ...data, counted, subjectId: this.subjectId });
  }
  accepted(auditorId = 'ann'): this {
    return this.tell('audit-accepted', { auditorId, gradeBy: '2026-05-22', counted });
  }
  invited(on = '2026-05-12', ...others: string[]): this {
    const participants = [
      { as: 'practitioner' as const, personId: 'pat' },
      ...others.map((personId) => ({ as: 'team_manager' as const, personId })),
    ];
    return this.tell('conversation-scheduled', { on, participants });
  }
  conversation(): this {
    const data = { on: '2026-05-06', participants: [], summary: this.words('conversation') };
    return this.tell('conversation-recorded', { ...data, subjectId: this.subjectId });
  }
  noConversation(reasonCode = 'worker_left'): this {
    const data = { reasonCode, reason: this.words('no conversation') };
    return this.tell('conversation-not-held', { ...data, subjectId: this.subjectId });
  }
  familyContact(contactId = 'contact-1'): this {
    const data = { contactId, with: 'child' as const, outcome: 'spoken' as const, rating: 'good' };
    return this.tell('family-contact-recorded', { ...data, words: this.words('family'), subjectId: this.subjectId });
  }
  otherGrade(grade: string): this {
    const data = { otherGradeId: 'other-grade-1', of: 'practitioner' as const, agency: null, grade, recordedBy: 'ann' };
    return this.tell('other-grade-recorded', { ...data, reason: this.words('other'), subjectId: this.subjectId });
  }
  domain(domain: string, grade: string): this {
    const data = { domain, grade, rationale: this.words(`${domain} rationale`), subjectId: this.subjectId };
    return this.tell('domain-graded', data);
  }
  standard(standard: string, answer: 'met' | 'not_met' | 'na'): this {
    const data = { standard, answer, note: this.words(`${standard} note`), subjectId: this.subjectId };
    return this.tell('standard-assessed', data);
  }
  finding(findingId: string, theme: string): this {
    const data = { findingId, kind: 'improvement' as const, theme, text: this.words(`${theme} finding`) };
    return this.tell('finding-recorded', { ...data, subjectId: this.subjectId });
  }
  submitted(grade: string | null = 'good', data: Data<'first-grade-submitted'> = {}): this {
    return this.tell('first-grade-submitted', {
      grade,
      rationale: this.words('first rationale'),
      auditedOn: '2026-05-07',
      atRisk: false,
      domains: grade === null ? [] : [{ domain: 'voice', grade }],
      standards: [{ standard: 'supervision', answer: 'met' }],
      submittedBy: 'ann',
      subjectId: this.subjectId,
      ...data,
    });
  }
  excepted(grade: string): this {
    const data = { grade, limits: ['inadequate-domain'], reason: this.words('exception'), givenBy: 'ann' };
    return this.tell('overall-grade-excepted', { ...data, subjectId: this.subjectId });
  }
  concern(concernId: string, withSubmission = false): this {
    const data = { concernId, raisedBy: 'ann', reason: this.words(`${concernId} reason`), withSubmission };
    const acknowledgeBy = '2026-05-07';
    return this.tell('safety-concern-raised', { ...data, acknowledgeBy, subjectId: this.subjectId });
  }
  concernAcknowledged(concernId: string): this {
    const data = { concernId, acknowledgedBy: 'mel', note: this.words('seen'), resolveBy: '2026-05-14', counted };
    return this.tell('safety-concern-acknowledged', { ...data, subjectId: this.subjectId });
  }
  concernResolved(concernId: string): this {
    const data = { concernId, resolvedBy: 'mel', outcome: this.words('safe now'), subjectId: this.subjectId };
    return this.tell('safety-concern-resolved', data);
  }
  toModeration(blind = false, reasons: readonly ModerationReason[] = ['grade']): this {
    return this.tell('moderation-required', { reasons, blind, moderateBy: '2026-05-21', counted });
  }
  withoutModeration(): this {
    return this.tell('moderation-not-required', { shareBy: '2026-05-12', counted });
  }
  claimed(moderatorId = 'mo'): this {
    return this.tell('moderation-claimed', { moderatorId });
  }
  released(moderatorId = 'mo'): this {
    const data = { moderatorId, releasedBy: moderatorId, reason: this.words('away'), subjectId: this.subjectId };
    return this.tell('moderation-released', data);
  }
  moderatorGrade(grade: string, moderatorId = 'mo'): this {
    const data = { moderatorId, grade, rationale: this.words('own rationale'), domains: [] };
    return this.tell('moderator-grade-recorded', { ...data, subjectId: this.subjectId });
  }
  upheld(grade = 'good', moderatorId = 'mo'): this {
    const data = { moderatorId, grade, rationale: null, shareBy: '2026-05-25', counted, subjectId: this.subjectId };
    return this.tell('grade-upheld', data);
  }
  changed(from: string, to: string, moderatorId = 'mo'): this {
    const data = { moderatorId, from, to, rationale: this.words('changed because'), shareBy: '2026-05-25', counted };
    const domains = [{ domain: 'voice', from, to }];
    return this.tell('grade-changed', { ...data, domains, subjectId: this.subjectId });
  }
  returned(moderatorId = 'mo'): this {
    const data = { moderatorId, reason: this.words('say more'), gradeBy: '2026-06-02', counted };
    return this.tell('returned-to-auditor', { ...data, subjectId: this.subjectId });
  }
  resubmitted(revisedGrade: string | null): this {
    return this.tell('grade-resubmitted', {
      revisedGrade,
      rationale: this.words('revised rationale'),
      domains: [],
      standards: [],
      atRisk: false,
      submittedBy: 'ann',
      moderateBy: '2026-06-09',
      counted,
      subjectId: this.subjectId,
    });
  }
  shared(grade: string | null = 'good', disputeBy: string | null = '2026-06-01'): this {
    return this.tell('outcome-shared', { on: this.today, grade, with: ['pat', 'mel'], disputeBy, counted });
  }
  responseRequired(grade = 'inadequate'): this {
    return this.tell('response-required', { ownerId: 'mel', grade, respondBy: '2026-06-03', counted });
  }
  responded(): this {
    return this.tell('response-recorded', {
      respondedBy: 'mel',
      plan: this.words('plan'),
      subjectId: this.subjectId,
    });
  }
  acknowledged(as: 'practitioner' | 'team_manager', personId = as === 'practitioner' ? 'pat' : 'mel'): this {
    const data = { personId, as, comment: this.words(`${as} comment`), subjectId: this.subjectId };
    return this.tell('outcome-acknowledged', data);
  }
  disputed(): this {
    const data = { disputedBy: 'pat', as: 'practitioner' as const, grounds: this.words('grounds'), counted };
    return this.tell('outcome-disputed', { ...data, resolveBy: '2026-06-08', subjectId: this.subjectId });
  }
  disputeResolved(grade = 'good'): this {
    const data = { panelMemberId: 'lee', outcome: 'grade_stands' as const, grade, domains: [] };
    return this.tell('dispute-resolved', { ...data, rationale: this.words('panel'), subjectId: this.subjectId });
  }
  finalised(finalGrade: string | null = 'good', data: Data<'audit-finalised'> = {}): this {
    return this.tell('audit-finalised', {
      because: 'acknowledged',
      on: this.today,
      auditedOn: '2026-05-07',
      firstGrade: finalGrade,
      moderatedGrade: null,
      finalGrade,
      domains: [],
      standards: [],
      ...data,
    });
  }
  action(actionId: string, due = '2026-06-30', ownerId = 'pat'): this {
    const data = { actionId, text: this.words(`${actionId} text`), ownerId, due, counted, domain: null };
    return this.tell('action-agreed', { ...data, subjectId: this.subjectId });
  }
  progress(actionId: string): this {
    const data = { actionId, note: this.words(`${actionId} progress`), subjectId: this.subjectId };
    return this.tell('action-progress-updated', data);
  }
  actionCompleted(actionId: string): this {
    const data = { actionId, evidence: this.words(`${actionId} evidence`), evidenceReference: null, counted };
    const verifyBy = '2026-07-07';
    return this.tell('action-completed', { ...data, completedBy: 'pat', verifyBy, subjectId: this.subjectId });
  }
  actionVerified(actionId: string): this {
    const data = { actionId, verifiedBy: 'ann', note: this.words(`${actionId} verified`), subjectId: this.subjectId };
    return this.tell('action-verified', data);
  }
  actionReopened(actionId: string, due = '2026-07-20'): this {
    const data = { actionId, reason: this.words(`${actionId} again`), due, subjectId: this.subjectId };
    return this.tell('action-reopened', data);
  }
  actionCancelled(actionId: string): this {
    const data = { actionId, reason: this.words(`${actionId} cancelled`), subjectId: this.subjectId };
    return this.tell('action-cancelled', data);
  }
  actionDue(actionId: string, from: string, to: string): this {
    const data = { actionId, from, to, reason: this.words(`${actionId} due`), subjectId: this.subjectId };
    return this.tell('action-due-changed', data);
  }
  reauditScheduled(reauditId: string): this {
    return this.tell('reaudit-scheduled', { reauditId, dueOn: '2026-08-20' });
  }
  closed(): this {
    return this.tell('audit-closed', { on: this.today });
  }
  reopened(): this {
    return this.tell('audit-reopened', { reason: this.words('opened again'), subjectId: this.subjectId });
  }
  corrected(change: RecordedOf<'record-corrected'>['data']['change'], corrects = 'an-event'): this {
    const data = { corrects, change, reason: this.words('a slip'), subjectId: this.subjectId };
    return this.tell('record-corrected', data);
  }
  ended(how: 'subject-substituted' | 'audit-exempted' | 'audit-withdrawn', reasonCode = 'moved_away'): this {
    const data = { reasonCode, reason: this.words('ended'), approvedBy: 'kim', subjectId: this.subjectId };
    return this.tell(how, data);
  }
  teamChanged(teamId: string, team: string, service: string | null): this {
    const data = { teamId, team, service, reason: this.words('moved'), subjectId: this.subjectId };
    return this.tell('audit-team-changed', data);
  }
  reassigned(to: string): this {
    const data = { from: 'pat', to, reason: this.words('left'), subjectId: this.subjectId };
    return this.tell('practitioner-reassigned', data);
  }
  imported(data: Data<'audit-imported'> = {}): this {
    return this.tell('audit-imported', {
      auditId: this.auditId,
      reference: `REF-${this.auditId}`,
      importedRef: this.words('imported ref'),
      subjectId: this.subjectId,
      subjectType: 'child',
      subjectRef: this.words('subject ref'),
      activity: 'deep-dive',
      service: 'Assessment',
      team: 'North',
      worker: null,
      auditor: null,
      auditorRole: null,
      auditedOn: '2024-11-12',
      scale: 'ofsted',
      firstGrade: 'good',
      moderated: true,
      finalGrade: 'good',
      atRisk: false,
      domains: [{ domain: 'voice', grade: 'good' }],
      standards: [],
      ...data,
    });
  }

  /** From selection to first grading. */
  upToGrading(data: Data<'audit-selected'> = {}): this {
    return this.selected(data).allocated().accepted().conversation();
  }

  words(what: string): Personal {
    return sealed(`${this.auditId} ${what}`, `subject:${this.subjectId}`);
  }

  private get subjectId(): string {
    return `s-${this.auditId}`;
  }
  private get today(): string {
    return this.instant.slice(0, 10);
  }
  private get instant(): string {
    return new Date(Date.UTC(2026, 4, 1 + this.day, 10)).toISOString();
  }
  private tell<Type extends Recorded['type']>(type: Type, data: RecordedOf<Type>['data']): this {
    this.events.push(this.log.add(type, data, { stream: `audit-${this.auditId}`, at: this.instant, by: 'kim' }));
    this.day += 1;
    return this;
  }
}
