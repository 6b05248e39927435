import type { DomainChange, DomainGrade } from '../audit-language/events.js';
import type { DomainGrades } from './state.js';

export function byDomain(grades: readonly DomainGrade[]): DomainGrades {
  return Object.fromEntries(grades.map(({ domain, grade }) => [domain, grade]));
}

/** The domain grades as they stand after a change. */
export function domainsAfter(standing: DomainGrades, changes: readonly DomainChange[]): DomainGrades {
  return { ...standing, ...Object.fromEntries(changes.map(({ domain, to }) => [domain, to])) };
}
