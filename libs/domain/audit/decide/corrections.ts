import { isRefusal, type Refusal } from '../../refusal.js';
import type { AuditEvent, AuditEventType, Correction } from '../../audit-language/events.js';
import { dependenceOf, moderationBarOf } from '../independence.js';
import { refusal } from '../refusals.js';
import type {
  AuditState,
  DomainGrades,
  QuestionAnswers,
  SelectedAudit,
  StandardAnswers,
  StatementValues,
} from '../state.js';
import { withholdsFirstGrade } from '../visibility.js';
import { dateHasCome, domainIsOfTool, firstOf, gradeIsOfScale, personIsInPost, textIsGiven } from './checks.js';
import { askedApart, contactIsSound } from './conversation.js';
import { auditDateIsOf, findingIsSound, standardIsOfTool } from './grading.js';
import type { CommandNamed, StepContext, Handlers, StateFor } from './handler.js';
import { underOverallGradeRule } from './overall-grade.js';
import { answerIsOfQuestion, domainsAreWithinAnswers, valueIsOfStatement } from './questions.js';
import { responseFor } from './response.js';

export const corrections: Pick<Handlers, 'CorrectRecord' | 'ReassignPractitioner' | 'ChangeTeam'> = {
  CorrectRecord(command, state, context) {
    const { corrects, change, reason } = command;
    const corrected = context.facts.recordedEvent(corrects);
    if (corrected === null) return refusal('corrected-event-unknown');
    const refused = firstOf(
      textIsGiven(reason),
      HOLDS[change.field]?.includes(corrected) === false ? refusal('correction-elsewhere') : null,
      changeIsSound(change, state, context),
    );
    if (refused !== null) return refused;
    const excepted = overallGradeAfter(command, state, context);
    if (isRefusal(excepted)) return excepted;
    return [
      correctionOf(command, context.facts.recordedItem(corrects) ?? '', state, context),
      ...excepted,
      ...consequencesOf(change, state, context),
    ];
  },

  ReassignPractitioner({ to, reason }, state, context) {
    const { practitionerId: from, subjectId } = state;
    const refused = firstOf(textIsGiven(reason), personIsInPost(to, context));
    if (refused !== null) return refused;
    if (to === from) return refusal('practitioner-unchanged');
    if (breaksIndependence({ ...state, practitionerId: to }, context)) return refusal('breaks-independence');
    return [{ type: 'practitioner-reassigned', data: { from, to, reason, subjectId } }];
  },

  ChangeTeam({ teamId, reason }, state, context) {
    const team = context.directory.team(teamId);
    if (team === undefined) return refusal('team-unknown');
    const refused = textIsGiven(reason);
    if (refused !== null) return refused;
    if (teamId === state.teamId) return refusal('team-unchanged');
    if (breaksIndependence({ ...state, teamId }, context)) return refusal('breaks-independence');
    return [
      {
        type: 'audit-team-changed',
        data: { teamId, team: team.name, service: team.service, reason, subjectId: state.subjectId },
      },
    ];
  },
};

/** Where the value a correction puts right was recorded; an earlier correction may itself have been wrong. */
const HOLDS: Readonly<Partial<Record<Change['field'], readonly AuditEventType[]>>> = {
  auditedOn: ['first-grade-submitted', 'audit-finalised', 'audit-imported', 'record-corrected'],
  finalGrade: ['audit-finalised', 'audit-imported', 'record-corrected'],
  domainGrade: ['audit-finalised', 'audit-imported', 'record-corrected'],
  standard: [
    'standard-assessed',
    'first-grade-submitted',
    'grade-resubmitted',
    'audit-finalised',
    'audit-imported',
    'record-corrected',
  ],
  answer: ['questions-answered', 'first-grade-submitted', 'grade-resubmitted', 'audit-finalised', 'record-corrected'],
  statement: [
    'statement-written',
    'statement-value-changed',
    'first-grade-submitted',
    'grade-resubmitted',
    'audit-finalised',
    'record-corrected',
  ],
  finding: ['finding-recorded', 'finding-corrected'],
  familyContact: ['family-contact-recorded', 'family-contact-corrected'],
};

type Corrects = CommandNamed['CorrectRecord'];
type Change = Corrects['change'];

function correctionOf(
  { corrects, change, reason }: Corrects,
  item: string,
  state: StateFor<'CorrectRecord'>,
  context: StepContext,
): AuditEvent {
  const { subjectId } = state;
  switch (change.field) {
    case 'finding': {
      const { kind, theme, text } = change;
      return {
        type: 'finding-corrected',
        data: { corrects, findingId: item, kind, theme, text, reason, subjectId },
      };
    }
    case 'familyContact': {
      const { field: _, ...contact } = change;
      return {
        type: 'family-contact-corrected',
        data: {
          corrects,
          contactId: item,
          ...contact,
          ...(state.stage === 'imported' ? {} : askedApart(state, context)),
          reason,
          subjectId,
        },
      };
    }
    default:
      return { type: 'record-corrected', data: { corrects, change, reason, subjectId } };
  }
}

interface Stands {
  readonly auditedOn: string;
  readonly finalGrade: string | null;
  readonly domains: DomainGrades;
  readonly standards: StandardAnswers;
  readonly answers: QuestionAnswers;
  readonly statements: StatementValues;
  readonly final: boolean;
}

function standsIn(state: StateFor<'CorrectRecord'>): Stands | null {
  if (state.stage === 'imported') return { ...state, answers: {}, statements: {}, final: true };
  if (state.graded === null) return null;
  const { auditedOn, standing } = state.graded;
  const final = state.stage === 'action-tracking' || state.stage === 'closed';
  const { grade: finalGrade, domains, standards, answers = {}, statements = {} } = standing;
  return { auditedOn, finalGrade, domains, standards, answers, statements, final };
}

