import { DEFAULT_INDEPENDENCE } from '../settings/default-settings.js';
import type { LeadsTo } from '../workflow/leads.js';
import type { Stage } from '../workflow/stages.js';
import type { Condition } from '../workflow/table.js';
import { byDomain, domainsAfter } from './domain-grades.js';
import type { AuditEvent, AuditEventType, DomainChange, StandardAssessed } from './events.js';
import { owe } from './open-deadlines.js';
import {
  isSelected,
  type AuditCase,
  type AuditState,
  type Graded,
  type Moderation,
  type SelectedAudit,
  type StandardAnswers,
  type StateIn,
} from './state.js';

/** A history that no decision can have made: the log or the table is broken. Never a refusal. */
class ImpossibleHistory extends Error {
  constructor(event: AuditEventType, stage: Stage) {
    super(`${event} cannot follow when an audit is in stage ${stage}`);
    this.name = 'ImpossibleHistory';
  }
}

/** Folds one event; the stage it leads to is read from the workflow table. */
export function evolveBy(leadsTo: LeadsTo): (state: AuditState, event: AuditEvent) => AuditState {
  return (state, event) => {
    /** The stage the table gives, one of those the event's state can be built for. */
    function go<S extends Stage>(to: readonly S[], holds: (condition: Condition) => boolean = () => false): S {
      const stage = leadsTo(state.stage, event.type, holds);
      const found = to.find((candidate) => candidate === stage);
      if (found === undefined) throw new ImpossibleHistory(event.type, state.stage);
      return found;
    }
    function from<S extends Stage>(...stages: readonly S[]): StateIn<S> {
      if (isIn(state, stages)) return state;
      throw new ImpossibleHistory(event.type, state.stage);
    }
    const selected = (): SelectedAudit => {
      if (isSelected(state)) return state;
      throw new ImpossibleHistory(event.type, state.stage);
    };

    switch (event.type) {
      case 'audit-selected': {
        from('unselected');
        const { allocateBy, counted } = event.data;
        return begun(event.data, go(['allocation']), { allocate: { due: allocateBy, counted } });
      }
      case 'audit-imported': {
        from('unselected');
        const { auditId, reference, subjectId, activity, scale, auditedOn, finalGrade } = event.data;
        return {
          stage: 'imported',
          auditId,
          reference,
          subjectId,
          activity,
          scale,
          auditedOn,
          finalGrade,
          domains: byDomain(event.data.domains),
          standards: byStandard(event.data.standards),
          retrospective: [],
        };
      }

      // allocation
      case 'auditor-allocated':
      case 'auditor-reallocated': {
        const audit = from('allocation', 'acceptance', 'conversation', 'grading');
        const { auditorId, auditorAuditsBefore, acceptBy, counted } = event.data;
        return {
          ...audit,
          stage: go(['acceptance']),
          auditor: { auditorId, auditsBefore: auditorAuditsBefore },
          tookPart: withOne(audit.tookPart, auditorId),
          // The first grade is to be the auditor's own: nobody goes on from another's drafts.
          drafts: NO_DRAFTS,
          shared: null,
          deadlines: owe(audit.deadlines, {
            ends: ['allocate', 'accept', 'grade'],
            begins: { accept: { due: acceptBy, counted } },
          }),
        };
      }
      case 'audit-accepted': {
        const audit = from('acceptance');
        const { gradeBy, counted } = event.data;
        const outstanding = audit.plan.conversation !== 'skipped' && !hasOutcome(audit) && audit.graded === null;
        return {
          ...audit,
          stage: go(
            ['conversation', 'grading'],
            (condition) => condition === 'conversation outstanding' && outstanding,
          ),
          deadlines: owe(audit.deadlines, { ends: ['accept'], begins: { grade: { due: gradeBy, counted } } }),
        };
      }
      case 'conflict-declared': {
        const audit = from('acceptance', 'conversation', 'grading');
        const { auditorId, allocateBy, counted } = event.data;
        return {
          ...audit,
          stage: go(['allocation']),
          auditor: null,
          conflicted: [...audit.conflicted, auditorId],
          drafts: NO_DRAFTS,
          deadlines: owe(audit.deadlines, {
            ends: ['accept', 'grade'],
            begins: { allocate: { due: allocateBy, counted } },
          }),
        };
      }
      case 'subject-substituted':
      case 'audit-exempted':
      case 'audit-withdrawn': {
        const audit = from('allocation', 'acceptance', 'conversation', 'grading', 'moderation', 'sharing');
        return { ...audit, stage: go(['ended']), how: ENDINGS[event.type], deadlines: {} };
      }

      // conversation and family contact
      case 'conversation-scheduled': {
        const { on, participants } = event.data;
        return { ...from('conversation', 'grading'), conversation: { outcome: 'scheduled', on, participants } };
      }
      case 'conversation-recorded': {
        const audit = from('conversation', 'grading');
        const { on, participants } = event.data;
        return { ...audit, stage: go(['grading']), conversation: { outcome: 'held', on, participants } };
      }
      case 'conversation-not-held': {
        const audit = from('conversation');
        return { ...audit, stage: go(['grading']), conversation: { outcome: 'not_held', on: null, participants: [] } };
      }
      case 'family-contact-recorded': {
        const audit = from('conversation', 'grading');
        return { ...audit, familyContacts: audit.familyContacts + 1 };
      }

      case 'other-grade-recorded': {
        const audit = from('conversation', 'grading');
        const { of, agency, grade } = event.data;
        const others = audit.otherGrades.filter((other) => other.of !== of || other.agency !== agency);
        return { ...audit, otherGrades: [...others, { of, agency, grade }] };
      }

      // first grading
      case 'domain-graded': {
        const audit = from('conversation', 'grading');
        const { domain, grade } = event.data;
        return {
          ...audit,
          drafts: { ...audit.drafts, domains: { ...audit.drafts.domains, [domain]: grade } },
        };
      }
      case 'standard-assessed': {
        const audit = from('conversation', 'grading');
        const { standard, answer } = event.data;
        return {
          ...audit,
          drafts: { ...audit.drafts, standards: { ...audit.drafts.standards, [standard]: answer } },
        };
      }
      case 'finding-recorded':
        return from('conversation', 'grading');
      case 'first-grade-submitted': {
        const audit = from('conversation', 'grading');
        const { grade, auditedOn, atRisk, submittedBy } = event.data;
        const domains = byDomain(event.data.domains);
        return {
          ...audit,
          graded: {
            first: { grade, domains },
            standing: { grade, domains, standards: byStandard(event.data.standards) },
            revisedGrade: null,
            auditedOn,
            atRisk,
            submittedBy: [submittedBy],
          },
          deadlines: owe(audit.deadlines, { ends: ['grade'] }),
        };
      }
      case 'grade-resubmitted': {
        const audit = from('grading');
        const { graded, moderation } = audit;
        if (graded === null || moderation === null) throw new ImpossibleHistory(event.type, audit.stage);
        const { revisedGrade, atRisk, submittedBy, moderateBy, counted } = event.data;
        return {
          ...audit,
          stage: go(['moderation']),
          moderation,
          graded: {
            ...graded,
            standing: {
              grade: revisedGrade,
              domains: byDomain(event.data.domains),
              standards: byStandard(event.data.standards),
            },
            revisedGrade,
            atRisk,
            submittedBy: withOne(graded.submittedBy, submittedBy),
          },
          deadlines: owe(audit.deadlines, { ends: ['grade'], begins: { moderate: { due: moderateBy, counted } } }),
        };
      }

      case 'overall-grade-excepted':
        return selected();

      // safety
      case 'safety-concern-raised': {
        const audit = selected();
        const { concernId, raisedBy, withSubmission, acknowledgeBy } = event.data;
        return {
          ...audit,
          concerns: [...audit.concerns, { concernId, raisedBy, withSubmission, status: 'raised' }],
          deadlines: owe(audit.deadlines, {
            begins: { [`concern:${concernId}`]: { due: acknowledgeBy, counted: null } },
          }),
        };
      }
      case 'safety-concern-acknowledged': {
        const audit = selected();
        const { concernId, resolveBy, counted } = event.data;
        return {
          ...audit,
          concerns: audit.concerns.map((concern) =>
            concern.concernId === concernId ? { ...concern, status: 'acknowledged' } : concern,
          ),
          deadlines: owe(audit.deadlines, {
            ends: [`concern:${concernId}`],
            begins: { [`resolve-concern:${concernId}`]: { due: resolveBy, counted } },
          }),
        };
      }
      case 'safety-concern-resolved': {
        const audit = selected();
        const { concernId } = event.data;
        return {
          ...audit,
          concerns: audit.concerns.map((concern) =>
            concern.concernId === concernId ? { ...concern, status: 'resolved' } : concern,
          ),
          deadlines: owe(audit.deadlines, { ends: [`concern:${concernId}`, `resolve-concern:${concernId}`] }),
        };
      }

      // moderation
      case 'moderation-required': {
        const audit = from('conversation', 'grading');
        if (audit.graded === null) throw new ImpossibleHistory(event.type, audit.stage);
        const { reasons, blind, moderateBy, counted } = event.data;
        return {
          ...audit,
          stage: go(['moderation']),
          graded: audit.graded,
          moderation: {
            reasons,
            blind,
            claimedBy: null,
            claimedInPlace: false,
            ownGrade: null,
            decidedBy: null,
            moderatedGrade: null,
            moderators: [],
          },
          deadlines: owe(audit.deadlines, { begins: { moderate: { due: moderateBy, counted } } }),
        };
      }
      case 'moderation-not-required': {
        const audit = from('conversation', 'grading');
        if (audit.graded === null) throw new ImpossibleHistory(event.type, audit.stage);
        const { shareBy, counted } = event.data;
        return {
          ...audit,
          stage: go(['sharing']),
          graded: audit.graded,
          deadlines: owe(audit.deadlines, { begins: { share: { due: shareBy, counted } } }),
        };
      }
      case 'moderation-claimed':
        return moderating(from('moderation'), {
          claimedBy: event.data.moderatorId,
          claimedInPlace: event.data.inPlace === true,
        });
      case 'moderation-released':
        // Whoever claims next gives a grade of their own.
        return moderating(from('moderation'), { claimedBy: null, claimedInPlace: false, ownGrade: null });
      case 'moderator-grade-recorded': {
        const audit = from('moderation');
        const { moderatorId, grade } = event.data;
        return moderating(audit, {
          ownGrade: { moderatorId, grade },
          moderators: withOne(audit.moderation.moderators, moderatorId),
        });
      }
      case 'grade-upheld':
      case 'grade-changed': {
        const audit = from('moderation');
        const { moderatorId, shareBy, counted } = event.data;
        const grade = event.type === 'grade-upheld' ? event.data.grade : event.data.to;
        const changes = event.type === 'grade-upheld' ? [] : event.data.domains;
        return {
          ...moderating(audit, {
            decidedBy: moderatorId,
            moderatedGrade: grade,
            moderators: withOne(audit.moderation.moderators, moderatorId),
          }),
          stage: go(['sharing']),
          graded: standing(audit.graded, grade, changes),
          deadlines: owe(audit.deadlines, { ends: ['moderate'], begins: { share: { due: shareBy, counted } } }),
        };
      }
      case 'returned-to-auditor': {
        const audit = from('moderation');
        const { moderatorId, gradeBy, counted } = event.data;
        const { domains, standards } = audit.graded.standing;
        return {
          ...moderating(audit, { moderators: withOne(audit.moderation.moderators, moderatorId) }),
          stage: go(['grading']),
          drafts: { domains, standards },
          deadlines: owe(audit.deadlines, { ends: ['moderate'], begins: { grade: { due: gradeBy, counted } } }),
        };
      }

      // sharing and dispute
      case 'outcome-shared': {
        const audit = from('sharing');
        const { on, with: people, disputeBy, counted, sharedBy } = event.data;
        const opens = disputeBy !== null;
        const toPractitioner = audit.practitionerId !== null && people.includes(audit.practitionerId);
        const toManager = people.some((person) => person !== audit.practitionerId);
        const deadline = disputeBy === null ? null : { due: disputeBy, counted };
        return {
          ...audit,
          stage: go(['dispute-window', 'finalising'], (condition) => condition === 'window opens' && opens),
          tookPart: sharedBy === undefined ? audit.tookPart : withOne(audit.tookPart, sharedBy),
          shared: {
            on,
            with: people,
            expected: [...(toPractitioner ? PRACTITIONER : []), ...(toManager ? TEAM_MANAGER : [])],
            acknowledged: [],
            window: opens,
          },
          deadlines: owe(audit.deadlines, {
            ends: ['share'],
            begins:
              deadline === null
                ? {}
                : {
                    'dispute-window': deadline,
                    ...(toPractitioner ? { 'acknowledge:practitioner': deadline } : {}),
                    ...(toManager ? { 'acknowledge:team-manager': deadline } : {}),
                  },
          }),
        };
      }
      case 'outcome-acknowledged': {
        const before = from('dispute-window', 'finalising', 'action-tracking');
        const audit = { ...before, tookPart: withOne(before.tookPart, event.data.personId) };
        const acknowledged = withOne(audit.shared.acknowledged, event.data.as);
        const everyone = audit.shared.expected.every((expected) => acknowledged.includes(expected));
        const shared = { ...audit.shared, acknowledged };
        if (audit.stage !== 'dispute-window') return { ...audit, shared };
        const ends = [event.data.as === 'practitioner' ? 'acknowledge:practitioner' : 'acknowledge:team-manager'];
        if (!everyone) return { ...audit, shared, deadlines: owe(audit.deadlines, { ends }) };
        return {
          ...audit,
          shared,
          stage: go(['finalising'], (condition) => condition === 'everyone acknowledged'),
          deadlines: owe(audit.deadlines, { ends: WINDOW }),
        };
      }
      case 'outcome-disputed': {
        const audit = from('dispute-window');
        const { disputedBy, as, resolveBy, counted } = event.data;
        return {
          ...audit,
          stage: go(['dispute']),
          dispute: { disputedBy, as, resolved: false, resolvedBy: null },
          deadlines: owe(audit.deadlines, { ends: WINDOW, begins: { 'resolve-dispute': { due: resolveBy, counted } } }),
        };
      }
      case 'dispute-resolved': {
        const audit = from('dispute');
        const { grade, domains, panelMemberId } = event.data;
        return {
          ...unlessAnswered(audit, grade),
          stage: go(['finalising']),
          dispute: { ...audit.dispute, resolved: true, resolvedBy: panelMemberId },
          graded: standing(audit.graded, grade, domains),
          deadlines: owe(unlessAnswered(audit, grade).deadlines, { ends: ['resolve-dispute'] }),
        };
      }
      case 'audit-finalised': {
        const audit = from('dispute-window', 'finalising');
        return { ...audit, stage: go(['action-tracking']), deadlines: owe(audit.deadlines, { ends: WINDOW }) };
      }

      // response and actions
      case 'response-required': {
        const audit = from('dispute-window', 'dispute', 'finalising', 'action-tracking', 'closed');
        const { grade, respondBy, counted } = event.data;
        return {
          ...audit,
          response: { grade, recorded: false },
          deadlines: owe(audit.deadlines, { begins: { respond: { due: respondBy, counted } } }),
        };
      }
      case 'response-recorded': {
        const audit = from('dispute-window', 'dispute', 'finalising', 'action-tracking');
        if (audit.response === null) throw new ImpossibleHistory(event.type, audit.stage);
        return {
          ...audit,
          response: { ...audit.response, recorded: true },
          tookPart: withOne(audit.tookPart, event.data.respondedBy),
          deadlines: owe(audit.deadlines, { ends: ['respond'] }),
        };
      }
      case 'action-agreed': {
        const audit = selected();
        const { actionId, ownerId, due, counted } = event.data;
        return {
          ...audit,
          actions: [...audit.actions, { actionId, ownerId, status: 'open', completedBy: null }],
          deadlines: owe(audit.deadlines, { begins: { [`action:${actionId}`]: { due, counted } } }),
        };
      }
      case 'action-progress-updated':
        return selected();
      case 'action-completed': {
        const audit = selected();
        const { actionId, completedBy, verifyBy, counted } = event.data;
        return {
          ...audit,
          actions: withAction(audit, actionId, { status: 'completed', completedBy }),
          deadlines: owe(audit.deadlines, {
            ends: [`action:${actionId}`],
            begins: { [`verify:${actionId}`]: { due: verifyBy, counted } },
          }),
        };
      }
      case 'action-verified':
      case 'action-cancelled': {
        const audit = selected();
        const { actionId } = event.data;
        const status = event.type === 'action-verified' ? 'verified' : 'cancelled';
        return {
          ...audit,
          actions: withAction(audit, actionId, { status }),
          deadlines: owe(audit.deadlines, { ends: [`action:${actionId}`, `verify:${actionId}`] }),
        };
      }
      case 'action-reopened': {
        const audit = selected();
        const { actionId, due } = event.data;
        return {
          ...audit,
          actions: withAction(audit, actionId, { status: 'open', completedBy: null }),
          deadlines: owe(audit.deadlines, {
            ends: [`verify:${actionId}`],
            begins: { [`action:${actionId}`]: { due, counted: null } },
          }),
        };
      }
      case 'action-due-changed': {
        const audit = selected();
        const { actionId, to } = event.data;
        return {
          ...audit,
          deadlines: owe(audit.deadlines, { begins: { [`action:${actionId}`]: { due: to, counted: null } } }),
        };
      }

      // later
      case 'retrospective-grade-recorded': {
        const audit = from('action-tracking', 'closed', 'imported');
        return { ...audit, retrospective: [...audit.retrospective, event.data.moderatorId] };
      }
      case 'reaudit-scheduled':
        return { ...from('action-tracking', 'closed'), reauditId: event.data.reauditId };
      case 'audit-closed':
        return { ...from('action-tracking'), stage: go(['closed']) };
      case 'audit-reopened':
        return { ...from('closed'), stage: go(['action-tracking']) };

      // any time
      case 'record-corrected':
        return corrected(state, event.data.change);
      case 'finding-corrected':
      case 'family-contact-corrected':
        return selected();
      case 'practitioner-reassigned': {
        const audit = selected();
        const { from: before, to } = event.data;
        return {
          ...audit,
          practitionerId: to,
          workerMatched: true,
          conversation: passedOn(audit.conversation, before, to),
          formerPractitioners: before === null ? audit.formerPractitioners : withOne(audit.formerPractitioners, before),
        };
      }
      case 'audit-team-changed': {
        const { teamId, service } = event.data;
        return { ...selected(), teamId, service };
      }
      case 'deadlines-moved': {
        const audit = selected();
        const begins = Object.fromEntries(
          event.data.moves.flatMap(({ obligation, to }) => {
            const deadline = audit.deadlines[obligation];
            return deadline === undefined ? [] : [[obligation, { ...deadline, due: to }]];
          }),
        );
        return { ...audit, deadlines: owe(audit.deadlines, { begins }) };
      }
      default:
        // An event nobody handles does not compile.
        throw new ImpossibleHistory(event, state.stage);
    }
  };
}

