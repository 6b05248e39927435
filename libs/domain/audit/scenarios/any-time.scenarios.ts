import type { AuditCommand } from '../../audit-language/commands.js';
import type { AuditEventType, Correction } from '../../audit-language/events.js';
import { settings, withDeputy, type Circumstances } from './council.fixture.js';
import { unclaimed, until, was } from './history.fixture.js';
import type { Scenario } from './scenario.fixture.js';

const tracking = until['action-tracking'];
const acknowledge = { type: 'AcknowledgeSafetyConcern', concernId: 'concern-1', note: 'On my way.' } as const;
const resolve = { type: 'ResolveSafetyConcern', concernId: 'concern-1', outcome: 'Seen and safe.' } as const;
const raise = { type: 'RaiseSafetyConcern', reason: 'Nobody has seen the child.' } as const;
const retrospective = { type: 'RecordRetrospectiveGrade', grade: 'good', rationale: 'Sound work.' } as const;
const correct = (change: Correction, reason = 'A slip of the pen.'): AuditCommand => ({
  type: 'CorrectRecord',
  corrects: 'event-1',
  change,
  reason,
});
const corrects = (type: AuditEventType): Circumstances => ({ facts: { recordedEvent: () => type } });
const finalGrade = (from: string, to: string) => correct({ field: 'finalGrade', from, to });
const move = { type: 'MoveDeadlines', because: 'closure-added' } as const;

