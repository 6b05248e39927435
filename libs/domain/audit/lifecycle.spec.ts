import { isRefusal } from '../refusal.js';
import type { AuditCommand } from '../audit-language/commands.js';
import { auditDecider } from './decider.js';
import type { AuditEvent } from '../audit-language/events.js';
import { contextFor, settings, type Circumstances } from './scenarios/council.fixture.js';
import type { AuditState } from './state.js';

const decider = auditDecider();

/** An audit that goes on by commands, one day's work after the other. */
class AuditRun {
  readonly events: AuditEvent[] = [];
  state: AuditState = decider.initial;
  on = '2026-05-11';

  take(by: string, command: AuditCommand, circumstances: Circumstances = {}): this {
    const outcome = decider.decide(command, this.state, contextFor(by, { on: this.on, ...circumstances }));
    if (isRefusal(outcome)) throw new Error(`${command.type} by ${by}: ${outcome.code}`);
    for (const event of outcome) this.state = decider.evolve(this.state, event);
    this.events.push(...outcome);
    return this;
  }

  when(holds: boolean, more: (journey: this) => unknown): this {
    if (holds) more(this);
    return this;
  }

  until(date: string): this {
    this.on = date;
    return this;
  }
}

function selected(activity: string): AuditRun {
  return new AuditRun().take('system', {
    type: 'SelectAudit',
    auditId: 'audit-1',
    origin: 'sample',
    sampleId: 'sample-1',
    activity,
    subjectId: 'subject-1',
    service: 'Safeguarding',
    teamId: 'north',
    team: 'north',
    practitionerId: 'priya',
    workerMatched: true,
    period: '2026-05',
    reauditOf: null,
    replaces: null,
  });
}

const participants = [{ as: 'practitioner', personId: 'priya' }] as const;

