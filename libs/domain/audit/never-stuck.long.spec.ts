import fc from 'fast-check';
import { addDays } from '../calendar/iso-date.js';
import { isRefusal } from '../refusal.js';
import type { AuditCommand } from '../audit-language/commands.js';
import { contextFor, directory } from './scenarios/council.fixture.js';
import { decider, draws, run } from './scenarios/random-audits.fixture.js';
import { randomSettings } from './scenarios/random-settings.fixture.js';
import { isSelected, type AuditState, type SelectedAudit } from './state.js';
import type { ProgrammeSettings } from '../settings/programme-settings.js';

const people = [...[...directory.people()].map(({ personId }) => personId), 'system'];

/** What leads an audit on as it stands: what is owed first, then what closes it. */
function waysOn(audit: SelectedAudit, { actionDetails }: ProgrammeSettings): readonly AuditCommand[] {
  const { graded, concerns, actions, plan, stage, deadlines } = audit;
  const grade = graded?.standing.grade ?? (plan.graded ? 'good' : null);
  const domain = (name: string): AuditCommand => ({
    type: 'GradeDomain',
    domain: name,
    grade: 'good',
    rationale: 'So.',
  });
  const ungraded = ['assessment', 'planning'].filter((name) => plan.graded && audit.drafts.domains[name] === undefined);
  return [
    ...concerns.flatMap(({ concernId, status }): AuditCommand[] => {
      if (status === 'raised') return [{ type: 'AcknowledgeSafetyConcern', concernId, note: null }];
      return status === 'resolved' ? [] : [{ type: 'ResolveSafetyConcern', concernId, outcome: 'Safe.' }];
    }),
    ...(stage === 'ended' ? [] : allocations),
    { type: 'AcceptAudit' },
    ...(audit.familyContacts > 0
      ? []
      : [
          {
            type: 'RecordFamilyContact',
            with: 'child',
            outcome: 'declined',
            rating: null,
            words: null,
          } as const,
        ]),
    {
      type: 'RecordConversation',
      on: '2026-05-11',
      participants: [{ as: 'practitioner', personId: 'priya' }],
      summary: 'Spoke.',
    },
    { type: 'RecordConversationNotHeld', reasonCode: 'worker-left', reason: 'Left.' },
    ...ungraded.map(domain),
    {
      type: 'SubmitFirstGrade',
      grade: plan.graded ? (grade ?? 'good') : null,
      rationale: 'So.',
      auditedOn: graded?.auditedOn ?? '2026-05-11',
      atRisk: false,
      riskReason: null,
    },
    { type: 'ClaimModeration' },
    ...(grade === null ? [] : [{ type: 'RecordModeratorGrade', grade, rationale: 'So.', domains: [] } as const]),
    { type: 'UpholdGrade', rationale: null },
    ...(actions.length === 0 && actionDetails?.urgency === true ? [forToday] : []),
    { type: 'ShareOutcome' },
    { type: 'ResolveDispute', outcome: 'grade_stands', grade: null, domains: [], rationale: 'It stands.' },
    { type: 'RecordResponse', plan: 'A plan.' },
    { type: 'SignOffResponse', note: null },
    { type: 'ReviewResponse', on: '2026-05-11', found: 'Done.', outcome: 'done', nextOn: null },
    ...actions.flatMap(({ actionId, status }): AuditCommand[] => [
      ...(deadlines[`acknowledge-action:${actionId}`] === undefined
        ? []
        : [{ type: 'AcknowledgeAction', actionId, note: null } as const]),
      ...(status === 'open'
        ? [{ type: 'CompleteAction', actionId, evidence: 'Done.', evidenceReference: null } as const]
        : []),
      ...(status === 'completed' ? [{ type: 'VerifyAction', actionId, note: null } as const] : []),
    ]),
    { type: 'FinaliseAudit' },
    { type: 'FileOnRecord', on: '2026-05-11', reference: 'Note 12.' },
    { type: 'CloseAudit' },
    // Where nobody in the council may grade or moderate it, it is withdrawn.
    ...['lena', 'hana', 'mona', 'cora'].map((approvedBy): AuditCommand => ({
      type: 'WithdrawAudit',
      reasonCode: 'nobody-independent',
      reason: 'Nobody is independent.',
      approvedBy,
    })),
  ];
}

const allocations = ['amir', 'ada', 'nia', 'rita', 'paul', 'pia'].map((auditorId): AuditCommand => ({
  type: 'AllocateAuditor',
  auditorId,
  independenceNote: 'Asked.',
}));

const forToday: AuditCommand = {
  type: 'AgreeAction',
  text: 'See the child.',
  ownerId: 'olu',
  due: null,
  domain: null,
  urgency: 'today',
  managerId: 'sam',
};

const isOver = (state: AuditState): boolean =>
  state.stage === 'closed' || (state.stage === 'ended' && state.concerns.every(({ status }) => status === 'resolved'));

/** The audit one step on, by whoever may take one; null where nobody may. */
function oneStepOn(state: SelectedAudit, settings: ProgrammeSettings, number: number): AuditState | null {
  for (const command of waysOn(state, settings))
    for (const by of people) {
      const context = {
        ...contextFor(by, { on: addDays('2027-06-01', 14 * number), settings }),
        newId: (what: string) => `${what}-on-${number}`,
      };
      const outcome = decider.decide(command, state, context);
      if (!isRefusal(outcome) && outcome.length > 0) return outcome.reduce<AuditState>(decider.evolve, state);
    }
  return null;
}

describe('an audit, whatever its council asks for', () => {
  it('comes to its end from wherever it stands, by steps that somebody may take', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(draws, randomSettings, fc.nat(), (all, settings, place) => {
        const steps = run(all, false, { settings });
        const step = steps[place % Math.max(1, steps.length)];
        if (step === undefined || !isSelected(step.after)) return;
        let state: AuditState = step.after;
        for (let number = 0; number < 80 && !isOver(state); number++) {
          const next: AuditState | null = isSelected(state) ? oneStepOn(state, settings, number) : null;
          if (next === null) throw new Error(`Stuck: ${JSON.stringify(state)}`);
          if (isSelected(state)) for (const key of Object.keys(state.deadlines)) seen.add(key.split(':')[0] ?? '');
          state = next;
        }
        expect(isOver(state)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['sign-off', 'review', 'file', 'acknowledge-action']));
  });
});
