import { importDipSample } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { openDipSample, ownersNamed, planErasure, reportDipSamples } from '#engine';
import { Council } from '../support/index.js';

const HEADER = 'theme,date,unit,subject_ref,Seen alone?,What came of it? [closed | stepped down]';
const ALL = { from: null, to: null, asAt: null };
const ANSWERS = ['yes', 'no', 'partly', 'n/a', ''];
const CHOICES = ['closed', 'stepped down', ''];

const right = <Answer extends object>(answer: Answer | Refusal): Answer => {
  if (isRefusal(answer)) throw new Error(answer.sentence);
  return answer;
};

describe('dip samples', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const enter = async (...rows: string[]) => {
    const file = Buffer.from([HEADER, ...rows].join('\n'));
    return right(
      await importDipSample(council.first, { file, actor: OPERATOR, now: council.now, acceptRejects: false }),
    );
  };
  const report = async (asAt: string | null = null) => {
    const answer = await reportDipSamples(council.first, { ...ALL, asAt, withSmallNumbers: true });
    if ('sentence' in answer) throw new Error(answer.sentence);
    return answer;
  };
  const day = (): string => council.now.slice(0, 10);

  it('are counted by question, once however often they are entered, and hold no case id in clear', async () => {
    const rows = [`Visits,${day()},child,C-90210,yes,closed`, `Visits,${day()},child,C-90211,no,closed`];
    expect(await enter(...rows)).toMatchObject({ recorded: 2, corrected: 0, unchanged: 0 });
    expect(await enter(...rows)).toMatchObject({ recorded: 0, corrected: 0, unchanged: 2 });
    const before = await report();
    expect(
      before.rows.map(({ question, key, numerator, denominator }) => [question, key, numerator, denominator]),
    ).toEqual([
      ['Seen alone?', 'yes', 1, 2],
      ['Seen alone?', 'no', 1, 2],
      ['What came of it?', 'closed', 2, 2],
    ]);
    const { now } = council;
    council.now = new Date(Date.parse(now) + 60_000).toISOString();
    expect(await enter(`Visits,${day()},child,C-90211,yes,closed`)).toMatchObject({ recorded: 0, corrected: 1 });
    expect((await report()).rows[0]).toMatchObject({ key: 'yes', numerator: 2, denominator: 2 });
    expect({ ...(await report(now)), asAt: null }).toEqual(before);
    expect(JSON.stringify((await council.first.ledger.load('dip-samples')).events)).not.toContain('C-9021');
  });

  it('stay counted when a child is erased, whose case id is gone then', async () => {
    await enter(`Visits,${day()},child,C-90210,yes,closed`);
    const [event] = (await council.first.ledger.load('dip-samples')).events;
    const { subjectId, subjectRef } = event?.data as { subjectId: string; subjectRef: unknown };
    expect(await council.first.ledger.openAll([subjectRef])).toEqual(['C-90210']);
    await council.first.keys.destroy(`subject:${subjectId}`, council.now);
    expect(await council.first.ledger.openAll([subjectRef])).not.toEqual(['C-90210']);
    expect((await report()).rows[0]).toMatchObject({ key: 'yes', numerator: 1 });
  });

  it('make whoever is known from them alone somebody who can be erased', async () => {
    await enter(`Visits,${day()},family,F-4411,yes,closed`);
    const noFiles = { naming: async () => 0, removeNaming: async () => 0 };
    const [owner = ''] = await ownersNamed(council.first, 'F-4411');
    expect(await planErasure(council.first, owner, noFiles)).toMatchObject({ obstacle: null, texts: 1, auditIds: [] });
    const asked = await council.first.execute({
      name: 'AskErasure',
      body: { of: 'case', id: owner.slice(owner.indexOf(':') + 1), basis: 'request', reason: 'Their letter.' },
      actor: OPERATOR,
    });
    expect(isRefusal(asked)).toBe(false);
  });

  it('count either children or families, and are of no day to come', async () => {
    const said = await enter(
      `Visits,${day()},child,C-1,yes,`,
      `Visits,${day()},family,F-1,yes,`,
      'Visits,2199-01-01,child,C-2,yes,',
    );
    expect(said).toMatchObject({ imported: false, rows: { read: 3, accepted: 1, rejected: 2 } });
    expect(said.rejected.map(({ row, column }) => [row, column])).toEqual([
      [3, 'unit'],
      [4, 'date'],
    ]);
    expect((await report()).samples).toEqual([]);
  });

  it('are what a recount of their events says, and each figure opens to as many events as it counts', async () => {
    let seed = 7;
    const next = <Item>(from: readonly Item[]): Item => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return from[Math.floor((seed / 2_147_483_648) * from.length)] as Item;
    };
    for (let file = 0; file < 6; file += 1) {
      const theme = next(['Visits', 'VISITS', 'Supervision']);
      const date = next(['2024-03-01', '2024-04-01', '2024-05-01']);
      const rows = Array.from(
        { length: 25 },
        (_, id) => `${theme},${date},child,C-${id},${next(ANSWERS)},${next(CHOICES)}`,
      );
      const answered = rows.filter((row) => !row.endsWith(',,'));
      council.now = new Date(Date.parse(council.now) + 60_000).toISOString();
      expect((await enter(...answered)).imported).toBe(true);
    }
    // By the events alone: the last of each, then one answer at a time.
    const last = new Map<string, Answered>();
    for (const { data } of (await council.first.ledger.load('dip-samples')).events) {
      const one = data as Answered;
      last.set(one.resultId, one);
    }
    const { rows, samples } = await report();
    expect(samples.length).toBeGreaterThan(2);
    expect(samples.reduce((sum, { subjects }) => sum + (subjects ?? 0), 0)).toBe(last.size);
    for (const { period, series, question, key, numerator, denominator, item } of rows) {
      const answers = [...last.values()]
        .filter(({ date, theme }) => date === period && `theme:${theme}`.toLowerCase() === series.toLowerCase())
        .map(({ answers: all }) => all.find((one) => one.question === question)?.answer ?? 'no_answer');
      const isApart = key === 'na' || key === 'no_answer';
      expect(numerator).toBe(answers.filter((answer) => answer === key).length);
      expect(denominator).toBe(answers.filter((one) => isApart || (one !== 'na' && one !== 'no_answer')).length);
      const opened = await openDipSample(council.first, { ...ALL, item });
      expect(opened?.results).toHaveLength(numerator ?? -1);
    }
  });
});

interface Answered {
  readonly resultId: string;
  readonly theme: string;
  readonly date: string;
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
}