/** Who takes over a case takes over the invitation; who was at a conversation that was held stays as recorded. */
function passedOn(conversation: AuditCase['conversation'], from: string | null, to: string): AuditCase['conversation'] {
  if (from === null || conversation?.outcome !== 'scheduled') return conversation;
  const participants = conversation.participants.map((participant) =>
    participant.as === 'practitioner' && participant.personId === from ? { ...participant, personId: to } : participant,
  );
  return { ...conversation, participants };
}

const NO_DRAFTS = { domains: {}, standards: {} };
const WINDOW = ['dispute-window', 'acknowledge:'];
const PRACTITIONER = ['practitioner'] as const;
const TEAM_MANAGER = ['team_manager'] as const;
const ENDINGS = {
  'subject-substituted': 'substituted',
  'audit-exempted': 'exempted',
  'audit-withdrawn': 'withdrawn',
} as const;

/**
 * An audit nothing has happened to yet. Every field in one literal, so that all audits are objects of one shape: added
 * to or joined from several, each costs a replay many times as much.
 */
function begun(
  data: Extract<AuditEvent, { type: 'audit-selected' }>['data'],
  stage: 'allocation',
  deadlines: AuditCase['deadlines'],
): StateIn<'allocation'> {
  return {
    stage,
    deadlines,
    auditId: data.auditId,
    reference: data.reference,
    origin: data.origin,
    sampleId: data.sampleId,
    activity: data.activity,
    subjectId: data.subjectId,
    subjectType: data.subjectType,
    service: data.service,
    teamId: data.teamId,
    practitionerId: data.practitionerId,
    workerMatched: data.workerMatched,
    otherPractitioners: data.otherPractitioners ?? [],
    otherWorkersMatched: data.otherWorkersMatched ?? true,
    period: data.period,
    settingsVersion: data.settingsVersion,
    tool: data.tool,
    scale: data.scale,
    pilot: data.pilot,
    reauditOf: data.reauditOf,
    replaces: data.replaces,
    plan: data.plan,
    independence: data.independence ?? DEFAULT_INDEPENDENCE,
    selectedOn: data.selectedOn,
    formerPractitioners: [],
    tookPart: [],
    conflicted: [],
    conversation: null,
    familyContacts: 0,
    otherGrades: [],
    drafts: NO_DRAFTS,
    concerns: [],
    actions: [],
    retrospective: [],
    reauditId: null,
    auditor: null,
    graded: null,
    moderation: null,
    shared: null,
    dispute: null,
    response: null,
  };
}

