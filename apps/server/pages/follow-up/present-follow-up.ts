import type { GradeScale, Personal, WorkingDays } from '#domain';
import type { NamesShown } from '#engine';
import type { FollowUpList, FollowUpRow } from '#projections';
import { howNear, plainDate } from '../words/dates.js';
import { humanised } from '../words/humanised.js';
import { FOLLOW_UP_WORDS } from './follow-up-words.js';

/** Something followed up on an audit, as its row says it. */
export interface FollowUpShown {
  readonly reference: string;
  readonly href: string;
  readonly caseId: string | null;
  readonly caseLink: string | null;
  readonly team: string;
  readonly status: string;
  readonly owner: string;
  readonly grade: string;
  /** Of an Inadequate's plan: `Not asked for`, `Not yet` or the day. */
  readonly signed: string;
  readonly reviewed: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
  readonly since: string;
}

interface Around {
  readonly list: FollowUpList;
  readonly names: NamesShown;
  readonly scales: readonly GradeScale[];
  /** London date. */
  readonly today: string;
  readonly calendar: WorkingDays;
}

type Row = FollowUpRow & { readonly caseId: Personal | null; readonly caseLink: string | null };

/** Rows of a list in words: names for ids, and how near what is due is. */
export function presentFollowUp(rows: readonly Row[], around: Around): readonly FollowUpShown[] {
  const { list, names, scales, today, calendar } = around;
  const grades = new Map(scales.flatMap((scale) => scale.grades.map(({ key, label }) => [key, label] as const)));
  return rows.map((row) => ({
    reference: row.reference,
    href: `/audits/${row.reference}`,
    caseId: typeof row.caseId === 'string' ? row.caseId : null,
    caseLink: row.caseLink,
    team: row.team ?? row.service ?? 'No team',
    status: FOLLOW_UP_WORDS[list].statuses[row.status] ?? humanised(row.status),
    owner: row.ownerId === null ? 'Nobody yet' : (names[row.ownerId] ?? 'Name erased'),
    grade: row.grade === null ? '' : (grades.get(row.grade) ?? humanised(row.grade)),
    signed: row.response === null ? '' : doneOn(row.response.signed, row.response.signedOn),
    reviewed: row.response === null ? '' : doneOn(row.response.reviewed, row.response.reviewedOn),
    due: row.due === null ? 'Nothing is due' : plainDate(row.due),
    near: row.due === null ? '' : howNear(row.due, today, calendar),
    isLate: row.overdue,
    since: plainDate(row.since),
  }));
}

/** @param isDone null where it is not asked for */
function doneOn(isDone: boolean | null, day: string | null): string {
  if (isDone === null) return 'Not asked for';
  if (day === null) return 'Not yet';
  return isDone ? plainDate(day) : `Goes on, looked at on ${plainDate(day)}`;
}
