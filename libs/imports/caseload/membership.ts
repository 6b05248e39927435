import type { CaseStatus } from '#domain';

export interface RowReference {
  readonly sheet: string;
  readonly row: number;
}

/** One row of a caseload file: a child (or other subject) on a list, with the dates of that spell. */
export interface Membership extends RowReference {
  readonly importedId: string;
  /** Annex A list number as text, or `csv`. */
  readonly list: string;
  /** What the row makes of a child while it is open; null where it gives no status. */
  readonly status: CaseStatus | null;
  readonly start: string | null;
  readonly end: string | null;
  /** Begun by the as-at date and not ended on or before it. */
  readonly open: boolean;
  readonly team: string | null;
  readonly worker: string | null;
  /** A personal adviser beside the worker. */
  readonly adviser: string | null;
  readonly service: string | null;
  readonly family: string | null;
  readonly dateOfBirth: string | null;
  /** The row says that the child has died. */
  readonly died: boolean;
}

/** What a row says of its spell, before the as-at date is held against it. */
export interface Spell {
  readonly start: string | null;
  readonly end: string | null;
  /** The row says the case is closed without saying when. */
  readonly closedUndated: boolean;
}

/** A spell that ends on the as-at date has ended; one that starts later has not begun. Dates are yyyy-MM-dd. */
export function isOpen(spell: Spell, asAt: string): boolean {
  if (spell.start !== null && spell.start > asAt) return false;
  if (spell.end !== null) return spell.end > asAt;
  return !spell.closedUndated;
}

/** Why a spell cannot be as it is written; null for one that can. Which of its dates is wrong the file cannot say. */
export function contradictionIn({ start, end }: Spell): string | null {
  if (start === null || end === null || end >= start) return null;
  return 'This ends before it begins: one of the two dates is wrong.';
}

/** Says what looks odd about a spell that was read all the same. */
export function warnOfSpell(
  warn: (column: 'start' | 'end', code: string, text: string) => void,
  { start, end, closedUndated }: Spell,
  asAt: string,
): void {
  if (start !== null && start > asAt)
    warn('start', 'starts_later', 'Begins after the as-at date: not counted as open.');
  if (end === null && closedUndated) {
    warn('end', 'closed_undated', 'The status says closed and no date says when: counted as closed.');
  }
}
