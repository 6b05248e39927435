import type { Personal } from '../personal.js';
import type { InspectionEvent } from './events.js';

/** Leave to read the audits it names, and no others, between two days. */
export interface InspectionGrant {
  readonly grantId: string;
  readonly inspectorId: string;
  readonly auditIds: readonly string[];
  /** First and last day, London dates. */
  readonly from: string;
  readonly until: string;
  readonly reason: Personal;
  readonly grantedBy: string;
  readonly ended: boolean;
}

/** What an inspector was ever granted, oldest first. */
export type InspectionGrants = readonly InspectionGrant[];

/** `inspections-<personId>` */
export const inspectionsStream = (inspectorId: string): string => `inspections-${inspectorId}`;

export function evolveGrants(grants: InspectionGrants, event: InspectionEvent): InspectionGrants {
  if (event.type === 'inspection-granted') return [...grants, { ...event.data, ended: false }];
  const { grantId } = event.data;
  return grants.map((grant) => (grant.grantId === grantId ? { ...grant, ended: true } : grant));
}

/** Whether a grant opens anything on a day. */
export function isInForce({ from, until, ended }: InspectionGrant, today: string): boolean {
  return !ended && from <= today && today <= until;
}

/** The grant under which an audit may be read on a day; the newest where there are several. */
export function grantFor(grants: InspectionGrants, auditId: string, today: string): InspectionGrant | undefined {
  return grants.findLast((grant) => isInForce(grant, today) && grant.auditIds.includes(auditId));
}