export const anyTimeScenarios: readonly Scenario[] = [
  // safety
  {
    name: 'a concern is to be acknowledged the same day',
    given: until.allocation,
    when: raise,
    by: 'priya',
    then: [
      {
        type: 'safety-concern-raised',
        data: { raisedBy: 'priya', acknowledgeBy: '2026-05-29', withSubmission: false },
      },
    ],
    stage: 'allocation',
    owed: ['allocate by coordinator until 2026-05-13', 'concern:new-concern by team-manager until 2026-05-29'],
  },
  {
    name: 'a concern without words',
    given: until.allocation,
    when: { ...raise, reason: '' },
    by: 'priya',
    then: 'text-blank',
  },
  {
    name: 'a concern on a closed audit opens it again',
    given: until.closed,
    when: raise,
    by: 'priya',
    then: [{ type: 'audit-reopened' }, { type: 'safety-concern-raised', data: { acknowledgeBy: '2026-05-29' } }],
    stage: 'action-tracking',
    owed: ['concern:new-concern by team-manager until 2026-05-29'],
  },
  {
    name: 'an acknowledged concern is to be resolved',
    given: [...until.ended, was.concernRaised()],
    when: acknowledge,
    by: 'tom',
    then: [
      {
        type: 'safety-concern-acknowledged',
        data: { acknowledgedBy: 'tom', note: 'On my way.', resolveBy: '2026-06-05' },
      },
    ],
    owed: ['resolve-concern:concern-1 by team-manager until 2026-06-05'],
  },
  {
    name: 'a deputy acknowledges for the team manager',
    given: [...until.ended, was.concernRaised()],
    when: acknowledge,
    by: 'otto',
    in: { directory: withDeputy('tom', 'otto') },
    then: [{ type: 'safety-concern-acknowledged', data: { acknowledgedBy: 'otto' } }],
  },
  {
    name: 'whoever raised it does not acknowledge it',
    given: [...until.ended, was.concernRaised({ raisedBy: 'tom' })],
    when: acknowledge,
    by: 'tom',
    then: 'concern-own',
  },
  {
    name: 'acknowledging twice',
    given: [...until.ended, was.concernRaised(), was.concernAcknowledged()],
    when: acknowledge,
    by: 'cora',
    then: 'concern-already-acknowledged',
  },
  { name: 'a concern that is not there', given: until.ended, when: acknowledge, by: 'cora', then: 'concern-unknown' },
  {
    name: 'a resolved concern is owed by nobody',
    given: [...until.ended, was.concernRaised(), was.concernAcknowledged()],
    when: resolve,
    by: 'tom',
    then: [{ type: 'safety-concern-resolved', data: { resolvedBy: 'tom' } }],
    owed: [],
  },
  {
    name: 'resolving what nobody acknowledged',
    given: [...until.ended, was.concernRaised()],
    when: resolve,
    by: 'tom',
    then: 'concern-not-acknowledged',
  },
  {
    name: 'resolving without an outcome',
    given: [...until.ended, was.concernRaised(), was.concernAcknowledged()],
    when: { ...resolve, outcome: '' },
    by: 'tom',
    then: 'text-blank',
  },
  {
    name: 'resolving twice',
    given: [...until.ended, was.concernRaised(), was.concernAcknowledged(), was.concernResolved()],
    when: resolve,
    by: 'tom',
    then: 'concern-already-resolved',
  },

  // retrospective moderation and re-audit
  {
    name: 'a retrospective grade changes nothing',
    given: until.closed,
    when: retrospective,
    by: 'max',
    then: [{ type: 'retrospective-grade-recorded', data: { moderatorId: 'max', grade: 'good' } }],
    stage: 'closed',
  },
  {
    name: 'several moderators give one',
    given: [...until.closed, retrospectiveOf('max')],
    when: retrospective,
    by: 'mona',
    then: [{ type: 'retrospective-grade-recorded' }],
  },
  {
    name: 'each once',
    given: [...until.closed, retrospectiveOf('max')],
    when: retrospective,
    by: 'max',
    then: 'retrospective-already-graded',
  },
  {
    name: 'not the auditor',
    given: until.closed,
    when: retrospective,
    by: 'amir',
    in: { roles: ['moderator'] },
    then: 'not-independent-auditor',
  },
  {
    name: 'of the scale',
    given: until.imported,
    when: { ...retrospective, grade: 'adequate' },
    by: 'max',
    then: 'grade-not-of-scale',
  },
  {
    name: 'not of an ungraded audit',
    given: [was.imported({ scale: null, finalGrade: null })],
    when: retrospective,
    by: 'max',
    then: 'audit-not-graded',
  },
  {
    name: 'the system schedules the re-audit of an Inadequate in sixty working days',
    given: tracking,
    when: { type: 'ScheduleReaudit', dueOn: null },
    by: 'system',
    in: { on: '2026-06-02' },
    then: [{ type: 'reaudit-scheduled', data: { reauditId: 'new-reaudit', dueOn: '2026-08-25' } }],
    stage: 'action-tracking',
  },
  {
    name: 'not of another grade',
    given: [...tracking, corrected({ field: 'finalGrade', from: 'inadequate', to: 'good' })],
    when: { type: 'ScheduleReaudit', dueOn: null },
    by: 'system',
    then: 'reaudit-not-asked-for',
  },
  {
    name: 'a coordinator may',
    given: [...tracking, corrected({ field: 'finalGrade', from: 'inadequate', to: 'good' })],
    when: { type: 'ScheduleReaudit', dueOn: '2026-09-01' },
    by: 'cora',
    then: [{ type: 'reaudit-scheduled', data: { dueOn: '2026-09-01' } }],
  },
  {
    name: 'not in the past',
    given: tracking,
    when: { type: 'ScheduleReaudit', dueOn: '2026-05-01' },
    by: 'cora',
    then: 'date-passed',
  },
  {
    name: 'a re-audit is scheduled once',
    given: [...tracking, { type: 'reaudit-scheduled', data: { reauditId: 'audit-2', dueOn: '2026-08-25' } }],
    when: { type: 'ScheduleReaudit', dueOn: null },
    by: 'system',
    then: 'reaudit-already-scheduled',
  },

  // corrections
  {
    name: 'a note corrects any entry',
    given: until.conversation,
    when: correct({ field: 'note' }),
    by: 'cora',
    in: corrects('auditor-allocated'),
    then: [{ type: 'record-corrected', data: { corrects: 'event-1', change: { field: 'note' } } }],
  },
  {
    name: 'an entry that is not there is not corrected',
    given: until.conversation,
    when: correct({ field: 'note' }),
    by: 'cora',
    then: 'corrected-event-unknown',
  },
  {
    name: 'nor without a reason',
    given: until.conversation,
    when: correct({ field: 'note' }, ' '),
    by: 'cora',
    in: corrects('audit-selected'),
    then: 'text-blank',
  },
  {
    name: 'the audit date is corrected',
    given: until.sharing,
    when: correct({ field: 'auditedOn', from: '2026-05-18', to: '2026-05-19' }),
    by: 'cora',
    in: corrects('first-grade-submitted'),
    then: [{ type: 'record-corrected' }],
    stage: 'sharing',
  },
  {
    name: 'from what stands',
    given: until.sharing,
    when: correct({ field: 'auditedOn', from: '2026-05-17', to: '2026-05-19' }),
    by: 'cora',
    in: corrects('first-grade-submitted'),
    then: 'correction-from-differs',
  },
  {
    name: 'which an earlier correction may have set',
    given: [...until.sharing, corrected({ field: 'auditedOn', from: '2026-05-18', to: '2026-05-19' })],
    when: correct({ field: 'auditedOn', from: '2026-05-19', to: '2026-05-20' }),
    by: 'cora',
    in: corrects('record-corrected'),
    then: [{ type: 'record-corrected' }],
  },
  {
    name: 'not to tomorrow',
    given: until.sharing,
    when: correct({ field: 'auditedOn', from: '2026-05-18', to: '2026-05-30' }),
    by: 'cora',
    in: corrects('first-grade-submitted'),
    then: 'date-in-future',
  },
  {
    name: 'in an entry that holds it',
    given: until.sharing,
    when: correct({ field: 'auditedOn', from: '2026-05-18', to: '2026-05-19' }),
    by: 'cora',
    in: corrects('audit-accepted'),
    then: 'correction-elsewhere',
  },
  {
    name: 'to something else',
    given: until.sharing,
    when: correct({ field: 'auditedOn', from: '2026-05-18', to: '2026-05-18' }),
    by: 'cora',
    in: corrects('first-grade-submitted'),
    then: 'correction-changes-nothing',
  },
  {
    name: 'once there is one',
    given: until.grading,
    when: correct({ field: 'auditedOn', from: '2026-05-18', to: '2026-05-19' }),
    by: 'cora',
    in: corrects('first-grade-submitted'),
    then: 'nothing-to-correct',
  },
  {
    name: 'a practice standard is corrected',
    given: until.sharing,
    when: correct({ field: 'standard', standard: 'visited', from: 'not_met', to: 'met' }),
    by: 'cora',
    in: corrects('first-grade-submitted'),
    then: [{ type: 'record-corrected' }],
  },
  {
    name: 'from the answer that stands',
    given: until.sharing,
    when: correct({ field: 'standard', standard: 'visited', from: 'na', to: 'met' }),
    by: 'cora',
    in: corrects('first-grade-submitted'),
    then: 'correction-from-differs',
  },
  {
    name: 'not by a coordinator who could moderate it blind',
    given: [...until.grading, was.submitted(), was.moderationRequired({ blind: true })],
    when: correct({ field: 'standard', standard: 'visited', from: 'not_met', to: 'met' }),
    by: 'max',
    in: { ...corrects('first-grade-submitted'), roles: ['coordinator', 'moderator'] },
    then: 'first-grade-withheld',
  },
  {
    name: 'a grade is not corrected before it is final',
    given: until.sharing,
    when: finalGrade('inadequate', 'good'),
    by: 'cora',
    in: corrects('record-corrected'),
    then: 'grade-not-final',
  },
  {
    name: 'nor a domain’s',
    given: until.sharing,
    when: correct({ field: 'domainGrade', domain: 'planning', from: 'inadequate', to: 'good' }),
    by: 'cora',
    in: corrects('record-corrected'),
    then: 'grade-not-final',
  },
  {
    name: 'a final grade is corrected, and the response it called for is no longer owed',
    given: tracking,
    when: finalGrade('inadequate', 'good'),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: [{ type: 'record-corrected' }],
    owed: [],
  },
  {
    name: 'to a grade of the scale',
    given: tracking,
    when: finalGrade('inadequate', 'adequate'),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: 'grade-not-of-scale',
  },
  {
    name: 'from the grade that stands',
    given: tracking,
    when: finalGrade('good', 'outstanding'),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: 'correction-from-differs',
  },
  {
    name: 'corrected to one that calls for a response, it is required',
    given: [...tracking, corrected({ field: 'finalGrade', from: 'inadequate', to: 'good' })],
    when: finalGrade('good', 'inadequate'),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: [{ type: 'record-corrected' }, { type: 'response-required', data: { respondBy: '2026-06-05' } }],
    stage: 'action-tracking',
    owed: ['respond by team-manager until 2026-06-05'],
  },
  {
    name: 'and a closed audit is opened again for it',
    given: [
      ...tracking,
      corrected({ field: 'finalGrade', from: 'inadequate', to: 'good' }),
      { type: 'audit-closed', data: { on: '2026-06-03' } },
    ],
    when: finalGrade('good', 'inadequate'),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: [{ type: 'record-corrected' }, { type: 'audit-reopened' }, { type: 'response-required' }],
    stage: 'action-tracking',
    owed: ['respond by team-manager until 2026-06-05'],
  },
  {
    name: 'a response that was given is not asked for again',
    given: until.closed,
    when: correct({ field: 'domainGrade', domain: 'planning', from: 'inadequate', to: 'good' }),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: [{ type: 'record-corrected' }],
    stage: 'closed',
  },
  {
    name: 'a closed audit that nobody disputed is corrected too',
    given: until.closed.filter(({ type }) => type !== 'outcome-disputed' && type !== 'dispute-resolved'),
    when: correct({ field: 'note' }),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: [{ type: 'record-corrected' }],
  },
  {
    name: 'a domain’s from the grade that stands',
    given: tracking,
    when: correct({ field: 'domainGrade', domain: 'planning', from: 'good', to: 'outstanding' }),
    by: 'cora',
    in: corrects('audit-finalised'),
    then: 'correction-from-differs',
  },
  {
    name: 'an imported audit is corrected',
    given: until.imported,
    when: finalGrade('good', 'outstanding'),
    by: 'cora',
    in: corrects('audit-imported'),
    then: [{ type: 'record-corrected' }],
    stage: 'imported',
  },
  {
    name: 'its domains too',
    given: [
      ...until.imported,
      corrected({ field: 'domainGrade', domain: 'assessment', from: 'good', to: 'outstanding' }),
    ],
    when: correct({ field: 'domainGrade', domain: 'assessment', from: 'good', to: 'outstanding' }),
    by: 'cora',
    in: corrects('audit-imported'),
    then: 'correction-from-differs',
  },
  {
    name: 'its standards',
    given: [...until.imported, corrected({ field: 'standard', standard: 'visited', from: 'met', to: 'na' })],
    when: correct({ field: 'standard', standard: 'visited', from: 'met', to: 'na' }),
    by: 'cora',
    in: corrects('audit-imported'),
    then: 'correction-from-differs',
  },
  {
    name: 'its date',
    given: [...until.imported, corrected({ field: 'auditedOn', from: '2025-02-03', to: '2025-02-04' })],
    when: correct({ field: 'auditedOn', from: '2025-02-03', to: '2025-02-04' }),
    by: 'cora',
    in: corrects('audit-imported'),
    then: 'correction-from-differs',
  },

  // people change
  {
    name: 'a case passes to another worker',
    given: until.sharing,
    when: { type: 'ReassignPractitioner', to: 'otto', reason: 'Passed on.' },
    by: 'cora',
    then: [{ type: 'practitioner-reassigned', data: { from: 'priya', to: 'otto' } }],
  },
  {
    name: 'the next worker answers the outcome',
    given: [
      ...until['dispute-window'],
      {
        type: 'practitioner-reassigned',
        data: { from: 'priya', to: 'otto', reason: 'Passed on.', subjectId: 'subject-1' },
      },
    ],
    when: { type: 'AcknowledgeOutcome', comment: null },
    by: 'otto',
    then: [{ type: 'outcome-acknowledged', data: { as: 'practitioner' } }],
  },
  {
    name: 'not to who has it',
    given: until.sharing,
    when: { type: 'ReassignPractitioner', to: 'priya', reason: 'Passed on.' },
    by: 'cora',
    then: 'practitioner-unchanged',
  },
  {
    name: 'not to somebody unknown',
    given: until.sharing,
    when: { type: 'ReassignPractitioner', to: 'nobody', reason: 'Passed on.' },
    by: 'cora',
    then: 'person-unknown',
  },
  {
    name: 'not to the auditor while they grade',
    given: until.grading,
    when: { type: 'ReassignPractitioner', to: 'amir', reason: 'Passed on.' },
    by: 'cora',
    then: 'breaks-independence',
  },
  {
    name: 'nor to a worker of whom the moderator reports',
    given: [...unclaimed, was.claimed('ada')],
    when: { type: 'ReassignPractitioner', to: 'ada', reason: 'Passed on.' },
    by: 'cora',
    then: 'breaks-independence',
  },
  {
    name: 'the team changes',
    given: until.sharing,
    when: { type: 'ChangeTeam', teamId: 'south', reason: 'Moved.' },
    by: 'cora',
    then: [{ type: 'audit-team-changed', data: { teamId: 'south', team: 'south', service: 'Looked after' } }],
  },
  {
    name: 'not to the one it has',
    given: until.sharing,
    when: { type: 'ChangeTeam', teamId: 'north', reason: 'Moved.' },
    by: 'cora',
    then: 'team-unchanged',
  },
  {
    name: 'not to one nobody knows',
    given: until.sharing,
    when: { type: 'ChangeTeam', teamId: 'west', reason: 'Moved.' },
    by: 'cora',
    then: 'team-unknown',
  },
  {
    name: 'not to the auditor’s own while they grade',
    given: until.grading,
    when: { type: 'ChangeTeam', teamId: 'qa', reason: 'Moved.' },
    by: 'cora',
    then: 'breaks-independence',
  },
  {
    name: 'the manager of the new team answers',
    given: [
      ...until['dispute-window'],
      {
        type: 'audit-team-changed',
        data: { teamId: 'south', team: 'south', service: null, reason: 'Moved.', subjectId: 'subject-1' },
      },
    ],
    when: { type: 'AcknowledgeOutcome', comment: null },
    by: 'sam',
    then: [{ type: 'outcome-acknowledged', data: { as: 'team_manager' } }],
  },

  // the calendar
  {
    name: 'a closure moves what was counted over it, and nothing a person chose',
    given: [...until['dispute-window'], was.actionAgreed({ due: '2026-06-05', counted: null })],
    when: move,
    by: 'system',
    in: { closures: ['2026-05-28'] },
    then: [
      {
        type: 'deadlines-moved',
        data: {
          because: 'closure-added',
          moves: [
            { obligation: 'dispute-window', from: '2026-06-01', to: '2026-06-02' },
            { obligation: 'acknowledge:practitioner', from: '2026-06-01', to: '2026-06-02' },
            { obligation: 'acknowledge:team-manager', from: '2026-06-01', to: '2026-06-02' },
            { obligation: 'respond', from: '2026-06-01', to: '2026-06-02' },
          ],
        },
      },
    ],
    owed: [
      'acknowledge:practitioner by priya until 2026-06-02',
      'acknowledge:team-manager by team-manager until 2026-06-02',
      'dispute-window by system until 2026-06-02',
      'respond by team-manager until 2026-06-02',
      'action:action-1 by olu until 2026-06-05',
    ],
  },
  {
    name: 'a closure taken away moves it back',
    given: [
      ...until.acceptance,
      {
        type: 'deadlines-moved',
        data: { because: 'closure-added', moves: [{ obligation: 'accept', from: '2026-05-13', to: '2026-05-14' }] },
      },
    ],
    when: { type: 'MoveDeadlines', because: 'closure-removed' },
    by: 'system',
    then: [
      { type: 'deadlines-moved', data: { moves: [{ obligation: 'accept', from: '2026-05-14', to: '2026-05-13' }] } },
    ],
  },
  {
    name: 'a closure elsewhere moves nothing',
    given: until.acceptance,
    when: move,
    by: 'system',
    in: { closures: ['2026-08-10'], settings },
    then: [],
  },
];

function retrospectiveOf(moderatorId: string) {
  return {
    type: 'retrospective-grade-recorded',
    data: { moderatorId, grade: 'good', rationale: 'Sound.', subjectId: 'subject-1' },
  } as const;
}

function corrected(change: Correction) {
  return {
    type: 'record-corrected',
    data: { corrects: 'event-1', change, reason: 'A slip of the pen.', subjectId: 'subject-1' },
  } as const;
}
