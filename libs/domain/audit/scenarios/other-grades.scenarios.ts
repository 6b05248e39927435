import { blindSettings, settings, withDeputy } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const practitioners = {
  type: 'RecordOtherGrade',
  of: 'practitioner',
  agency: null,
  grade: 'requires_improvement',
  reason: 'The plan is new.',
} as const;
const managers = { ...practitioners, of: 'team_manager' } as const;
const agencys = { ...practitioners, of: 'partner_agency', agency: 'health' } as const;
const submit = {
  type: 'SubmitFirstGrade',
  grade: 'good',
  rationale: 'It holds together.',
  auditedOn: '2026-05-18',
  atRisk: false,
  riskReason: null,
} as const;
const policy = (disagreement: boolean) => ({
  settings: {
    ...settings,
    moderation: { ...settings.moderation, risk: { ...settings.moderation.risk, disagreement } },
  },
});
const required = (reasons: readonly ('disagreement' | 'grade')[]) =>
  [{ type: 'first-grade-submitted' }, { type: 'moderation-required', data: { reasons } }] as const;
const notRequired = [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }] as const;

export const otherGradeScenarios: readonly Scenario[] = [
  {
    name: 'the auditor records how the practitioner would grade it',
    given: until.grading,
    when: practitioners,
    by: 'amir',
    then: [
      {
        type: 'other-grade-recorded',
        data: { of: 'practitioner', agency: null, grade: 'requires_improvement', recordedBy: 'amir' },
      },
    ],
    stage: 'grading',
  },
  {
    name: 'the practitioner says so themself, to prepare for the conversation',
    given: until.conversation,
    when: practitioners,
    by: 'priya',
    then: [{ type: 'other-grade-recorded', data: { of: 'practitioner', recordedBy: 'priya' } }],
    stage: 'conversation',
  },
  {
    name: 'so does whoever stands in for them',
    given: until.conversation,
    when: practitioners,
    by: 'otto',
    in: { directory: withDeputy('priya', 'otto') },
    then: [{ type: 'other-grade-recorded', data: { recordedBy: 'otto' } }],
  },
  {
    name: 'and the team manager',
    given: until.conversation,
    when: managers,
    by: 'tom',
    then: [{ type: 'other-grade-recorded', data: { of: 'team_manager', recordedBy: 'tom' } }],
  },
  {
    name: 'a practitioner does not speak for their manager',
    given: until.conversation,
    when: managers,
    by: 'priya',
    then: 'other-grade-not-yours',
  },
  {
    name: 'nor a manager for the practitioner',
    given: until.conversation,
    when: practitioners,
    by: 'tom',
    then: 'other-grade-not-yours',
  },
  {
    name: 'nor either for a partner agency',
    given: until.conversation,
    when: agencys,
    by: 'priya',
    then: 'other-grade-not-yours',
  },
  {
    name: 'a partner agency’s grade is recorded by the auditor',
    given: until.grading,
    when: agencys,
    by: 'amir',
    then: [{ type: 'other-grade-recorded', data: { of: 'partner_agency', agency: 'health' } }],
  },
  {
    name: 'a partner agency is named',
    given: until.grading,
    when: { ...agencys, agency: null },
    by: 'amir',
    then: 'agency-missing',
  },
  {
    name: 'by a key that can be counted by',
    given: until.grading,
    when: { ...agencys, agency: 'The Health Visitors' },
    by: 'amir',
    then: 'code-malformed',
  },
  {
    name: 'nobody else is',
    given: until.grading,
    when: { ...practitioners, agency: 'health' },
    by: 'amir',
    then: 'agency-unasked',
  },
  {
    name: 'another grade is of the audit’s scale',
    given: until.grading,
    when: { ...practitioners, grade: 'adequate' },
    by: 'amir',
    then: 'grade-not-of-scale',
  },
  {
    name: 'its reason may be left out, and is not blank',
    given: until.grading,
    when: { ...practitioners, reason: ' ' },
    by: 'amir',
    then: 'text-blank',
  },
  {
    name: 'an ungraded audit has no other grade either',
    given: until.grading.map((event) =>
      event.type === 'audit-selected'
        ? was.selected({ scale: null, plan: { ...event.data.plan, graded: false } })
        : event,
    ),
    when: practitioners,
    by: 'amir',
    then: 'audit-not-graded',
  },

  {
    name: 'a first grade that the practitioner would not give goes to a moderator',
    given: [...until.grading, was.otherGrade({ grade: 'requires_improvement' })],
    when: submit,
    by: 'amir',
    then: required(['disagreement']),
    stage: 'moderation',
  },
  {
    name: 'one that they would give does not',
    given: [...until.grading, was.otherGrade({ grade: 'good' })],
    when: submit,
    by: 'amir',
    then: notRequired,
    stage: 'sharing',
  },
  {
    name: 'their latest word counts',
    given: [
      ...until.grading,
      was.otherGrade({ grade: 'requires_improvement' }),
      was.otherGrade({ otherGradeId: 'other-grade-2', grade: 'good' }),
    ],
    when: submit,
    by: 'amir',
    then: notRequired,
  },
  {
    name: 'one agency of several that disagrees is enough',
    given: [
      ...until.grading,
      was.otherGrade({ of: 'partner_agency', agency: 'health', grade: 'inadequate' }),
      was.otherGrade({ of: 'partner_agency', agency: 'police', grade: 'good' }),
    ],
    when: submit,
    by: 'amir',
    then: required(['disagreement']),
  },
  {
    name: 'other grades outlast a change of auditor',
    given: [
      ...until.conversation,
      was.otherGrade({ grade: 'inadequate' }),
      was.reallocated({ auditorId: 'ada' }),
      { type: 'audit-accepted', data: { auditorId: 'ada', gradeBy: '2026-06-03', counted: null } },
      was.held(),
      was.domainGraded('assessment', 'good'),
      was.domainGraded('planning', 'good'),
    ],
    when: submit,
    by: 'ada',
    then: required(['disagreement']),
  },
  {
    name: 'a council may leave disagreement to the dispute',
    given: [...until.grading, was.otherGrade({ grade: 'requires_improvement' })],
    when: submit,
    by: 'amir',
    in: policy(false),
    then: notRequired,
  },
  {
    name: 'or count it among the other reasons',
    given: [...until.grading, was.otherGrade()],
    when: { ...submit, grade: 'inadequate' },
    by: 'amir',
    in: policy(true),
    then: required(['grade', 'disagreement']),
  },
  {
    name: 'settings published before it could be chosen mean that it counts',
    given: [...until.grading, was.otherGrade({ grade: 'requires_improvement' })],
    when: submit,
    by: 'amir',
    in: {
      settings: {
        ...blindSettings,
        moderation: { ...blindSettings.moderation, risk: { grades: [], newAuditorFirst: 0 } },
      },
    },
    then: [
      { type: 'first-grade-submitted' },
      { type: 'moderation-required', data: { reasons: ['disagreement'], blind: true } },
    ],
  },
];
