import { isIsoDate } from '../calendar/iso-date.js';
import type { Decider } from '../decider.js';
import type { DecisionContext } from '../decision-context.js';
import { decideBy } from '../decision-table.js';
import { isDutyOf, notTheirDuty } from '../duties.js';
import { refuse, type Refusal } from '../refusal.js';
import type { CalendarCommand } from './commands.js';
import type { CalendarEvent } from './events.js';

/** The days on which the council is closed, besides weekends and bank holidays. */
export type Closures = ReadonlySet<string>;

/** The decider of the stream `calendar`. Its state goes straight into `workingDays`. */
export const closures: Decider<Closures, CalendarCommand, CalendarEvent, DecisionContext> = {
  initial: new Set(),
  evolve: (days, event) => {
    const after = new Set(days);
    if (event.type === 'closure-added') after.add(event.data.date);
    else after.delete(event.data.date);
    return after;
  },
  decide: decideBy({
    AddClosure: ({ date, reason }, days, context) =>
      faultIn(date, reason, context) ??
      (days.has(date)
        ? refuse('rule', 'closure-known', 'This day is a closure already.')
        : [{ type: 'closure-added', data: { date, reason: reason.trim() } }]),
    RemoveClosure: ({ date, reason }, days, context) =>
      faultIn(date, reason, context) ??
      (days.has(date)
        ? [{ type: 'closure-removed', data: { date, reason: reason.trim() } }]
        : refuse('not-found', 'closure-unknown', 'This day is not a closure.')),
  }),
};

function faultIn(date: string, reason: string, { actor }: DecisionContext): Refusal | null {
  if (!isDutyOf(actor, 'calendar')) return notTheirDuty('calendar');
  if (!isIsoDate(date)) {
    return refuse('invalid', 'date-unknown', 'A closure must be a date that exists, written yyyy-MM-dd.');
  }
  return reason.trim() === '' ? refuse('invalid', 'reason-missing', 'Say why the calendar changes.') : null;
}
