import { addMonths } from '../calendar/iso-date.js';
import type { RetentionMonths } from '../settings/programme-settings.js';
import type { KeptOf, RecordClass } from './events.js';

/** A record that is over, and since when. */
export interface ClosedRecord {
  readonly owner: KeptOf;
  readonly class: RecordClass;
  /** Null: it is not over. A London day. */
  readonly since: string | null;
}

/** Somebody whose time of keeping is over. */
export interface DueToErase {
  readonly owner: KeptOf;
  readonly classes: readonly RecordClass[];
  /** The last of their records was over. */
  readonly since: string;
  /** From when on they may be erased. */
  readonly dueOn: string;
}

const MONTHS_OF: Readonly<Partial<Record<RecordClass, keyof RetentionMonths>>> = {
  'child-audits': 'childAudits',
  'carer-audits': 'carerAudits',
  'supervision-audits': 'supervisionAudits',
  people: 'people',
};

/**
 * Whose records are all over, and for longer than any of their classes is kept; whoever has one that is not, or of a class that
 * is kept for ever, is not among them. The longest due first.
 */
export function dueToErase(
  records: Iterable<ClosedRecord>,
  months: RetentionMonths,
  today: string,
): readonly DueToErase[] {
  const due = new Map<KeptOf, DueToErase | null>();
  for (const { owner, class: of, since } of records) {
    const before = due.get(owner);
    if (before === null) continue;
    const key = MONTHS_OF[of];
    const kept = key === undefined ? null : months[key];
    if (since === null || kept === null) {
      due.set(owner, null);
      continue;
    }
    const dueOn = addMonths(since, kept);
    due.set(owner, {
      owner,
      classes: [...new Set([...(before?.classes ?? []), of])],
      since: before !== undefined && before.since > since ? before.since : since,
      dueOn: before !== undefined && before.dueOn > dueOn ? before.dueOn : dueOn,
    });
  }
  return [...due.values()]
    .filter((each) => each !== null)
    .filter(({ dueOn }) => dueOn <= today)
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn)));
}
