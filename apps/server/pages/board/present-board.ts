import { stageLabels } from '#domain';
import type { Personal, WorkingDays } from '#domain';
import type { NamesShown } from '#engine';
import type { BoardEntry } from '#projections';
import { howNear, plainDate } from '../words/dates.js';

/** An audit as its row on the board says it. */
export interface BoardRowShown {
  readonly reference: string;
  readonly href: string;
  readonly caseId: string | null;
  readonly caseLink: string | null;
  readonly type: string;
  readonly team: string;
  readonly stage: string;
  readonly auditor: string;
  /** What is due next. */
  readonly next: string;
  readonly due: string;
  readonly near: string;
  readonly isLate: boolean;
  /** How many actions and concerns are open. */
  readonly open: string;
}

type Entry = BoardEntry & { readonly caseId: Personal | null; readonly caseLink: string | null };

interface Around {
  readonly names: NamesShown;
  /** What an audit type is called. */
  readonly typeOf: (key: string) => string;
  /** London date. */
  readonly today: string;
  readonly calendar: WorkingDays;
}

/** Rows of the board in words: names for ids, and how near what is due next is. */
export function presentBoard(
  entries: readonly Entry[],
  { names, typeOf, today, calendar }: Around,
): readonly BoardRowShown[] {
  return entries.map((entry) => {
    const [next] = entry.deadlines;
    return {
      reference: entry.reference,
      href: `/audits/${entry.reference}`,
      caseId: typeof entry.caseId === 'string' ? entry.caseId : null,
      caseLink: entry.caseLink,
      type: typeOf(entry.activity),
      team: entry.team ?? entry.service ?? 'No team',
      stage: stageLabels[entry.stage],
      auditor: entry.auditorId === null ? 'Nobody' : (names[entry.auditorId] ?? 'Name erased'),
      next: next?.task ?? '',
      due: next === undefined ? '' : plainDate(next.due),
      near: next === undefined ? '' : howNear(next.due, today, calendar),
      isLate: next !== undefined && next.due < today,
      open: openOf(entry),
    };
  });
}

function openOf({ openActions, openConcerns }: Entry): string {
  const parts = [...counted(openActions, 'action'), ...counted(openConcerns, 'concern')];
  return parts.length === 0 ? 'Nothing' : parts.join(', ');
}

function counted(count: number | null, what: string): readonly string[] {
  if (count === null) return [`${what}s not shown`];
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];
}
