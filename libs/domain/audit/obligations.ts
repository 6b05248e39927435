import { spokenDate } from '../calendar/spoken-date.js';
import type { Owing, Party } from '../workflow/parties.js';
import type { Stage } from '../workflow/stages.js';
import { isOfKind, isStartedWithin } from '../workflow/started.js';
import { auditWorkflow, type Discharge, type WorkflowTable } from '../workflow/table.js';
import { invitedTo } from './invited.js';
import { isSelected, type AuditState, type SelectedAudit } from './state.js';

/** A person where the audit names one; otherwise everyone who is that party to it (`teamId` for its team's managers). */
export type ObligationOwner =
  { readonly personId: string } | { readonly party: Exclude<Party, 'system'>; readonly teamId: string | null };

/** Who owes what by when. */
export interface Obligation {
  /** `accept`, `acknowledge:practitioner`, `action:<id>`, … One an audit: reminders are kept by it. */
  readonly key: string;
  readonly owner: ObligationOwner;
  /** As what they owe it. */
  readonly as: Exclude<Owing, 'system'>;
  /** The last day that is in time; of an appointment its day. */
  readonly due: string;
  /** As it reads on the owner's home page. Tells nothing of a grade. */
  readonly task: string;
  readonly stage: Stage;
}

/** Whether its date is that of something a person is invited to: no deadline, so that nobody is chased for it or late. */
export function isAppointment(key: string, table: WorkflowTable = auditWorkflow): boolean {
  return isStartedWithin('appointed', key, table);
}

export function isOverdue({ key, due }: Pick<Obligation, 'key' | 'due'>, today: string): boolean {
  return due < today && !isAppointment(key);
}

/** What people owe on an audit now. */
export function obligationsOf(state: AuditState, table: WorkflowTable = auditWorkflow): readonly Obligation[] {
  return owedOn(state, table).flatMap((owed) => (isOfPeople(owed) ? [owed] : []));
}

/**
 * What the engine itself is to do once a day has passed: finalise an audit whose dispute window is over.
 * @internal for the specs
 */
export function systemObligationsOf(state: AuditState, table: WorkflowTable = auditWorkflow): readonly Owed[] {
  return owedOn(state, table).flatMap(({ owner, as: _, ...owed }) => (owner === 'system' ? [owed] : []));
}

type Owed = Omit<Obligation, 'owner' | 'as'>;
type OwedBySystem = Owed & { readonly owner: 'system'; readonly as: 'system' };

const isOfPeople = (owed: Obligation | OwedBySystem): owed is Obligation => owed.owner !== 'system';

function owedOn(state: AuditState, table: WorkflowTable): readonly (Obligation | OwedBySystem)[] {
  if (!isSelected(state)) return [];
  const discharges = dischargesIn(state.stage, table);
  return datesOf(state).flatMap(([key, due]): readonly (Obligation | OwedBySystem)[] => {
    for (const { obligation, task: words, owner: party } of discharges) {
      if (!isOfKind(key, obligation)) continue;
      const found = party === 'system' ? ({ owner: party, as: party } as const) : ownerOf(party, key, state);
      if (found === null) continue;
      const task = words.replace('{date}', () => spokenDate(due));
      return [{ key, due, task, stage: state.stage, ...found }];
    }
    return [];
  });
}

type KeyAndDate = readonly [key: string, due: string];

/** Every deadline, and the day of the conversation for each person of the council who is invited to it. */
function datesOf(audit: SelectedAudit): readonly KeyAndDate[] {
  const deadlines = Object.entries(audit.deadlines).map(([key, { due }]): KeyAndDate => [key, due]);
  const day = audit.conversation?.on ?? null;
  const invited = day === null ? [] : invitedTo(audit).map((personId): KeyAndDate => [`prepare:${personId}`, day]);
  return invited.length === 0 ? deadlines : [...new Map([...deadlines, ...invited])];
}

/** Put together once: a replay asks after every event. */
const byStage = new WeakMap<WorkflowTable, Map<Stage, readonly Discharge[]>>();

/** What can be owed in a stage, in the order of the table. */
function dischargesIn(stage: Stage, table: WorkflowTable): readonly Discharge[] {
  const ofTable = byStage.get(table) ?? new Map<Stage, readonly Discharge[]>();
  const known = ofTable.get(stage);
  if (known !== undefined) return known;
  const found = table.filter((row) => row.in.includes(stage)).flatMap((row) => row.discharges ?? []);
  byStage.set(table, ofTable.set(stage, found));
  return found;
}

type Found = Pick<Obligation, 'owner' | 'as'>;

/** Null where the party is nobody at the moment. */
function ownerOf(as: Exclude<Owing, 'system'>, key: string, audit: SelectedAudit): Found | null {
  const item = itemOf(key);
  const action = audit.actions.find(({ actionId }) => actionId === item);
  const person = (personId: string | null): Found | null => (personId === null ? null : { owner: { personId }, as });
  switch (as) {
    case 'invited':
      return person(item);
    case 'auditor':
      // Nobody verifies what was their own to do.
      return action !== undefined && [action.ownerId, action.completedBy].includes(audit.auditor?.auditorId ?? null)
        ? { owner: { party: 'coordinator', teamId: null }, as: 'coordinator' }
        : person(audit.auditor?.auditorId ?? null);
    case 'claimant':
      return person(audit.moderation?.claimedBy ?? null);
    case 'moderator':
      return audit.moderation?.claimedBy === null ? { owner: { party: as, teamId: null }, as } : null;
    case 'deciding-moderator':
      return person(audit.moderation?.decidedBy ?? null);
    case 'practitioner':
      return person(audit.practitionerId);
    case 'action-owner':
      return person(action?.ownerId ?? null);
    case 'action-manager':
      return person(action?.managerId ?? null);
    case 'team-manager':
      return { owner: { party: as, teamId: audit.teamId }, as };
    default:
      return { owner: { party: as, teamId: null }, as };
  }
}

/** The action, concern or person an obligation is about: `action:<id>`; the kind itself where it is about the audit. */
export const itemOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1);
