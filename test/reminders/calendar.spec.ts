import { addDays, londonDateOf, londonTimeOf } from '#domain';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { MailServer } from '../support/mail-server.js';

/** The hours of a morning, in UTC. Eight o'clock in London is the second of them in summer and the third in winter. */
const MORNING = ['06:00', '07:00', '08:00', '09:00'] as const;

describe('a council that goes through the year', () => {
  let council: Council;
  let mail: MailServer;
  let running: RunningJobs;
  let queue: HandQueue;

  beforeEach(async () => {
    [mail, council] = await Promise.all([MailServer.start(), Council.open()]);
    for (const name of ['Ann', 'Lee']) await council.giveAddress(name);
    queue = new HandQueue(() => council.now);
    running = await startReminders({
      engine: council.first,
      queue,
      post: smtpPost({ url: mail.url, from: 'audits@westmere.example' }),
      publicUrl: 'https://audits.westmere.example',
    });
  });
  afterEach(async () => {
    await running.stop();
    await council.close();
    await mail.stop();
  });

  const closedOn = async (...dates: readonly string[]): Promise<void> => {
    for (const date of dates) {
      const body = { date, reason: 'The offices are closed' };
      await council.does({ name: 'AddClosure', body, actor: council.actor('Cora', 'coordinator') });
    }
  };

  /**
   * Goes through mornings one by one, and answers what was sent, `2026-10-26 08:00 ann: Finish an audit and submit it
   * today`, the time in London.
   */
  const live = async (from: string, to: string): Promise<readonly string[]> => {
    const said: string[] = [];
    for (let date = from; date <= to; date = addDays(date, 1)) {
      for (const hour of MORNING) {
        council.now = `${date}T${hour}:00.000Z`;
        const before = mail.mails.length;
        await running.sweep();
        await queue.callDue();
        const at = `${londonDateOf(council.now)} ${londonTimeOf(council.now)}`;
        const lines = mail.mails
          .slice(before)
          .map(({ to: whom, subject }) => `${at} ${whom.split('@')[0]}: ${subject.replace(/: audit \S+$/, '')}`);
        // Those of one moment go out in any order.
        said.push(...lines.sort());
      }
    }
    expect(queue.trouble).toEqual([]);
    return said;
  };

  it('is told at eight on the clock through the change in October', async () => {
    // A Monday; clocks go back on Sunday the 25th.
    council.now = '2026-10-05T09:00:00.000Z';
    await council.accepted();
    expect(await live('2026-10-06', '2026-11-20')).toEqual([
      '2026-10-19 08:00 ann: Finish an audit and submit it by Monday 26 October 2026',
      '2026-10-23 08:00 ann: Finish an audit and submit it by Monday 26 October 2026',
      '2026-10-26 08:00 ann: Finish an audit and submit it today',
      '2026-10-27 08:00 ann: Finish an audit and submit it, overdue since Monday 26 October 2026',
      '2026-10-29 08:00 lee: Escalated to you: the audit has not been submitted, due Monday 26 October 2026',
      '2026-11-02 08:00 ann: Finish an audit and submit it, overdue since Monday 26 October 2026',
      '2026-11-02 08:00 lee: Escalated to you: the audit has not been submitted, due Monday 26 October 2026',
      '2026-11-09 08:00 lee: Escalated to you: the audit has not been submitted, due Monday 26 October 2026',
    ]);
  });

  it('is told at eight on the clock through the change in March, and not over Easter', async () => {
    // A Friday; Easter Sunday and the change of the clocks are on the 28th.
    council.now = '2027-03-05T09:00:00.000Z';
    await council.accepted();
    expect(await live('2027-03-06', '2027-04-20')).toEqual([
      '2027-03-19 08:00 ann: Finish an audit and submit it by Tuesday 30 March 2027',
      '2027-03-25 08:00 ann: Finish an audit and submit it by Tuesday 30 March 2027',
      '2027-03-30 08:00 ann: Finish an audit and submit it today',
      '2027-03-31 08:00 ann: Finish an audit and submit it, overdue since Tuesday 30 March 2027',
      '2027-04-02 08:00 lee: Escalated to you: the audit has not been submitted, due Tuesday 30 March 2027',
      '2027-04-06 08:00 ann: Finish an audit and submit it, overdue since Tuesday 30 March 2027',
      '2027-04-06 08:00 lee: Escalated to you: the audit has not been submitted, due Tuesday 30 March 2027',
      '2027-04-13 08:00 lee: Escalated to you: the audit has not been submitted, due Tuesday 30 March 2027',
    ]);
  });

  it('is told nothing from Christmas Eve to the new year while it is closed', async () => {
    // Christmas is a Friday, its Monday and New Year's Day are bank holidays.
    council.now = '2026-12-01T09:00:00.000Z';
    await closedOn('2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31');
    await council.accepted();
    const december = await live('2026-12-02', '2026-12-10');
    // Fifteen working days after this are the eleventh of January.
    await council.accepted();
    expect([...december, ...(await live('2026-12-11', '2027-01-26'))]).toEqual([
      '2026-12-15 08:00 ann: Finish an audit and submit it by Tuesday 22 December 2026',
      '2026-12-21 08:00 ann: Finish an audit and submit it by Tuesday 22 December 2026',
      '2026-12-22 08:00 ann: Finish an audit and submit it today',
      '2026-12-23 08:00 ann: Finish an audit and submit it, overdue since Tuesday 22 December 2026',
      '2027-01-04 08:00 ann: Finish an audit and submit it by Monday 11 January 2027',
      '2027-01-05 08:00 lee: Escalated to you: the audit has not been submitted, due Tuesday 22 December 2026',
      '2027-01-07 08:00 ann: Finish an audit and submit it, overdue since Tuesday 22 December 2026',
      '2027-01-07 08:00 lee: Escalated to you: the audit has not been submitted, due Tuesday 22 December 2026',
      '2027-01-08 08:00 ann: Finish an audit and submit it by Monday 11 January 2027',
      '2027-01-11 08:00 ann: Finish an audit and submit it today',
      '2027-01-12 08:00 ann: Finish an audit and submit it, overdue since Monday 11 January 2027',
      '2027-01-14 08:00 lee: Escalated to you: the audit has not been submitted, due Monday 11 January 2027',
      '2027-01-14 08:00 lee: Escalated to you: the audit has not been submitted, due Tuesday 22 December 2026',
      '2027-01-18 08:00 ann: Finish an audit and submit it, overdue since Monday 11 January 2027',
      '2027-01-18 08:00 lee: Escalated to you: the audit has not been submitted, due Monday 11 January 2027',
      '2027-01-25 08:00 lee: Escalated to you: the audit has not been submitted, due Monday 11 January 2027',
    ]);
  });
});
