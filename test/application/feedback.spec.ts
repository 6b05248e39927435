import { importFeedback } from '#application';
import { OPERATOR, isRefusal } from '#domain';
import type { Refusal } from '#domain';
import { reportFeedback } from '#engine';
import { Council } from '../support/index.js';

const HEADER = 'date,respondent,rating,quote,consent,activity_ref';
const csv = (...rows: string[]): Buffer => Buffer.from([HEADER, ...rows].join('\n'));

const right = <Answer extends object>(answer: Answer | Refusal): Answer => {
  if (isRefusal(answer)) throw new Error(answer.sentence);
  return answer;
};

describe('feedback', () => {
  let council: Council;
  beforeEach(async () => {
    council = await Council.open();
  });
  afterEach(async () => {
    await council.close();
  });

  const enter = async (file: Buffer) =>
    right(await importFeedback(council.first, { file, actor: OPERATOR, now: council.now, acceptRejects: false }));
  const report = async () => {
    const answer = await reportFeedback(council.first, {
      from: null,
      to: null,
      by: null,
      asAt: null,
      withSmallNumbers: true,
    });
    if ('sentence' in answer) throw new Error(answer.sentence);
    return answer;
  };

  it('is counted by who gave it, and its words are shown only where they may be', async () => {
    const day = council.now.slice(0, 10);
    const file = csv(
      `${day},child,Good,He listens to Zebedee,yes,F-1`,
      `${day},child,Good,Zebedee was late,no,F-2`,
      `${day},child,Too early to say,,no,`,
      `${day},child,Too early to say,,no,`,
    );
    expect(await enter(file)).toMatchObject({ recorded: 4, corrected: 0, unchanged: 0 });
    expect(await enter(file)).toMatchObject({ recorded: 0, corrected: 0, unchanged: 4 });
    const { rows, quotes } = await report();
    expect(rows.map(({ series, key, numerator, denominator }) => [series, key, numerator, denominator])).toEqual([
      ['respondent:child', 'good', 2, 4],
      ['respondent:child', 'too_early_to_say', 2, 4],
    ]);
    expect(quotes.map(({ text }) => text)).toEqual(['He listens to Zebedee']);
    const stored = JSON.stringify((await council.first.ledger.load('feedback')).events);
    expect(stored).not.toMatch(/Zebedee|F-1/);
  });

  it('shows no word once consent is taken back, or the words are erased', async () => {
    const day = council.now.slice(0, 10);
    await enter(csv(`${day},staff,Poor,Nobody asked us,yes,`, `${day},partner,Good,Well led,yes,`));
    expect((await report()).quotes).toHaveLength(2);
    expect(await enter(csv(`${day},staff,Poor,Nobody asked us,no,`))).toMatchObject({ recorded: 0, corrected: 1 });
    expect((await report()).quotes.map(({ text }) => text)).toEqual(['Well led']);
    const { events } = await council.first.ledger.load('feedback');
    for (const { data } of events) {
      const { feedbackId } = data as { feedbackId: string };
      await council.first.keys.destroy(`feedback:${feedbackId}`, council.now);
    }
    const { rows, quotes } = await report();
    expect([rows.length, quotes]).toEqual([2, []]);
  });

  it('is rejected row by row, and none of it entered, where a row is no feedback', async () => {
    const day = council.now.slice(0, 10);
    const said = await enter(
      csv(
        `${day},child,Zebedee,,no,`,
        '2199-01-01,child,good,,no,',
        `${day},nobody,good,,no,`,
        `${day},child,good,,no,`,
      ),
    );
    expect(said).toMatchObject({ imported: false, rows: { read: 4, accepted: 1, rejected: 3 } });
    expect(said.rejected.map(({ row, column }) => [row, column])).toEqual([
      [2, 'rating'],
      [3, 'date'],
      [4, 'respondent'],
    ]);
    expect(JSON.stringify(said.rejected)).not.toContain('Zebedee');
    expect((await report()).rows).toEqual([]);
  });
});
