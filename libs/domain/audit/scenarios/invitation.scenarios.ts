import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const invited = [...until.conversation, was.scheduled()];
const GRADE = 'grade by amir until 2026-06-03';
const summary = 'We went through it.';
const practitioner = { as: 'practitioner', personId: 'priya' } as const;
const unnamed = { as: 'practitioner', personId: null } as const;
const unmatched = [
  was.selected({ practitionerId: null, workerMatched: false }),
  was.allocated(),
  was.accepted(),
  was.scheduled({ participants: [unnamed] }),
];

export const invitationScenarios: readonly Scenario[] = [
  {
    name: 'everybody of the council who is invited to a conversation is to prepare for it',
    given: until.conversation,
    when: {
      type: 'ScheduleConversation',
      on: '2026-06-01',
      participants: [
        practitioner,
        { as: 'team_manager', personId: 'tom' },
        { as: 'independent_chair', personId: 'hana' },
        { as: 'independent_chair', personId: null },
      ],
    },
    by: 'amir',
    then: [{ type: 'conversation-scheduled' }],
    owed: [
      GRADE,
      'prepare:priya by priya on 2026-06-01',
      'prepare:tom by tom on 2026-06-01',
      'prepare:hana by hana on 2026-06-01',
    ],
  },
  {
    name: 'a practitioner whom nobody names is the one who holds the case',
    given: until.conversation,
    when: { type: 'ScheduleConversation', on: '2026-06-01', participants: [unnamed] },
    by: 'amir',
    then: [{ type: 'conversation-scheduled' }],
    owed: [GRADE, 'prepare:priya by priya on 2026-06-01'],
  },
  {
    name: 'the invitation moves with the conversation, and with who is invited',
    given: [
      ...until.conversation,
      was.scheduled({ participants: [practitioner, { as: 'team_manager', personId: 'tom' }] }),
    ],
    when: { type: 'ScheduleConversation', on: '2026-06-02', participants: [practitioner] },
    by: 'amir',
    then: [{ type: 'conversation-scheduled' }],
    owed: [GRADE, 'prepare:priya by priya on 2026-06-02'],
  },
  {
    name: 'nobody is to prepare for a conversation that was held',
    given: invited,
    when: { type: 'RecordConversation', on: '2026-05-28', participants: [practitioner], summary },
    by: 'amir',
    then: [{ type: 'conversation-recorded' }],
    owed: [GRADE],
  },
  {
    name: 'nor for one that was not',
    given: invited,
    when: { type: 'RecordConversationNotHeld', reasonCode: 'worker-left', reason: 'The worker has left.' },
    by: 'amir',
    then: [{ type: 'conversation-not-held' }],
    owed: [GRADE],
  },
  {
    name: 'unless it is arranged after all',
    given: [...until.conversation, was.notHeld()],
    when: { type: 'ScheduleConversation', on: '2026-06-01', participants: [practitioner] },
    by: 'amir',
    then: [{ type: 'conversation-scheduled' }],
    stage: 'grading',
    owed: [GRADE, 'prepare:priya by priya on 2026-06-01'],
  },
  {
    name: 'nor for an audit that is withdrawn',
    given: invited,
    when: {
      type: 'WithdrawAudit',
      reasonCode: 'proceedings',
      reason: 'Care proceedings have begun.',
      approvedBy: 'lena',
    },
    by: 'cora',
    then: [{ type: 'audit-withdrawn' }],
    owed: [],
  },
  {
    name: 'who takes over the case takes over the invitation',
    given: invited,
    when: { type: 'ReassignPractitioner', to: 'otto', reason: 'Passed on.' },
    by: 'cora',
    then: [{ type: 'practitioner-reassigned' }],
    owed: [GRADE, 'prepare:otto by otto on 2026-05-18'],
  },
  {
    name: 'and who is found to hold it is invited',
    given: unmatched,
    when: { type: 'ReassignPractitioner', to: 'otto', reason: 'Found.' },
    by: 'cora',
    then: [{ type: 'practitioner-reassigned' }],
    owed: [GRADE, 'prepare:otto by otto on 2026-05-18'],
  },
  {
    name: 'who held the case before may be invited as well',
    given: [
      ...until.conversation,
      {
        type: 'practitioner-reassigned',
        data: { from: 'priya', to: 'otto', reason: 'Passed on.', subjectId: 'subject-1' },
      },
    ],
    when: {
      type: 'ScheduleConversation',
      on: '2026-06-01',
      participants: [practitioner, { as: 'practitioner', personId: 'otto' }],
    },
    by: 'amir',
    then: [{ type: 'conversation-scheduled' }],
    owed: [GRADE, 'prepare:priya by priya on 2026-06-01', 'prepare:otto by otto on 2026-06-01'],
  },
  {
    name: 'an invitation rests while there is nobody to hold the conversation',
    given: invited,
    when: { type: 'DeclareConflict', reason: 'I know the family.' },
    by: 'amir',
    then: [{ type: 'conflict-declared' }],
    owed: ['allocate by coordinator until 2026-06-02'],
  },
  {
    name: 'and stands again once the next auditor has accepted',
    given: [...invited, was.reallocated()],
    when: { type: 'AcceptAudit' },
    by: 'ada',
    then: [{ type: 'audit-accepted' }],
    stage: 'conversation',
    owed: ['grade by ada until 2026-06-19', 'prepare:priya by priya on 2026-05-18'],
  },
];
