import { frame } from '../caseload/caseload.fixture.js';
import type { FrameEntry } from '../caseload/events.js';
import { specOf } from '../given.fixture.js';
import type { Actor } from '../actor.js';
import type { Round } from '../settings/programme-settings.js';
import type { DrawChoices, SampleCommand } from './commands.js';
import { sample } from './decide.js';
import type { SampleEvent } from './events.js';
import { casesToIssue, evolveSample, UNDRAWN } from './sample-state.js';
import { DRAW, drawn, ENGINE, NO_HISTORY, sampleContext, SETTINGS, TWENTY } from './sample.fixture.js';

const given = specOf(sample, () => sampleContext());
const engine = sampleContext({ actor: ENGINE });
const at = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index];
  if (item === undefined) throw new Error(`There is no item ${index}`);
  return item;
};

const ROUND: Round = {
  key: 'quarterly',
  label: 'Quarterly',
  activity: 'case-file',
  every: 'month',
  months: [],
  size: { kind: 'fixed', count: 3 },
  quotas: null,
  stratum: 'team',
  theme: 'Neglect',
  targetPerYear: null,
  replaces: null,
};

describe('drawing a sample', () => {
  it('records frame, rules, seed and both lists', () => {
    expect(drawn().data).toMatchObject({
      sampleId: 'm1',
      period: '2024-05',
      caseloadId: 'c1',
      frameRoot: frame(TWENTY).manifest.root,
      frameSize: 20,
      activity: 'deep-dive',
      rules: { ...SETTINGS.draw, size: { kind: 'fixed', count: 4 } },
      seed: 'a seed',
      settingsVersion: 3,
      excluded: [],
      excludedByHistory: { cooldown: [], live_audit: [], exempt: [] },
    });
    expect(drawn().data.selected).toHaveLength(4);
    expect(drawn().data.reserves).toHaveLength(4);
    for (const { position, subjectId } of [...drawn().data.selected, ...drawn().data.reserves]) {
      expect(subjectId).toBe(`s${position}`);
    }
  });

  it('is the same again with the same seed and another with another', () => {
    expect(drawn()).toEqual(drawn());
    expect(drawn({ seed: 'another' }).data.selected).not.toEqual(drawn().data.selected);
    expect(drawn({ seed: null }).data.seed).toBe('id-of-seed');
  });

  it('of a round is made as the round says, for one of its periods', () => {
    const round: Round = { ...ROUND, every: 'quarter', months: [5] };
    const settings = { ...SETTINGS, rounds: [round] };
    const asked = { period: '2024-25-Q1', round: 'quarterly', choices: {} };
    expect(drawn(asked, { settings }).data).toMatchObject({
      period: '2024-05',
      round: { key: 'quarterly', period: '2024-25-Q1', theme: 'Neglect' },
      activity: 'case-file',
      rules: { size: { kind: 'fixed', count: 3 }, stratum: 'team', quotas: null, activity: 'case-file' },
    });
    expect(drawn().data).not.toHaveProperty('round');
    const refusal = (command: object, with_ = settings) =>
      sample.decide({ ...DRAW, ...asked, ...command }, sample.initial, sampleContext({ settings: with_ }));
    expect(refusal({ round: 'weekly' })).toMatchObject({ code: 'round-unknown' });
    expect(refusal({ period: '2024-05' })).toMatchObject({ code: 'period-unknown' });
    expect(refusal({ period: '2024-25-Q2' })).toMatchObject({ code: 'round-not-drawn' });
    expect(refusal({ choices: { cooldownMonths: 0 } })).toMatchObject({ code: 'round-decides' });
    expect(refusal({}, { ...settings, excludedMonths: [5] })).toMatchObject({ code: 'round-not-drawn' });
    // The whole period's caseload may be drawn from, and nothing later.
    const late = { ...frame(TWENTY), manifest: { ...frame(TWENTY).manifest, asAt: '2024-06-30' } };
    expect(drawn(asked, { settings, frame: late }).data.selected).toHaveLength(3);
    const later = { ...late, manifest: { ...late.manifest, asAt: '2024-07-01' } };
    expect(
      sample.decide({ ...DRAW, ...asked }, sample.initial, sampleContext({ settings, frame: later })),
    ).toMatchObject({ code: 'frame-after-period' });
  });

  it('of a round is also for whoever it has fallen to, and any other for coordinators alone', () => {
    const settings = { ...SETTINGS, rounds: [{ ...ROUND, key: 'monthly' }] };
    const actor: Actor = { id: 'lee', roles: ['leader'] };
    const asked = { ...DRAW, period: '2024-05', round: 'monthly', choices: {} };
    const answer = (command: typeof DRAW, owesRoundDraws: boolean) =>
      sample.decide(command, sample.initial, sampleContext({ settings, actor, owesRoundDraws }));
    expect(answer(asked, false)).toMatchObject({ code: 'role-missing' });
    expect(answer(asked, true)).toMatchObject([{ type: 'sample-drawn' }]);
    expect(answer(DRAW, true)).toMatchObject({ code: 'role-missing' });
  });

  it('does not depend on who the subjects are', () => {
    const others = TWENTY.map((each) => ({ ...each, subjectId: `other-${each.position}`, importedId: 'sealed' }));
    const positions = (event: ReturnType<typeof drawn>) => event.data.selected.map(({ position }) => position);
    expect(positions(drawn({}, { frame: frame(others) }))).toEqual(positions(drawn()));
  });

  it('excludes by the frame first, then by what is known of audits', () => {
    const entries: FrameEntry[] = TWENTY.map((each) => {
      if (each.position < 2) return { ...each, open: false, status: null };
      if (each.position < 5) return { ...each, team: null };
      if (each.position < 9) return { ...each, worker: 'missing', practitionerId: null };
      return each;
    });
    const number = (subjectId: string) => Number(subjectId.slice(1));
    const history = {
      lastAuditedOn: (subjectId: string) => (number(subjectId) < 10 ? '2023-05-02' : '2023-05-01'),
      isLive: (subjectId: string) => number(subjectId) < 12,
      isExempt: (subjectId: string) => number(subjectId) < 15,
    };
    const { data } = drawn({}, { frame: frame(entries), history: () => history });
    expect(data.excluded).toEqual([
      { reason: 'closed', count: 2 },
      { reason: 'missing_team', count: 3 },
      { reason: 'missing_worker', count: 4 },
      { reason: 'cooldown', count: 1 },
      { reason: 'live_audit', count: 2 },
      { reason: 'exempt', count: 3 },
    ]);
    expect(data.excludedByHistory).toEqual({ cooldown: [9], live_audit: [10, 11], exempt: [12, 13, 14] });
    expect(data.selected.every(({ position }) => position >= 15)).toBe(true);
  });

  it('asks for the history of the activity that is drawn', () => {
    const history = (activity: string) => ({ ...NO_HISTORY, isLive: () => activity === 'case-file' });
    expect(drawn({ choices: { activity: 'case-file' } }, { history }).data.selected).toEqual([]);
    expect(drawn({ choices: { activity: 'multi-agency' } }, { history }).data.selected).not.toEqual([]);
  });

  it('samples a case whose worker matches nobody', () => {
    const unmatched = TWENTY.map((each) => ({
      ...each,
      worker: 'unmatched' as const,
      practitionerId: null,
      workerOwner: 'name-1',
      workerName: 'A Name',
    }));
    expect(drawn({}, { frame: frame(unmatched) }).data.selected).toHaveLength(4);
  });

  it('takes a percentage of the eligible, rounded up', () => {
    const { selected } = drawn({ choices: { size: { kind: 'percent', percent: 5.1 } } }).data;
    expect(selected).toHaveLength(2);
  });

  it.each<[DrawChoices, string[]]>([
    [{ stratum: 'team' }, ['North', 'South']],
    [{ stratum: 'service' }, ['Fieldwork', 'not_recorded']],
    [{ stratum: 'status' }, ['child_in_need', 'looked_after']],
    [{ stratum: null }, ['all']],
    [{ stratum: 'team', quotas: { South: 4 } }, ['South']],
  ])('is stratified by %j', (choices, strata) => {
    const entries = TWENTY.map((each) => ({
      ...each,
      service: each.position % 2 === 0 ? null : 'Fieldwork',
      status: each.position % 2 === 0 ? ('looked_after' as const) : ('child_in_need' as const),
    }));
    const { data } = drawn({ choices: { size: { kind: 'fixed', count: 4 }, ...choices } }, { frame: frame(entries) });
    expect([...new Set(data.selected.map(({ stratum }) => stratum))].sort()).toEqual(strata);
  });

  it('puts the settings’ quotas aside for a size of its own', () => {
    const settings = {
      ...SETTINGS,
      draw: {
        ...SETTINGS.draw,
        stratum: 'team' as const,
        size: { kind: 'fixed' as const, count: 2 },
        quotas: { South: 2 },
      },
    };
    expect(drawn({ choices: {} }, { settings }).data.selected.map(({ stratum }) => stratum)).toEqual([
      'South',
      'South',
    ]);
    expect(drawn({}, { settings }).data.rules.quotas).toBeNull();
  });

  it.each(['2024-13', '2024-25-Q1', '2024-25', 'May'])('is made for a month, not for %s', (period) => {
    given()
      .when({ ...DRAW, period })
      .refused('period-unknown', 'invalid');
  });

  it('is not made for a month without audits', () => {
    const settings = { ...SETTINGS, excludedMonths: [5, 12] };
    given().when(DRAW, sampleContext({ settings })).refused('month-excluded', 'rule');
    expect(drawn({ period: '2024-06' }, { settings }).data.period).toBe('2024-06');
  });

  it('needs a caseload of these subjects as at or before the period’s end', () => {
    given()
      .when(DRAW, sampleContext({ frame: null }))
      .refused('no-frame', 'rule');
    given()
      .when(DRAW, sampleContext({ frame: frame(TWENTY, { asAt: '2024-06-01' }) }))
      .refused('frame-after-period');
    given()
      .when({ ...DRAW, choices: { activity: 'foster-carer' } })
      .refused('frame-other-subjects');
    expect(drawn({}, { frame: frame(TWENTY, { asAt: '2024-05-31' }) }).data.frameSize).toBe(20);
  });

  it.each<[string, DrawChoices]>([
    ['activity-unknown', { activity: 'none' }],
    ['sample-size', { size: { kind: 'fixed', count: 0 } }],
    ['sample-percentage', { size: { kind: 'percent', percent: 0 } }],
    ['quotas-and-size', { size: { kind: 'fixed', count: 3 }, stratum: 'team', quotas: { North: 2 } }],
    ['quotas', { size: { kind: 'fixed', count: 2 }, stratum: null, quotas: { North: 2 } }],
    ['reserves-per-selected', { reservesPerSelected: 1.5 }],
    ['cooldown', { cooldownMonths: -1 }],
  ])('is refused with %s', (code, choices) => {
    given()
      .when({ ...DRAW, choices })
      .refused(code, 'invalid');
  });

  it('is refused for an empty seed, a second time, and by others than a coordinator', () => {
    given()
      .when({ ...DRAW, seed: '' })
      .refused('seed-length', 'invalid');
    given(drawn()).when(DRAW).refused('sample-drawn', 'rule');
    given()
      .when(DRAW, sampleContext({ actor: { id: 'p2', roles: ['auditor'] } }))
      .refused('role-missing', 'not-allowed');
  });
});

