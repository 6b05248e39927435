import type { InspectionGrant } from '#domain';
import type { NamesShown } from '#engine';
import { plainDate } from '../words/dates.js';
import { readable } from '../words/readable.js';

/** What an inspector was granted, in words. */
export interface GrantShown {
  readonly title: string;
  readonly inspector: string;
  readonly when: string;
  readonly grantedBy: string;
  readonly isOpen: boolean;
  readonly standing: string;
  readonly references: readonly string[];
  readonly endHref: string;
}

interface Around {
  readonly names: NamesShown;
  readonly today: string;
  readonly isInForce: (grant: InspectionGrant, today: string) => boolean;
  readonly referenceOf: (auditId: string) => string;
}

/** Those in force first, then the newest. */
export function presentGrants(
  grants: readonly InspectionGrant[],
  { names, today, isInForce, referenceOf }: Around,
): readonly GrantShown[] {
  return [...grants]
    .sort(
      (left, right) =>
        Number(isInForce(right, today)) - Number(isInForce(left, today)) || right.from.localeCompare(left.from),
    )
    .map((grant) => ({
      title: readable(grant.reason),
      inspector: names[grant.inspectorId] ?? 'Name erased',
      when: `${plainDate(grant.from)} to ${plainDate(grant.until)}`,
      grantedBy: names[grant.grantedBy] ?? 'a coordinator',
      isOpen: isInForce(grant, today),
      standing: standingOf(grant, today),
      references: grant.auditIds.map(referenceOf),
      endHref: `/inspections/${grant.inspectorId}/${grant.grantId}/end`,
    }));
}

function standingOf({ ended, from, until }: InspectionGrant, today: string): string {
  if (ended) return 'Ended before its time';
  if (today < from) return `Begins on ${plainDate(from)}`;
  return today > until ? 'Over' : 'In force';
}
