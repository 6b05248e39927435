import type { OverallGradeLimit } from '../../grading/overall-grade-limit.js';
import { settings } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const limited = (...overallGradeLimits: readonly OverallGradeLimit[]) => ({
  settings: { ...settings, overallGradeLimits },
});
/** The domains of the histories: assessment requires improvement, planning is inadequate. */
const never: OverallGradeLimit = {
  key: 'inadequate-domain',
  label: 'No Good overall with an Inadequate domain',
  scale: 'ofsted',
  noBetterThan: 'requires_improvement',
  atLeast: 1,
  ofDomains: null,
  gradedAtBest: 'inadequate',
  exception: 'none',
};
const unlessSaid: OverallGradeLimit = {
  ...never,
  key: 'planning',
  label: 'Planning leads',
  ofDomains: ['planning'],
  exception: 'with-reason',
};
const exceptionReason = 'The plan was late by a day.';
const excepted = (grade: string, givenBy: string) =>
  ({
    type: 'overall-grade-excepted',
    data: { grade, limits: ['planning'], reason: exceptionReason, givenBy, subjectId: 'subject-1' },
  }) as const;

const submit = {
  type: 'SubmitFirstGrade',
  grade: 'good',
  rationale: 'It holds together.',
  auditedOn: '2026-05-18',
  atRisk: false,
  riskReason: null,
} as const;
const returned = [...until.moderation, was.returned()];
const blindClaimed = [...until.grading, was.submitted(), was.moderationRequired({ blind: true }), was.claimed()];
const ownGrade = { type: 'RecordModeratorGrade', grade: 'good', rationale: 'It works.', domains: [] } as const;
const ownPlanning = { ...ownGrade, domains: [{ domain: 'planning', grade: 'inadequate' }] } as const;
const change = { type: 'ChangeGrade', grade: 'good', rationale: 'It works.', domains: [] } as const;
const betterPlanning = [{ domain: 'planning', from: 'inadequate', to: 'requires_improvement' }] as const;
const resolve = {
  type: 'ResolveDispute',
  outcome: 'grade_changed',
  grade: 'good',
  domains: [],
  rationale: 'The plan was there.',
} as const;

