import { importPlan, importRisks } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { reportPlan, reportRisks, reviewsOwed } from '#engine';
import { planTable, risksTable, tableCsv } from '#reporting';
import { Council } from '../support/index.js';

const PLAN = [
  'section,ref,action,lead,review_date,status,commentary',
  '1. Leadership,1.1.1,Appoint a lead for Zebedee Road,Head of service,31/03/2018,Ongoing,"12 May: advertised.\n3 June: appointed."',
  '1. Leadership,1.2.8,"Publish the plan, and say so",,Completed,Completed,',
  '1. Leadership,1.3.12,Review supervision,Principal social worker,Ongoing,Ongoing,',
  '2. Practice,2.8,Train all staff,Workforce,2018-04-30,,n/a',
];
const RISKS = ['risk,description,mitigation,rating', 'Turnover,Posts are vacant,A career path,B2', 'Demand,,,A1'];

const right = <Answer extends object>(answer: Answer | Refusal): Answer => {
  if (isRefusal(answer)) throw new Error(answer.sentence);
  return answer;
};

describe('the improvement plan and the risk register', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const order = (lines: readonly string[]) => ({
    file: Buffer.from(lines.join('\n')),
    actor: OPERATOR,
    now: council.now,
    acceptRejects: false,
  });
  const plan = async (lines: readonly string[]) => right(await importPlan(council.first, order(lines)));
  const risks = async (lines: readonly string[]) => right(await importRisks(council.first, order(lines)));
  const csvOf = (lines: readonly string[]): string => `${lines.join('\r\n').replaceAll('\n\r', '\n')}\r\n`;

  it('are printed again as they were entered, and entered once', async () => {
    expect(await plan(PLAN)).toMatchObject({ recorded: 4, corrected: 0, unchanged: 0 });
    expect(await risks(RISKS)).toMatchObject({ recorded: 2 });
    expect(await plan(PLAN)).toMatchObject({ recorded: 0, corrected: 0, unchanged: 4 });
    expect(await risks(RISKS)).toMatchObject({ recorded: 0, corrected: 0, unchanged: 2 });
    const printed = await reportPlan(council.first, { asAt: null });
    expect(printed.items.map(({ ref, reviewOn }) => [ref, reviewOn])).toEqual([
      ['1.1.1', '2018-03-31'],
      ['1.2.8', null],
      ['1.3.12', null],
      ['2.8', '2018-04-30'],
    ]);
    expect(tableCsv(planTable(printed))).toBe(csvOf(PLAN));
    expect(tableCsv(risksTable(await reportRisks(council.first, { asAt: null })))).toBe(csvOf(RISKS));
    expect(await plan(tableCsv(planTable(printed)).split('\r\n'))).toMatchObject({
      recorded: 0,
      corrected: 0,
      unchanged: 4,
    });
  });

  it('are what they were as at an earlier moment, once they are said otherwise', async () => {
    await plan(PLAN);
    await risks(RISKS);
    const before = council.now;
    const earlier = JSON.stringify([
      await reportPlan(council.first, { asAt: before }),
      await reportRisks(council.first, { asAt: before }),
    ]);
    council.now = new Date(Date.parse(before) + 60_000).toISOString();
    expect(await plan([...PLAN.slice(0, 1), '2. Practice,2.8,Train all staff,Workforce,,Completed,'])).toMatchObject({
      recorded: 0,
      corrected: 1,
      unchanged: 0,
    });
    expect(await risks([...RISKS.slice(0, 1), 'DEMAND,,,B1'])).toMatchObject({ corrected: 1 });
    const now = await reportPlan(council.first, { asAt: null });
    expect(now.items.map(({ ref, status }) => [ref, status])).toEqual([
      ['1.1.1', 'Ongoing'],
      ['1.2.8', 'Completed'],
      ['1.3.12', 'Ongoing'],
      ['2.8', 'Completed'],
    ]);
    expect((await reportRisks(council.first, { asAt: null })).items).toMatchObject([
      {},
      { risk: 'DEMAND', rating: 'B1' },
    ]);
    expect(
      JSON.stringify([
        await reportPlan(council.first, { asAt: before }),
        await reportRisks(council.first, { asAt: before }),
      ]),
    ).toBe(earlier);
  });

  it('say what their reviews said last, also as they are printed, until they are said otherwise', async () => {
    const lines = [PLAN[0] ?? '', `2. Practice,2.8,Train all staff,Pat,${council.now.slice(0, 10)},Open,Begun`];
    await plan(lines);
    await risks([`${RISKS[0]},lead,review_date`, `Turnover,Posts,A path,B2,,${council.now.slice(0, 10)}`]);
    const before = council.now;
    const earlier = JSON.stringify(await reportPlan(council.first, { asAt: before }));
    council.now = new Date(Date.parse(before) + 60_000).toISOString();
    const owed = await reviewsOwed(council.first);
    expect(owed.map(({ called, owners }) => [called, owners.map(({ personId }) => personId)])).toEqual([
      ['2.8, 2. Practice', [council.idOf('Pat')]],
      ['Turnover', [council.idOf('Cora')]],
    ]);
    const next = new Date(Date.parse(before) + 90 * 86_400_000).toISOString().slice(0, 10);
    for (const [name, target, standing] of [
      ['ReviewPlanAction', owed[0]?.id, 'On track'],
      ['ReviewRisk', owed[1]?.id, 'C3'],
    ] as const) {
      const body = { words: 'Half of Zebedee House', standing, next };
      await council.does({ name, target, body, actor: council.actor('Cora', 'coordinator') });
    }
    expect(await reviewsOwed(council.first)).toEqual([]);
    const printed = await reportPlan(council.first, { asAt: null });
    const dayOf = before.slice(0, 10).split('-').reverse().join('/');
    expect(printed.items[0]).toMatchObject({
      status: 'On track',
      reviewDate: next,
      reviewDue: next,
      commentary: `Begun\n${dayOf}: Half of Zebedee House`,
      reviews: [{ standing: 'On track', reviewDue: next }],
    });
    expect((await reportRisks(council.first, { asAt: null })).items[0]).toMatchObject({ rating: 'C3', reviewOn: next });
    expect(JSON.stringify(await reportPlan(council.first, { asAt: before }))).toBe(earlier);
    expect(JSON.stringify((await council.first.ledger.load('improvement-plan')).events)).not.toContain('Zebedee');
    // The old file says nothing new; as it is printed now it says the same, and no review is lost or owed twice.
    expect(await plan(lines)).toMatchObject({ recorded: 0, corrected: 0, unchanged: 1 });
    expect(await plan(tableCsv(planTable(printed)).split('\r\n'))).toMatchObject({ corrected: 1 });
    expect((await reportPlan(council.first, { asAt: null })).items[0]).toMatchObject({
      status: 'On track',
      commentary: `Begun\n${dayOf}: Half of Zebedee House`,
      reviewDue: next,
    });
  });

  it('keep no word in clear, and show none that was erased', async () => {
    await plan(PLAN);
    const { events } = await council.first.ledger.load('improvement-plan');
    expect(JSON.stringify(events)).not.toMatch(/Zebedee|advertised|Head of service/);
    const { actionId } = events[0]?.data as { actionId: string };
    await council.first.keys.destroy(`report:${actionId}`, council.now);
    expect((await reportPlan(council.first, { asAt: null })).items[0]).toMatchObject({
      ref: '1.1.1',
      action: '(erased)',
      lead: null,
      commentary: null,
    });
  });
});
