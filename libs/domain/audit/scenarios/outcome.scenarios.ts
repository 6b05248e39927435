import { settings, withDeputy } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const share = { type: 'ShareOutcome' } as const;
const acknowledge = { type: 'AcknowledgeOutcome', comment: null } as const;
const dispute = { type: 'DisputeOutcome', grounds: 'The plan was on the system.' } as const;
const stands = {
  type: 'ResolveDispute',
  outcome: 'grade_stands',
  grade: null,
  domains: [],
  rationale: 'It stands.',
} as const;
const changed = {
  type: 'ResolveDispute',
  outcome: 'grade_changed',
  grade: 'requires_improvement',
  domains: [{ domain: 'planning', from: 'inadequate', to: 'requires_improvement' }],
  rationale: 'The plan was there.',
} as const;
const finalise = { type: 'FinaliseAudit' } as const;
const good = [...until.grading, was.submitted({ grade: 'good' }), was.moderationNotRequired()];
const goodShared = [...good, was.shared({ grade: 'good' })];
const noWindow = good.map((event) =>
  event.type === 'audit-selected' ? was.selected({ plan: { ...event.data.plan, dispute: 'skipped' } }) : event,
);
const nobodyKnown = good.map((event) =>
  event.type === 'audit-selected' ? was.selected({ practitionerId: null, teamId: null, workerMatched: false }) : event,
);
const priyaAcknowledged = was.acknowledged('priya', 'practitioner');
const tomAcknowledged = was.acknowledged('tom', 'team_manager');

