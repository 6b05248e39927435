import { importPlan, importRisks } from '#application';
import { OPERATOR } from '#domain';
import { reviewsOwed } from '#engine';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { MailServer } from '../support/mail-server.js';

/** Reviews of plan actions and risks: reminders go to whoever owes them, climb, and end with the review. */
describe('reminders of reviews', () => {
  let council: Council;
  let mail: MailServer;
  let reminders: RunningJobs;
  let queue: HandQueue;

  beforeEach(async () => {
    mail = await MailServer.start();
    council = await Council.open();
    for (const name of ['Cora', 'Lee', 'Pat']) await council.giveAddress(name);
    queue = new HandQueue(() => council.now);
    reminders = await startReminders({
      engine: council.first,
      queue,
      post: smtpPost({ url: mail.url, from: 'Plumbline <audits@westmere.example>' }),
      publicUrl: 'https://audits.westmere.example/',
    });
  }, 60_000);
  afterEach(async () => {
    await reminders.stop();
    await council.close();
    await mail.stop();
  });

  const at = async (instant: string): Promise<void> => {
    council.now = instant;
    await council.tellsReminders();
    await reminders.sweep();
    await queue.callDue();
  };
  /** To whom and what, without the number it goes by. */
  const told = (): readonly string[] =>
    mail.mails.map(({ to, subject }) => `${to.split('@')[0]}: ${subject.replace(/: (action|risk) .*/, ': $1')}`);
  const file = (...lines: string[]) => ({
    file: Buffer.from(lines.join('\n')),
    actor: OPERATOR,
    now: council.now,
    acceptRejects: false,
  });
  const plan = (lead: string, day: string) =>
    importPlan(
      council.first,
      file('section,ref,action,lead,review_date', `Secret Zebedee,1.1.1,Train Zebedee,${lead},${day}`),
    );

  it('go to the lead before, on and after the day, climb, and end once it is reviewed', async () => {
    await plan('Pat', '2024-05-15');
    await at('2024-05-08T09:05:00.000Z');
    await at('2024-05-15T09:05:00.000Z');
    await at('2024-05-16T09:05:00.000Z');
    const words = 'Review an action of the improvement plan';
    expect(told()).toEqual([
      `pat: ${words} by Wednesday 15 May 2024: action`,
      `pat: ${words} today: action`,
      `pat: ${words}, overdue since Wednesday 15 May 2024: action`,
    ]);
    const [owed] = await reviewsOwed(council.first);
    for (const { source } of mail.mails) {
      expect(source).toContain(`https://audits.westmere.example/reviews/plan/${owed?.id}`);
      expect(source).not.toMatch(/Zebedee|1\.1\.1/);
    }
    const before = mail.mails.length;
    await at('2024-05-29T09:05:00.000Z');
    expect(
      told()
        .slice(before)
        .some((line) => line.includes('Escalated to you')),
    ).toBe(true);
    const body = { words: 'Half are trained.', standing: 'Open', next: '2024-07-01' };
    await council.does({
      name: 'ReviewPlanAction',
      target: owed?.id,
      body,
      actor: council.actor('Pat', 'practitioner'),
    });
    const then = mail.mails.length;
    await at('2024-06-10T09:05:00.000Z');
    expect(mail.mails.length).toBe(then);
    await at('2024-07-01T09:05:00.000Z');
    expect(told().at(-1)).toBe(`pat: ${words} today: action`);
  });

  it('go to the coordinator where nobody of the council leads it, of a risk too, and move with its date', async () => {
    const risk = (day: string) =>
      importRisks(council.first, file('risk,rating,lead,review_date', `Secret Zebedee,B2,Some partnership,${day}`));
    await risk('2024-05-15');
    await risk('2024-05-22');
    await at('2024-05-15T09:05:00.000Z');
    expect(told()).toEqual(['cora: Review a risk of the register by Wednesday 22 May 2024: risk']);
    await at('2024-05-22T09:05:00.000Z');
    expect(told().at(-1)).toBe('cora: Review a risk of the register today: risk');
    expect(mail.mails.map(({ source }) => source).join()).not.toContain('Zebedee');
  });

  it('are of nothing that was past when it was entered', async () => {
    await plan('Pat', '2018-03-31');
    await at('2024-05-15T09:05:00.000Z');
    expect(told()).toEqual([]);
    expect(await reviewsOwed(council.first)).toEqual([]);
  });
});