/** Whether an audit is in one of these stages, for the compiler too. */
function isIn<S extends Stage>(state: AuditState, stages: readonly S[]): state is StateIn<S> {
  return stages.some((stage) => stage === state.stage);
}

function hasOutcome(audit: AuditCase): boolean {
  return audit.conversation !== null && audit.conversation.outcome !== 'scheduled';
}

function byStandard(standards: readonly StandardAssessed[]): StandardAnswers {
  return Object.fromEntries(standards.map(({ standard, answer }) => [standard, answer]));
}

function withOne<T>(list: readonly T[], one: T): readonly T[] {
  return list.includes(one) ? list : [...list, one];
}

function withAction(
  audit: SelectedAudit,
  actionId: string,
  changes: Partial<SelectedAudit['actions'][number]>,
): SelectedAudit['actions'] {
  return audit.actions.map((action) => (action.actionId === actionId ? { ...action, ...changes } : action));
}

function moderating(audit: StateIn<'moderation'>, changes: Partial<Moderation>): StateIn<'moderation'> {
  return { ...audit, moderation: { ...audit.moderation, ...changes } };
}

function standing(graded: Graded, grade: string | null, changes: readonly DomainChange[]): Graded {
  const domains = domainsAfter(graded.standing.domains, changes);
  return { ...graded, standing: { ...graded.standing, grade, domains } };
}

