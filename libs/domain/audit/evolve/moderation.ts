import type { DomainChange } from '../../audit-language/events.js';
import { owe } from '../open-deadlines.js';
import type { AuditState, Moderation, StateIn } from '../state.js';
import { withOne, type Before, type Changes, type DataOf } from './change.js';
import { regraded, revalued } from './regraded.js';

export const moderation: Pick<
  Changes,
  | 'moderation-required'
  | 'moderation-not-required'
  | 'moderation-claimed'
  | 'moderation-released'
  | 'moderator-grade-recorded'
  | 'grade-upheld'
  | 'grade-changed'
  | 'statement-value-changed'
  | 'moderation-passed-on'
  | 'returned-to-auditor'
> = {
  'moderation-required'({ data: { reasons, blind, moderateBy, counted, by } }, before) {
    const audit = before.in('conversation', 'grading');
    if (audit.graded === null) throw before.impossible();
    return {
      ...audit,
      stage: before.leads(['moderation']),
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
        by,
      },
      deadlines: owe(audit.deadlines, { begins: { moderate: { due: moderateBy, counted } } }),
    };
  },

  'moderation-not-required'({ data: { shareBy, counted } }, before) {
    const audit = before.in('conversation', 'grading');
    if (audit.graded === null) throw before.impossible();
    return {
      ...audit,
      stage: before.leads(['sharing']),
      graded: audit.graded,
      deadlines: owe(audit.deadlines, { begins: { share: { due: shareBy, counted } } }),
    };
  },

  'moderation-claimed': ({ data: { moderatorId, inPlace } }, before) =>
    moderating(before.in('moderation'), { claimedBy: moderatorId, claimedInPlace: inPlace === true }),

  // Whoever claims next gives a grade of their own.
  'moderation-released': (_event, before) =>
    moderating(before.in('moderation'), { claimedBy: null, claimedInPlace: false, ownGrade: null }),

  'moderator-grade-recorded'({ data: { moderatorId, grade } }, before) {
    const audit = before.in('moderation');
    return moderating(audit, {
      ownGrade: { moderatorId, grade },
      moderators: withOne(audit.moderation.moderators, moderatorId),
    });
  },

  'grade-upheld': ({ data }, before) => decided(data, data.grade, [], before),
  'grade-changed': ({ data }, before) => decided(data, data.to, data.domains, before),

  'statement-value-changed'({ data: { statement, to, moderatorId } }, before) {
    const audit = before.in('moderation');
    return {
      ...moderating(audit, { moderators: withOne(audit.moderation.moderators, moderatorId) }),
      graded: revalued(audit.graded, statement, to),
    };
  },

  'moderation-passed-on'({ data: { moderatorId, by, moderateBy, counted } }, before) {
    const audit = before.in('moderation');
    const { moderators } = audit.moderation;
    return {
      ...moderating(audit, {
        by,
        claimedBy: null,
        claimedInPlace: false,
        ownGrade: null,
        moderators: withOne(moderators, moderatorId),
      }),
      deadlines: owe(audit.deadlines, { begins: { moderate: { due: moderateBy, counted } } }),
    };
  },

  'returned-to-auditor'({ data: { moderatorId, gradeBy, counted } }, before) {
    const audit = before.in('moderation');
    const { grade: _, ...drafts } = audit.graded.standing;
    return {
      ...moderating(audit, { moderators: withOne(audit.moderation.moderators, moderatorId) }),
      stage: before.leads(['grading']),
      drafts,
      deadlines: owe(audit.deadlines, { ends: ['moderate'], begins: { grade: { due: gradeBy, counted } } }),
    };
  },
};

function decided(
  { moderatorId, shareBy, counted }: DataOf<'grade-upheld' | 'grade-changed'>,
  grade: string | null,
  changes: readonly DomainChange[],
  before: Before,
): AuditState {
  const audit = before.in('moderation');
  return {
    ...moderating(audit, {
      decidedBy: moderatorId,
      moderatedGrade: grade,
      moderators: withOne(audit.moderation.moderators, moderatorId),
    }),
    stage: before.leads(['sharing']),
    graded: regraded(audit.graded, grade, changes),
    deadlines: owe(audit.deadlines, { ends: ['moderate'], begins: { share: { due: shareBy, counted } } }),
  };
}

function moderating(audit: StateIn<'moderation'>, changes: Partial<Moderation>): StateIn<'moderation'> {
  return { ...audit, moderation: { ...audit.moderation, ...changes } };
}
