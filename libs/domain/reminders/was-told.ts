import { isOfKind } from '../workflow/started.js';
import type { ObligationKind } from '../workflow/table.js';
import type { ReminderLog } from './reminder-log.js';

/** Whether a message of one of these obligations has been meant for somebody, in their own right or in another's place. */
export function wasTold(log: ReminderLog, personId: string, obligations: readonly ObligationKind[]): boolean {
  return Object.values(log).some(
    ({ items, recipients }) =>
      recipients.some((recipient) => recipient.personId === personId) &&
      items.some(({ obligation }) => obligations.some((kind) => isOfKind(obligation, kind))),
  );
}
