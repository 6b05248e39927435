import { roundDrawId } from '#domain';
import { listMessages } from '#projections';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { MailServer } from '../support/mail-server.js';

/** The draw of a round: reminders go to whoever owes it, climb, and end with it. */
describe('reminders of draws', () => {
  let council: Council;
  let mail: MailServer;
  let reminders: RunningJobs;
  let queue: HandQueue;

  beforeEach(async () => {
    mail = await MailServer.start();
    council = await Council.open();
    for (const name of ['Cora', 'Lee']) await council.giveAddress(name);
    await council.settings((settings) => ({
      ...settings,
      rounds: [
        {
          key: 'monthly',
          label: 'Secret audits of Jo Secretname',
          activity: 'deep-dive',
          every: 'month',
          months: [],
          size: { kind: 'fixed', count: 2 },
          quotas: null,
          stratum: null,
          theme: null,
          targetPerYear: null,
          replaces: null,
        },
      ],
    }));
    await council.first.processes.settle();
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

  /** The clock is moved to an instant, and whatever is due then is done and sent. */
  const at = async (instant: string): Promise<void> => {
    council.now = instant;
    await council.first.processes.settle();
    await reminders.sweep();
    await queue.callDue();
  };
  const told = (): readonly string[] => mail.mails.map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`);
  const cora = () => council.actor('Cora', 'coordinator');

  it('go to the coordinator on the day and climb to the leaders, with the key of the round and nothing else', async () => {
    // The settings were published on the first working day of May: its draw is owed at once.
    await at('2024-05-01T09:05:00.000Z');
    expect(told()).toEqual(['cora: Draw a sample or say why not today: round monthly 2024-05']);
    expect(mail.mails[0]?.source).toContain('https://audits.westmere.example/rounds/monthly/2024-05');
    for (const secret of ['Secretname', 'deep', 'Westmere Council'])
      expect(mail.mails[0]?.source).not.toContain(secret);
    await at('2024-05-02T08:00:00.000Z');
    await at('2024-05-07T08:00:00.000Z');
    expect([...told().slice(1)].sort()).toEqual([
      'cora: Draw a sample or say why not, overdue since Wednesday 1 May 2024: round monthly 2024-05',
      'lee: Escalated to you: the sample of a round has not been drawn, due Wednesday 1 May 2024: round monthly 2024-05',
    ]);
  });

  it('end once the draw is excused, begin again where the excuse is lifted, and fall to the leader without a coordinator', async () => {
    const target = roundDrawId('monthly', '2024-05');
    await council.does({ name: 'ExcuseDraw', target, body: { reason: 'No auditors.' }, actor: cora() });
    await at('2024-05-02T08:00:00.000Z');
    expect(told()).toEqual([]);
    await council.does({ name: 'LiftExcuse', target, body: { reason: 'They are back.' }, actor: cora() });
    await at('2024-05-08T08:00:00.000Z');
    expect([...told()].map((line) => line.split(',')[0]).sort()).toEqual([
      'cora: Draw a sample or say why not',
      'lee: Escalated to you: the sample of a round has not been drawn',
    ]);
    const absence = { from: '2024-05-09', to: '2024-07-31' };
    await council.does({ name: 'RecordAbsence', target: council.idOf('Cora'), body: absence, actor: cora() });
    const before = told().length;
    await at('2024-06-03T08:00:00.000Z');
    expect(
      told()
        .slice(before)
        .every((line) => line.startsWith('lee: ')),
    ).toBe(true);
    const [last] = mail.mails.slice(before).map(({ source }) => source);
    expect(last).toContain('https://audits.westmere.example/rounds/monthly/2024-06');
    const rows = await council.first.readModels.upToNow('reminders', 10_000);
    expect(listMessages(rows, roundDrawId('monthly', '2024-06')).map(({ personId }) => personId)).toContain(
      council.idOf('Lee'),
    );
  });
});
