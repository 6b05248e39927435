import { LEARNING_STREAM, learningFold } from '#application';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { MailServer } from '../support/mail-server.js';

/** What messages to staff call for: reminders go to whoever owes it, climb, and end once it is done. */
describe('reminders of messages to staff', () => {
  let council: Council;
  let mail: MailServer;
  let reminders: RunningJobs;
  let queue: HandQueue;

  beforeEach(async () => {
    mail = await MailServer.start();
    council = await Council.open();
    for (const name of ['Cora', 'Lee', 'Tess']) await council.giveAddress(name);
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
    await reminders.sweep();
    await queue.callDue();
  };
  /** To whom and what, without the number it goes by. */
  const told = (): readonly string[] =>
    mail.mails.map(({ to, subject }) => `${to.split('@')[0]}: ${subject.replace(/: message .*/, '')}`);

  it('go to the manager of the team and to the coordinator, climb, and end with the confirmation', async () => {
    const { id } = await council.does({
      name: 'IssueLearningMessage',
      body: {
        theme: 'Secret Zebedee',
        found: 'Zebedee was found.',
        toDo: 'See to Zebedee.',
        sources: ['audits'],
        teams: [council.idOf('North')],
        confirmBy: '2024-05-15',
        lookAgainOn: '2024-07-01',
      },
      actor: council.actor('Cora', 'coordinator'),
    });
    await at('2024-05-08T09:05:00.000Z');
    await at('2024-05-15T09:05:00.000Z');
    await at('2024-05-16T09:05:00.000Z');
    const words = 'Discuss a message to staff with your team';
    expect(told()).toEqual([
      `tess: ${words} by Wednesday 15 May 2024`,
      `tess: ${words} today`,
      `tess: ${words}, overdue since Wednesday 15 May 2024`,
    ]);
    await at('2024-05-29T09:05:00.000Z');
    const escalated = 'Escalated to you: a team has not confirmed that it discussed a message to staff';
    expect(told().some((line) => line.includes(escalated))).toBe(true);
    const { state } = await council.first.memories.of(learningFold).load(LEARNING_STREAM);
    const [discussionId] = [...state.discussions.keys()];
    await council.does({
      name: 'ConfirmDiscussion',
      target: discussionId,
      body: { discussedOn: '2024-05-28' },
      actor: council.actor('Tess', 'team_manager'),
    });
    const before = mail.mails.length;
    await at('2024-06-10T09:05:00.000Z');
    expect(mail.mails.length).toBe(before);
    await at('2024-07-01T09:05:00.000Z');
    expect(told().at(-1)).toBe('cora: Look again at what staff were told today');
    const sources = mail.mails.map(({ source }) => source).join('\n');
    expect(sources).toContain(`https://audits.westmere.example/learning/discussions/${discussionId}`);
    expect(sources).toContain(`https://audits.westmere.example/learning/${id}`);
    expect(sources).not.toMatch(/Zebedee|North/);
  });
});
