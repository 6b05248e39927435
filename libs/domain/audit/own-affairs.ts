import type { Directory } from '../people/directory.js';
import type { DecidedOn } from '../workflow/table.js';
import { teamManagersOf } from './answering.js';
import type { AuditRefusalCode } from './refusals.js';
import type { SelectedAudit } from './state.js';
import { isOwnRecord, tookPart } from './taking-part.js';

interface OnADay {
  readonly directory: Directory;
  /** London date. */
  readonly today: string;
}

interface OwnAffair {
  readonly code: AuditRefusalCode;
  readonly isOwn: (personId: string, audit: SelectedAudit, item: string | null, on: OnADay) => boolean;
}

/**
 * What somebody asked for, did or owes, told apart by what a step decides on. Nobody decides on what is their own,
 * whatever their role. What is an absent person's is their deputy's own where the deputy would otherwise settle it for
 * them.
 */
const OWN: Readonly<Record<DecidedOn, OwnAffair>> = {
  completion: { code: 'verifier-owns-action', isOwn: isOwnAction },
  action: { code: 'action-own', isOwn: isOwnAction },
  concern: {
    code: 'concern-own',
    isOwn: (personId, { concerns }, item) =>
      concerns.some(({ concernId, raisedBy }) => concernId === item && raisedBy === personId),
  },
  urgency: {
    code: 'urgent-action-own',
    isOwn: (personId, { actions }, item) =>
      actions.some(({ actionId, agreedBy }) => actionId === item && agreedBy === personId),
  },
  plan: {
    code: 'plan-own',
    isOwn: (personId, { response }, _item, { directory, today }) =>
      response?.recordedBy !== undefined &&
      [personId, ...directory.standsInFor(personId, today)].includes(response.recordedBy),
  },
  extension: {
    code: 'extension-own',
    isOwn: (personId, { extensions = [] }, item, { directory, today }) =>
      extensions.some(
        ({ extensionId, askedBy }) =>
          extensionId === item && [personId, ...directory.standsInFor(personId, today)].includes(askedBy),
      ),
  },
  dispute: { code: 'panel-not-independent', isOwn: (personId, audit, _item, on) => tookPart(personId, audit, on) },
  record: { code: 'correction-own', isOwn: (personId, audit) => isOwnRecord(personId, audit) },
  case: { code: 'case-own', isOwn: (personId, audit, _item, on) => holdsOrManages(personId, audit, on) },
  response: { code: 'response-own', isOwn: (personId, audit, _item, on) => holdsOrManages(personId, audit, on) },
  grading: { code: 'grading-own', isOwn: (personId, audit) => audit.auditor?.auditorId === personId },
};

/** Why somebody may not decide on this, since it is their own; null where it is not. */
export function againstOwn(
  decidesOn: DecidedOn,
  personId: string,
  audit: SelectedAudit,
  item: string | null,
  on: OnADay,
): AuditRefusalCode | null {
  const { code, isOwn } = OWN[decidesOn];
  return isOwn(personId, audit, item, on) ? code : null;
}

/** An action is theirs to do, or was done by them, or by whom they stand in for. */
function isOwnAction(
  personId: string,
  { actions }: SelectedAudit,
  item: string | null,
  { directory, today }: OnADay,
): boolean {
  const people = [personId, ...directory.standsInFor(personId, today)];
  return actions.some(
    ({ actionId, ownerId, completedBy }) =>
      actionId === item && [ownerId, completedBy].some((owner) => owner !== null && people.includes(owner)),
  );
}

const holdsOrManages = (personId: string, audit: SelectedAudit, { directory, today }: OnADay): boolean =>
  audit.practitionerId === personId || teamManagersOf(audit, directory, today).includes(personId);
