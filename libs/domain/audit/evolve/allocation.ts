import { owe } from '../open-deadlines.js';
import type { AuditCase, AuditState, StateIn } from '../state.js';
import { withOne, type Before, type Changes, type EventNamed } from './change.js';
import { NO_DRAFTS } from './grading.js';

export const allocation: Pick<
  Changes,
  | 'auditor-allocated'
  | 'auditor-reallocated'
  | 'audit-accepted'
  | 'conflict-declared'
  | 'subject-substituted'
  | 'audit-exempted'
  | 'audit-withdrawn'
> = {
  'auditor-allocated': allocated,
  'auditor-reallocated': allocated,

  'audit-accepted'({ data: { gradeBy, counted } }, before) {
    const audit = before.in('acceptance');
    const outstanding = audit.plan.conversation !== 'skipped' && !hasOutcome(audit) && audit.graded === null;
    return {
      ...audit,
      stage: before.leads(
        ['conversation', 'grading'],
        (condition) => condition === 'conversation outstanding' && outstanding,
      ),
      deadlines: owe(audit.deadlines, { ends: ['accept'], begins: { grade: { due: gradeBy, counted } } }),
    };
  },

  'conflict-declared'({ data: { auditorId, allocateBy, counted } }, before) {
    const audit = before.in('acceptance', 'conversation', 'grading');
    return {
      ...audit,
      stage: before.leads(['allocation']),
      auditor: null,
      conflicted: [...audit.conflicted, auditorId],
      drafts: NO_DRAFTS,
      deadlines: owe(audit.deadlines, {
        ends: ['accept', 'grade'],
        begins: { allocate: { due: allocateBy, counted } },
      }),
    };
  },

  'subject-substituted': (_event, before) => ended('substituted', before),
  'audit-exempted': (_event, before) => ended('exempted', before),
  'audit-withdrawn': (_event, before) => ended('withdrawn', before),
};

function allocated({ data }: EventNamed<'auditor-allocated' | 'auditor-reallocated'>, before: Before): AuditState {
  const audit = before.in('allocation', 'acceptance', 'conversation', 'grading');
  const { auditorId, auditorAuditsBefore, acceptBy, counted } = data;
  return {
    ...audit,
    stage: before.leads(['acceptance']),
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

function ended(how: StateIn<'ended'>['how'], before: Before): AuditState {
  const audit = before.in('allocation', 'acceptance', 'conversation', 'grading', 'moderation', 'sharing');
  return { ...audit, stage: before.leads(['ended']), how, deadlines: {} };
}

function hasOutcome(audit: AuditCase): boolean {
  return audit.conversation !== null && audit.conversation.outcome !== 'scheduled';
}
