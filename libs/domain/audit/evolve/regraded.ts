import type { DomainChange } from '../../audit-language/events.js';
import { domainsAfter } from '../domain-grades.js';
import { owe } from '../open-deadlines.js';
import type { Graded, SelectedAudit } from '../state.js';

/** What stands once a grade and some domains were changed. */
export function regraded(graded: Graded, grade: string | null, changes: readonly DomainChange[]): Graded {
  const domains = domainsAfter(graded.standing.domains, changes);
  return { ...graded, standing: { ...graded.standing, grade, domains } };
}

/** What stands once a statement has another word of its scale. */
export function revalued(graded: Graded, statement: string, value: string): Graded {
  return {
    ...graded,
    standing: { ...graded.standing, statements: { ...graded.standing.statements, [statement]: value } },
  };
}

/** A response not yet given is no longer owed once another grade stands; a decision that still asks for one says so. */
export function unlessAnswered<A extends SelectedAudit>(audit: A, grade: string | null): A {
  if (audit.response === null || audit.response.recorded || audit.response.grade === grade) return audit;
  return { ...audit, response: null, deadlines: owe(audit.deadlines, { ends: ['respond'] }) };
}