export const overallGradeScenarios: readonly Scenario[] = [
  {
    name: 'without a rule the overall grade is the auditor’s judgement',
    given: until.grading,
    when: submit,
    by: 'amir',
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }],
  },
  {
    name: 'a first grade better than its domains permit',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: limited(never),
    then: 'overall-grade-limited',
  },
  {
    name: 'nor does a reason help where the rule has no exception',
    given: until.grading,
    when: { ...submit, exceptionReason },
    by: 'amir',
    in: limited(never, unlessSaid),
    then: 'overall-grade-limited',
  },
  {
    name: 'a first grade within the rule',
    given: until.grading,
    when: { ...submit, grade: 'requires_improvement' },
    by: 'amir',
    in: limited(never, unlessSaid),
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }],
  },
  {
    name: 'a first grade that needs a reason',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: limited(unlessSaid),
    then: 'exception-reason-missing',
  },
  {
    name: 'a blank reason is none',
    given: until.grading,
    when: { ...submit, exceptionReason: ' ' },
    by: 'amir',
    in: limited(unlessSaid),
    then: 'text-blank',
  },
  {
    name: 'a reason that nothing asks for',
    given: until.grading,
    when: { ...submit, grade: 'inadequate', exceptionReason },
    by: 'amir',
    in: limited(unlessSaid),
    then: 'exception-reason-unasked',
  },
  {
    name: 'with the reason the first grade stands, and the reason beside it',
    given: until.grading,
    when: { ...submit, exceptionReason },
    by: 'amir',
    in: limited(unlessSaid),
    then: [
      { type: 'first-grade-submitted', data: { grade: 'good' } },
      excepted('good', 'amir'),
      { type: 'moderation-not-required' },
    ],
    stage: 'sharing',
  },
  {
    name: 'an audit on another scale is not limited',
    given: until.grading.map((event) =>
      event.type === 'audit-selected' ? was.selected({ scale: 'good-adequate-inadequate' }) : event,
    ),
    when: submit,
    by: 'amir',
    in: limited({ ...never, noBetterThan: 'inadequate' }),
    then: [{ type: 'first-grade-submitted' }, { type: 'moderation-not-required' }],
  },
  {
    name: 'a revised grade better than its domains permit',
    given: returned,
    when: submit,
    by: 'amir',
    in: limited(never),
    then: 'overall-grade-limited',
  },
  {
    name: 'a revised grade with its reason',
    given: returned,
    when: { ...submit, exceptionReason },
    by: 'amir',
    in: limited(unlessSaid),
    then: [{ type: 'grade-resubmitted' }, excepted('good', 'amir')],
    stage: 'moderation',
  },
  {
    name: 'a moderator’s own grade better than their own domain grades permit',
    given: blindClaimed,
    when: ownPlanning,
    by: 'mona',
    in: limited(never),
    then: 'overall-grade-limited',
  },
  {
    name: 'a moderator’s own grade is not judged by the auditor’s domain grades, which they have not seen',
    given: blindClaimed,
    when: ownGrade,
    by: 'mona',
    in: limited(never),
    then: [{ type: 'moderator-grade-recorded' }],
  },
  {
    name: 'a moderator’s own grade with its reason',
    given: blindClaimed,
    when: { ...ownPlanning, exceptionReason },
    by: 'mona',
    in: limited(unlessSaid),
    then: [{ type: 'moderator-grade-recorded' }, excepted('good', 'mona')],
  },
  {
    name: 'blind, nothing is said of the rule before the moderator’s own grade',
    given: blindClaimed,
    when: change,
    by: 'mona',
    in: limited(never),
    then: 'own-grade-missing',
  },
  {
    name: 'a changed grade better than the domains that stand permit',
    given: until.moderation,
    when: change,
    by: 'mona',
    in: limited(never),
    then: 'overall-grade-limited',
  },
  {
    name: 'a changed grade goes by the domains as they are changed with it',
    given: until.moderation,
    when: { ...change, domains: betterPlanning },
    by: 'mona',
    in: limited(never),
    then: [{ type: 'grade-changed', data: { to: 'good' } }],
  },
  {
    name: 'a domain changed under a grade that then is too good',
    given: [...until.grading, was.submitted({ grade: 'good' }), was.moderationRequired(), was.claimed()],
    when: {
      ...change,
      domains: [{ domain: 'assessment', from: 'requires_improvement', to: 'inadequate' }],
    },
    by: 'mona',
    in: limited({ ...never, atLeast: 2 }),
    then: 'overall-grade-limited',
  },
  {
    name: 'a changed grade with its reason',
    given: until.moderation,
    when: { ...change, exceptionReason },
    by: 'mona',
    in: limited(unlessSaid),
    then: [{ type: 'grade-changed' }, excepted('good', 'mona')],
    stage: 'sharing',
  },
  {
    name: 'the disputes panel is bound by the rule too',
    given: until.dispute,
    when: resolve,
    by: 'lena',
    in: limited(never),
    then: 'overall-grade-limited',
  },
  {
    name: 'the panel’s grade with its reason',
    given: until.dispute,
    when: { ...resolve, exceptionReason },
    by: 'lena',
    in: limited(unlessSaid),
    then: [{ type: 'dispute-resolved', data: { grade: 'good' } }, excepted('good', 'lena')],
    stage: 'finalising',
  },
  {
    name: 'a grade that the panel lets stand was permitted when it was given',
    given: [
      ...until.grading,
      was.submitted({ grade: 'good' }),
      was.moderationRequired(),
      was.claimed(),
      was.upheld({ grade: 'good' }),
      was.shared({ grade: 'good' }),
      was.disputed(),
    ],
    when: { ...resolve, outcome: 'grade_stands', grade: null },
    by: 'lena',
    in: limited(unlessSaid),
    then: [{ type: 'dispute-resolved', data: { grade: 'good' } }],
  },
];
