import { importDipSample, importLearning } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import type { Role } from '#domain';
import { learningFor, reportLearning, reviewsOwed } from '#engine';
import { Council } from '../support/index.js';

const ALL = { from: null, to: null, by: null, asAt: null, service: null, team: null };

describe('messages to staff', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const day = (days: number): string =>
    new Date(Date.parse(council.now) + days * 86_400_000).toISOString().slice(0, 10);
  const message = (more: object = {}) => ({
    theme: 'Chronologies at Zebedee House',
    found: 'Half are out of date.',
    toDo: 'Bring them up to date.',
    sources: ['audits'],
    teams: [council.idOf('North'), council.idOf('South')],
    confirmBy: day(14),
    lookAgainOn: day(25),
    ...more,
  });
  const cora = () => council.actor('Cora', 'coordinator');
  const issue = (more: object = {}) =>
    council.does({ name: 'IssueLearningMessage', body: message(more), actor: cora() });
  const later = (days: number): void => {
    council.now = new Date(Date.parse(council.now) + days * 86_400_000).toISOString();
  };
  const owed = async () =>
    (await reviewsOwed(council.first)).map(({ register, called, owners }) => [
      register,
      called,
      owners.map(({ personId }) => personId),
    ]);
  const reads = async (name: string, role: Role) =>
    (await learningFor(council.first, council.actor(name, role))).map(({ message: { theme }, toConfirm }) => [
      theme,
      toConfirm.length,
    ]);

  it('are owed by the managers of their teams, looked at again by a dip sample, and reported as they stood', async () => {
    const { id } = await issue();
    const theme = message().theme;
    // South has no manager: it falls to whoever owes what nobody leads.
    expect(await owed()).toEqual([
      ['discussion', `${theme}, North`, [council.idOf('Tess')]],
      ['discussion', `${theme}, South`, [council.idOf('Cora')]],
      ['look-again', theme, [council.idOf('Cora')]],
    ]);
    expect(await reads('Tess', 'team_manager')).toEqual([[theme, 1]]);
    expect(await reads('Pat', 'practitioner')).toEqual([[theme, 0]]);
    expect(await reads('Ann', 'auditor')).toEqual([]);
    expect(await reads('Cora', 'coordinator')).toEqual([[theme, 1]]);
    const before = council.now;
    const early = JSON.stringify(await reportLearning(council.first, { ...ALL, asAt: before }));
    later(1);
    const [shown] = await learningFor(council.first, council.actor('Tess', 'team_manager'));
    const target = shown?.toConfirm[0];
    const confirm = { name: 'ConfirmDiscussion', target, body: { discussedOn: day(0), words: 'We will.' } };
    expect(await council.tries({ ...confirm, actor: council.actor('Pat', 'practitioner') })).toMatchObject({
      code: 'not-theirs-to-confirm',
    });
    await council.does({ ...confirm, actor: council.actor('Tess', 'team_manager') });
    const body = { sampleTheme: 'Chronologies', sampleDate: day(0), words: 'Better.', next: null };
    const look = { name: 'LookAgain', target: id, body, actor: cora() };
    expect(await council.tries(look)).toMatchObject({ code: 'dip-sample-unknown' });
    const file = Buffer.from(
      `theme,date,unit,subject_ref,Up to date?\nChronologies,${day(0)},child,CH-1,yes\nChronologies,${day(0)},child,CH-2,no`,
    );
    await importDipSample(council.first, { file, actor: OPERATOR, now: council.now, acceptRejects: false });
    await council.does(look);
    expect(await owed()).toEqual([['discussion', `${theme}, South`, [council.idOf('Cora')]]]);
    const { messages, rows } = await reportLearning(council.first, ALL);
    expect(messages).toMatchObject([
      {
        theme,
        lookAgainDue: null,
        discussions: [
          { team: 'North', words: 'We will.', confirmedBy: council.idOf('Tess') },
          { team: 'South', confirmedOn: null },
        ],
        looks: [{ sampleTheme: 'Chronologies', words: 'Better.' }],
      },
    ]);
    expect(rows.find(({ series, key }) => series === 'discussions' && key === 'in-time')).toMatchObject({
      numerator: 1,
      denominator: 2,
      percent: 50,
    });
    expect(JSON.stringify(await reportLearning(council.first, { ...ALL, asAt: before }))).toBe(early);
    expect(JSON.stringify((await council.first.ledger.load('learning')).events)).not.toMatch(/Zebedee|Chronologies/);
  });

  it('name nobody who is known: no person by a full name, either way round, and no case by its id', async () => {
    await council.register('Mary-Ann O’Neill', 'practitioner', 'North');
    const file = Buffer.from(`theme,date,unit,subject_ref,Seen?\nVisits,${day(0)},child,CH-00417,yes`);
    await importDipSample(council.first, { file, actor: OPERATOR, now: council.now, acceptRejects: false });
    const tried = (more: object) => council.tries({ name: 'IssueLearningMessage', body: message(more), actor: cora() });
    const person = { code: 'names-a-person' };
    expect(await tried({ found: 'As mary ann oneill found.' })).toMatchObject(person);
    expect(await tried({ toDo: "Ask O'Neill, Mary-Ann." })).toMatchObject(person);
    expect(await tried({ theme: 'What Mary-Ann O’Neill says' })).toMatchObject(person);
    expect(await tried({ basis: 'Look at (CH-00417).' })).toMatchObject({ code: 'names-a-case' });
    expect(await tried({ found: 'Mary and Ann and the O’Neill family; 417 of 2024.' })).not.toHaveProperty('refused');
    const [shown] = await learningFor(council.first, council.actor('Tess', 'team_manager'));
    const confirm = {
      name: 'ConfirmDiscussion',
      target: shown?.toConfirm[0],
      body: { discussedOn: day(0), words: 'With Mary-Ann O’Neill.' },
      actor: council.actor('Tess', 'team_manager'),
    };
    expect(await council.tries(confirm)).toMatchObject(person);
  });

  it('are read by nobody whom they were for once they are withdrawn, and owed no more', async () => {
    const { id } = await issue();
    await council.does({ name: 'WithdrawLearningMessage', target: id, body: { reason: 'Superseded.' }, actor: cora() });
    expect(await owed()).toEqual([]);
    expect(await reads('Tess', 'team_manager')).toEqual([]);
    expect(await reads('Cora', 'coordinator')).toEqual([[null, 0]]);
    const { messages, rows } = await reportLearning(council.first, ALL);
    expect(JSON.stringify(messages)).not.toContain('Zebedee');
    expect(rows[1]).toMatchObject({ series: 'messages', key: 'withdrawn', numerator: 1, denominator: 1 });
  });

  it('are reported by service and team, and by no name that nothing has had', async () => {
    await issue();
    const { rows } = await reportLearning(council.first, { ...ALL, team: 'north', service: 'Assessment' });
    expect(rows.filter(({ series }) => series.startsWith('team:')).map(({ series }) => series)).toEqual(
      Array.from({ length: 4 }, () => 'team:North'),
    );
    await expect(reportLearning(council.first, { ...ALL, team: 'Norht' })).rejects.toThrow('“North”');
  });

  it('stand beside activities that are entered once, corrected, and reported as they were known', async () => {
    const enter = async (...lines: readonly string[]) => {
      const file = Buffer.from(['date,kind,theme,audience,team,invited,attended,sources', ...lines].join('\n'));
      const said = await importLearning(council.first, {
        file,
        actor: OPERATOR,
        now: council.now,
        acceptRejects: false,
      });
      if (isRefusal(said)) throw new Error(said.sentence);
      return said;
    };
    await council.register('Mary Okafor', 'practitioner', 'North');
    const rows = [
      `${day(-1)},Training,Zebedee House,New starters,,20,12,audits;feedback`,
      `${day(0)},briefing,Visits,,North,,,`,
    ];
    expect(await enter(...rows)).toMatchObject({ recorded: 2, corrected: 0, imported: true });
    expect(await enter(...rows)).toMatchObject({ recorded: 0, corrected: 0, unchanged: 2 });
    const before = council.now;
    later(1);
    expect(await enter(`${day(-2)},training,zebedee house,new starters,,20,15,audits`)).toMatchObject({ corrected: 1 });
    const attended = async (asAt: string | null) => {
      const { rows: figures, activities } = await reportLearning(council.first, { ...ALL, asAt });
      return [activities.length, figures.find(({ series }) => series === 'attended')?.numerator];
    };
    expect([await attended(null), await attended(before)]).toEqual([
      [2, 15],
      [2, 12],
    ]);
    const wrong = [
      `${day(1)},training,Later,,,,,`,
      `${day(0)},training,By Mary Okafor,,,,,`,
      `${day(0)},training,Plans,For Okafor Mary,,,,`,
      `${day(0)},training,Plans,,Nowhere,,,`,
    ];
    const { rejected, imported } = await enter(...wrong);
    expect([imported, rejected.map(({ row, column }) => [row, column])]).toEqual([
      false,
      [
        [2, 'date'],
        [3, 'theme'],
        [4, 'theme'],
        [5, 'team'],
      ],
    ]);
    expect(JSON.stringify(rejected)).not.toContain('Okafor');
    expect(JSON.stringify((await council.first.ledger.load('learning-activities')).events)).not.toMatch(/zebedee/i);
    const asAnn = {
      file: Buffer.from(''),
      actor: council.actor('Ann', 'auditor'),
      now: council.now,
      acceptRejects: false,
    };
    expect(await importLearning(council.first, asAnn)).toMatchObject({ code: 'role-missing' });
  });
});
