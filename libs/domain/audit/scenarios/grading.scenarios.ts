import { DEFAULT_RESPONSIBILITIES } from '../../settings/default-settings.js';
import { settings, withRoles } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const submit = {
  type: 'SubmitFirstGrade',
  grade: 'good',
  rationale: 'It holds together.',
  auditedOn: '2026-05-18',
  atRisk: false,
  riskReason: null,
} as const;
const participants = [{ as: 'practitioner', personId: 'priya' }] as const;
const ungraded = [
  was.selected({
    activity: 'ungraded',
    tool: { key: 'ungraded', version: 1 },
    scale: null,
    plan: {
      conversation: 'optional',
      familyContact: 'optional',
      moderation: 'skipped',
      dispute: 'skipped',
      graded: false,
    },
  }),
  was.allocated(),
  was.accepted(),
];
const fileOnly = [
  was.selected({
    plan: {
      conversation: 'skipped',
      familyContact: 'skipped',
      moderation: 'optional',
      dispute: 'required',
      graded: true,
    },
  }),
  was.allocated(),
  was.accepted(),
];
const familyNeeded = [
  was.selected({
    plan: {
      conversation: 'optional',
      familyContact: 'required',
      moderation: 'optional',
      dispute: 'required',
      graded: true,
    },
  }),
  was.allocated(),
  was.accepted(),
  was.domainGraded('assessment', 'good'),
  was.domainGraded('planning', 'good'),
];
const returned = [...until.moderation, was.returned()];

