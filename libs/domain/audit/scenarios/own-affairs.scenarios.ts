import type { Role } from '../../roles.js';
import { DEFAULT_RESPONSIBILITIES } from '../../settings/default-settings.js';
import type { AuditCommand } from '../../audit-language/commands.js';
import type { AuditRefusalCode } from '../refusals.js';
import { askingSettings, settings, withDeputy, without } from './council.fixture.js';
import { until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const COORDINATING = { roles: ['coordinator', 'auditor', 'moderator', 'practitioner', 'team_manager'] as Role[] };
const exempt = (approvedBy: string) =>
  ({ type: 'ExemptAudit', reasonCode: 'bereaved', reason: 'Bereaved.', approvedBy }) as const;
const withAction = [...until['action-tracking'], was.actionAgreed()];
const done = [...withAction, was.actionCompleted()];
const cancel = { type: 'CancelAction', actionId: 'action-1', reason: 'No longer needed.' } as const;
const postpone = { type: 'ChangeDueDate', actionId: 'action-1', due: '2026-07-01', reason: 'Holidays.' } as const;
const reopen = { type: 'ReopenAction', actionId: 'action-1', reason: 'Not done.', due: '2026-07-01' } as const;
const note = { type: 'CorrectRecord', corrects: 'event-1', change: { field: 'note' }, reason: 'A slip.' } as const;
const recorded = { recordedEvent: () => 'audit-finalised' as const };
const resolved = [...until['action-tracking'], was.concernRaised({ raisedBy: 'cora' }), was.concernAcknowledged()];
const resolve = { type: 'ResolveSafetyConcern', concernId: 'concern-1', outcome: 'Seen and safe.' } as const;
const unmatched = until.allocation.map((event) =>
  event.type === 'audit-selected' ? was.selected({ practitionerId: null, workerMatched: false }) : event,
);
const toSelf = { type: 'AllocateAuditor', auditorId: 'amir', independenceNote: 'I know nobody there.' } as const;
const withoutResponse = until['action-tracking'].filter(({ type }) => !type.startsWith('response-'));

const withdraw = (approvedBy: string) =>
  ({ type: 'WithdrawAudit', reasonCode: 'proceedings', reason: 'Proceedings.', approvedBy }) as const;
/** Hana is the head of the case's service. */
const named = {
  settings: {
    ...askingSettings,
    approvals: { substitution: [], exemption: ['head_of_service'], withdrawal: ['moderator'] },
  },
} as const;

const refused = (
  name: string,
  given: Scenario['given'],
  when: AuditCommand,
  by: string,
  then: AuditRefusalCode,
): Scenario => ({ name, given, when, by, in: { ...COORDINATING, facts: recorded }, then });

/** Nobody decides on what they themselves asked, did or owe, whatever else they are; others do. */
export const ownAffairScenarios: readonly Scenario[] = [
  refused('nobody approves what they ask for', until.allocation, exempt('cora'), 'cora', 'approver-asks'),
  {
    name: 'nor does the coordinator for whom they stand in',
    given: until.allocation,
    when: exempt('cora'),
    by: 'amir',
    in: { roles: ['coordinator'], directory: withDeputy('cora', 'amir') },
    then: 'approver-asks',
  },
  {
    name: 'nor does whoever had a part in the audit',
    given: until.grading,
    when: exempt('amir'),
    by: 'cora',
    in: { settings: { ...settings, responsibilities: { ...DEFAULT_RESPONSIBILITIES, programmeLead: 'amir' } } },
    then: 'approver-took-part',
  },
  {
    name: 'the programme lead may approve',
    given: until.grading,
    when: exempt('sam'),
    by: 'cora',
    in: { settings: { ...settings, responsibilities: { ...DEFAULT_RESPONSIBILITIES, programmeLead: 'sam' } } },
    then: [{ type: 'audit-exempted' }],
  },
  {
    name: 'where nobody else is entitled, the manager of who asks',
    given: until.allocation,
    when: exempt('sam'),
    by: 'olu',
    in: { roles: ['coordinator'], directory: without({ left: ['cora', 'lena', 'hana'] }) },
    then: [{ type: 'audit-exempted' }],
  },
  {
    name: 'whom the council names for exemptions approves one',
    given: until.allocation,
    when: exempt('hana'),
    by: 'cora',
    in: named,
    then: [{ type: 'audit-exempted', data: { approvedBy: 'hana' } }],
  },
  {
    name: 'another leader does not, whom it does not name',
    given: until.allocation,
    when: exempt('lena'),
    by: 'cora',
    in: named,
    then: 'approver-not-named',
  },
  {
    name: 'they do where it names nobody: for substitutions',
    given: until.allocation,
    when: { ...exempt('lena'), type: 'SubstituteSubject' },
    by: 'cora',
    in: named,
    then: [{ type: 'subject-substituted', data: { approvedBy: 'lena' } }],
  },
  {
    name: 'or where nobody whom it names is there',
    given: until.allocation,
    when: exempt('lena'),
    by: 'cora',
    in: { ...named, directory: without({ left: ['hana'] }) },
    then: [{ type: 'audit-exempted', data: { approvedBy: 'lena' } }],
  },
  {
    name: 'whom it names does not approve what they ask for',
    given: until.allocation,
    when: exempt('hana'),
    by: 'hana',
    in: { ...named, roles: ['coordinator'] },
    then: 'approver-asks',
  },
  {
    name: 'nor where they had a part in the audit',
    given: until.sharing,
    when: withdraw('mona'),
    by: 'cora',
    in: named,
    then: 'approver-took-part',
  },
  refused('nobody checks that they themselves are independent', unmatched, toSelf, 'amir', 'independence-check-own'),
  refused(
    'an auditor does not hand their own audit on',
    until.grading,
    { type: 'ReallocateAuditor', auditorId: 'ada', reason: 'Busy.', independenceNote: null },
    'amir',
    'grading-own',
  ),
  refused('nobody calls off an action of their own', withAction, cancel, 'olu', 'action-own'),
  refused('nor moves its date', withAction, postpone, 'olu', 'action-own'),
  refused('nor reopens it with another date', done, reopen, 'olu', 'action-own'),
  {
    name: 'nor does whoever stands in for its owner',
    given: withAction,
    when: postpone,
    by: 'otto',
    in: { roles: ['coordinator'], directory: withDeputy('olu', 'otto') },
    then: 'action-own',
  },
  {
    name: 'another coordinator moves it',
    given: [...until['action-tracking'], was.actionAgreed({ ownerId: 'cora' })],
    when: postpone,
    by: 'amir',
    in: { roles: ['coordinator'] },
    then: [{ type: 'action-due-changed' }],
  },
  {
    name: 'a leader does not, while others may',
    given: withAction,
    when: postpone,
    by: 'lena',
    then: 'not-entitled',
  },
  {
    name: 'a leader does where nobody else is there whose own it is not',
    given: [...until['action-tracking'], was.actionAgreed({ ownerId: 'cora' })],
    when: postpone,
    by: 'lena',
    in: { directory: without({ left: ['amir', 'tom'] }) },
    then: [{ type: 'action-due-changed' }],
  },
  refused('nobody resolves a safety concern they raised', resolved, resolve, 'cora', 'concern-own'),
  {
    name: 'somebody else does',
    given: resolved,
    when: resolve,
    by: 'tom',
    then: [{ type: 'safety-concern-resolved' }],
  },
  {
    name: 'or they do where nobody else is left',
    given: [
      ...until.acceptance.map((event) =>
        event.type === 'audit-selected'
          ? was.selected({ teamId: null, team: null, practitionerId: null, workerMatched: false })
          : event,
      ),
      was.concernRaised({ raisedBy: 'cora' }),
      was.concernAcknowledged(),
    ],
    when: resolve,
    by: 'cora',
    in: { directory: without({ left: ['lena', 'hana'] }) },
    then: [{ type: 'safety-concern-resolved' }],
  },
  ...['amir', 'mona', 'priya'].map((by) =>
    refused(
      `the record of ${by}’s own work is not theirs to correct`,
      until['action-tracking'],
      note,
      by,
      'correction-own',
    ),
  ),
  {
    name: 'a leader who did not decide its dispute corrects the record where every coordinator’s own work is in it',
    given: until['action-tracking'].map((event) =>
      event.type === 'audit-selected' ? was.selected({ practitionerId: 'cora' }) : event,
    ),
    when: note,
    by: 'hana',
    in: { facts: recorded },
    then: [{ type: 'record-corrected' }],
  },
  refused(
    'whoever holds the case does not pass it on',
    until.grading,
    { type: 'ReassignPractitioner', to: 'otto', reason: 'Passed on.' },
    'priya',
    'case-own',
  ),
  refused(
    'whoever manages its team does not move the audit out of it',
    until['action-tracking'],
    { type: 'ChangeTeam', teamId: 'south', reason: 'Moved.' },
    'tom',
    'case-own',
  ),
  refused(
    'nor says by when they must answer it',
    withoutResponse,
    { type: 'RequireResponse', respondBy: '2026-12-01' },
    'tom',
    'response-own',
  ),
];
