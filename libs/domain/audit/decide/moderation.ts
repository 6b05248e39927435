import { isRefusal, type Refusal } from '../../refusal.js';
import { byDomain, domainsAfter } from '../domain-grades.js';
import { refusal } from '../refusals.js';
import type { StateIn } from '../state.js';
import { isParty } from '../who.js';
import { domainsAreGraded, domainsChange, firstOf, gradeIsOfScale, textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Bars, Handlers } from './handler.js';
import { decidedByOthers } from './moderators.js';
import { underOverallGradeRule } from './overall-grade.js';
import { domainsAreWithinAnswers, statementIsRated, statementValueIsAsked } from './questions.js';

export const moderation: Pick<
  Handlers,
  'ClaimModeration' | 'ReleaseModeration' | 'RecordModeratorGrade' | 'UpholdGrade' | 'ChangeGrade' | 'ReturnToAuditor'
> = {
  ClaimModeration(_command, state, { actor: { id: moderatorId }, standing }) {
    const inPlace = isParty('moderator', state, standing) ? {} : { inPlace: true as const };
    return [{ type: 'moderation-claimed', data: { moderatorId, ...inPlace } }];
  },

  ReleaseModeration({ reason }, state, { actor }) {
    const { claimedBy: moderatorId } = state.moderation;
    if (moderatorId === null) return refusal('moderation-not-claimed');
    const refused = textIsSound(reason);
    if (refused !== null) return refused;
    return [
      {
        type: 'moderation-released',
        data: { moderatorId, releasedBy: actor.id, reason, subjectId: state.subjectId },
      },
    ];
  },

  RecordModeratorGrade({ grade, rationale, domains, exceptionReason }, state, context) {
    const refused = firstOf(
      gradeIsOfScale(grade, state, context),
      domainsAreGraded(domains, state, context),
      textIsGiven(rationale),
    );
    if (refused !== null) return refused;
    const excepted = underOverallGradeRule({ grade, domains: byDomain(domains), exceptionReason }, state, context);
    if (isRefusal(excepted)) return excepted;
    return [
      {
        type: 'moderator-grade-recorded',
        data: { moderatorId: context.actor.id, grade, rationale, domains, subjectId: state.subjectId },
      },
      ...excepted,
    ];
  },

  UpholdGrade({ rationale }, state, context) {
    const refused = textIsSound(rationale);
    if (refused !== null) return refused;
    const grade = standingGrade(state);
    const { by, counted } = startOf(context, 'share', grade);
    return [
      {
        type: 'grade-upheld',
        data: { moderatorId: context.actor.id, grade, rationale, shareBy: by, counted, subjectId: state.subjectId },
      },
    ];
  },

  ChangeGrade({ grade, rationale, domains, exceptionReason }, state, context) {
    const refused = firstOf(
      gradeIsOfScale(grade, state, context),
      domainsChange(domains, state.graded.standing.domains, state, context),
      domainsAreWithinAnswers(domainsAfter({}, domains), state.graded.standing.answers, state, context),
      textIsGiven(rationale),
    );
    if (refused !== null) return refused;
    const from = standingGrade(state);
    if (grade === from && domains.length === 0) return refusal('nothing-changed');
    const { domains: before, answers } = state.graded.standing;
    const after = domainsAfter(before, domains);
    const excepted = underOverallGradeRule({ grade, domains: after, answers, exceptionReason }, state, context);
    if (isRefusal(excepted)) return excepted;
    const others = decidedByOthers(grade, state, context);
    if (others !== null) {
      const { by, counted } = startOf(context, 'moderate');
      const { id: moderatorId } = context.actor;
      const { subjectId } = state;
      return [
        {
          type: 'moderation-passed-on',
          data: { moderatorId, to: grade, rationale, domains, by: others, moderateBy: by, counted, subjectId },
        },
      ];
    }
    const { by, counted } = startOf(context, 'share', grade);
    return [
      {
        type: 'grade-changed',
        data: {
          moderatorId: context.actor.id,
          from,
          to: grade,
          rationale,
          domains,
          shareBy: by,
          counted,
          subjectId: state.subjectId,
        },
      },
      ...excepted,
    ];
  },

  ReturnToAuditor({ reason }, state, context) {
    const refused = textIsGiven(reason);
    if (refused !== null) return refused;
    const { by, counted } = startOf(context, 'grade');
    return [
      {
        type: 'returned-to-auditor',
        data: { moderatorId: context.actor.id, reason, gradeBy: by, counted, subjectId: state.subjectId },
      },
    ];
  },
};

export const moderationBars: Bars = {
  ClaimModeration(state, { facts, standing }) {
    const { claimedBy, blind } = state.moderation;
    if (claimedBy !== null) return refusal('moderation-already-claimed');
    if (blind && facts.hasReadFirstGrade) return refusal('first-grade-already-read');
    const mayNotHaveBeenTold = blind && isParty('moderator', state, standing);
    return mayNotHaveBeenTold && facts.wasToldOfConcern ? refusal('told-of-concern') : null;
  },
  ReleaseModeration: ({ moderation: { claimedBy } }) => (claimedBy === null ? refusal('moderation-not-claimed') : null),
  RecordModeratorGrade: ({ moderation: { ownGrade } }) =>
    ownGrade === null ? null : refusal('own-grade-already-recorded'),
  UpholdGrade: ownGradeIsGiven,
  ChangeGrade: ownGradeIsGiven,
  ChangeStatementValue: (state, context) =>
    statementValueIsAsked(state, context) ?? ownGradeIsGiven(state) ?? statementIsRated(state.graded),
  ReturnToAuditor: ownGradeIsGiven,
};

/** Moderated blind, nothing is decided, and nothing returned, before the moderator's own grade stands. */
function ownGradeIsGiven({ moderation: { blind, ownGrade } }: StateIn<'moderation'>): Refusal | null {
  return blind && ownGrade === null ? refusal('own-grade-missing') : null;
}

/** @throws Error on an audit without a grade: ungraded types are not moderated */
function standingGrade({ graded }: StateIn<'moderation'>): string {
  if (graded.standing.grade === null) throw new Error('An audit without a grade came to moderation');
  return graded.standing.grade;
}
