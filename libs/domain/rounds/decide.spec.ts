import fc from 'fast-check';
import type { Actor } from '../actor.js';
import { systemActor } from '../actor.js';
import { councils, staffed } from '../audit/scenarios/bad-days.fixture.js';
import { TODAY } from '../audit/scenarios/council.fixture.js';
import { specOf } from '../given.fixture.js';
import { away, registered } from '../people/people.fixture.js';
import { foldDirectory } from '../people/people-directory.js';
import type { PeopleEvent } from '../people/events.js';
import { RUNGS } from '../reminders/steps.js';
import { DEFAULT_RESPONSIBILITIES } from '../settings/default-settings.js';
import { roundDraws, type RoundsContext } from './decide.js';
import { drawOwnership, drawRecipients, mayDrawForRound } from './draw-owners.js';
import { drawsOwed, roundDrawId } from './draws.js';
import type { RoundsEvent } from './events.js';

const toCome = roundDrawId('monthly', '2026-06');
const TODAY_HERE = '2026-05-12';
const CORA: Actor = { id: 'cora', roles: ['coordinator'] };
const LEE: Actor = { id: 'lee', roles: ['leader'] };
const PEOPLE: readonly PeopleEvent[] = [
  registered('cora', { roles: ['coordinator'] }),
  registered('lee', { roles: ['leader'] }),
  registered('ann', { roles: ['auditor'] }),
];

const context = (actor: Actor = CORA, ...more: readonly PeopleEvent[]): RoundsContext => ({
  actor,
  now: `${TODAY_HERE}T09:00:00.000Z`,
  today: TODAY_HERE,
  newId: (what) => what,
  directory: foldDirectory([...PEOPLE, ...more]),
  responsibilities: DEFAULT_RESPONSIBILITIES,
  asked: (id) => (id === toCome ? { round: 'monthly', period: '2026-06' } : null),
});
const given = specOf(roundDraws, context);
const engine = context(systemActor('owe-draws'));
const of = { round: 'monthly', period: '2026-05' };
const owed: RoundsEvent = { type: 'draw-owed', data: { ...of, due: '2026-05-01' } };
const excused: RoundsEvent = { type: 'draw-excused', data: { ...of, reason: 'No auditors.' } };
const made: RoundsEvent = { type: 'draw-made', data: { ...of, sampleId: 's1' } };
const dropped: RoundsEvent = { type: 'draw-dropped', data: of };
const drawId = roundDrawId('monthly', '2026-05');
const excuse = { type: 'ExcuseDraw', drawId, reason: ' No auditors. ' } as const;
const lift = { type: 'LiftExcuse', drawId, reason: 'They are back.' } as const;

describe('the draws that rounds call for', () => {
  it('are excused with a reason, and owed again once the excuse is lifted', () => {
    given(owed).when(excuse).then(excused);
    given(owed, excused)
      .when(lift)
      .then({ type: 'draw-excuse-lifted', data: { ...of, reason: 'They are back.' } });
    const after = [owed, excused].reduce(roundDraws.evolve, roundDraws.initial);
    expect(drawsOwed(after)).toEqual([]);
    expect(drawsOwed(roundDraws.evolve(after, { type: 'draw-excuse-lifted', data: { ...of, reason: 'x' } }))).toEqual([
      expect.objectContaining({ id: drawId, due: '2026-05-01', reason: null }),
    ]);
  });

  it('are excused before they are owed too, and owed on their day once that is lifted', () => {
    const june = { round: 'monthly', period: '2026-06' };
    const before: RoundsEvent = { type: 'draw-excused', data: { ...june, reason: 'No auditors.' } };
    const lifted: RoundsEvent = { type: 'draw-excuse-lifted', data: { ...june, reason: 'They are back.' } };
    const owe = { type: 'OweDraw', ...june, due: '2026-06-01' } as const;
    given()
      .when({ ...excuse, drawId: toCome })
      .then(before);
    given(before).when(owe, engine).then();
    given(before, lifted)
      .when(owe, engine)
      .then({ type: 'draw-owed', data: { ...june, due: '2026-06-01' } });
    expect(drawsOwed([before, lifted].reduce(roundDraws.evolve, roundDraws.initial))).toEqual([]);
  });

  it('are not excused without a reason, nor where they are not owed', () => {
    given(owed)
      .when({ ...excuse, reason: '  ' })
      .refused('reason-missing', 'invalid');
    given().when(excuse).refused('draw-unknown', 'not-found');
    given(owed, excused).when(excuse).refused('draw-not-owed', 'rule');
    given(owed, made).when(excuse).refused('draw-not-owed', 'rule');
    given(owed, dropped).when(excuse).refused('draw-not-owed', 'rule');
    given(owed).when(lift).refused('draw-not-excused', 'rule');
  });

  it('are a coordinator’s to excuse, and somebody else’s only where they have fallen to them', () => {
    const gone: PeopleEvent[] = [away('a', 'cora', '2026-05-01', null, null)];
    given(owed)
      .when(excuse, context({ id: 'ann', roles: ['auditor'] }))
      .refused('role-missing', 'not-allowed');
    given(owed).when(excuse, context(LEE)).refused('role-missing', 'not-allowed');
    given(owed)
      .when(excuse, context(LEE, ...gone))
      .then(excused);
    given(owed)
      .when(excuse, context({ id: 'ann', roles: ['auditor'] }, ...gone))
      .refused('role-missing');
    given(owed)
      .when(excuse, context({ id: 'ann', roles: ['auditor'] }, away('a', 'cora', '2026-05-01', null, 'ann')))
      .then(excused);
  });

  it('are owed, dropped and made by the engine alone, and the same again without effect', () => {
    const owe = { type: 'OweDraw', ...owed.data, due: '2026-05-01' } as const;
    given().when(owe).refused('engine-only', 'not-allowed');
    given().when(owe, engine).then(owed);
    for (const known of [[owed], [owed, excused], [made]])
      given(...known)
        .when(owe, engine)
        .then();
    given(owed, dropped).when(owe, engine).then(owed);
    const record = { type: 'RecordDrawMade', ...of, sampleId: 's1' } as const;
    given(owed).when(record, engine).then(made);
    given(owed, made).when(record, engine).then();
    given(owed).when(record).refused('engine-only');
    given(owed).when({ type: 'DropDraw', drawId }, engine).then(dropped);
    given(owed, excused).when({ type: 'DropDraw', drawId }, engine).then(dropped);
    given(owed, made).when({ type: 'DropDraw', drawId }, engine).then();
    given().when({ type: 'DropDraw', drawId }, engine).then();
    given(owed).when({ type: 'DropDraw', drawId }).refused('engine-only');
  });

  it('once made are owed no longer, however often they are drawn again', () => {
    const again: RoundsEvent = { type: 'draw-made', data: { ...of, sampleId: 's2' } };
    const after = [owed, made, again].reduce(roundDraws.evolve, roundDraws.initial);
    expect(drawsOwed(after)).toEqual([]);
    expect(after.get(drawId)?.samples).toEqual(['s1', 's2']);
  });
});