describe('a directed case', () => {
  const { selected, reserves } = drawn().data;
  const undrawnPosition = at(
    TWENTY.filter(({ position }) => ![...selected, ...reserves].some((each) => each.position === position)),
    0,
  ).position;
  const direct = { type: 'DirectCase', position: undrawnPosition, reason: ' Neglect ' } as const;
  const directed: SampleEvent = {
    type: 'case-directed',
    data: { sampleId: 'm1', position: undrawnPosition, subjectId: `s${undrawnPosition}`, reason: 'Neglect' },
  };

  it('is picked beside the draw, with a reason', () => {
    given(drawn()).when(direct).then(directed);
    given(drawn())
      .when({ ...direct, reason: ' ' })
      .refused('reason-missing', 'invalid');
    given(drawn()).when(direct, engine).refused('role-missing');
  });

  it('is not in the sample already, closed or in a live audit', () => {
    given(drawn())
      .when({ ...direct, position: at(selected, 0).position })
      .refused('in-sample-already');
    given(drawn(), directed).when(direct).refused('in-sample-already');
    const closed = TWENTY.map((each) => ({ ...each, open: false, status: null }));
    given(drawn())
      .when(direct, sampleContext({ frame: frame(closed) }))
      .refused('case-closed');
    const history = () => ({ ...NO_HISTORY, isLive: () => true });
    given(drawn()).when(direct, sampleContext({ history })).refused('live-audit');
  });

  it('is a case of the sample’s own frame, before it is issued', () => {
    given(drawn())
      .when({ ...direct, position: 20 })
      .refused('position-unknown', 'not-found');
    given(drawn())
      .when(direct, sampleContext({ frame: null }))
      .refused('position-unknown');
    given(drawn())
      .when(direct, sampleContext({ frame: frame(TWENTY, { caseloadId: 'c2' }) }))
      .refused('position-unknown');
    given(drawn(), issueStarted).when(direct).refused('sample-issued');
    given().when(direct).refused('sample-unknown', 'not-found');
  });

  it('may be a reserve, which then stands in for nobody', () => {
    const [first, second] = [at(reserves, 0), at(reserves, 1)];
    given(
      drawn(),
      {
        type: 'case-directed',
        data: { sampleId: 'm1', position: first.position, subjectId: first.subjectId, reason: 'Neglect' },
      },
      issueStarted,
    )
      .when({ type: 'TakeReserve', replaces: 'a1', auditId: 'b1' }, engine)
      .then({
        type: 'reserve-taken',
        data: { sampleId: 'm1', position: second.position, subjectId: second.subjectId, replaces: 'a1', auditId: 'b1' },
      });
  });
});

