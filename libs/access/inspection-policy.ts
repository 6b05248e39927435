import type { Actor, AuditReading, InspectionGrant, Personal } from '#domain';

/** Whether somebody reads by what they were granted and by nothing else. */
export function readsByGrantAlone({ roles }: Actor): boolean {
  return roles.length > 0 && roles.every((role) => role === 'inspector');
}

/**
 * What may be read of an audit under a grant in force: its content, without what has not been submitted. What somebody
 * may read anyway, and what blind moderation keeps from them, stays as it is. Source: docs/practice.md, who does what.
 */
export function readingUnder(grant: InspectionGrant | undefined, reading: AuditReading): AuditReading {
  return grant === undefined ? reading : { ...reading, level: 'content' };
}

/**
 * Why an audit is read under a grant, where the reader does not say: the inspection. Null for everybody else.
 * @param letter what the grant says, opened; sealed or erased it says nothing
 */
export function purposeUnder(letter: Personal | undefined, said: string | undefined): string | null {
  return said ?? (typeof letter === 'string' ? letter : null);
}
