import fc from 'fast-check';
import { anyDate } from '../calendar/any-date.fixture.js';
import { addDays } from '../calendar/iso-date.js';
import { londonDateOf, londonInstant, londonTimeOf } from '../calendar/london-time.js';
import { planReminders, type StandingObligation } from './plan.js';
import { AUDIT, rulesWith } from './rules.fixture.js';
import { isQuiet } from './sending-times.js';

const owed = (due: string, since: string, key = 'grade'): StandingObligation => ({ key, due, since });

/** `-1 owner 2026-05-14 08:00`, in London. */
const told = (obligation: StandingObligation, ...closures: readonly string[]): readonly string[] =>
  planReminders(AUDIT, [obligation], rulesWith(...closures)).map(
    ({ step, at }) => `${step.days} ${step.to} ${londonDateOf(at)} ${londonTimeOf(at)}`,
  );

describe('the reminders of an obligation', () => {
  it('fall five days and one day before, on the day, and climb the ladder after it', () => {
    expect(told(owed('2026-06-17', '2026-06-01T10:00:00.000Z'))).toEqual([
      '-5 owner 2026-06-10 08:00',
      '-1 owner 2026-06-16 08:00',
      '0 owner 2026-06-17 08:00',
      '1 owner 2026-06-18 08:00',
      '3 manager 2026-06-22 08:00',
      '5 owner 2026-06-24 08:00',
      '5 head_of_service 2026-06-24 08:00',
      '10 assistant_director 2026-07-01 08:00',
    ]);
  });

  it('leave out what would have fallen before it began', () => {
    expect(told(owed('2026-06-17', '2026-06-15T10:00:00.000Z')).slice(0, 2)).toEqual([
      '-1 owner 2026-06-16 08:00',
      '0 owner 2026-06-17 08:00',
    ]);
  });

  it('begin at once where it begins within the hours of a reminder day, and the next morning where it begins late', () => {
    expect(told(owed('2026-06-17', '2026-06-17T10:20:00.000Z'))[0]).toBe('0 owner 2026-06-17 11:20');
    expect(told(owed('2026-06-17', '2026-06-17T19:00:00.000Z'))[0]).toBe('0 owner 2026-06-18 08:00');
  });

  it('skip Christmas and the days on which the council is closed', () => {
    // 25 December 2026 is a Friday, 28 December the holiday for Boxing Day; closed to New Year.
    const closures = ['2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31'];
    expect(told(owed('2026-12-23', '2026-12-01T10:00:00.000Z'), ...closures)).toEqual([
      '-5 owner 2026-12-16 08:00',
      '-1 owner 2026-12-22 08:00',
      '0 owner 2026-12-23 08:00',
      '1 owner 2027-01-04 08:00',
      '3 manager 2027-01-06 08:00',
      '5 owner 2027-01-08 08:00',
      '5 head_of_service 2027-01-08 08:00',
      '10 assistant_director 2027-01-15 08:00',
    ]);
  });

  it('take the last working day before a due date on a day off', () => {
    expect(told(owed('2026-12-26', '2026-12-01T10:00:00.000Z')).slice(0, 4)).toEqual([
      '-5 owner 2026-12-17 08:00',
      '-1 owner 2026-12-23 08:00',
      '0 owner 2026-12-24 08:00',
      '1 owner 2026-12-29 08:00',
    ]);
  });

  it.each([
    ['October', '2026-10-26', '2026-10-19', ['2026-10-23T07:00:00.000Z', '2026-10-26T08:00:00.000Z']],
    ['March', '2027-03-30', '2027-03-22', ['2027-03-25T08:00:00.000Z', '2027-03-30T07:00:00.000Z']],
  ])('are sent at eight on a clock in London on both sides of the change in %s', (_month, due, from, instants) => {
    const planned = planReminders(AUDIT, [owed(due, `${from}T10:00:00.000Z`)], rulesWith());
    expect(planned.filter(({ step }) => step.days === -1 || step.days === 0).map(({ at }) => at)).toEqual(instants);
  });

  it('of a safety concern come at once whatever the hour, then climb day by day over a weekend', () => {
    expect(told(owed('2026-06-19', '2026-06-19T21:45:00.000Z', 'concern:c1'))).toEqual([
      '0 owner 2026-06-19 22:45',
      '1 owner 2026-06-20 08:00',
      '1 manager 2026-06-20 08:00',
      '2 head_of_service 2026-06-21 08:00',
      '3 assistant_director 2026-06-22 08:00',
    ]);
  });

  it('of a conversation invite before the day and on it, and nobody is told afterwards', () => {
    const prepare = (due: string, since: string) => told(owed(due, since, 'prepare:priya'));
    expect(prepare('2026-06-17', '2026-06-01T10:00:00.000Z')).toEqual([
      '-5 owner 2026-06-10 08:00',
      '-1 owner 2026-06-16 08:00',
      '0 owner 2026-06-17 08:00',
    ]);
    expect(prepare('2026-06-17', '2026-06-17T10:20:00.000Z')).toEqual(['0 owner 2026-06-17 11:20']);
    expect(prepare('2026-06-17', '2026-06-17T19:00:00.000Z')).toEqual([]);
  });

  it('are others when its date moves, and the same when it does not', () => {
    const ids = (due: string) =>
      planReminders(AUDIT, [owed(due, '2026-06-01T10:00:00.000Z')], rulesWith()).map(({ reminderId }) => reminderId);
    expect(ids('2026-06-17')).toEqual(ids('2026-06-17'));
    expect(ids('2026-06-18').some((id) => ids('2026-06-17').includes(id))).toBe(false);
  });

  const obligation = fc.record({
    key: fc.constantFrom('grade', 'action:a1', 'concern:c1'),
    due: anyDate,
    since: fc.tuple(anyDate, fc.constantFrom('00:30', '07:59', '09:15', '18:00', '23:59')),
  });

  it('never fall in quiet hours, on a day off or before the obligation, concerns aside', () => {
    fc.assert(
      fc.property(obligation, fc.array(anyDate, { maxLength: 5 }), ({ key, due, since: [date, time] }, closures) => {
        const since = londonInstant(date, time);
        const rules = rulesWith(...closures);
        for (const { at } of planReminders(AUDIT, [{ key, due, since }], rules)) {
          expect(at >= since).toBe(true);
          if (key !== 'concern:c1') expect(isQuiet(at, rules)).toBe(false);
        }
      }),
    );
  });

  it('are as many as its steps when it began early enough', () => {
    fc.assert(
      fc.property(anyDate, (due) => {
        const planned = planReminders(AUDIT, [owed(due, `${addDays(due, -60)}T10:00:00.000Z`)], rulesWith());
        expect(planned).toHaveLength(8);
        const times = planned.map(({ at }) => at);
        expect([...times].sort()).toEqual(times);
        expect(new Set(planned.map(({ reminderId }) => reminderId)).size).toBe(8);
      }),
    );
  });
});
