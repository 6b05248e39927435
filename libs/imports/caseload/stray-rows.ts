import type { Rejection } from '../findings.js';
import type { Membership } from './membership.js';

/**
 * Takes out rows that give nothing but something in the place of an id, written as no id of the rows with data is:
 * the words under a list that no table of words foresees. A list that gives ids alone has nothing to hold them against.
 */
export function withoutStrayRows(
  memberships: readonly Membership[],
  idColumn: string,
): { readonly kept: readonly Membership[]; readonly rejected: readonly Rejection[] } {
  const shapes = new Set(memberships.filter(saysMore).map(shapeOf));
  const isStray = (row: Membership) => shapes.size > 0 && !saysMore(row) && !shapes.has(shapeOf(row));
  return {
    kept: memberships.filter((row) => !isStray(row)),
    rejected: memberships.filter(isStray).map(({ sheet, row }) => ({
      sheet,
      row,
      column: idColumn,
      reason: 'This is written as no other id is, and the row says nothing else: it is no record.',
    })),
  };
}

function saysMore({ start, end, team, worker, service, family, dateOfBirth, died }: Membership): boolean {
  return died || [start, end, team, worker, service, family, dateOfBirth].some((value) => value !== null);
}

/** `AB1234` and `CD7` have one shape, `Summary` and `12 in all` others. */
function shapeOf({ importedId }: Membership): string {
  return importedId
    .replace(/\p{L}+/gu, 'A')
    .replace(/\p{N}+/gu, '9')
    .replace(/\s+/g, ' ');
}