/** A response not yet given is no longer owed once another grade stands; a decision that still asks for one says so. */
function unlessAnswered<A extends SelectedAudit>(audit: A, grade: string | null): A {
  if (audit.response === null || audit.response.recorded || audit.response.grade === grade) return audit;
  return { ...audit, response: null, deadlines: owe(audit.deadlines, { ends: ['respond'] }) };
}

function corrected(
  state: AuditState,
  change: Extract<AuditEvent, { type: 'record-corrected' }>['data']['change'],
): AuditState {
  if (change.field === 'note' || state.stage === 'unselected') return state;
  if (state.stage === 'imported') {
    switch (change.field) {
      case 'auditedOn':
        return { ...state, auditedOn: change.to };
      case 'finalGrade':
        return { ...state, finalGrade: change.to };
      case 'domainGrade':
        return { ...state, domains: { ...state.domains, [change.domain]: change.to } };
      case 'standard':
        return { ...state, standards: { ...state.standards, [change.standard]: change.to } };
    }
  }
  if (state.graded === null) throw new ImpossibleHistory('record-corrected', state.stage);
  const graded = correctedGraded(state.graded, change);
  return change.field === 'finalGrade' ? { ...unlessAnswered(state, change.to), graded } : { ...state, graded };
}

function correctedGraded(
  graded: Graded,
  change: Exclude<Extract<AuditEvent, { type: 'record-corrected' }>['data']['change'], { field: 'note' }>,
): Graded {
  const { standing: now } = graded;
  switch (change.field) {
    case 'auditedOn':
      return { ...graded, auditedOn: change.to };
    case 'finalGrade':
      return { ...graded, standing: { ...now, grade: change.to } };
    case 'domainGrade':
      return { ...graded, standing: { ...now, domains: { ...now.domains, [change.domain]: change.to } } };
    case 'standard':
      return { ...graded, standing: { ...now, standards: { ...now.standards, [change.standard]: change.to } } };
  }
}
