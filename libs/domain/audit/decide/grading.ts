import { isRefusal, type Refusal } from '../../refusal.js';
import type { Party } from '../../workflow/parties.js';
import type {
  AuditEvent,
  DomainGrade,
  OtherGrader,
  QuestionAnswered,
  StandardAssessed,
} from '../../audit-language/events.js';
import { moderatorsOfGrade } from '../../settings/response-to-grade.js';
import { auditorGroupOf } from '../auditor-group.js';
import { moderationReasons } from '../moderation-policy.js';
import { refusal } from '../refusals.js';
import type { Drafts, SelectedAudit, StateIn } from '../state.js';
import { isParty } from '../who.js';
import {
  codeIsSound,
  domainIsOfTool,
  dateHasCome,
  firstOf,
  gradeIsOfScale,
  isGraded,
  textIsGiven,
  textIsSound,
  toolOf,
} from './checks.js';
import { familyWasAsked } from './conversation.js';
import { startOf } from './deadline.js';
import type { Bars, CommandNamed, Handlers, StepContext } from './handler.js';
import { moderatorsNamed } from './moderators.js';
import { underOverallGradeRule } from './overall-grade.js';
import { alsoAskedIn, answered, askedIsGiven, domainsAreWithinAnswers } from './questions.js';

type InHand = StateIn<'conversation' | 'grading'>;

export const grading: Pick<
  Handlers,
  'RecordOtherGrade' | 'GradeDomain' | 'AssessStandard' | 'RecordFinding' | 'SubmitFirstGrade'
> = {
  RecordOtherGrade({ of, agency, grade, reason }, state, context) {
    const refused = firstOf(
      mayGradeFor(of, state, context),
      gradeIsOfScale(grade, state, context),
      agencyIsSound(of, agency),
      textIsSound(reason),
    );
    if (refused !== null) return refused;
    const otherGradeId = context.newId('other-grade');
    const { id: recordedBy } = context.actor;
    return [
      {
        type: 'other-grade-recorded',
        data: { otherGradeId, of, agency, grade, reason, recordedBy, subjectId: state.subjectId },
      },
    ];
  },

  GradeDomain({ domain, grade, rationale, answers = [] }, state, context) {
    const refused = firstOf(
      gradeIsOfScale(grade, state, context),
      domainIsOfTool(domain, state, context),
      textIsGiven(rationale),
    );
    if (refused !== null) return refused;
    const given = answered(domain, answers, state, context);
    if (isRefusal(given)) return given;
    const after = answersAfter(state.drafts.answers, answers);
    return (
      domainsAreWithinAnswers({ [domain]: grade }, after, state, context) ?? [
        ...given,
        { type: 'domain-graded', data: { domain, grade, rationale, subjectId: state.subjectId } },
      ]
    );
  },

  AssessStandard({ standard, answer, note }, state, context) {
    return (
      firstOf(standardIsOfTool(standard, state, context), textIsSound(note)) ?? [
        { type: 'standard-assessed', data: { standard, answer, note, subjectId: state.subjectId } },
      ]
    );
  },

  RecordFinding({ kind, theme, text }, state, context) {
    const findingId = context.newId('finding');
    return (
      findingIsSound({ theme, text }, state, context) ?? [
        { type: 'finding-recorded', data: { findingId, kind, theme, text, subjectId: state.subjectId } },
      ]
    );
  },

  SubmitFirstGrade(command, state, context) {
    const refused = firstOf(
      gradeIsWhole(command, state, context),
      textIsGiven(command.rationale),
      auditDateIsSound(command, state, context),
      riskIsAnswered(command),
      domainsAreWithinAnswers(state.drafts.domains, state.drafts.answers, state, context),
    );
    if (refused !== null) return refused;
    const { domains, answers } = state.drafts;
    const excepted = underOverallGradeRule({ ...command, domains, answers }, state, context);
    if (isRefusal(excepted)) return excepted;
    const beside = [...excepted, ...concernOf(command, state, context)];
    return state.graded === null
      ? [submission(command, state, context), ...beside, moderationOf(command, state, context)]
      : [resubmission(command, state, context), ...beside];
  },
};

export const gradingBars: Bars = {
  RecordOtherGrade: isGraded,
  GradeDomain: isGraded,
  SubmitFirstGrade: workIsDone,
};

/** Whether a finding may be recorded so, and put right so. */
export function findingIsSound(
  { theme, text }: Pick<CommandNamed['RecordFinding'], 'theme' | 'text'>,
  audit: SelectedAudit,
  context: StepContext,
): Refusal | null {
  return toolOf(audit, context).themes.includes(theme) ? textIsGiven(text) : refusal('theme-unknown');
}

export function standardIsOfTool(standard: string, audit: SelectedAudit, context: StepContext): Refusal | null {
  return toolOf(audit, context).standards.some(({ key }) => key === standard) ? null : refusal('standard-unknown');
}

/** The practitioner and the team manager say what they themselves would grade; the auditor records what anybody said. */
function mayGradeFor(of: OtherGrader, state: InHand, { standing }: StepContext): Refusal | null {
  if (isParty('auditor', state, standing)) return null;
  const own: Readonly<Record<OtherGrader, Party | null>> = {
    practitioner: 'practitioner',
    team_manager: 'team-manager',
    partner_agency: null,
  };
  const party = own[of];
  return party !== null && isParty(party, state, standing) ? null : refusal('other-grade-not-yours');
}

function agencyIsSound(of: OtherGrader, agency: string | null): Refusal | null {
  if (of !== 'partner_agency') return agency === null ? null : refusal('agency-unasked');
  return agency === null ? refusal('agency-missing') : codeIsSound(agency);
}

