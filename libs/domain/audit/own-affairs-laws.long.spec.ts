import fc from 'fast-check';
import { foldDirectory } from '../people/people-directory.js';
import type { Role } from '../roles.js';
import { isRefusal } from '../refusal.js';
import { auditWorkflow, type DecidedOn, type WorkflowTable } from '../workflow/table.js';
import type { AuditCommand, AuditCommandName } from '../audit-language/commands.js';
import type { AuditEvent } from '../audit-language/events.js';
import { EXTERNAL, councils, staffed } from './scenarios/bad-days.fixture.js';
import { askingSettings, contextFor, directory } from './scenarios/council.fixture.js';
import { decider, draws, run, type Step } from './scenarios/random-audits.fixture.js';
import { randomSettings } from './scenarios/random-settings.fixture.js';
import { isSelected, type SelectedAudit } from './state.js';

const table: WorkflowTable = auditWorkflow;

/** Everybody who works on audits is a coordinator besides, so that whoever may not is refused for what is their own. */
const everyoneCoordinates = foldDirectory(
  [...directory.people()].flatMap((person) =>
    person.roles.some((role) => role === 'inspector' || role === 'administrator')
      ? []
      : [
          {
            type: 'person-changed' as const,
            data: { ...person, roles: [...new Set<Role>([...person.roles, 'coordinator', 'leader'])] },
          },
        ],
  ),
  directory,
);

/** Whose own affair an event decides on, worked out from the events before it and nothing else. */
class Told {
  private readonly parts = new Map<string, Set<string>>();
  private manager: string | null = null;

  /** @param what an action's or a concern's id, or a part in the audit */
  of(...what: readonly string[]): ReadonlySet<string> {
    return new Set(what.flatMap((one) => [...(this.parts.get(one) ?? [])]));
  }

  private is(what: string, personId: string | null): void {
    if (personId !== null) this.parts.set(what, (this.parts.get(what) ?? new Set()).add(personId));
  }

  private becomes(what: string, personId: string | null): void {
    this.parts.delete(what);
    this.is(what, personId);
  }

  hear({ by }: Step, { type, data }: AuditEvent): void {
    switch (type) {
      case 'audit-selected':
        this.is('holder', data.practitionerId);
        for (const other of data.otherPractitioners ?? []) this.is('holder', other);
        this.becomes('holds', data.practitionerId);
        this.moves(data.teamId);
        return;
      case 'auditor-allocated':
      case 'auditor-reallocated':
        this.becomes('auditor', data.auditorId);
        this.is('audited', data.auditorId);
        return;
      case 'conflict-declared':
        this.becomes('auditor', null);
        return;
      case 'practitioner-reassigned':
        this.is('holder', data.to);
        this.becomes('holds', data.to);
        return;
      case 'audit-team-changed':
        this.moves(data.teamId);
        return;
      case 'first-grade-submitted':
      case 'grade-resubmitted':
        this.is('graded', by);
        return;
      case 'moderator-grade-recorded':
      case 'grade-upheld':
      case 'grade-changed':
      case 'returned-to-auditor':
        this.is('moderated', by);
        return;
      case 'outcome-shared':
      case 'outcome-acknowledged':
      case 'response-recorded':
        this.is('took part', by);
        if (type === 'response-recorded') this.becomes('plan', by);
        return;
      case 'outcome-disputed':
      case 'dispute-resolved':
        this.is('disputed', by);
        return;
      case 'action-agreed':
        this.is(data.actionId, data.ownerId);
        this.is(urgencyOf(data.actionId), by);
        return;
      case 'action-completed':
        this.becomes(completionOf(data.actionId), by);
        return;
      // What was done is set aside, and the action is its owner's alone again.
      case 'action-reopened':
        this.becomes(completionOf(data.actionId), null);
        return;
      case 'extension-asked':
        this.is(data.extensionId, by);
        return;
      case 'safety-concern-raised':
        this.is(data.concernId, by);
        return;
    }
  }

