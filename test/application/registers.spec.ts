import { importPlan, importRisks } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { reportPlan, reportRisks } from '#engine';
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
