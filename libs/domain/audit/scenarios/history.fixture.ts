import type { Stage } from '../../workflow/stages.js';
import type { AuditEvent, AuditEventType } from '../../audit-language/events.js';

export type DataOf<Type extends AuditEventType> = Extract<AuditEvent, { type: Type }>['data'];
const subjectId = 'subject-1';
const counted = (from: string, days: number) => ({ from, days });

/** One audit's events, each as it stands in the histories; a spec changes what it is about. */
export const was = {
  selected: (data: Partial<DataOf<'audit-selected'>> = {}): AuditEvent => ({
    type: 'audit-selected',
    data: {
      auditId: 'audit-1',
      reference: '7K3M9-QX2PA',
      origin: 'sample',
      sampleId: 'sample-1',
      activity: 'deep-dive',
      subjectId,
      subjectType: 'child',
      service: 'Safeguarding',
      teamId: 'north',
      team: 'north',
      practitionerId: 'priya',
      workerMatched: true,
      period: '2026-05',
      settingsVersion: 3,
      tool: { key: 'deep-dive', version: 1 },
      scale: 'ofsted',
      pilot: false,
      reauditOf: null,
      replaces: null,
      plan: {
        conversation: 'required',
        familyContact: 'optional',
        moderation: 'optional',
        dispute: 'required',
        graded: true,
      },
      selectedOn: '2026-05-11',
      allocateBy: '2026-05-13',
      counted: counted('2026-05-11', 2),
      ...data,
    },
  }),
  imported: (data: Partial<DataOf<'audit-imported'>> = {}): AuditEvent => ({
    type: 'audit-imported',
    data: {
      auditId: 'audit-9',
      reference: '0A1B2-C3D4E',
      importedRef: 'A-17',
      subjectId,
      subjectType: 'child',
      subjectRef: 'C-4',
      activity: 'deep-dive',
      service: 'Safeguarding',
      team: 'north',
      worker: null,
      auditor: null,
      auditorRole: null,
      auditedOn: '2025-02-03',
      scale: 'ofsted',
      firstGrade: 'good',
      moderated: false,
      finalGrade: 'good',
      atRisk: false,
      domains: [{ domain: 'assessment', grade: 'good' }],
      standards: [{ standard: 'visited', answer: 'met' }],
      ...data,
    },
  }),
  allocated: (data: Partial<DataOf<'auditor-allocated'>> = {}): AuditEvent => ({
    type: 'auditor-allocated',
    data: {
      auditorId: 'amir',
      auditorAuditsBefore: 7,
      acceptBy: '2026-05-13',
      counted: counted('2026-05-11', 2),
      independenceCheck: null,
      subjectId,
      ...data,
    },
  }),
  accepted: (): AuditEvent => ({
    type: 'audit-accepted',
    data: { auditorId: 'amir', gradeBy: '2026-06-03', counted: counted('2026-05-12', 15) },
  }),
  conflictDeclared: (): AuditEvent => ({
    type: 'conflict-declared',
    data: {
      auditorId: 'amir',
      reason: 'I know the family.',
      allocateBy: '2026-05-14',
      counted: counted('2026-05-12', 2),
      subjectId,
    },
  }),
  reallocated: (data: Partial<DataOf<'auditor-reallocated'>> = {}): AuditEvent => ({
    type: 'auditor-reallocated',
    data: {
      from: 'amir',
      auditorId: 'ada',
      auditorAuditsBefore: 7,
      reason: 'Amir is on leave.',
      acceptBy: '2026-05-15',
      counted: counted('2026-05-13', 2),
      independenceCheck: null,
      subjectId,
      ...data,
    },
  }),
  withdrawn: (): AuditEvent => ({
    type: 'audit-withdrawn',
    data: { reason: 'Care proceedings have begun.', reasonCode: 'proceedings', approvedBy: 'lena', subjectId },
  }),
  scheduled: (data: Partial<DataOf<'conversation-scheduled'>> = {}): AuditEvent => ({
    type: 'conversation-scheduled',
    data: { on: '2026-05-18', participants: [{ as: 'practitioner', personId: 'priya' }], ...data },
  }),
  held: (): AuditEvent => ({
    type: 'conversation-recorded',
    data: {
      on: '2026-05-18',
      participants: [{ as: 'practitioner', personId: 'priya' }],
      summary: 'We went through the plan.',
      subjectId,
    },
  }),
  notHeld: (): AuditEvent => ({
    type: 'conversation-not-held',
    data: { reasonCode: 'worker-left', reason: 'The worker has left.', subjectId },
  }),
  familyContact: (): AuditEvent => ({
    type: 'family-contact-recorded',
    data: {
      contactId: 'contact-1',
      with: 'child',
      outcome: 'spoken',
      rating: 'good',
      words: 'She listens.',
      subjectId,
    },
  }),
  otherGrade: (data: Partial<DataOf<'other-grade-recorded'>> = {}): AuditEvent => ({
    type: 'other-grade-recorded',
    data: {
      otherGradeId: 'other-grade-1',
      of: 'practitioner',
      agency: null,
      grade: 'good',
      reason: 'The plan is new.',
      recordedBy: 'amir',
      subjectId,
      ...data,
    },
  }),
  domainGraded: (domain: string, grade: string): AuditEvent => ({
    type: 'domain-graded',
    data: { domain, grade, rationale: `Why ${domain} is so.`, subjectId },
  }),
  standardAssessed: (): AuditEvent => ({
    type: 'standard-assessed',
    data: { standard: 'visited', answer: 'not_met', note: null, subjectId },
  }),
  findingRecorded: (): AuditEvent => ({
    type: 'finding-recorded',
    data: { findingId: 'finding-1', kind: 'improvement', theme: 'planning', text: 'The plan is old.', subjectId },
  }),
  submitted: (data: Partial<DataOf<'first-grade-submitted'>> = {}): AuditEvent => ({
    type: 'first-grade-submitted',
    data: {
      grade: 'inadequate',
      rationale: 'The plan has drifted.',
      auditedOn: '2026-05-18',
      atRisk: false,
      domains: [
        { domain: 'assessment', grade: 'requires_improvement' },
        { domain: 'planning', grade: 'inadequate' },
      ],
      standards: [{ standard: 'visited', answer: 'not_met' }],
      submittedBy: 'amir',
      subjectId,
      ...data,
    },
  }),
  resubmitted: (data: Partial<DataOf<'grade-resubmitted'>> = {}): AuditEvent => ({
    type: 'grade-resubmitted',
    data: {
      revisedGrade: 'requires_improvement',
      rationale: 'Seen again, with the record of the visit.',
      domains: [
        { domain: 'assessment', grade: 'requires_improvement' },
        { domain: 'planning', grade: 'requires_improvement' },
        { domain: 'voice', grade: 'good' },
      ],
      standards: [{ standard: 'visited', answer: 'met' }],
      atRisk: false,
      submittedBy: 'amir',
      moderateBy: '2026-06-09',
      counted: counted('2026-05-26', 10),
      subjectId,
      ...data,
    },
  }),
  concernRaised: (data: Partial<DataOf<'safety-concern-raised'>> = {}): AuditEvent => ({
    type: 'safety-concern-raised',
    data: {
      concernId: 'concern-1',
      raisedBy: 'olu',
      reason: 'Nobody has seen the child.',
      acknowledgeBy: '2026-05-11',
      withSubmission: false,
      subjectId,
      ...data,
    },
  }),
  concernAcknowledged: (concernId = 'concern-1'): AuditEvent => ({
    type: 'safety-concern-acknowledged',
    data: {
      concernId,
      acknowledgedBy: 'tom',
      note: null,
      resolveBy: '2026-05-18',
      counted: counted('2026-05-11', 5),
      subjectId,
    },
  }),
  concernResolved: (concernId = 'concern-1'): AuditEvent => ({
    type: 'safety-concern-resolved',
    data: { concernId, resolvedBy: 'tom', outcome: 'The child was seen and is safe.', subjectId },
  }),
  moderationRequired: (data: Partial<DataOf<'moderation-required'>> = {}): AuditEvent => ({
    type: 'moderation-required',
    data: {
      reasons: ['grade'],
      blind: false,
      moderateBy: '2026-06-04',
      counted: counted('2026-05-20', 10),
      ...data,
    },
  }),
  moderationNotRequired: (): AuditEvent => ({
    type: 'moderation-not-required',
    data: { shareBy: '2026-05-22', counted: counted('2026-05-20', 2) },
  }),
  claimed: (moderatorId = 'mona'): AuditEvent => ({ type: 'moderation-claimed', data: { moderatorId } }),
  released: (): AuditEvent => ({
    type: 'moderation-released',
    data: { moderatorId: 'mona', releasedBy: 'cora', reason: null, subjectId },
  }),
  ownGrade: (data: Partial<DataOf<'moderator-grade-recorded'>> = {}): AuditEvent => ({
    type: 'moderator-grade-recorded',
    data: {
      moderatorId: 'mona',
      grade: 'requires_improvement',
      rationale: 'The plan is late, and it works.',
      domains: [],
      subjectId,
      ...data,
    },
  }),
  upheld: (data: Partial<DataOf<'grade-upheld'>> = {}): AuditEvent => ({
    type: 'grade-upheld',
    data: {
      moderatorId: 'mona',
      grade: 'inadequate',
      rationale: null,
      shareBy: '2026-05-22',
      counted: counted('2026-05-22', 0),
      subjectId,
      ...data,
    },
  }),
  changed: (data: Partial<DataOf<'grade-changed'>> = {}): AuditEvent => ({
    type: 'grade-changed',
    data: {
      moderatorId: 'mona',
      from: 'inadequate',
      to: 'requires_improvement',
      rationale: 'The plan is late, and it works.',
      domains: [{ domain: 'planning', from: 'inadequate', to: 'requires_improvement' }],
      shareBy: '2026-05-27',
      counted: counted('2026-05-22', 2),
      subjectId,
      ...data,
    },
  }),
  returned: (): AuditEvent => ({
    type: 'returned-to-auditor',
    data: {
      moderatorId: 'mona',
      reason: 'Say more of the visits.',
      gradeBy: '2026-06-15',
      counted: counted('2026-05-22', 15),
      subjectId,
    },
  }),
  shared: (data: Partial<DataOf<'outcome-shared'>> = {}): AuditEvent => ({
    type: 'outcome-shared',
    data: {
      on: '2026-05-22',
      grade: 'inadequate',
      with: ['priya', 'tom'],
      disputeBy: '2026-06-01',
      counted: counted('2026-05-22', 5),
      ...data,
    },
  }),
  responseRequired: (data: Partial<DataOf<'response-required'>> = {}): AuditEvent => ({
    type: 'response-required',
    data: {
      ownerId: 'tom',
      grade: 'inadequate',
      respondBy: '2026-06-01',
      counted: counted('2026-05-22', 5),
      ...data,
    },
  }),
  responseRecorded: (data: Partial<DataOf<'response-recorded'>> = {}): AuditEvent => ({
    type: 'response-recorded',
    data: { respondedBy: 'tom', plan: 'A new plan by Friday.', subjectId, ...data },
  }),
  signedOff: (data: Partial<DataOf<'response-signed-off'>> = {}): AuditEvent => ({
    type: 'response-signed-off',
    data: { signedOffBy: 'lena', note: null, subjectId, ...data },
  }),
  sentBack: (): AuditEvent => ({
    type: 'response-sent-back',
    data: {
      sentBackBy: 'lena',
      reason: 'Say who visits.',
      respondBy: '2026-06-03',
      counted: counted('2026-05-29', 3),
      subjectId,
    },
  }),
  acknowledged: (personId: string, as: 'practitioner' | 'team_manager'): AuditEvent => ({
    type: 'outcome-acknowledged',
    data: { personId, as, comment: null, subjectId },
  }),
  disputed: (): AuditEvent => ({
    type: 'outcome-disputed',
    data: {
      disputedBy: 'priya',
      as: 'practitioner',
      grounds: 'The plan was on the system.',
      resolveBy: '2026-06-10',
      counted: counted('2026-05-27', 10),
      subjectId,
    },
  }),
  resolved: (data: Partial<DataOf<'dispute-resolved'>> = {}): AuditEvent => ({
    type: 'dispute-resolved',
    data: {
      panelMemberId: 'lena',
      outcome: 'grade_stands',
      grade: 'inadequate',
      domains: [],
      rationale: 'The plan was there and not followed.',
      subjectId,
      ...data,
    },
  }),
  finalised: (data: Partial<DataOf<'audit-finalised'>> = {}): AuditEvent => ({
    type: 'audit-finalised',
    data: {
      because: 'window_passed',
      on: '2026-06-02',
      auditedOn: '2026-05-18',
      firstGrade: 'inadequate',
      moderatedGrade: 'inadequate',
      finalGrade: 'inadequate',
      domains: [
        { domain: 'assessment', first: 'requires_improvement', final: 'requires_improvement' },
        { domain: 'planning', first: 'inadequate', final: 'inadequate' },
      ],
      standards: [{ standard: 'visited', answer: 'not_met' }],
      ...data,
    },
  }),
  actionAgreed: (data: Partial<DataOf<'action-agreed'>> = {}): AuditEvent => ({
    type: 'action-agreed',
    data: {
      actionId: 'action-1',
      text: 'See the child within a week.',
      ownerId: 'olu',
      due: '2026-06-08',
      counted: counted('2026-05-22', 10),
      domain: 'planning',
      subjectId,
      ...data,
    },
  }),
  actionCompleted: (data: Partial<DataOf<'action-completed'>> = {}): AuditEvent => ({
    type: 'action-completed',
    data: {
      actionId: 'action-1',
      evidence: 'Seen on 28 May.',
      evidenceReference: null,
      completedBy: 'olu',
      verifyBy: '2026-06-12',
      counted: counted('2026-05-29', 10),
      subjectId,
      ...data,
    },
  }),
  actionVerified: (actionId = 'action-1'): AuditEvent => ({
    type: 'action-verified',
    data: { actionId, verifiedBy: 'amir', note: null, subjectId },
  }),
  actionCancelled: (actionId = 'action-1'): AuditEvent => ({
    type: 'action-cancelled',
    data: { actionId, reason: 'The family has moved.', subjectId },
  }),
  extensionAsked: (data: Partial<DataOf<'extension-asked'>> = {}): AuditEvent => ({
    type: 'extension-asked',
    data: {
      extensionId: 'extension-1',
      obligation: 'action:action-1',
      askedBy: 'olu',
      from: '2026-06-08',
      to: '2026-06-12',
      reason: 'The family is away.',
      managerDecides: true,
      by: ['coordinator'],
      decideBy: '2026-06-02',
      counted: counted('2026-05-29', 2),
      subjectId,
      ...data,
    },
  }),
  extensionDecided: (outcome: 'granted' | 'declined'): AuditEvent => ({
    type: 'extension-decided',
    data: {
      extensionId: 'extension-1',
      obligation: 'action:action-1',
      askedBy: 'olu',
      outcome,
      from: '2026-06-08',
      to: '2026-06-12',
      decidedBy: 'sam',
      note: outcome === 'granted' ? null : 'See the child first.',
      subjectId,
    },
  }),
  closed: (): AuditEvent => ({ type: 'audit-closed', data: { on: '2026-06-19' } }),
};