const issueStarted: SampleEvent = {
  type: 'sample-issue-started',
  data: { sampleId: 'm1', settingsVersion: 3 },
};
const cases = drawn().data.selected;
const issued = (index: number, auditId = `a${index}`): SampleEvent => ({
  type: 'sample-case-issued',
  data: {
    sampleId: 'm1',
    position: at(cases, index).position,
    subjectId: at(cases, index).subjectId,
    auditId,
    as: 'selected',
  },
});
const skipped = (index: number): SampleEvent => ({
  type: 'sample-case-skipped',
  data: {
    sampleId: 'm1',
    position: at(cases, index).position,
    subjectId: at(cases, index).subjectId,
    reason: 'live_audit',
  },
});

describe('issuing a sample', () => {
  it('starts once, when there is something to issue', () => {
    given(drawn()).when({ type: 'IssueSample' }).then(issueStarted);
    given(drawn(), issueStarted).when({ type: 'IssueSample' }).refused('sample-issued', 'rule');
    given().when({ type: 'IssueSample' }).refused('sample-unknown', 'not-found');
    given(drawn({}, { history: () => ({ ...NO_HISTORY, isLive: () => true }) }))
      .when({ type: 'IssueSample' })
      .refused('nothing-to-issue');
    given(drawn())
      .when({ type: 'IssueSample' }, sampleContext({ settings: { ...SETTINGS, auditTypes: [] } }))
      .refused('activity-unknown');
    given(drawn()).when({ type: 'IssueSample' }, engine).refused('role-missing');
  });

  it('goes through the selected in draw order, then the directed', () => {
    const state = [
      drawn(),
      {
        type: 'case-directed',
        data: { sampleId: 'm1', position: 99, subjectId: 's99', reason: 'Neglect' },
      } as const,
    ].reduce(evolveSample, UNDRAWN);
    if (state.stage === 'undrawn') throw new Error('drawn');
    expect(casesToIssue(state)).toEqual([
      ...cases.map(({ position, subjectId }) => ({ position, subjectId, as: 'selected' })),
      { position: 99, subjectId: 's99', as: 'directed' },
    ]);
  });

  const position = at(cases, 0).position;

  it('makes a case one audit', () => {
    const command = { type: 'RecordCaseIssued', position, auditId: 'a0' } as const;
    given(drawn(), issueStarted).when(command, engine).then(issued(0));
    given(drawn(), issueStarted, issued(0)).when(command, engine).then();
    given(drawn(), issueStarted, issued(0))
      .when({ ...command, auditId: 'b0' }, engine)
      .refused('case-issued', 'rule');
    given(drawn(), issueStarted, skipped(0)).when(command, engine).refused('case-skipped', 'rule');
    given(drawn(), issueStarted)
      .when({ ...command, position: 99 }, engine)
      .refused('not-in-sample');
    given(drawn()).when(command, engine).refused('sample-not-issuing');
    given(drawn(), issueStarted).when(command).refused('engine-only', 'not-allowed');
    given().when(command, engine).refused('sample-unknown');
  });

  it('skips a case that is in a live audit, unless another replica has issued it', () => {
    const command = { type: 'RecordCaseSkipped', position } as const;
    given(drawn(), issueStarted).when(command, engine).then(skipped(0));
    given(drawn(), issueStarted, skipped(0)).when(command, engine).then();
    given(drawn(), issueStarted, issued(0)).when(command, engine).refused('case-issued');
    given(drawn(), issueStarted)
      .when({ ...command, position: 99 }, engine)
      .refused('not-in-sample');
    given(drawn()).when(command, engine).refused('sample-not-issuing');
    given(drawn(), issueStarted).when(command).refused('engine-only');
    given().when(command, engine).refused('sample-unknown');
  });

  it('is complete when every case is issued or skipped', () => {
    const all = [issued(0), skipped(1), issued(2), issued(3)];
    const done: SampleEvent = { type: 'sample-issued', data: { sampleId: 'm1', audits: 3, skipped: 1 } };
    given(drawn(), issueStarted, ...all)
      .when({ type: 'CompleteIssue' }, engine)
      .then(done);
    given(drawn(), issueStarted, ...all, done)
      .when({ type: 'CompleteIssue' }, engine)
      .then();
    given(drawn(), issueStarted, ...all.slice(1))
      .when({ type: 'CompleteIssue' }, engine)
      .refused('cases-open', 'rule');
    given(drawn()).when({ type: 'CompleteIssue' }, engine).refused('sample-not-issuing');
    given(drawn(), issueStarted, ...all)
      .when({ type: 'CompleteIssue' })
      .refused('engine-only');
    given().when({ type: 'CompleteIssue' }, engine).refused('sample-unknown');
  });
});

