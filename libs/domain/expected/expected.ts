import { namedId } from '../named-id.js';
import type { ExpectedEvent, ExpectedOf } from './events.js';

type Recorded = Extract<ExpectedEvent, { type: 'audits-expected' }>['data'];

/** What is expected of whom in one period. */
export interface ExpectedInPeriod extends Recorded {
  readonly id: string;
  /** Why somebody is excused, sealed as it was written, by their id. Stays where they are no longer expected. */
  readonly excused: ReadonlyMap<string, ExcuseReason>;
}

type ExcuseReason = Extract<ExpectedEvent, { type: 'expected-audits-excused' }>['data']['reason'];

/** By id, in the order in which they were first recorded. */
export type ExpectedAudits = ReadonlyMap<string, ExpectedInPeriod>;

export const NOTHING_EXPECTED: ExpectedAudits = new Map();

/** The id of what an expectation asks for in one of its periods. */
export const expectedId = (expectation: string, period: string): string => namedId('expected', expectation, period);

export function evolveExpected(known: ExpectedAudits, event: ExpectedEvent): ExpectedAudits {
  const id = expectedId(event.data.expectation, event.data.period);
  const before = known.get(id);
  if (event.type === 'audits-expected')
    return new Map(known).set(id, { id, excused: before?.excused ?? new Map(), ...event.data });
  if (before === undefined) return known;
  const excused = new Map(before.excused);
  if (event.type === 'expected-audits-excused') excused.set(event.data.personId, event.data.reason);
  else excused.delete(event.data.personId);
  return new Map(known).set(id, { ...before, excused });
}

/** Whether two lists expect the same of the same people, in the same words. */
export function sameExpected(one: Recorded, other: Recorded): boolean {
  const told = ({ expectation, period, label, every, audits, round, of }: Recorded): string =>
    JSON.stringify([
      ...[expectation, period, label, every, audits, round],
      of.map(({ personId, group, isAway }: ExpectedOf) => [personId, group, isAway]),
    ]);
  return told(one) === told(other);
}