  private moves(teamId: string | null): void {
    this.manager = teamId === 'north' ? 'tom' : teamId === 'south' ? 'sam' : null;
    this.becomes('manages', this.manager);
  }
}

const completionOf = (actionId: string): string => `the completion of ${actionId}`;

const urgencyOf = (actionId: string): string => `the urgency of ${actionId}`;

const RECORD = ['auditor', 'graded', 'moderated', 'disputed', 'holder'];

/** Who may not have done what an event tells, and who did. */
function decision(
  step: Step,
  event: AuditEvent,
  told: Told,
): readonly [DecidedOn | 'ending' | 'check', string, ReadonlySet<string>] | null {
  const { by, command } = step;
  switch (event.type) {
    case 'action-verified':
      return ['completion', by, told.of(event.data.actionId, completionOf(event.data.actionId))];
    case 'action-cancelled':
    case 'action-due-changed':
    case 'action-reopened':
      return ['action', by, told.of(event.data.actionId, completionOf(event.data.actionId))];
    case 'action-acknowledged':
      return ['urgency', by, told.of(urgencyOf(event.data.actionId))];
    case 'response-signed-off':
    case 'response-sent-back':
    case 'response-reviewed':
      return ['plan', by, told.of('plan')];
    case 'safety-concern-acknowledged':
    case 'safety-concern-resolved':
      return ['concern', by, told.of(event.data.concernId)];
    case 'extension-decided':
      return ['extension', by, told.of(event.data.extensionId)];
    case 'dispute-resolved':
      return ['dispute', by, told.of(...RECORD, 'audited', 'manages', 'took part')];
    case 'record-corrected':
      return ['record', by, told.of(...RECORD)];
    case 'auditor-reallocated':
      return ['grading', by, told.of('auditor')];
    case 'auditor-allocated':
      return event.data.independenceCheck === null ? null : ['check', by, new Set([event.data.auditorId])];
    case 'practitioner-reassigned':
    case 'audit-team-changed':
      return ['case', by, told.of('holds', 'manages')];
    case 'response-required':
      return command === 'RequireResponse' ? ['response', by, told.of('holds', 'manages')] : null;
    case 'subject-substituted':
    case 'audit-exempted':
    case 'audit-withdrawn':
      return ['ending', event.data.approvedBy, new Set([by, ...told.of(...RECORD, 'audited', 'manages')])];
    default:
      return null;
  }
}

/**
 * Or plans would seldom be signed off, actions seldom be for today, and a response that a council does not ask for by itself
 * seldom be required.
 */
const mostlyAsking = fc.oneof(
  {
    arbitrary: fc.constant({ ...askingSettings, responseGrades: ['good', 'requires_improvement', 'inadequate'] }),
    weight: 2,
  },
  { arbitrary: fc.constant({ ...askingSettings, responseByGrade: [], responseGrades: [] }), weight: 1 },
  { arbitrary: randomSettings, weight: 1 },
);

describe('what is somebody’s own', () => {
  it('is decided on by somebody else, whatever roles people have', () => {
    const seen = new Set<string>();
    const tried = (): void =>
      fc.assert(
        fc.property(draws, mostlyAsking, (all, asked) => {
          const told = new Told();
          for (const step of run(all, false, { directory: everyoneCoordinates, settings: asked }))
            for (const event of step.events) {
              const decided = decision(step, event, told);
              if (decided !== null) {
                const [what, decider_, own] = decided;
                expect([event.type, decider_, own.has(decider_)]).toEqual([event.type, decider_, false]);
                if (own.size > 0) seen.add(what);
              }
              told.hear(step, event);
            }
        }),
        { numRuns: 100 },
      );
    // Until every kind of decision has come up, or the law would say little.
    const all = table.flatMap(({ decidesOn }) => (decidesOn === undefined ? [] : [decidesOn]));
    const kinds = [...new Set([...all, 'ending', 'check'])].sort();
    for (let times = 0; times < 24 && seen.size < kinds.length; times++) tried();
    expect([...seen].sort()).toEqual(kinds);
  }, 240_000);
});