describe('whose a draw is', () => {
  it('is every coordinator’s who is there, the deputies’ of those who are away, the leaders’ where none is', () => {
    const owners = (...more: readonly PeopleEvent[]) => {
      const { owners: found, gap } = drawOwnership(context(CORA, ...more));
      return [found.map(({ personId }) => personId), gap];
    };
    expect(owners()).toEqual([['cora'], null]);
    expect(owners(away('a', 'cora', '2026-05-01', null, 'ann'))).toEqual([['ann'], null]);
    expect(owners(away('a', 'cora', '2026-05-01', null, null))).toEqual([['lee'], 'away-without-deputy']);
    expect(owners(registered('cora', { roles: ['coordinator'], to: '2026-04-30' }))).toEqual([
      ['lee'],
      'nobody-in-role',
    ]);
    const lead = { ...context(), responsibilities: { ...DEFAULT_RESPONSIBILITIES, programmeLead: 'ann' } };
    const without = foldDirectory(PEOPLE.slice(1));
    expect(drawOwnership({ ...lead, directory: without }).owners.map(({ personId }) => personId)).toEqual(['ann']);
    expect(drawOwnership({ ...lead, directory: foldDirectory([]) })).toEqual({ owners: [], gap: 'nobody-in-role' });
  });

  it('is somebody’s who is there and may make or excuse it, or nobody’s because nobody could', () => {
    const gaps = new Set<unknown>();
    fc.assert(
      fc.property(councils, (bad) => {
        const council = { ...bad, today: TODAY };
        const { owners, gap } = drawOwnership(council);
        const isHere = (personId: string): boolean =>
          bad.directory.inPost(personId, TODAY) && bad.directory.awayOn(personId, TODAY) === null;
        const may = (personId: string): boolean =>
          mayDrawForRound({ id: personId, roles: bad.directory.person(personId)?.roles ?? [] }, council);
        for (const { personId } of owners)
          expect([personId, isHere(personId), may(personId)]).toEqual([personId, true, true]);
        if (owners.length === 0) {
          const could = [...bad.directory.people()].filter(({ personId }) => isHere(personId) && may(personId));
          expect(could).toEqual([]);
        }
        expect(drawOwnership({ ...staffed(bad, 'coordinator'), today: TODAY }).owners.length).toBeGreaterThan(0);
        const administrators = bad.directory.withRole('administrator', TODAY);
        for (const rung of RUNGS) {
          const hear = drawRecipients(rung, council);
          if (owners.length + administrators.length > 0) expect(hear.length).toBeGreaterThan(0);
        }
        gaps.add(gap);
      }),
      { numRuns: 300 },
    );
    expect([...gaps]).toEqual(expect.arrayContaining([null, 'away-without-deputy', 'nobody-in-role']));
  });
});