type Submit = CommandNamed['SubmitFirstGrade'];

function gradeIsWhole({ grade }: Submit, state: InHand, context: StepContext): Refusal | null {
  if (!state.plan.graded) return grade === null ? null : refusal('audit-not-graded');
  if (grade === null) return refusal('grade-missing');
  return gradeIsOfScale(grade, state, context);
}

/** A resubmission keeps the date of the first; a date that has not come says nothing of that. */
function auditDateIsSound({ auditedOn }: Submit, state: InHand, context: StepContext): Refusal | null {
  if (state.graded === null) return auditDateIsOf(auditedOn, state, context);
  return (
    dateHasCome(auditedOn, context) ?? (auditedOn === state.graded.auditedOn ? null : refusal('audited-on-stands'))
  );
}

/**
 * The day the audit was carried out decides in which month it counts. An audit of a past month's sample may bear a date
 * of that month.
 * @param today the London date on which it is, or was, submitted
 */
export function auditDateIsOf(
  auditedOn: string,
  { period, selectedOn }: SelectedAudit,
  { today }: Pick<StepContext, 'today'>,
): Refusal | null {
  const periodBegins = `${period}-01`;
  const earliest = periodBegins < selectedOn ? periodBegins : selectedOn;
  return dateHasCome(auditedOn, { today }) ?? (auditedOn < earliest ? refusal('audited-before-period') : null);
}

function riskIsAnswered({ atRisk, riskReason }: Submit): Refusal | null {
  if (!atRisk) return riskReason === null ? null : refusal('risk-reason-unasked');
  return riskReason === null || riskReason.trim() === '' ? refusal('risk-reason-missing') : textIsGiven(riskReason);
}

function workIsDone(state: InHand, context: StepContext): Refusal | null {
  const { plan, conversation, drafts } = state;
  const isMissing =
    plan.graded &&
    toolOf(state, context).domains.some(({ key, required }) => required && drafts.domains[key] === undefined);
  if (isMissing) return refusal('domains-missing');
  const outcome = conversation !== null && conversation.outcome !== 'scheduled';
  if (plan.conversation === 'required' && !outcome) return refusal('conversation-outcome-missing');
  return askedIsGiven(state, context) ?? (plan.familyContact === 'required' ? familyWasAsked(state, context) : null);
}

function submission(command: Submit, state: InHand, context: StepContext): AuditEvent {
  const { actor } = context;
  const { grade, rationale, auditedOn, atRisk } = command;
  return {
    type: 'first-grade-submitted',
    data: {
      grade,
      rationale,
      auditedOn,
      atRisk,
      domains: domainsOf(state.drafts),
      standards: standardsOf(state.drafts),
      ...alsoAskedIn(state.drafts),
      submittedBy: actor.id,
      auditorGroup: auditorGroupOf(actor.id, context),
      subjectId: state.subjectId,
    },
  };
}

function resubmission(command: Submit, state: InHand, context: StepContext): AuditEvent {
  const { grade, rationale, atRisk } = command;
  const { by, counted } = startOf(context, 'moderate');
  return {
    type: 'grade-resubmitted',
    data: {
      revisedGrade: grade,
      rationale,
      domains: domainsOf(state.drafts),
      standards: standardsOf(state.drafts),
      ...alsoAskedIn(state.drafts),
      atRisk,
      submittedBy: context.actor.id,
      moderateBy: by,
      counted,
      subjectId: state.subjectId,
      ...moderatorsNamed(grade, context),
    },
  };
}

/** "Yes, the child is at risk now" raises a safety concern with the submission; said again while it is open, it is the same concern. */
function concernOf({ riskReason }: Submit, state: InHand, context: StepContext): readonly AuditEvent[] {
  if (riskReason === null) return [];
  if (state.concerns.some(({ withSubmission, status }) => withSubmission && status !== 'resolved')) return [];
  return [
    {
      type: 'safety-concern-raised',
      data: {
        concernId: context.newId('concern'),
        raisedBy: context.actor.id,
        reason: riskReason,
        acknowledgeBy: startOf(context, 'concern').by,
        withSubmission: true,
        subjectId: state.subjectId,
      },
    },
  ];
}

function moderationOf({ grade, atRisk }: Submit, state: InHand, context: StepContext): AuditEvent {
  const { settings, chance } = context;
  const reasons = moderationReasons(settings.moderation, {
    plan: state.plan,
    grade,
    hasModerators: moderatorsOfGrade(settings, grade).length > 0,
    otherGrades: state.otherGrades,
    atRisk,
    auditsBefore: state.auditor.auditsBefore,
    chance,
  });
  if (reasons.length === 0) {
    const { by, counted } = startOf(context, 'share', grade);
    return { type: 'moderation-not-required', data: { shareBy: by, counted } };
  }
  const { by, counted } = startOf(context, 'moderate');
  return {
    type: 'moderation-required',
    data: { reasons, blind: settings.moderation.blind, moderateBy: by, counted, ...moderatorsNamed(grade, context) },
  };
}

const answersAfter = (before: Drafts['answers'], answers: readonly QuestionAnswered[]): Drafts['answers'] =>
  answers.length === 0
    ? before
    : { ...before, ...Object.fromEntries(answers.map(({ question, answer }) => [question, answer])) };

function domainsOf({ domains }: Drafts): readonly DomainGrade[] {
  return Object.entries(domains).map(([domain, grade]) => ({ domain, grade }));
}

function standardsOf({ standards }: Drafts): readonly StandardAssessed[] {
  return Object.entries(standards).map(([standard, answer]) => ({ standard, answer }));
}
