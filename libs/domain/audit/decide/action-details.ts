import type { AuditEvent, ActionUrgency } from '../../audit-language/events.js';
import type { Refusal } from '../../refusal.js';
import { NO_ACTION_DETAILS } from '../../settings/default-settings.js';
import { refusal } from '../refusals.js';
import { firstOf, personIsInPost } from './checks.js';
import { startOf, type NewDeadline } from './deadline.js';
import type { CommandNamed, StepContext } from './handler.js';

type Said = Pick<CommandNamed['AgreeAction'], 'urgency' | 'managerId' | 'findingId' | 'scope'>;

/** What is said of an action besides is asked for by the settings, and fits together. */
export function detailsAreSound(
  { urgency = null, managerId = null, findingId = null, scope = null }: Said,
  due: string | null,
  context: StepContext,
): Refusal | null {
  const asked = context.settings.actionDetails ?? NO_ACTION_DETAILS;
  return firstOf(
    urgency !== null && !asked.urgency ? refusal('action-urgency-unasked') : null,
    scope !== null && !asked.scope ? refusal('action-scope-unasked') : null,
    findingId !== null && !asked.finding ? refusal('action-finding-unasked') : null,
    urgency !== null && due !== null ? refusal('action-urgency-or-day') : null,
    urgency === 'today' ? managerIsSound(managerId, context) : managerId === null ? null : refusal('manager-unasked'),
    findingId === null || context.facts.isFinding(findingId) ? null : refusal('finding-unknown'),
  );
}

/** Somebody who manages, is there today, and does not agree it themself: that it was heard is another's word. */
function managerIsSound(managerId: string | null, context: StepContext): Refusal | null {
  if (managerId === null) return refusal('manager-missing');
  const { directory, responsibilities, actor } = context;
  const { headsOfService, programmeLead } = responsibilities;
  const manages =
    directory.person(managerId)?.roles.some((role) => role === 'team_manager' || role === 'leader') === true ||
    directory.reportsOf(managerId).length > 0 ||
    programmeLead === managerId ||
    headsOfService.some(({ personId }) => personId === managerId);
  return firstOf(
    personIsInPost(managerId, context),
    manages ? null : refusal('manager-manages-nobody'),
    managerId === actor.id ? refusal('manager-own') : null,
  );
}

const WORKING_DAYS: Readonly<Record<Exclude<ActionUrgency, 'today'>, number>> = { '5-days': 5, '20-days': 20 };

/** By its urgency, on the day that was chosen, or as the settings give it for the grade. */
export function dueOf(
  urgency: ActionUrgency | null,
  due: string | null,
  grade: string | null,
  context: StepContext,
): NewDeadline {
  if (due !== null) return { by: due, counted: null };
  if (urgency === null) return startOf(context, 'action', grade);
  if (urgency === 'today') return startOf(context, 'acknowledge-action');
  const days = WORKING_DAYS[urgency];
  return { by: context.calendar.addWorkingDays(context.today, days), counted: { from: context.today, days } };
}

type Recorded = Extract<AuditEvent, { type: 'action-agreed' }>['data'];

/** As the event tells it: what was not said is left out. */
export function detailsSaid(
  { urgency = null, managerId = null, findingId = null, scope = null }: Said,
  { actor }: StepContext,
): Pick<Recorded, 'urgency' | 'managerId' | 'agreedBy' | 'findingId' | 'scope'> {
  return {
    ...(urgency === null ? {} : { urgency }),
    ...(managerId === null ? {} : { managerId, agreedBy: actor.id }),
    ...(findingId === null ? {} : { findingId }),
    ...(scope === null ? {} : { scope }),
  };
}
