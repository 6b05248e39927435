import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Council } from './council.fixture.js';
import { KEPT, ofAudit, WAIT_FOR_EVENT, waitUntil, type Process, type Progress } from './process.js';
import { ProcessRunner } from './process-runner.js';
import { Register } from './register.js';

const NOW = '2024-05-13T09:00:00.000Z';

describe('the process runner', () => {
  let place: string;
  let council: Council;
  let register: Register;
  const clock = { now: NOW };
  const seen: string[] = [];
  const troubles: string[] = [];

  beforeEach(async () => {
    place = mkdtempSync(join(tmpdir(), 'plumbline-runner-'));
    council = await Council.open(place, { now: NOW });
    register = new Register(':memory:');
    clock.now = NOW;
    seen.length = 0;
    troubles.length = 0;
  });
  afterEach(async () => {
    register.close();
    await council.close();
    rmSync(place, { recursive: true });
  });

  const runnerOf = (advance: Process['advance'], routes: Process['routes'] = teams): ProcessRunner =>
    new ProcessRunner({
      ledger: council.ledger,
      steps: council.steps,
      register,
      processes: [{ name: 'greet-teams', routes, advance }],
      clock: () => clock.now,
      onTrouble: ({ trouble }) => troubles.push(trouble),
    });
  const teams: Process['routes'] = {
    'team-registered': { start: ({ data }) => data.name },
    'team-changed': { continue: ({ data }) => data.name },
    'closure-added': { continueAll: true },
    'closure-removed': { stop: ({ data }) => (data.date === '2024-12-31' ? 'North' : 'South') },
  };
  const answering =
    (...progress: Progress[]): Process['advance'] =>
    async (instance) => {
      seen.push(instance);
      return progress.shift() ?? KEPT;
    };
  const registerTeam = (name: string): Promise<string> => council.done('RegisterTeam', undefined, { name });

  it('starts a promise for each event that says so, and keeps each once', async () => {
    const runner = runnerOf(answering());
    await registerTeam('North');
    await registerTeam('South');
    await runner.settle();
    await runner.settle();
    expect(seen).toEqual(['North', 'South']);
  });

  it('is told of an event whose version is a later one', async () => {
    const personId = await council.done('RegisterPerson', undefined, { ref: 'ann', name: 'Ann', roles: ['auditor'] });
    await council.done('SetNotificationPreference', personId, { email: 'digest' });
    const chosen = 'notification-preference-set';
    expect(await council.count(chosen)).toBe(1);
    await runnerOf(answering(), { [chosen]: { start: ({ data }) => data.personId } }).settle();
    expect(seen).toEqual([personId]);
  });

  it('goes on where its register stands, whoever opens it', async () => {
    await registerTeam('North');
    await runnerOf(answering()).settle();
    await registerTeam('South');
    await runnerOf(answering()).settle();
    expect(seen).toEqual(['North', 'South']);
  });

  it.each([
    ['fed from another log', 1],
    ['beyond the end of the log, which was put back to an earlier day', 1_000],
  ])('starts over on a register that was %s', async (_, position) => {
    const by = { position, eventId: 'another', correlationId: 'another', recordedOn: '2024-05-13' };
    const ghost = { act: 'start', instance: 'Ghost', by, at: position } as const;
    register.note([{ process: 'greet-teams', notes: [ghost] }], { position, eventId: 'another' });
    await registerTeam('North');
    await runnerOf(answering()).settle();
    expect(seen).toEqual(['North']);
  });

  it('starts over on a register of an older shape', async () => {
    const file = join(place, 'older.db');
    const older = new Database(file);
    older.exec('CREATE TABLE checkpoints (process TEXT PRIMARY KEY, position INTEGER NOT NULL)');
    older.exec("INSERT INTO checkpoints VALUES ('greet-teams', 7)");
    older.close();
    const opened = new Register(file);
    expect(opened.checkpoints()).toEqual([]);
    opened.close();
  });

  it('tells a process that is new of the whole log', async () => {
    await registerTeam('North');
    await runnerOf(answering()).settle();
    const late: Process = { name: 'thank-teams', routes: teams, advance: answering() };
    const both = new ProcessRunner({
      ledger: council.ledger,
      steps: council.steps,
      register,
      processes: [{ name: 'greet-teams', routes: teams, advance: answering() }, late],
      clock: () => clock.now,
    });
    await both.settle();
    expect(seen).toEqual(['North', 'North']);
  });

  it('looks again when an event says so, at one or at all', async () => {
    const runner = runnerOf(answering(WAIT_FOR_EVENT, WAIT_FOR_EVENT, WAIT_FOR_EVENT, WAIT_FOR_EVENT, WAIT_FOR_EVENT));
    const north = await registerTeam('North');
    await registerTeam('South');
    await runner.settle();
    await council.done('ChangeTeamDetails', north, { name: 'North', service: 'Fieldwork' });
    await runner.settle();
    expect(seen).toEqual(['North', 'South', 'North']);
    await council.done('AddClosure', undefined, { date: '2024-12-24', reason: 'Christmas' });
    await runner.settle();
    expect(seen).toEqual(['North', 'South', 'North', 'North', 'South']);
  });

  it('ends a promise when an event says so, and continues none that is not open', async () => {
    const runner = runnerOf(answering(WAIT_FOR_EVENT));
    const north = await registerTeam('North');
    await runner.settle();
    await council.done('AddClosure', undefined, { date: '2024-12-31', reason: 'New Year' });
    await council.done('RemoveClosure', undefined, { date: '2024-12-31', reason: 'Open after all' });
    await council.done('ChangeTeamDetails', north, { name: 'North', service: 'Fieldwork' });
    await runner.settle();
    expect(seen).toEqual(['North']);
  });

  it('waits for a day in London', async () => {
    const runner = runnerOf(answering(waitUntil('2024-05-15')));
    await registerTeam('North');
    for (const now of [NOW, '2024-05-14T22:59:59.999Z', '2024-05-14T23:00:00.000Z']) {
      clock.now = now;
      await runner.settle();
      seen.push(now);
    }
    expect(seen).toEqual(['North', NOW, '2024-05-14T22:59:59.999Z', 'North', '2024-05-14T23:00:00.000Z']);
  });

  it('records a refusal nobody expected, goes on with the others, and tries again ever more rarely', async () => {
    const runner = runnerOf(async (instance, steps) => {
      seen.push(instance);
      if (instance === 'South') return KEPT;
      await steps.take('share', { name: 'AddClosure', body: { date: '2024-12-24', reason: 'Christmas' } });
      return KEPT;
    });
    await registerTeam('North');
    await registerTeam('South');
    await runner.settle();
    await runner.settle();
    expect(seen).toEqual(['North', 'South']);
    expect(runner.troubles()).toEqual([
      {
        process: 'greet-teams',
        instance: 'North',
        attempts: 1,
        retryAt: '2024-05-13T09:00:01.000Z',
        trouble: expect.stringMatching(/^share: role-missing: Only /),
      },
    ]);
    clock.now = '2024-05-13T09:00:01.000Z';
    await runner.settle();
    expect(runner.troubles()).toMatchObject([{ attempts: 2, retryAt: '2024-05-13T09:00:03.000Z' }]);
    expect(troubles).toHaveLength(2);
  });

  it('goes on from a refusal it expected', async () => {
    const answers: (string | null)[] = [];
    const closure = { name: 'AddClosure', body: { date: '2024-12-24', reason: 'Christmas' } };
    const runner = runnerOf(async (_instance, steps) => {
      answers.push(await steps.take('share', closure, ['role-missing']));
      return KEPT;
    });
    await registerTeam('North');
    await runner.settle();
    expect(answers).toEqual(['role-missing']);
    expect(runner.troubles()).toEqual([]);
  });

  it('keeps trying when something breaks, and forgets the trouble once it is over', async () => {
    let broken = true;
    const runner = runnerOf(async () => {
      if (broken) throw new Error('The store is away');
      return WAIT_FOR_EVENT;
    });
    await registerTeam('North');
    await runner.settle();
    expect(troubles).toEqual(['Error: The store is away']);
    broken = false;
    clock.now = '2024-05-13T10:00:00.000Z';
    await runner.settle();
    expect(runner.troubles()).toEqual([]);
  });

  it('does not lose an event that comes while a promise is being kept', async () => {
    const other = runnerOf(async () => WAIT_FOR_EVENT);
    const runner = runnerOf(async (instance) => {
      seen.push(instance);
      // another runner on the same register takes down an event meanwhile
      await council.done('AddClosure', undefined, { date: '2024-12-24', reason: 'Christmas' });
      await other.settle();
      return KEPT;
    });
    await registerTeam('North');
    await runner.settle();
    // the promise was looked at again, so that it was kept before is no news
    await council.done('RemoveClosure', undefined, { date: '2024-12-24', reason: 'Open after all' });
    await council.done('AddClosure', undefined, { date: '2024-12-24', reason: 'Christmas' });
    await runnerOf(answering()).settle();
    expect(seen).toEqual(['North', 'North']);
  });

  it('follows the log once started, until it is stopped', async () => {
    const heard: (() => void)[] = [];
    const runner = runnerOf(async (instance) => {
      seen.push(instance);
      heard.shift()?.();
      return KEPT;
    });
    const greeted = (): Promise<void> => new Promise((resolve) => heard.push(resolve));
    const first = greeted();
    await registerTeam('North');
    runner.start();
    await first;
    const second = greeted();
    await registerTeam('South');
    await second;
    await runner.stop();
    await registerTeam('East');
    await runner.stop();
    expect(seen).toEqual(['North', 'South']);
  });

  it('names the audit of an event by its stream', () => {
    expect(ofAudit({ stream: 'audit-1' })).toBe('1');
    expect(ofAudit({ stream: 'sample-1' })).toBeNull();
  });
});
