import fc from 'fast-check';
import type { Actor } from '../actor.js';
import { systemActor } from '../actor.js';
import { addDays } from '../calendar/iso-date.js';
import type { DecisionContext } from '../decision-context.js';
import { specOf } from '../given.fixture.js';
import { away, registered } from '../people/people.fixture.js';
import { awayThroughout, lastsOn } from '../people/absence.js';
import { foldDirectory } from '../people/people-directory.js';
import type { PeopleEvent } from '../people/events.js';
import { DEFAULT_RESPONSIBILITIES, defaultSettings } from '../settings/default-settings.js';
import type { Expectation, Round } from '../settings/programme-settings.js';
import { settingsProblems } from '../settings/settings-problems.js';
import { expectedAudits } from './decide.js';
import type { ExpectedEvent } from './events.js';
import { expectedId } from './expected.js';
import { expectedOf, expectedPeriod } from './who-is-expected.js';

const CORA: Actor = { id: 'cora', roles: ['coordinator'] };
const context = (actor: Actor = CORA): DecisionContext => ({
  actor,
  now: '2026-05-12T09:00:00.000Z',
  today: '2026-05-12',
  newId: (what) => what,
});
const given = specOf(expectedAudits, context);
const engine = context(systemActor('expect-audits'));
const MAY = { expectation: 'managers', period: '2026-05' };
const ANN = { personId: 'ann', group: 'Team manager', isAway: false } as const;
const expected: Extract<ExpectedEvent, { type: 'audits-expected' }> = {
  type: 'audits-expected',
  data: { ...MAY, label: 'Team managers', every: 'month', audits: 1, round: null, of: [ANN] },
};
const excused: ExpectedEvent = {
  type: 'expected-audits-excused',
  data: { ...MAY, personId: 'ann', reason: 'New in post.' },
};
const lifted: ExpectedEvent = {
  type: 'expected-audits-excuse-lifted',
  data: { ...MAY, personId: 'ann', reason: 'Settled in.' },
};
const of = { expectedId: expectedId('managers', '2026-05'), personId: 'ann' };
const excuse = { type: 'ExcuseFromAudits', ...of, reason: ' New in post. ' } as const;
const lift = { type: 'LiftAuditsExcuse', ...of, reason: 'Settled in.' } as const;

describe('audits that are expected', () => {
  it('are recorded by the engine alone, again only where something differs, and no longer where nothing is asked', () => {
    const expect = { type: 'ExpectAudits', ...expected.data } as const;
    given().when(expect).refused('engine-only', 'not-allowed');
    given().when(expect, engine).then(expected);
    given(expected).when(expect, engine).then();
    given(expected)
      .when({ ...expect, audits: 2 }, engine)
      .then({ ...expected, data: { ...expected.data, audits: 2 } });
    given(expected)
      .when({ ...expect, of: [] }, engine)
      .then({ ...expected, data: { ...expected.data, of: [] } });
    given()
      .when({ ...expect, of: [] }, engine)
      .then();
  });

  it('are excused with a reason by a coordinator, and expected again once that is lifted', () => {
    given(expected).when(excuse).then(excused);
    given(expected, excused).when(lift).then(lifted);
    given(expected, excused, lifted).when(excuse).then(excused);
    given(expected, excused, expected).when(lift).then(lifted);
  });

  it('are excused to nobody by themselves, by an auditor, without a reason, or where none are expected', () => {
    given(expected)
      .when(excuse, context({ id: 'ann', roles: ['coordinator'] }))
      .refused('own-affair', 'not-allowed');
    given(expected)
      .when(excuse, context({ id: 'adi', roles: ['auditor', 'moderator'] }))
      .refused('role-missing', 'not-allowed');
    given(expected)
      .when(excuse, context({ id: 'lee', roles: ['leader'] }))
      .refused('role-missing', 'not-allowed');
    given(expected)
      .when({ ...excuse, reason: ' ' })
      .refused('reason-missing', 'invalid');
    given().when(excuse).refused('expectation-unknown', 'not-found');
    given(expected)
      .when({ ...excuse, personId: 'bob' })
      .refused('audits-not-expected', 'rule');
    given(expected, excused).when(excuse).refused('audits-excused', 'rule');
    given(expected).when(lift).refused('audits-not-excused', 'rule');
  });
});