describe('substitution', () => {
  const byTeam = drawn({ choices: { size: { kind: 'fixed', count: 4 }, stratum: 'team', reservesPerSelected: 2 } });
  const { selected, reserves } = byTeam.data;
  const south = at(
    selected.filter(({ stratum }) => stratum === 'South'),
    0,
  );
  const southReserves = reserves.filter(({ stratum }) => stratum === 'South');
  const northReserves = reserves.filter(({ stratum }) => stratum === 'North');
  const history: SampleEvent[] = [
    byTeam,
    issueStarted,
    {
      type: 'sample-case-issued',
      data: { sampleId: 'm1', position: south.position, subjectId: south.subjectId, auditId: 'a0', as: 'selected' },
    },
  ];
  const take = (replaces: string, auditId: string) => ({ type: 'TakeReserve', replaces, auditId }) as const;
  const taken = (reserve: { position: number; subjectId: string }, replaces: string, auditId: string): SampleEvent => ({
    type: 'reserve-taken',
    data: { sampleId: 'm1', position: reserve.position, subjectId: reserve.subjectId, replaces, auditId },
  });
  const outcome = (reserve: { position: number; subjectId: string }, auditId: string | null): SampleEvent =>
    auditId === null
      ? {
          type: 'sample-case-skipped',
          data: { sampleId: 'm1', position: reserve.position, subjectId: reserve.subjectId, reason: 'live_audit' },
        }
      : {
          type: 'sample-case-issued',
          data: { sampleId: 'm1', position: reserve.position, subjectId: reserve.subjectId, auditId, as: 'reserve' },
        };

  it('has reserves of both teams to choose from', () => {
    expect(southReserves).toHaveLength(2);
    expect(northReserves.length).toBeGreaterThanOrEqual(2);
  });

  it('takes the next reserve of the same stratum, once', () => {
    const [first, second] = [at(southReserves, 0), at(southReserves, 1)];
    given(...history)
      .when(take('a0', 'b0'), engine)
      .then(taken(first, 'a0', 'b0'));
    given(...history, taken(first, 'a0', 'b0'))
      .when(take('a0', 'b0'), engine)
      .then();
    given(...history, taken(first, 'a0', 'b0'))
      .when(take('a0', 'c0'), engine)
      .then();
    given(...history, taken(first, 'a0', 'b0'), outcome(first, 'b0'))
      .when(take('b0', 'c0'), engine)
      .then(taken(second, 'b0', 'c0'));
  });

  it('passes over a reserve that turned out to be in a live audit', () => {
    const [first, second] = [at(southReserves, 0), at(southReserves, 1)];
    given(...history, taken(first, 'a0', 'b0'), outcome(first, null))
      .when(take('a0', 'c0'), engine)
      .then(taken(second, 'a0', 'c0'));
  });

  it('goes on with the next of the draw when the stratum has no reserve left', () => {
    const usedUp = southReserves.flatMap((reserve, index) => [
      taken(reserve, `x${index}`, `y${index}`),
      outcome(reserve, `y${index}`),
    ]);
    given(...history, ...usedUp)
      .when(take('a0', 'b0'), engine)
      .then(taken(at(northReserves, 0), 'a0', 'b0'));
  });

  it('says once that no reserve is left', () => {
    const usedUp = reserves.flatMap((reserve, index) => [
      taken(reserve, `x${index}`, `y${index}`),
      outcome(reserve, `y${index}`),
    ]);
    const exhausted: SampleEvent = { type: 'reserves-exhausted', data: { sampleId: 'm1', replaces: 'a0' } };
    given(...history, ...usedUp)
      .when(take('a0', 'b0'), engine)
      .then(exhausted);
    given(...history, ...usedUp, exhausted)
      .when(take('a0', 'b0'), engine)
      .then();
  });

  it('makes a taken reserve an audit of its own', () => {
    const first = at(southReserves, 0);
    const command: SampleCommand = { type: 'RecordCaseIssued', position: first.position, auditId: 'b0' };
    given(...history, taken(first, 'a0', 'b0'))
      .when(command, engine)
      .then(outcome(first, 'b0'));
    given(...history, taken(first, 'a0', 'b0'))
      .when({ ...command, auditId: 'c0' }, engine)
      .refused('case-issued');
    given(...history)
      .when(command, engine)
      .refused('not-in-sample');
    given(...history, taken(first, 'a0', 'b0'))
      .when({ type: 'RecordCaseSkipped', position: first.position }, engine)
      .then(outcome(first, null));
  });

  it('is the engine’s, after the sample was issued', () => {
    given(...history)
      .when(take('a0', 'b0'))
      .refused('engine-only', 'not-allowed');
    given(byTeam).when(take('a0', 'b0'), engine).refused('sample-not-issuing');
    given().when(take('a0', 'b0'), engine).refused('sample-unknown', 'not-found');
  });

  it('takes any next reserve for a directed case, which has no stratum', () => {
    const position = 99;
    given(
      byTeam,
      { type: 'case-directed', data: { sampleId: 'm1', position, subjectId: 's99', reason: 'Neglect' } },
      issueStarted,
      {
        type: 'sample-case-issued',
        data: { sampleId: 'm1', position, subjectId: 's99', auditId: 'a9', as: 'directed' },
      },
    )
      .when(take('a9', 'b9'), engine)
      .then(taken(at(reserves, 0), 'a9', 'b9'));
  });
});
