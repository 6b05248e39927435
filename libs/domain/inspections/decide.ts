import { daysBetween, isIsoDate } from '../calendar/iso-date.js';
import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import type { Directory } from '../people/directory.js';
import type { Refusal } from '../refusal.js';
import type { InspectionCommand } from './commands.js';
import type { InspectionEvent } from './events.js';
import { evolveGrants, type InspectionGrants } from './grants.js';
import { inspectionRefusals as refused } from './refusals.js';

export interface InspectionContext extends DecisionContext {
  readonly directory: Directory;
  /** Those of the audits named that there are: looked up by the handler. */
  readonly knownAudits: ReadonlySet<string>;
}

/** A quarter: an inspection that goes on is granted again. */
export const LONGEST_GRANT_DAYS = 92;

/**
 * The decider of a stream `inspections-<personId>`. A coordinator grants and ends: whoever opens audits to somebody must
 * be somebody who may read them, so an administrator does not. Source: docs/practice.md, who does what.
 */
export const inspections: Decider<InspectionGrants, InspectionCommand, InspectionEvent, InspectionContext> = {
  initial: [],
  evolve: evolveGrants,
  decide: decideBy({
    GrantInspection({ type: _, ...asked }, _grants, context) {
      if (!isDutyOf(context.actor, 'inspections')) return notTheirDuty('inspections');
      const auditIds = [...new Set(asked.auditIds)];
      const reason = asked.reason.trim();
      if (reason === '') return refused.noReason();
      if (auditIds.length === 0) return refused.noAudits();
      const fault = faultInTime(asked, context.today) ?? faultInPerson(asked, context);
      if (fault !== null) return fault;
      if (!auditIds.every((auditId) => context.knownAudits.has(auditId))) return refused.unknownAudit();
      return [{ type: 'inspection-granted', data: { ...asked, auditIds, reason, grantedBy: context.actor.id } }];
    },

    EndInspection({ grantId, inspectorId, reason }, grants, { actor }) {
      if (!isDutyOf(actor, 'inspections')) return notTheirDuty('inspections');
      if (reason.trim() === '') return refused.noReason();
      const grant = grants.find((candidate) => candidate.grantId === grantId);
      if (grant === undefined) return refused.unknownGrant();
      if (grant.ended) return [];
      return [{ type: 'inspection-ended', data: { grantId, inspectorId, reason: reason.trim(), endedBy: actor.id } }];
    },
  }),
};

interface Time {
  readonly from: string;
  readonly until: string;
}

function faultInTime({ from, until }: Time, today: string): Refusal | null {
  if (!isIsoDate(from) || !isIsoDate(until)) return refused.badDate();
  if (until < from) return refused.datesReversed();
  if (until < today) return refused.past();
  return daysBetween(from, until) >= LONGEST_GRANT_DAYS ? refused.tooLong(LONGEST_GRANT_DAYS) : null;
}

function faultInPerson(
  { inspectorId, from }: Time & { readonly inspectorId: string },
  { directory, today }: InspectionContext,
): Refusal | null {
  const person = directory.person(inspectorId);
  if (person === undefined) return refused.unknownPerson();
  if (!person.roles.includes('inspector')) return refused.notAnInspector();
  return directory.inPost(inspectorId, from < today ? today : from) ? null : refused.notInPost();
}
