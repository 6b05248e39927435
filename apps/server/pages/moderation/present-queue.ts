import type { GradeScale, WorkingDays } from '#domain';
import type { CaseNamed } from '#engine';
import type { QueuedAudit } from '#projections';
import { CODE_WORDS } from '../words/codes.js';
import { howNear, plainDate } from '../words/dates.js';
import { humanised, listedPhrases } from '../words/humanised.js';

/** An audit that waits for a moderator, as its row says it. */
export interface QueuedShown {
  readonly reference: string;
  readonly href: string;
  readonly caseId: string | null;
  readonly caseLink: string | null;
  readonly team: string;
  readonly waiting: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
  /** The first grade and why it came here; that it is blind, where it is. */
  readonly why: string;
  readonly isYours: boolean;
}

interface Queue {
  readonly audits: readonly (QueuedAudit & CaseNamed)[];
  readonly personId: string;
  /** London date. */
  readonly today: string;
  readonly calendar: WorkingDays;
  readonly scales: readonly GradeScale[];
}

/** What a moderator holds, and what they may claim: soonest due first. */
export function presentQueue({ audits, personId, today, calendar, scales }: Queue): {
  readonly yours: readonly QueuedShown[];
  readonly waiting: readonly QueuedShown[];
} {
  const shown = audits.map((audit): QueuedShown => {
    const days = calendar.workingDaysBetween(audit.waitingSince, today);
    return {
      reference: audit.reference,
      href: `/audits/${audit.reference}/moderation`,
      caseId: typeof audit.caseId === 'string' ? audit.caseId : null,
      caseLink: audit.caseLink,
      team: audit.team ?? audit.service ?? 'No team',
      waiting: days === 0 ? 'Since today' : `${days} working ${days === 1 ? 'day' : 'days'}`,
      due: plainDate(audit.due),
      near: howNear(audit.due, today, calendar),
      isLate: audit.overdue,
      why: audit.blind ? 'Blind: grade it yourself first' : whyIn(audit, scales),
      isYours: audit.claimedBy === personId,
    };
  });
  return { yours: shown.filter(({ isYours }) => isYours), waiting: shown.filter(({ isYours }) => !isYours) };
}

function whyIn({ firstGrade, reasons, scale }: QueuedAudit, scales: readonly GradeScale[]): string {
  const grades = scales.find(({ key }) => key === scale)?.grades ?? [];
  const grade = grades.find(({ key }) => key === firstGrade)?.label ?? (firstGrade && humanised(firstGrade));
  const because = (reasons ?? [])
    .filter((reason) => reason !== 'grade')
    .map((reason) => CODE_WORDS[reason] ?? humanised(reason));
  return [grade, listedPhrases(because)].filter(Boolean).join('. ');
}