export const outcomeScenarios: readonly Scenario[] = [
  {
    name: 'sharing an Inadequate opens the dispute window and requires a response, in one append',
    given: until.sharing,
    when: share,
    by: 'system',
    in: { on: '2026-05-22' },
    then: [
      {
        type: 'outcome-shared',
        data: { on: '2026-05-22', grade: 'inadequate', with: ['priya', 'tom'], disputeBy: '2026-06-01' },
      },
      { type: 'response-required', data: { ownerId: 'tom', grade: 'inadequate', respondBy: '2026-06-01' } },
    ],
    stage: 'dispute-window',
    owed: [
      'acknowledge:practitioner by priya until 2026-06-01',
      'acknowledge:team-manager by team-manager until 2026-06-01',
      'dispute-window by system until 2026-06-01',
      'respond by team-manager until 2026-06-01',
    ],
  },
  {
    name: 'a Good requires no response',
    given: good,
    when: share,
    by: 'amir',
    then: [{ type: 'outcome-shared', data: { grade: 'good' } }],
    stage: 'dispute-window',
    owed: [
      'acknowledge:practitioner by priya until 2026-06-05',
      'acknowledge:team-manager by team-manager until 2026-06-05',
      'dispute-window by system until 2026-06-05',
    ],
  },
  {
    name: 'where the settings say so, Requires improvement requires one too',
    given: [...until.moderation, was.changed()],
    when: share,
    by: 'amir',
    in: { settings: { ...settings, responseGrades: ['inadequate', 'requires_improvement'] } },
    then: [
      { type: 'outcome-shared', data: { grade: 'requires_improvement' } },
      { type: 'response-required', data: { grade: 'requires_improvement' } },
    ],
  },
  {
    name: 'a type without disputes has no window',
    given: noWindow,
    when: share,
    by: 'amir',
    then: [{ type: 'outcome-shared', data: { disputeBy: null, counted: null } }],
    stage: 'finalising',
    owed: [],
  },
  {
    name: 'where the team has no manager, the outcome goes to the case holder’s',
    given: good.map((event) => (event.type === 'audit-selected' ? was.selected({ teamId: null }) : event)),
    when: share,
    by: 'amir',
    then: [{ type: 'outcome-shared', data: { with: ['priya', 'tom'] } }],
  },
  {
    name: 'where nobody is known, it is shared with whoever it falls to',
    given: nobodyKnown,
    when: share,
    by: 'cora',
    then: [{ type: 'outcome-shared', data: { with: ['cora'], disputeBy: '2026-06-05', sharedBy: 'cora' } }],
    stage: 'dispute-window',
    owed: ['acknowledge:team-manager by team-manager until 2026-06-05', 'dispute-window by system until 2026-06-05'],
  },
  {
    name: 'an audit that is being moderated is not shared',
    given: until.moderation,
    when: share,
    by: 'amir',
    then: 'not-in-this-stage',
  },
  {
    name: 'a moderator who did not decide it does not share it',
    given: until.sharing,
    when: share,
    by: 'max',
    then: 'not-entitled',
  },

  {
    name: 'one acknowledgement of two leaves the window open',
    given: goodShared,
    when: { ...acknowledge, comment: 'Fair.' },
    by: 'priya',
    then: [{ type: 'outcome-acknowledged', data: { personId: 'priya', as: 'practitioner', comment: 'Fair.' } }],
    stage: 'dispute-window',
    owed: ['acknowledge:team-manager by team-manager until 2026-06-01', 'dispute-window by system until 2026-06-01'],
  },
  {
    name: 'the last acknowledgement closes it',
    given: [...goodShared, priyaAcknowledged],
    when: acknowledge,
    by: 'tom',
    then: [{ type: 'outcome-acknowledged', data: { personId: 'tom', as: 'team_manager' } }],
    stage: 'finalising',
    owed: [],
  },
  {
    name: 'the deputy of an absent team manager acknowledges for them',
    given: goodShared,
    when: acknowledge,
    by: 'sam',
    in: { directory: withDeputy('tom', 'sam') },
    then: [{ type: 'outcome-acknowledged', data: { personId: 'sam', as: 'team_manager' } }],
  },
  {
    name: 'the manager of another team does not',
    given: goodShared,
    when: acknowledge,
    by: 'sam',
    then: 'not-entitled',
  },
  {
    name: 'an inspector who is somebody’s deputy reads only',
    given: goodShared,
    when: acknowledge,
    by: 'ivy',
    in: { directory: withDeputy('tom', 'ivy') },
    then: 'not-entitled',
  },
  {
    name: 'acknowledging twice',
    given: [...goodShared, priyaAcknowledged],
    when: acknowledge,
    by: 'priya',
    then: 'already-acknowledged',
  },
  {
    name: 'a late acknowledgement is recorded all the same',
    given: until['action-tracking'],
    when: acknowledge,
    by: 'tom',
    then: [{ type: 'outcome-acknowledged' }],
    stage: 'action-tracking',
  },

  {
    name: 'a dispute on the last day of the window',
    given: until['dispute-window'],
    when: dispute,
    by: 'priya',
    in: { on: '2026-06-01' },
    then: [{ type: 'outcome-disputed', data: { disputedBy: 'priya', as: 'practitioner', resolveBy: '2026-06-15' } }],
    stage: 'dispute',
    owed: ['resolve-dispute by panel-member until 2026-06-15', 'respond by team-manager until 2026-06-01'],
  },
  {
    name: 'a dispute a day late',
    given: until['dispute-window'],
    when: dispute,
    by: 'priya',
    in: { on: '2026-06-02' },
    then: 'window-passed',
  },
  {
    name: 'a dispute without grounds',
    given: until['dispute-window'],
    when: { ...dispute, grounds: '' },
    by: 'priya',
    then: 'text-blank',
  },
  {
    name: 'whoever acknowledged does not dispute',
    given: [...goodShared, priyaAcknowledged],
    when: dispute,
    by: 'priya',
    then: 'already-acknowledged',
  },
  {
    name: 'the other still may',
    given: [...goodShared, priyaAcknowledged],
    when: dispute,
    by: 'tom',
    then: [{ type: 'outcome-disputed', data: { as: 'team_manager' } }],
  },

  {
    name: 'the panel lets the grade stand',
    given: until.dispute,
    when: stands,
    by: 'lena',
    then: [
      {
        type: 'dispute-resolved',
        data: { panelMemberId: 'lena', outcome: 'grade_stands', grade: 'inadequate', domains: [] },
      },
    ],
    stage: 'finalising',
    owed: ['respond by team-manager until 2026-06-01'],
  },
  {
    name: 'the panel changes the grade, and the response it called for is no longer owed',
    given: until.dispute,
    when: changed,
    by: 'lena',
    then: [
      {
        type: 'dispute-resolved',
        data: { outcome: 'grade_changed', grade: 'requires_improvement', domains: changed.domains },
      },
    ],
    stage: 'finalising',
    owed: [],
  },
  {
    name: 'a response that is still called for keeps the time it had',
    given: until.dispute,
    when: changed,
    by: 'lena',
    in: { settings: { ...settings, responseGrades: ['inadequate', 'requires_improvement'] } },
    then: [
      { type: 'dispute-resolved' },
      {
        type: 'response-required',
        data: { grade: 'requires_improvement', respondBy: '2026-06-01', counted: { from: '2026-05-22', days: 5 } },
      },
    ],
    owed: ['respond by team-manager until 2026-06-01'],
  },
  {
    name: 'a response the panel is first to call for runs from its decision',
    given: [...goodShared, was.disputed()],
    when: { ...changed, grade: 'inadequate', domains: [] },
    by: 'lena',
    then: [
      { type: 'dispute-resolved', data: { grade: 'inadequate' } },
      { type: 'response-required', data: { respondBy: '2026-06-05' } },
    ],
    owed: ['respond by team-manager until 2026-06-05'],
  },
  {
    name: 'the moderator does not sit on the panel',
    given: until.dispute,
    when: stands,
    by: 'mona',
    in: { roles: ['moderator', 'leader'] },
    then: 'panel-not-independent',
  },
  {
    name: 'nor the auditor',
    given: until.dispute,
    when: stands,
    by: 'amir',
    in: { roles: ['leader'] },
    then: 'panel-not-independent',
  },
  {
    name: 'nor the team manager',
    given: until.dispute,
    when: stands,
    by: 'tom',
    in: { roles: ['leader'] },
    then: 'panel-not-independent',
  },
  {
    name: 'nor the case holder',
    given: until.dispute,
    when: stands,
    by: 'priya',
    in: { roles: ['coordinator'] },
    then: 'panel-not-independent',
  },
  {
    name: 'another grade where it stands',
    given: until.dispute,
    when: { ...stands, grade: 'good' },
    by: 'lena',
    then: 'resolution-grade-unasked',
  },
  {
    name: 'no grade where it changes',
    given: until.dispute,
    when: { ...changed, grade: null },
    by: 'lena',
    then: 'grade-missing',
  },
  {
    name: 'a change that is none',
    given: until.dispute,
    when: { ...changed, grade: 'inadequate', domains: [] },
    by: 'lena',
    then: 'nothing-changed',
  },
  {
    name: 'a grade of another scale',
    given: until.dispute,
    when: { ...changed, grade: 'adequate' },
    by: 'lena',
    then: 'grade-not-of-scale',
  },
  {
    name: 'a resolution without a rationale',
    given: until.dispute,
    when: { ...stands, rationale: '' },
    by: 'lena',
    then: 'text-blank',
  },

  {
    name: 'the system finalises once the window has passed',
    given: until['dispute-window'],
    when: finalise,
    by: 'system',
    in: { on: '2026-06-02' },
    then: [{ type: 'audit-finalised', data: { because: 'window_passed', on: '2026-06-02', auditedOn: '2026-05-18' } }],
    stage: 'action-tracking',
    owed: ['respond by team-manager until 2026-06-01'],
  },
  {
    name: 'not on its last day',
    given: until['dispute-window'],
    when: finalise,
    by: 'system',
    in: { on: '2026-06-01' },
    then: 'window-open',
  },
  {
    name: 'a calendar change that moved the window moves its end',
    given: [
      ...until['dispute-window'],
      {
        type: 'deadlines-moved',
        data: {
          because: 'closure-added',
          moves: [{ obligation: 'dispute-window', from: '2026-06-01', to: '2026-06-02' }],
        },
      },
    ],
    when: finalise,
    by: 'system',
    in: { on: '2026-06-02' },
    then: 'window-open',
  },
  {
    name: 'everybody’s acknowledgement finalises it before the window has passed',
    given: [...goodShared, priyaAcknowledged, tomAcknowledged],
    when: finalise,
    by: 'cora',
    then: [
      {
        type: 'audit-finalised',
        data: { because: 'acknowledged', firstGrade: 'good', moderatedGrade: null, finalGrade: 'good' },
      },
    ],
    stage: 'action-tracking',
    owed: [],
  },
  {
    name: 'a resolved dispute does, with the first, the moderated and the final grades and domains',
    given: [
      ...until.moderation,
      was.changed(),
      was.shared({ grade: 'requires_improvement' }),
      was.disputed(),
      was.resolved({
        outcome: 'grade_changed',
        grade: 'good',
        domains: [{ domain: 'assessment', from: 'requires_improvement', to: 'good' }],
      }),
    ],
    when: finalise,
    by: 'system',
    then: [
      {
        type: 'audit-finalised',
        data: {
          because: 'dispute_resolved',
          firstGrade: 'inadequate',
          moderatedGrade: 'requires_improvement',
          finalGrade: 'good',
          domains: [
            { domain: 'assessment', first: 'requires_improvement', final: 'good' },
            { domain: 'planning', first: 'inadequate', final: 'requires_improvement' },
          ],
          standards: [{ standard: 'visited', answer: 'not_met' }],
        },
      },
    ],
    stage: 'action-tracking',
  },
  {
    name: 'a revised grade never becomes the first one',
    given: [
      ...until.moderation,
      was.returned(),
      was.resubmitted(),
      was.upheld({ grade: 'requires_improvement' }),
      was.shared({ grade: 'requires_improvement' }),
    ],
    when: finalise,
    by: 'system',
    in: { on: '2026-06-02' },
    then: [
      {
        type: 'audit-finalised',
        data: {
          firstGrade: 'inadequate',
          moderatedGrade: 'requires_improvement',
          finalGrade: 'requires_improvement',
          domains: [
            { domain: 'assessment', first: 'requires_improvement', final: 'requires_improvement' },
            { domain: 'planning', first: 'inadequate', final: 'requires_improvement' },
            { domain: 'voice', first: 'good', final: 'good' },
          ],
          standards: [{ standard: 'visited', answer: 'met' }],
        },
      },
    ],
  },
  {
    name: 'an audit without a window is finalised once it is shared',
    given: [...noWindow, was.shared({ grade: 'good', disputeBy: null, counted: null })],
    when: finalise,
    by: 'system',
    then: [{ type: 'audit-finalised', data: { because: 'no_window' } }],
  },
];
