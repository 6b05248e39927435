import type { Responsibilities } from '../../settings/programme-settings.js';
import { DEFAULT_RESPONSIBILITIES } from '../../settings/default-settings.js';
import type { AuditEvent } from '../../audit-language/events.js';
import { settings, withDeputy, without } from './council.fixture.js';
import { unclaimed, until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const named = (responsibilities: Partial<Responsibilities>) => ({
  settings: { ...settings, responsibilities: { ...DEFAULT_RESPONSIBILITIES, ...responsibilities } },
});
const HEAD = named({ headsOfService: [{ service: ' SAFEGUARDING', personId: 'sam' }] });
const acknowledge = { type: 'AcknowledgeSafetyConcern', concernId: 'concern-1', note: null } as const;
const acknowledged = [{ type: 'safety-concern-acknowledged' }] as const;
const reallocate = {
  type: 'ReallocateAuditor',
  auditorId: 'ada',
  reason: 'On leave.',
  independenceNote: null,
} as const;
const noTeamNoWorker = (events: readonly AuditEvent[]): readonly AuditEvent[] =>
  events.map((event) =>
    event.type === 'audit-selected'
      ? was.selected({ teamId: null, team: null, practitionerId: null, workerMatched: false })
      : event,
  );
/** The case is Otto's, of another team than the audit's. */
const heldElsewhere = until['dispute-window'].map((event) =>
  event.type === 'audit-selected'
    ? was.selected({ practitionerId: 'otto' })
    : event.type === 'outcome-shared'
      ? was.shared({ with: ['otto', 'tom'] })
      : event,
);
const withConcern = [...until.acceptance, was.concernRaised()];
const MODERATORS = ['ada', 'mona', 'max', 'nia', 'rita', 'paul'];
const blindWithConcern = [
  ...until.grading,
  was.submitted(),
  was.moderationRequired({ blind: true }),
  was.concernRaised(),
];
const respond = { type: 'RecordResponse', plan: 'A new plan by Friday.' } as const;

/** What falls to others, and to whom: given a gap, who may take the step. */
export const ownershipScenarios: readonly Scenario[] = [
  {
    name: 'the only coordinator is away: a leader allocates',
    given: until.allocation,
    when: { type: 'AllocateAuditor', auditorId: 'amir', independenceNote: null },
    by: 'lena',
    in: { directory: without({ away: ['cora'] }) },
    then: [{ type: 'auditor-allocated' }],
  },
  {
    name: 'and does not while a coordinator is there',
    given: until.allocation,
    when: { type: 'AllocateAuditor', auditorId: 'amir', independenceNote: null },
    by: 'lena',
    then: 'not-entitled',
  },
  {
    name: 'the auditor who was to accept is away without a deputy: their manager reallocates',
    given: until.acceptance,
    when: reallocate,
    by: 'lena',
    in: { directory: without({ away: ['amir'] }) },
    then: [{ type: 'auditor-reallocated' }],
  },
  {
    name: 'the auditor has left before grading: their manager reallocates',
    given: until.grading,
    when: reallocate,
    by: 'lena',
    in: { directory: without({ left: ['amir'] }) },
    then: [{ type: 'auditor-reallocated' }],
  },
  {
    name: 'a deputy who may not grade is passed over, and the audit goes on to somebody who may reallocate it',
    given: until.grading,
    when: reallocate,
    by: 'lena',
    in: { directory: withDeputy('amir', 'nia') },
    then: [{ type: 'auditor-reallocated' }],
  },
  {
    name: 'no team and no known worker: the head of the service acknowledges a concern',
    given: noTeamNoWorker(withConcern),
    when: acknowledge,
    by: 'sam',
    in: HEAD,
    then: acknowledged,
  },
  {
    name: 'nobody is named: a coordinator who raised a concern does not acknowledge it while a leader is there',
    given: noTeamNoWorker([...until.acceptance, was.concernRaised({ raisedBy: 'cora' })]),
    when: acknowledge,
    by: 'cora',
    then: 'concern-own',
  },
  {
    name: 'nobody else is there at all: she does',
    given: noTeamNoWorker([...until.acceptance, was.concernRaised({ raisedBy: 'cora' })]),
    when: acknowledge,
    by: 'cora',
    in: { directory: without({ away: ['hana'], left: ['lena'] }) },
    then: acknowledged,
  },
  {
    name: 'the manager raised the concern themself and nobody is above them: the programme lead acknowledges it',
    given: [...until.acceptance, was.concernRaised({ raisedBy: 'tom' })],
    when: acknowledge,
    by: 'sam',
    in: { ...named({ programmeLead: 'sam' }), directory: without({ left: ['lena'] }) },
    then: acknowledged,
  },
  {
    name: 'every moderator has left: a coordinator claims the moderation',
    given: unclaimed,
    when: { type: 'ClaimModeration' },
    by: 'cora',
    in: { directory: without({ left: MODERATORS }) },
    then: [{ type: 'moderation-claimed', data: { moderatorId: 'cora', inPlace: true } }],
  },
  {
    name: 'and decides it',
    given: [...unclaimed, { type: 'moderation-claimed', data: { moderatorId: 'cora', inPlace: true } }],
    when: { type: 'UpholdGrade', rationale: null },
    by: 'cora',
    in: { directory: without({ left: MODERATORS }) },
    then: [{ type: 'grade-upheld' }],
  },
  {
    name: 'moderated blind, all who are left have been told of a concern: a coordinator claims it all the same',
    given: blindWithConcern,
    when: { type: 'ClaimModeration' },
    by: 'cora',
    in: { directory: without({ left: MODERATORS }), facts: { wasToldOfConcern: true } },
    then: [{ type: 'moderation-claimed', data: { moderatorId: 'cora', inPlace: true } }],
  },
  {
    name: 'but not where she has read the first grade',
    given: blindWithConcern,
    when: { type: 'ClaimModeration' },
    by: 'cora',
    in: { directory: without({ left: MODERATORS }), facts: { hasReadFirstGrade: true } },
    then: 'first-grade-already-read',
  },
  {
    name: 'nor while there is a moderator who has not been told',
    given: blindWithConcern,
    when: { type: 'ClaimModeration' },
    by: 'cora',
    then: 'not-entitled',
  },
  {
    name: 'whoever claimed as a moderator does not decide once they are one no more, whatever else they are',
    given: until.moderation,
    when: { type: 'UpholdGrade', rationale: null },
    by: 'mona',
    in: { roles: ['coordinator', 'leader'] },
    then: 'not-entitled',
  },
  {
    name: 'whoever holds the claim is away without a deputy: their manager lets go of it',
    given: until.moderation,
    when: { type: 'ReleaseModeration', reason: 'Ill.' },
    by: 'lena',
    in: { directory: without({ away: ['mona'] }) },
    then: [{ type: 'moderation-released', data: { moderatorId: 'mona', releasedBy: 'lena' } }],
  },
  {
    name: 'the auditor is away: their manager shares the outcome',
    given: until.sharing,
    when: { type: 'ShareOutcome' },
    by: 'lena',
    in: { directory: without({ away: ['amir'] }) },
    then: [
      { type: 'outcome-shared', data: { with: ['priya', 'tom'], sharedBy: 'lena' } },
      { type: 'response-required', data: { ownerId: 'tom' } },
    ],
  },
  {
    name: 'an Inadequate with no team and no known worker is shared with the head of the service, who owes the response',
    given: noTeamNoWorker(until.sharing),
    when: { type: 'ShareOutcome' },
    by: 'amir',
    in: HEAD,
    then: [
      { type: 'outcome-shared', data: { with: ['sam'] } },
      { type: 'response-required', data: { ownerId: 'sam' } },
    ],
  },
  {
    name: 'and gives it',
    given: noTeamNoWorker(until['dispute-window']),
    when: respond,
    by: 'sam',
    in: HEAD,
    then: [{ type: 'response-recorded', data: { respondedBy: 'sam' } }],
  },
  {
    name: 'the team manager has left: their own manager answers',
    given: until['dispute-window'],
    when: respond,
    by: 'lena',
    in: { directory: without({ left: ['tom'] }) },
    then: [{ type: 'response-recorded', data: { respondedBy: 'lena' } }],
  },
  {
    name: 'the practitioner is away: their manager acknowledges for them as well',
    given: [...until['dispute-window'], was.acknowledged('tom', 'team_manager')],
    when: { type: 'AcknowledgeOutcome', comment: null },
    by: 'tom',
    in: { directory: without({ away: ['priya'] }) },
    then: [{ type: 'outcome-acknowledged', data: { personId: 'tom', as: 'practitioner' } }],
  },
  {
    name: 'the practitioner has left who belonged to another team: their own manager acknowledges for them',
    given: heldElsewhere,
    when: { type: 'AcknowledgeOutcome', comment: null },
    by: 'sam',
    in: { directory: without({ left: ['otto'] }) },
    then: [{ type: 'outcome-acknowledged', data: { personId: 'sam', as: 'practitioner' } }],
  },
  {
    name: 'or disputes',
    given: heldElsewhere,
    when: { type: 'DisputeOutcome', grounds: 'The plan was on the system.' },
    by: 'sam',
    in: { directory: without({ left: ['otto'] }) },
    then: [{ type: 'outcome-disputed', data: { disputedBy: 'sam', as: 'practitioner' } }],
  },
  {
    name: 'nobody of the panel is left who had no part: a coordinator resolves the dispute',
    given: until.dispute,
    when: { type: 'ResolveDispute', outcome: 'grade_stands', grade: null, domains: [], rationale: 'It stands.' },
    by: 'cora',
    in: named({ disputesPanel: { roles: [], people: ['mona', 'tom'] } }),
    then: [{ type: 'dispute-resolved', data: { panelMemberId: 'cora' } }],
  },
  {
    name: 'the owner of an action has left: their manager says how it goes on',
    given: [...until.sharing, was.actionAgreed()],
    when: { type: 'UpdateProgress', actionId: 'action-1', note: 'A visit is arranged.' },
    by: 'sam',
    in: { directory: without({ left: ['olu'] }) },
    then: [{ type: 'action-progress-updated' }],
  },
  {
    name: 'and completes it',
    given: [...until.sharing, was.actionAgreed()],
    when: { type: 'CompleteAction', actionId: 'action-1', evidence: 'Seen.', evidenceReference: null },
    by: 'sam',
    in: { directory: without({ left: ['olu'] }) },
    then: [{ type: 'action-completed' }],
  },
  {
    name: 'the auditor has left: their manager verifies',
    given: [...until.sharing, was.actionAgreed(), was.actionCompleted()],
    when: { type: 'VerifyAction', actionId: 'action-1', note: null },
    by: 'lena',
    in: { directory: without({ left: ['amir'] }) },
    then: [{ type: 'action-verified', data: { verifiedBy: 'lena' } }],
  },
  {
    name: 'or sends it back',
    given: [...until.sharing, was.actionAgreed(), was.actionCompleted()],
    when: { type: 'ReopenAction', actionId: 'action-1', reason: 'Not seen alone.', due: '2026-06-12' },
    by: 'lena',
    in: { directory: without({ left: ['amir'] }) },
    then: [{ type: 'action-reopened' }],
  },
];