/** What is put right obeys the rules by which it was recorded, in the audit and on the day it was recorded. */
function changeIsSound(change: Change, state: StateFor<'CorrectRecord'>, context: StepContext): Refusal | null {
  if (change.field === 'note') return null;
  if (change.field === 'familyContact')
    return state.stage === 'imported' ? refusal('nothing-to-correct') : contactIsSound(change, state, context);
  const stands = standsIn(state);
  if (stands === null) return refusal('nothing-to-correct');
  // Or a refusal would tell whether a guess at what stands is right.
  const withheld = change.field !== 'auditedOn' && withholdsFirstGrade(state, context);
  if (change.field === 'finding') {
    if (withheld) return refusal('first-grade-withheld');
    return state.stage === 'imported' ? refusal('nothing-to-correct') : findingIsSound(change, state, context);
  }
  if (withheld) return refusal('first-grade-withheld');
  return firstOf(
    valueIsSound(change, state, stands, context),
    change.from === change.to ? refusal('correction-changes-nothing') : null,
    stoodBefore(change, stands) === change.from ? null : refusal('correction-from-differs'),
  );
}

/** A value stands in the place of another: a day, a grade, an answer. */
type Replaced = Exclude<Correction, { field: 'note' }>;

function valueIsSound(
  change: Replaced,
  state: StateFor<'CorrectRecord'>,
  { final }: Stands,
  context: StepContext,
): Refusal | null {
  const selected = state.stage === 'imported' ? null : state;
  switch (change.field) {
    case 'auditedOn': {
      const today = context.facts.submittedOn() ?? context.today;
      return selected === null ? dateHasCome(change.to, context) : auditDateIsOf(change.to, selected, { today });
    }
    case 'finalGrade':
      return final ? gradeIsOfScale(change.to, state, context) : refusal('grade-not-final');
    case 'domainGrade': {
      if (!final) return refusal('grade-not-final');
      const unknown = selected === null ? null : domainIsOfTool(change.domain, selected, context);
      return unknown ?? gradeIsOfScale(change.to, state, context);
    }
    case 'standard':
      return selected === null ? null : standardIsOfTool(change.standard, selected, context);
    case 'answer':
      return selected === null
        ? refusal('nothing-to-correct')
        : answerIsOfQuestion(change.question, change.to, selected, context);
    case 'statement':
      return selected === null
        ? refusal('nothing-to-correct')
        : valueIsOfStatement(change.statement, change.to, selected, context);
  }
}

function stoodBefore(change: Replaced, stands: Stands): string | null | undefined {
  switch (change.field) {
    case 'auditedOn':
      return stands.auditedOn;
    case 'finalGrade':
      return stands.finalGrade;
    case 'domainGrade':
      return stands.domains[change.domain];
    case 'standard':
      return stands.standards[change.standard];
    case 'answer':
      return stands.answers[change.question];
    case 'statement':
      return stands.statements[change.statement];
  }
}

/**
 * What then stands is permitted, or a reason is given, as when it was given: the overall grade beside the domains' grades,
 * and both with the answers.
 */
function overallGradeAfter(
  { change, exceptionReason }: Corrects,
  state: StateFor<'CorrectRecord'>,
  context: StepContext,
): readonly AuditEvent[] | Refusal {
  const after = gradedAfter(change, state);
  if (after === null || state.stage === 'imported')
    return (exceptionReason ?? null) === null ? [] : refusal('exception-reason-unasked');
  return (
    domainsAreWithinAnswers(after.domains, after.answers, state, context) ??
    underOverallGradeRule({ ...after, exceptionReason }, state, context)
  );
}

/** What a correction leaves of the grades and of what limits them; null where it touches none of it. */
function gradedAfter(change: Change, state: StateFor<'CorrectRecord'>) {
  if (state.stage === 'imported' || !state.graded) return null;
  const { grade, domains, answers } = state.graded.standing;
  switch (change.field) {
    case 'finalGrade':
      return { grade: change.to, domains, answers };
    case 'domainGrade':
      return { grade, domains: { ...domains, [change.domain]: change.to }, answers };
    case 'answer':
      return { grade, domains, answers: { ...answers, [change.question]: change.to } };
    default:
      return null;
  }
}

/** A grade corrected to one that calls for a response requires it, and opens a closed audit again for it. */
function consequencesOf(
  change: Change,
  state: Exclude<AuditState, { stage: 'unselected' }>,
  context: StepContext,
): readonly AuditEvent[] {
  if (change.field !== 'finalGrade' || state.stage === 'imported') return [];
  const required = responseFor(change.to, state, context);
  if (required.length === 0 || state.stage !== 'closed') return required;
  const { subjectId } = state;
  return [
    { type: 'audit-reopened', data: { reason: 'The corrected grade calls for a response.', subjectId } },
    ...required,
  ];
}

/** Whether whoever grades or moderates now would be barred by a change of case holder or team. */
function breaksIndependence(audit: SelectedAudit, { directory, today }: StepContext): boolean {
  switch (audit.stage) {
    case 'acceptance':
    case 'conversation':
    case 'grading':
      return dependenceOf(audit.auditor.auditorId, audit, directory, today) !== null;
    case 'moderation': {
      const { claimedBy } = audit.moderation;
      return claimedBy !== null && moderationBarOf(claimedBy, audit, directory, today) !== null;
    }
    default:
      return false;
  }
}
