import type { Party } from '../workflow/parties.js';
import type { Stage } from '../workflow/stages.js';
import { auditWorkflow, type Discharge, type WorkflowTable } from '../workflow/table.js';
import { isSelected, type AuditState, type SelectedAudit } from './state.js';

/** A person where the audit names one; otherwise everyone who is that party to it (`teamId` for its team's managers). */
export type ObligationOwner =
  { readonly personId: string } | { readonly party: Exclude<Party, 'system'>; readonly teamId: string | null };

/** Who owes what by when. */
export interface Obligation {
  /** `accept`, `acknowledge:practitioner`, `action:<id>`, … One an audit: reminders are kept by it. */
  readonly key: string;
  readonly owner: ObligationOwner;
  /** The last day that is in time. */
  readonly due: string;
  /** As it reads on the owner's home page. Tells nothing of a grade. */
  readonly task: string;
  readonly stage: Stage;
}

/** What people owe on an audit now. */
export function obligationsOf(state: AuditState, table: WorkflowTable = auditWorkflow): readonly Obligation[] {
  return owedOn(state, table).flatMap(({ owner, ...owed }) => (owner === 'system' ? [] : [{ ...owed, owner }]));
}

/** What the engine itself is to do once a day has passed: finalise an audit whose dispute window is over. */
export function systemObligationsOf(
  state: AuditState,
  table: WorkflowTable = auditWorkflow,
): readonly Omit<Obligation, 'owner'>[] {
  return owedOn(state, table).flatMap(({ owner, ...owed }) => (owner === 'system' ? [owed] : []));
}

function owedOn(
  state: AuditState,
  table: WorkflowTable,
): readonly (Omit<Obligation, 'owner'> & { readonly owner: ObligationOwner | 'system' })[] {
  if (!isSelected(state)) return [];
  return Object.entries(state.deadlines).flatMap(([key, { due }]) => {
    for (const { task, owner: party } of dischargesOf(key, state.stage, table)) {
      const owner = party === 'system' ? party : ownerOf(party, key, state);
      if (owner !== null) return [{ key, owner, due, task, stage: state.stage }];
    }
    return [];
  });
}

function dischargesOf(key: string, stage: Stage, table: WorkflowTable): readonly Discharge[] {
  return table
    .filter((row) => row.in.some((candidate) => candidate === stage))
    .flatMap((row) => row.discharges ?? [])
    .filter(({ obligation }) => key === obligation || key.slice(0, key.lastIndexOf(':')) === obligation);
}

/** Null where the party is nobody at the moment. */
function ownerOf(party: Exclude<Party, 'system'>, key: string, audit: SelectedAudit): ObligationOwner | null {
  const item = key.slice(key.lastIndexOf(':') + 1);
  const action = audit.actions.find(({ actionId }) => actionId === item);
  switch (party) {
    case 'auditor':
      // Nobody verifies what was their own to do.
      return action !== undefined && [action.ownerId, action.completedBy].includes(audit.auditor?.auditorId ?? null)
        ? { party: 'coordinator', teamId: null }
        : person(audit.auditor?.auditorId ?? null);
    case 'claimant':
      return person(audit.moderation?.claimedBy ?? null);
    case 'moderator':
      return audit.moderation?.claimedBy === null ? { party, teamId: null } : null;
    case 'deciding-moderator':
      return person(audit.moderation?.decidedBy ?? null);
    case 'practitioner':
      return person(audit.practitionerId);
    case 'action-owner':
      return person(action?.ownerId ?? null);
    case 'team-manager':
      return { party, teamId: audit.teamId };
    default:
      return { party, teamId: null };
  }
}

function person(personId: string | null): ObligationOwner | null {
  return personId === null ? null : { personId };
}
