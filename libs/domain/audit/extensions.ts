import { EXTENDABLE } from '../workflow/table.js';
import { isOfKind } from '../workflow/started.js';
import { itemOf, obligationsOf, type Obligation } from './obligations.js';
import { ownershipOf } from './ownership.js';
import type { SelectedAudit } from './state.js';
import type { Standing } from './standing.js';

/** For what somebody may ask for more time today: what they owe, is not late, and is not asked for already. */
export function extendableBy(audit: SelectedAudit, standing: Standing): readonly Obligation[] {
  return obligationsOf(audit)
    .filter(
      ({ key, due }) =>
        EXTENDABLE.some((kind) => isOfKind(key, kind)) &&
        due >= standing.today &&
        !isWaiting(key, audit) &&
        !isForToday(key, audit),
    )
    .filter((owed) => ownershipOf(owed, audit, standing).owners.some(({ personId }) => personId === standing.actor.id));
}

const isWaiting = (key: string, { extensions = [] }: SelectedAudit): boolean =>
  extensions.some(({ obligation }) => obligation === key);

/** What is for the same day climbs as a safety concern does, and waits for nobody. */
const isForToday = (key: string, { actions }: SelectedAudit): boolean =>
  actions.some(({ actionId, managerId }) => managerId !== undefined && itemOf(key) === actionId);