/** What may be decided on as an audit stands, by a command that nothing but who gives it stands against. */
function decisionsOpen(audit: SelectedAudit): readonly AuditCommand[] {
  const of = (...statuses: readonly string[]) => audit.actions.filter(({ status }) => statuses.includes(status));
  const possible: readonly AuditCommand[] = [
    ...of('open').flatMap(({ actionId }): AuditCommand[] => [
      { type: 'CancelAction', actionId, reason: 'Moved.' },
      { type: 'ChangeDueDate', actionId, due: '2027-12-01', reason: 'Holidays.' },
    ]),
    ...of('completed').flatMap(({ actionId }): AuditCommand[] => [
      { type: 'VerifyAction', actionId, note: null },
      { type: 'ReopenAction', actionId, reason: 'Not done.', due: '2027-12-01' },
    ]),
    ...(audit.extensions ?? []).map(({ extensionId }): AuditCommand => ({
      type: 'DecideExtension',
      extensionId,
      outcome: 'granted',
      note: null,
    })),
    ...audit.concerns.flatMap(({ concernId, status }): AuditCommand[] =>
      status === 'raised'
        ? [{ type: 'AcknowledgeSafetyConcern', concernId, note: null }]
        : status === 'acknowledged'
          ? [{ type: 'ResolveSafetyConcern', concernId, outcome: 'Safe.' }]
          : [],
    ),
    ...of('open').flatMap(({ actionId }): AuditCommand[] =>
      audit.deadlines[`acknowledge-action:${actionId}`] === undefined
        ? []
        : [{ type: 'AcknowledgeAction', actionId, note: null }],
    ),
    ...(audit.response?.signOff === 'due'
      ? ([
          { type: 'SignOffResponse', note: null },
          { type: 'SendBackResponse', reason: 'More.' },
        ] as const)
      : []),
    ...(audit.response?.review === 'due'
      ? [{ type: 'ReviewResponse', on: '2026-05-11', found: 'Done.', outcome: 'done', nextOn: null } as const]
      : []),
    { type: 'CorrectRecord', corrects: 'event-1', change: { field: 'note' }, reason: 'A slip.' },
    { type: 'ReallocateAuditor', auditorId: EXTERNAL, reason: 'Leave.', independenceNote: 'Asked.' },
    { type: 'ReassignPractitioner', to: 'cox', reason: 'Passed on.' },
    ...(audit.response === null && audit.graded?.standing.grade !== null
      ? [{ type: 'RequireResponse', respondBy: null } as const]
      : []),
  ];
  const has = (name: AuditCommandName): boolean =>
    table.some(({ command, in: stages }) => command === name && stages.some((stage) => stage === audit.stage));
  return possible.filter(({ type }) => has(type));
}

const ABOUT_THE_PERSON = /-own$|^not-entitled$|^verifier-owns-action$/;

describe('what nobody but its own people would decide on', () => {
  it('falls to somebody who may, as long as there is a leader who had no part in it', () => {
    fc.assert(
      fc.property(draws, randomSettings, councils, fc.nat(), (all, asked, bad, place) => {
        const steps = run(all, false, { settings: asked });
        const council = staffed(bad, 'leader');
        const people = [...council.directory.people()].map(({ personId }) => personId);
        for (const step of [steps.at(-1), steps[place % Math.max(1, steps.length)]]) {
          if (step === undefined || !isSelected(step.after)) continue;
          const audit = step.after;
          for (const command of decisionsOpen(audit)) {
            const given = {
              on: step.on,
              directory: council.directory,
              settings: { ...asked, responsibilities: council.responsibilities },
              facts: { recordedEvent: () => 'audit-finalised' as const },
            };
            const who = people.find((by) => {
              const roles = council.directory.person(by)?.roles ?? [];
              const outcome = decider.decide(command, audit, contextFor(by, { ...given, roles }));
              // What else stands against it stands against everybody.
              return !isRefusal(outcome) || !ABOUT_THE_PERSON.test(outcome.code);
            });
            expect([command.type, audit.stage, who === undefined]).toEqual([command.type, audit.stage, false]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