export const gradingScenarios: readonly Scenario[] = [
  {
    name: 'a conversation is scheduled',
    given: until.conversation,
    when: { type: 'ScheduleConversation', on: '2026-06-01', participants },
    by: 'cora',
    then: [{ type: 'conversation-scheduled.v1', data: { on: '2026-06-01', participants } }],
    stage: 'conversation',
  },
  {
    name: 'a conversation is not scheduled for yesterday',
    given: until.conversation,
    when: { type: 'ScheduleConversation', on: '2026-05-28', participants },
    by: 'cora',
    then: 'date-passed',
  },
  {
    name: 'a conversation on a date that does not exist',
    given: until.conversation,
    when: { type: 'ScheduleConversation', on: '2026-06-31', participants },
    by: 'cora',
    then: 'date-unknown',
  },
  {
    name: 'a conversation with nobody',
    given: until.conversation,
    when: { type: 'ScheduleConversation', on: '2026-06-01', participants: [] },
    by: 'cora',
    then: 'participants-missing',
  },
  {
    name: 'a conversation without the practitioner, planned',
    given: until.conversation,
    when: { type: 'ScheduleConversation', on: '2026-06-01', participants: [{ as: 'team_manager', personId: 'tom' }] },
    by: 'amir',
    then: 'practitioner-missing',
  },
  {
    name: 'or recorded as held',
    given: until.conversation,
    when: {
      type: 'RecordConversation',
      on: '2026-05-28',
      participants: [{ as: 'independent_chair', personId: null }],
      summary: 'We went through it.',
    },
    by: 'amir',
    then: 'practitioner-missing',
  },
  {
    name: 'a conversation with somebody unknown',
    given: until.conversation,
    when: {
      type: 'ScheduleConversation',
      on: '2026-06-01',
      participants: [{ as: 'practitioner', personId: 'nobody' }],
    },
    by: 'cora',
    then: 'person-unknown',
  },
  {
    name: 'an independent chair need not be in the people file',
    given: until.conversation,
    when: {
      type: 'ScheduleConversation',
      on: '2026-06-01',
      participants: [...participants, { as: 'independent_chair', personId: null }],
    },
    by: 'amir',
    then: [{ type: 'conversation-scheduled.v1' }],
  },
  {
    name: 'a conversation that was held leads to grading',
    given: [...until.conversation, was.scheduled()],
    when: { type: 'RecordConversation', on: '2026-05-28', participants, summary: 'We went through it.' },
    by: 'amir',
    then: [{ type: 'conversation-recorded.v1', data: { on: '2026-05-28', summary: 'We went through it.' } }],
    stage: 'grading',
  },
  {
    name: 'a conversation that is still to come is not recorded',
    given: until.conversation,
    when: { type: 'RecordConversation', on: '2026-06-30', participants, summary: 'We went through it.' },
    by: 'amir',
    then: 'date-in-future',
  },
  {
    name: 'a conversation is held once',
    given: until.grading,
    when: { type: 'RecordConversation', on: '2026-05-28', participants, summary: 'Again.' },
    by: 'amir',
    then: 'conversation-already-held',
  },
  {
    name: 'a conversation that was not held may still be',
    given: [...until.conversation, was.notHeld()],
    when: { type: 'RecordConversation', on: '2026-05-28', participants, summary: 'She rang.' },
    by: 'amir',
    then: [{ type: 'conversation-recorded.v1' }],
    stage: 'grading',
  },
  {
    name: 'why a conversation was not held is recorded and leads to grading',
    given: until.conversation,
    when: { type: 'RecordConversationNotHeld', reasonCode: 'worker-left', reason: 'The worker has left.' },
    by: 'amir',
    then: [{ type: 'conversation-not-held.v1', data: { reasonCode: 'worker-left' } }],
    stage: 'grading',
  },
  {
    name: 'a conversation not held without a reason',
    given: until.conversation,
    when: { type: 'RecordConversationNotHeld', reasonCode: 'worker-left', reason: '' },
    by: 'amir',
    then: 'text-blank',
  },
  {
    name: 'a file-only audit has no conversation',
    given: fileOnly,
    when: { type: 'ScheduleConversation', on: '2026-06-01', participants },
    by: 'amir',
    then: 'stage-not-used',
  },
  {
    name: 'nor is one recorded',
    given: fileOnly,
    when: { type: 'RecordConversation', on: '2026-05-28', participants, summary: 'We spoke.' },
    by: 'amir',
    then: 'stage-not-used',
  },
  {
    name: 'nor has it family contact',
    given: fileOnly,
    when: { type: 'RecordFamilyContact', with: 'child', outcome: 'declined', rating: null, words: null },
    by: 'amir',
    then: 'stage-not-used',
  },
  {
    name: 'what a parent said is recorded with their rating',
    given: until.conversation,
    when: {
      type: 'RecordFamilyContact',
      with: 'parent_or_carer',
      outcome: 'spoken',
      rating: 'good',
      words: 'He listens.',
    },
    by: 'amir',
    then: [
      { type: 'family-contact-recorded.v1', data: { with: 'parent_or_carer', rating: 'good', words: 'He listens.' } },
    ],
  },
  {
    name: 'somebody who declined said nothing',
    given: until.conversation,
    when: { type: 'RecordFamilyContact', with: 'child', outcome: 'declined', rating: 'good', words: null },
    by: 'amir',
    then: 'rating-unasked',
  },

  {
    name: 'a draft is saved while the conversation is still to come',
    given: until.conversation,
    when: { type: 'GradeDomain', domain: 'planning', grade: 'good', rationale: 'It is followed.' },
    by: 'amir',
    then: [{ type: 'domain-graded.v1', data: { domain: 'planning', grade: 'good' } }],
    stage: 'conversation',
  },
  {
    name: 'a domain the tool lacks',
    given: until.grading,
    when: { type: 'GradeDomain', domain: 'weather', grade: 'good', rationale: 'Fine.' },
    by: 'amir',
    then: 'domain-unknown',
  },
  {
    name: 'a grade of another scale',
    given: until.grading,
    when: { type: 'GradeDomain', domain: 'planning', grade: 'adequate', rationale: 'Fine.' },
    by: 'amir',
    then: 'grade-not-of-scale',
  },
  {
    name: 'a domain without a rationale',
    given: until.grading,
    when: { type: 'GradeDomain', domain: 'planning', grade: 'good', rationale: ' ' },
    by: 'amir',
    then: 'text-blank',
  },
  {
    name: 'a text of more than 10,000 characters',
    given: until.grading,
    when: { type: 'GradeDomain', domain: 'planning', grade: 'good', rationale: 'x'.repeat(10_001) },
    by: 'amir',
    then: 'text-too-long',
  },
  {
    name: 'an ungraded audit has no grades of domains',
    given: ungraded,
    when: { type: 'GradeDomain', domain: 'planning', grade: 'good', rationale: 'Fine.' },
    by: 'amir',
    then: 'audit-not-graded',
  },
  {
    name: 'a practice standard is assessed',
    given: until.grading,
    when: { type: 'AssessStandard', standard: 'supervised', answer: 'na', note: 'New case.' },
    by: 'amir',
    then: [{ type: 'standard-assessed.v1', data: { standard: 'supervised', answer: 'na', note: 'New case.' } }],
  },
  {
    name: 'a standard the tool lacks',
    given: until.grading,
    when: { type: 'AssessStandard', standard: 'sunny', answer: 'met', note: null },
    by: 'amir',
    then: 'standard-unknown',
  },
  {
    name: 'a finding is recorded under its theme',
    given: until.grading,
    when: { type: 'RecordFinding', kind: 'strength', theme: 'planning', text: 'Known to all.' },
    by: 'amir',
    then: [{ type: 'finding-recorded.v1', data: { kind: 'strength', theme: 'planning', text: 'Known to all.' } }],
  },
  {
    name: 'a theme the tool lacks',
    given: until.grading,
    when: { type: 'RecordFinding', kind: 'strength', theme: 'weather', text: 'Sunny.' },
    by: 'amir',
    then: 'theme-unknown',
  },

  {
    name: 'a first grade no rule picks goes to be shared, with what was drafted last',
    given: [...until.grading, was.domainGraded('planning', 'good')],
    when: submit,
    by: 'amir',
    then: [
      {
        type: 'first-grade-submitted.v1',
        data: {
          grade: 'good',
          auditedOn: '2026-05-18',
          atRisk: false,
          submittedBy: 'amir',
          domains: [
            { domain: 'assessment', grade: 'requires_improvement' },
            { domain: 'planning', grade: 'good' },
          ],
          standards: [{ standard: 'visited', answer: 'not_met' }],
        },
      },
      { type: 'moderation-not-required.v1', data: { shareBy: '2026-06-02' } },
    ],
    stage: 'sharing',
    owed: ['share by amir until 2026-06-02'],
  },
  ...(
    [
      ['a leader', ['leader', 'team_manager', 'auditor'], 'Leader'],
      ['a team manager', ['auditor', 'team_manager'], 'Team manager'],
      ['a practitioner', ['auditor', 'practitioner'], 'Practitioner'],
      ['somebody who audits and moderates', ['auditor', 'moderator', 'coordinator'], 'auditor'],
    ] as const
  ).map(([who, roles, auditorGroup]): Scenario => ({
    name: `says that ${who} did the audit, whatever they are signed in as`,
    given: until.grading,
    when: submit,
    by: 'amir',
    in: { roles: ['auditor'], directory: withRoles('amir', ...roles) },
    then: [{ type: 'first-grade-submitted.v1', data: { auditorGroup } }, { type: 'moderation-not-required.v1' }],
  })),
  {
    name: 'says that a head of service did',
    given: until.grading,
    when: submit,
    by: 'amir',
    in: {
      settings: {
        ...settings,
        responsibilities: {
          ...DEFAULT_RESPONSIBILITIES,
          headsOfService: [{ service: 'Early help', personId: 'amir' }],
        },
      },
    },
    then: [
      { type: 'first-grade-submitted.v1', data: { auditorGroup: 'Head of service' } },
      { type: 'moderation-not-required.v1' },
    ],
  },
  {
    name: 'an Inadequate goes to a moderator in the same append',
    given: until.grading,
    when: { ...submit, grade: 'inadequate' },
    by: 'amir',
    then: [
      { type: 'first-grade-submitted.v1' },
      { type: 'moderation-required.v1', data: { reasons: ['grade'], blind: false, moderateBy: '2026-06-12' } },
    ],
    stage: 'moderation',
    owed: ['moderate by moderator until 2026-06-12'],
  },
  {
    name: 'a child at risk raises a safety concern in the same append, whatever the grade',
    given: until.grading,
    when: { ...submit, atRisk: true, riskReason: 'The father is back.' },
    by: 'amir',
    in: { on: '2026-05-30' },
    then: [
      { type: 'first-grade-submitted.v1', data: { atRisk: true } },
      {
        // A Saturday: a child's safety does not wait for Monday.
        type: 'safety-concern-raised.v1',
        data: { raisedBy: 'amir', reason: 'The father is back.', acknowledgeBy: '2026-05-30', withSubmission: true },
      },
      { type: 'moderation-required.v1', data: { reasons: ['at_risk'], moderateBy: '2026-06-12' } },
    ],
    stage: 'moderation',
    owed: ['moderate by moderator until 2026-06-12', 'concern:new-concern by team-manager until 2026-05-30'],
  },
  {
    name: 'an ungraded audit is submitted without a grade and shared',
    given: ungraded,
    when: { ...submit, grade: null },
    by: 'amir',
    then: [
      { type: 'first-grade-submitted.v1', data: { grade: null, domains: [] } },
      { type: 'moderation-not-required.v1' },
    ],
    stage: 'sharing',
  },
  { name: 'an ungraded audit with a grade', given: ungraded, when: submit, by: 'amir', then: 'audit-not-graded' },
  {
    name: 'a graded audit without a grade',
    given: until.grading,
    when: { ...submit, grade: null },
    by: 'amir',
    then: 'grade-missing',
  },
  {
    name: 'an overall grade of another scale',
    given: until.grading,
    when: { ...submit, grade: 'adequate' },
    by: 'amir',
    then: 'grade-not-of-scale',
  },
  {
    name: 'an overall grade without a rationale',
    given: until.grading,
    when: { ...submit, rationale: '' },
    by: 'amir',
    then: 'text-blank',
  },
  {
    name: 'a required domain that is not graded',
    given: [...until.conversation, was.held(), was.domainGraded('planning', 'good')],
    when: submit,
    by: 'amir',
    then: 'domains-missing',
  },
  {
    name: 'a conversation that is only scheduled is no outcome',
    given: [
      ...until.conversation,
      was.scheduled(),
      was.domainGraded('planning', 'good'),
      was.domainGraded('assessment', 'good'),
    ],
    when: submit,
    by: 'amir',
    then: 'conversation-outcome-missing',
  },
  {
    name: 'contact with the family where the type asks for it',
    given: familyNeeded,
    when: submit,
    by: 'amir',
    then: 'family-contact-missing',
  },
  {
    name: 'with it, and the conversation left out, the grade may be submitted',
    given: [...familyNeeded, was.familyContact()],
    when: submit,
    by: 'amir',
    then: [{ type: 'first-grade-submitted.v1' }, { type: 'moderation-not-required.v1' }],
    stage: 'sharing',
  },
  {
    name: 'an audit of tomorrow',
    given: until.grading,
    when: { ...submit, auditedOn: '2026-05-30' },
    by: 'amir',
    then: 'date-in-future',
  },
  {
    name: 'an audit of 30 February',
    given: until.grading,
    when: { ...submit, auditedOn: '2026-02-30' },
    by: 'amir',
    then: 'date-unknown',
  },
  {
    name: 'an audit of before its period',
    given: until.grading,
    when: { ...submit, auditedOn: '2026-04-30' },
    by: 'amir',
    then: 'audited-before-period',
  },
  {
    name: 'an audit of a month before the one it was selected in may bear a date of that month',
    given: until.grading.map((event) =>
      event.type === 'audit-selected.v1' ? was.selected({ period: '2026-03' }) : event,
    ),
    when: { ...submit, auditedOn: '2026-03-01' },
    by: 'amir',
    then: [
      { type: 'first-grade-submitted.v1', data: { auditedOn: '2026-03-01' } },
      { type: 'moderation-not-required.v1' },
    ],
  },
  {
    name: 'a risk without a reason',
    given: until.grading,
    when: { ...submit, atRisk: true },
    by: 'amir',
    then: 'risk-reason-missing',
  },
  {
    name: 'a risk with a blank reason',
    given: until.grading,
    when: { ...submit, atRisk: true, riskReason: ' ' },
    by: 'amir',
    then: 'risk-reason-missing',
  },
  {
    name: 'a reason without a risk',
    given: until.grading,
    when: { ...submit, riskReason: 'The father is back.' },
    by: 'amir',
    then: 'risk-reason-unasked',
  },
  {
    name: 'every rule of the moderation policy that picks an audit is named',
    given: until.grading.map((event) =>
      event.type === 'auditor-allocated.v1' ? was.allocated({ auditorAuditsBefore: 2 }) : event,
    ),
    when: { ...submit, grade: 'outstanding', atRisk: true, riskReason: 'The father is back.' },
    by: 'amir',
    in: {
      settings: { ...settings, moderation: { ...settings.moderation, all: true, percentage: 50, blind: true } },
      chance: 0.49,
    },
    then: [
      { type: 'first-grade-submitted.v1' },
      { type: 'safety-concern-raised.v1' },
      {
        type: 'moderation-required.v1',
        data: { reasons: ['all', 'random', 'grade', 'new_auditor', 'at_risk'], blind: true },
      },
    ],
  },

  {
    name: 'after a return what is revised stands beside the first grade and goes back to the moderator',
    given: [...returned, was.domainGraded('voice', 'good')],
    when: { ...submit, grade: 'requires_improvement' },
    by: 'amir',
    then: [
      {
        type: 'grade-resubmitted.v1',
        data: {
          revisedGrade: 'requires_improvement',
          domains: [
            { domain: 'assessment', grade: 'requires_improvement' },
            { domain: 'planning', grade: 'inadequate' },
            { domain: 'voice', grade: 'good' },
          ],
          moderateBy: '2026-06-12',
        },
      },
    ],
    stage: 'moderation',
    owed: ['moderate by mona until 2026-06-12'],
  },
  {
    name: 'a concern the first submission raised is not raised twice',
    given: [
      ...until.grading,
      was.submitted(),
      was.concernRaised({ withSubmission: true }),
      was.moderationRequired(),
      was.claimed(),
      was.returned(),
    ],
    when: { ...submit, atRisk: true, riskReason: 'Still so.' },
    by: 'amir',
    then: [{ type: 'grade-resubmitted.v1', data: { atRisk: true } }],
  },
  {
    name: 'a risk found on a second look raises one',
    given: returned,
    when: { ...submit, atRisk: true, riskReason: 'The father is back.' },
    by: 'amir',
    then: [{ type: 'grade-resubmitted.v1' }, { type: 'safety-concern-raised.v1', data: { withSubmission: true } }],
  },
  {
    name: 'the audit date stands from the first submission on',
    given: returned,
    when: { ...submit, auditedOn: '2026-05-19' },
    by: 'amir',
    then: 'audited-on-stands',
  },
];