const accepted = [was.selected(), was.allocated(), was.accepted()];
const drafted = [
  ...accepted,
  was.held(),
  was.domainGraded('assessment', 'requires_improvement'),
  was.domainGraded('planning', 'inadequate'),
  was.standardAssessed(),
];
const inModeration = [...drafted, was.submitted(), was.moderationRequired()];
const claimed = [...inModeration, was.claimed()];
const moderated = [...claimed, was.upheld()];
const shared = [...moderated, was.shared(), was.responseRequired()];
const disputed = [...shared, was.disputed()];
const resolved = [...disputed, was.resolved()];
const final = [...resolved, was.finalised({ because: 'dispute_resolved' })];

/** The history of an Inadequate, moderated by Mona and disputed by Priya, up to a stage. */
export const until = {
  unselected: [],
  imported: [was.imported()],
  allocation: [was.selected()],
  acceptance: [was.selected(), was.allocated()],
  conversation: accepted,
  grading: drafted,
  moderation: claimed,
  sharing: moderated,
  'dispute-window': shared,
  dispute: disputed,
  finalising: resolved,
  'action-tracking': final,
  closed: [...final, was.responseRecorded(), was.closed()],
  ended: [...accepted, was.withdrawn()],
} as const satisfies Readonly<Record<Stage, readonly AuditEvent[]>>;

/** The same, not yet claimed. */
export const unclaimed = inModeration;