describe('an audit from selection to closure', () => {
  it.each([
    // activity, stages on the way
    [
      'deep-dive',
      'allocation acceptance conversation grading moderation sharing dispute-window finalising action-tracking closed',
    ],
    ['case-file', 'allocation acceptance grading moderation sharing dispute-window finalising action-tracking closed'],
    [
      'foster-carer',
      'allocation acceptance conversation grading moderation sharing dispute-window finalising action-tracking closed',
    ],
    [
      'supervision',
      'allocation acceptance conversation grading moderation sharing dispute-window finalising action-tracking closed',
    ],
    [
      'multi-agency',
      'allocation acceptance conversation grading moderation sharing dispute-window finalising action-tracking closed',
    ],
    ['ungraded', 'allocation acceptance conversation grading sharing finalising action-tracking closed'],
  ])('%s', (activity, stages) => {
    const type = settings.auditTypes.find(({ key }) => key === activity);
    if (type === undefined) throw new Error('The default settings lack an audit type of the issue');
    const { graded, stages: uses } = type;

    const journey = selected(activity)
      .take('cora', { type: 'AllocateAuditor', auditorId: 'amir', independenceNote: null })
      .take('amir', { type: 'AcceptAudit' })
      .until('2026-05-14')
      .when(uses.conversation !== 'skipped', (audit) =>
        audit
          .take('amir', { type: 'ScheduleConversation', on: '2026-05-14', participants })
          .take('amir', { type: 'RecordConversation', on: '2026-05-14', participants, summary: 'We spoke.' }),
      )
      .when(uses.familyContact !== 'skipped', (audit) =>
        audit.take('amir', {
          type: 'RecordFamilyContact',
          with: 'child',
          outcome: 'spoken',
          rating: 'good',
          words: 'OK',
        }),
      )
      .when(graded, (audit) =>
        audit
          .take('amir', { type: 'GradeDomain', domain: 'assessment', grade: 'inadequate', rationale: 'Out of date.' })
          .take('amir', { type: 'GradeDomain', domain: 'planning', grade: 'inadequate', rationale: 'No plan.' }),
      )
      .take('amir', { type: 'AssessStandard', standard: 'visited', answer: 'met', note: null })
      .take('amir', { type: 'RecordFinding', kind: 'improvement', theme: 'planning', text: 'Write the plan.' })
      .take('amir', {
        type: 'SubmitFirstGrade',
        grade: graded ? 'inadequate' : null,
        rationale: 'There is no plan.',
        auditedOn: '2026-05-14',
        atRisk: false,
        riskReason: null,
      })
      .when(graded, (audit) =>
        audit.take('mona', { type: 'ClaimModeration' }).take('mona', { type: 'UpholdGrade', rationale: null }),
      )
      .take('system', { type: 'ShareOutcome' })
      .take('tom', { type: 'AgreeAction', text: 'Write the plan.', ownerId: 'olu', due: null, domain: null })
      .take('priya', { type: 'AcknowledgeOutcome', comment: null })
      .take('tom', { type: 'AcknowledgeOutcome', comment: null })
      .take('system', { type: 'FinaliseAudit' })
      .when(graded, (audit) =>
        audit
          .take('tom', { type: 'RecordResponse', plan: 'A plan by Friday.' })
          .take('system', { type: 'ScheduleReaudit', dueOn: null }),
      )
      .take('olu', { type: 'CompleteAction', actionId: 'new-action', evidence: 'Written.', evidenceReference: null })
      .take('amir', { type: 'VerifyAction', actionId: 'new-action', note: null })
      .take('system', { type: 'CloseAudit' });

    const passed = journey.events.reduce<{ state: AuditState; stages: string[] }>(
      ({ state, stages: before }, event) => {
        const next = decider.evolve(state, event);
        return { state: next, stages: before.at(-1) === next.stage ? before : [...before, next.stage] };
      },
      { state: decider.initial, stages: [] },
    );
    expect(passed.stages.join(' ')).toBe(stages);
    expect(passed.state).toEqual(journey.state);
    expect(journey.state).toMatchObject({ stage: 'closed', deadlines: {} });
  });

  it('with a conflict, a return, a change, a dispute, a concern and a correction', () => {
    const journey = selected('deep-dive')
      .take('cora', { type: 'AllocateAuditor', auditorId: 'ada', independenceNote: null })
      .take('ada', { type: 'DeclareConflict', reason: 'I know the family.' })
      .take('cora', { type: 'AllocateAuditor', auditorId: 'amir', independenceNote: null })
      .take('amir', { type: 'AcceptAudit' })
      .take('amir', { type: 'RecordConversationNotHeld', reasonCode: 'worker-left', reason: 'Left.' })
      .take('amir', { type: 'GradeDomain', domain: 'assessment', grade: 'good', rationale: 'Fresh.' })
      .take('amir', { type: 'GradeDomain', domain: 'planning', grade: 'inadequate', rationale: 'No plan.' })
      .take('amir', {
        type: 'SubmitFirstGrade',
        grade: 'inadequate',
        rationale: 'No plan.',
        auditedOn: '2026-05-11',
        atRisk: true,
        riskReason: 'Nobody visits.',
      })
      .take('tom', { type: 'AcknowledgeSafetyConcern', concernId: 'new-concern', note: null })
      .take('mona', { type: 'ClaimModeration' })
      .take('mona', { type: 'ReturnToAuditor', reason: 'Say more.' })
      .take('amir', { type: 'GradeDomain', domain: 'voice', grade: 'good', rationale: 'Heard.' })
      .take('amir', {
        type: 'SubmitFirstGrade',
        grade: 'requires_improvement',
        rationale: 'There is a draft.',
        auditedOn: '2026-05-11',
        atRisk: true,
        riskReason: 'Nobody visits.',
      })
      .take('mona', {
        type: 'ChangeGrade',
        grade: 'inadequate',
        rationale: 'A draft is no plan.',
        domains: [{ domain: 'assessment', from: 'good', to: 'requires_improvement' }],
      })
      .take('amir', { type: 'ShareOutcome' })
      .take('tom', { type: 'ResolveSafetyConcern', concernId: 'new-concern', outcome: 'Visited.' })
      .take('priya', { type: 'DisputeOutcome', grounds: 'The plan was on the system.' })
      .take('lena', {
        type: 'ResolveDispute',
        outcome: 'grade_changed',
        grade: 'requires_improvement',
        domains: [{ domain: 'planning', from: 'inadequate', to: 'requires_improvement' }],
        rationale: 'There was one.',
      })
      .take('system', { type: 'FinaliseAudit' })
      .take(
        'cora',
        {
          type: 'CorrectRecord',
          corrects: 'event-9',
          change: { field: 'domainGrade', domain: 'voice', from: 'good', to: 'outstanding' },
          reason: 'Ticked the wrong box.',
        },
        { facts: { recordedEvent: () => 'audit-finalised' } },
      )
      .take('system', { type: 'CloseAudit' });

    expect(journey.events.find(({ type }) => type === 'audit-finalised')?.data).toMatchObject({
      because: 'dispute_resolved',
      firstGrade: 'inadequate',
      moderatedGrade: 'inadequate',
      finalGrade: 'requires_improvement',
      domains: [
        { domain: 'assessment', first: 'good', final: 'requires_improvement' },
        { domain: 'planning', first: 'inadequate', final: 'requires_improvement' },
        { domain: 'voice', first: 'good', final: 'good' },
      ],
    });
    expect(journey.state).toMatchObject({
      stage: 'closed',
      graded: {
        first: { grade: 'inadequate', domains: { assessment: 'good', planning: 'inadequate' } },
        revisedGrade: 'requires_improvement',
        standing: { grade: 'requires_improvement', domains: { voice: 'outstanding' } },
      },
    });
  });
});
