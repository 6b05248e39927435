import { isRefusal, type Refusal } from '../../refusal.js';
import { byDomain, domainsAfter } from '../domain-grades.js';
import { refusal } from '../refusals.js';
import type { StateIn } from '../state.js';
import { isParty } from '../who.js';
import { domainsAreGraded, domainsChange, firstOf, gradeIsOfScale, textIsGiven, textIsSound } from './checks.js';
import { startOf } from './deadline.js';
import type { Handlers } from './handler.js';
import { underOverallGradeRule } from './overall-grade.js';

export const moderation: Pick<
  Handlers,
  'ClaimModeration' | 'ReleaseModeration' | 'RecordModeratorGrade' | 'UpholdGrade' | 'ChangeGrade' | 'ReturnToAuditor'
> = {
  ClaimModeration(_command, state, { actor, facts, standing }) {
    if (state.moderation.claimedBy !== null) return refusal('moderation-already-claimed');
    if (state.moderation.blind && facts.hasReadFirstGrade) return refusal('first-grade-already-read');
    if (isParty('moderator', state, standing)) {
      if (state.moderation.blind && facts.wasToldOfConcern) return refusal('told-of-concern');
      return [{ type: 'moderation-claimed', data: { moderatorId: actor.id } }];
    }
    return [{ type: 'moderation-claimed', data: { moderatorId: actor.id, inPlace: true } }];
  },

  ReleaseModeration({ reason }, state, { actor }) {
    const { claimedBy } = state.moderation;
    if (claimedBy === null) return refusal('moderation-not-claimed');
    const refused = textIsSound(reason);
    if (refused !== null) return refused;
    return [
      {
        type: 'moderation-released',
        data: { moderatorId: claimedBy, releasedBy: actor.id, reason, subjectId: state.subjectId },
      },
    ];
  },

  RecordModeratorGrade({ grade, rationale, domains, exceptionReason }, state, context) {
    if (state.moderation.ownGrade !== null) return refusal('own-grade-already-recorded');
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
    const refused = firstOf(ownGradeIsGiven(state), textIsSound(rationale));
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
      ownGradeIsGiven(state),
      gradeIsOfScale(grade, state, context),
      domainsChange(domains, state.graded.standing.domains, state, context),
      textIsGiven(rationale),
    );
    if (refused !== null) return refused;
    const from = standingGrade(state);
    if (grade === from && domains.length === 0) return refusal('nothing-changed');
    const after = domainsAfter(state.graded.standing.domains, domains);
    const excepted = underOverallGradeRule({ grade, domains: after, exceptionReason }, state, context);
    if (isRefusal(excepted)) return excepted;
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
    const refused = firstOf(ownGradeIsGiven(state), textIsGiven(reason));
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

/** Moderated blind, nothing is decided, and nothing returned, before the moderator's own grade stands. */
function ownGradeIsGiven({ moderation: { blind, ownGrade } }: StateIn<'moderation'>): Refusal | null {
  return blind && ownGrade === null ? refusal('own-grade-missing') : null;
}

/** @throws Error on an audit without a grade: ungraded types are not moderated */
function standingGrade({ graded }: StateIn<'moderation'>): string {
  if (graded.standing.grade === null) throw new Error('An audit without a grade came to moderation');
  return graded.standing.grade;
}