describe('who is expected to audit', () => {
  const PEOPLE: readonly PeopleEvent[] = [
    registered('ann', { roles: ['auditor', 'team_manager'] }),
    registered('bob', { roles: ['auditor'] }),
    registered('head', { roles: ['auditor', 'leader'] }),
    registered('new', { roles: ['auditor'], from: '2026-05-02' }),
    registered('old', { roles: ['auditor'], to: '2026-05-30' }),
    registered('cora', { roles: ['coordinator'] }),
  ];
  const council = (...more: readonly PeopleEvent[]) => ({
    directory: foldDirectory([...PEOPLE, ...more]),
    responsibilities: {
      ...DEFAULT_RESPONSIBILITIES,
      headsOfService: [{ service: 'North', personId: 'head' }],
    },
  });
  const may = { from: '2026-05-01', to: '2026-05-31' };
  const who = (asked: Partial<Pick<Expectation, 'role' | 'group' | 'personId'>>, ...more: readonly PeopleEvent[]) =>
    expectedOf({ role: null, group: null, personId: null, ...asked }, may, council(...more)).map(
      ({ personId, group, isAway }) => `${personId} ${group}${isAway ? ' away' : ''}`,
    );

  it('is everybody of a role, of a group of auditors, or one person, in post for the whole period', () => {
    expect(who({ role: 'auditor' })).toEqual(['ann Team manager', 'bob auditor', 'head Head of service']);
    expect(who({ group: 'Head of service' })).toEqual(['head Head of service']);
    expect(who({ group: 'Team manager' })).toEqual(['ann Team manager']);
    expect(who({ personId: 'bob' })).toEqual(['bob auditor']);
    expect(who({ personId: 'new' })).toEqual([]);
  });

  it('says who is away on every day of it', () => {
    expect(who({ personId: 'bob' }, away('a', 'bob', '2026-04-20', null, null))).toEqual(['bob auditor away']);
    expect(who({ personId: 'bob' }, away('a', 'bob', '2026-04-20', '2026-05-30', null))).toEqual(['bob auditor']);
  });

  it('is away throughout as on each day, however the absences lie', () => {
    const day = fc.integer({ min: 0, max: 20 }).map((days) => addDays('2026-05-01', days));
    const absence = fc.record({
      absenceId: fc.uuid(),
      personId: fc.constant('bob'),
      from: day,
      to: fc.option(day),
      deputyId: fc.constant(null),
      endedOn: fc.option(day, { freq: 4 }),
    });
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(absence, { maxLength: 5 }), day, day, (absences, one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        let each = true;
        for (let date: string = from; date <= to; date = addDays(date, 1))
          each &&= absences.some((away) => lastsOn(away, date));
        expect(awayThroughout(absences, { from, to })).toBe(each);
        seen.add(each);
      }),
      { numRuns: 500 },
    );
    expect([...seen].sort()).toEqual([false, true]);
  });

  it('is nobody in a month without audits; longer periods are asked for whole', () => {
    const without = { excludedMonths: [8] };
    expect(expectedPeriod('month', '2026-08-04', without)).toBeNull();
    expect(expectedPeriod('month', '2026-09-04', without)?.key).toBe('2026-09');
    expect(expectedPeriod('quarter', '2026-08-04', without)?.key).toBe('2026-27-Q2');
  });
});

describe('expectations in the settings', () => {
  const ROUND: Round = {
    ...{ key: 'deep', label: 'Deep dives', activity: 'deep-dive', every: 'quarter', months: [], size: null },
    ...{ quotas: null, stratum: null, theme: null, targetPerYear: null, replaces: null },
  };
  const ONE: Expectation = {
    ...{ key: 'auditors', label: 'Auditors', audits: 2, every: 'quarter', role: 'auditor' },
    ...{ group: null, personId: null, round: 'deep' },
  };
  const problems = (...expectations: readonly Expectation[]) =>
    settingsProblems({ ...defaultSettings('Westmere'), rounds: [ROUND], expectations }).map(({ sentence }) => sentence);

  it('say what clashes', () => {
    expect(
      problems(ONE, { ...ONE, key: 'heads', role: null, group: 'Head of service', every: 'once', round: null }),
    ).toEqual([]);
    expect(problems(ONE, ONE)).toEqual(['The expectation "auditors" stands twice.']);
    const clash = (sentence: string): string => `The expectation "auditors": ${sentence}`;
    const whom = clash('name whom it is of: a role, a group of auditors or a person, one of the three.');
    expect(problems({ ...ONE, role: null })).toEqual([whom]);
    expect(problems({ ...ONE, personId: 'ann' })).toEqual([whom]);
    expect(problems({ ...ONE, audits: 0 })).toEqual([
      clash('it is of a whole number of audits a period, at least one.'),
    ]);
    expect(problems({ ...ONE, audits: 1.5 })).toHaveLength(1);
    expect(problems({ ...ONE, round: 'chess' })).toEqual([clash('it counts audits of "chess", which is no round.')]);
    expect(problems({ ...ONE, every: 'month' })).toEqual([
      clash('its periods are shorter than those of its round, which is not drawn in each of them.'),
    ]);
    const long = 'a'.repeat(41);
    expect(problems({ ...ONE, key: long })).toEqual([
      `The expectation "${long}": its key has more than 40 characters.`,
    ]);
  });
});
