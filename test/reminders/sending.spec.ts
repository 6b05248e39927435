import { systemActor } from '#domain';
import { listMessages, listPlanned, listUndelivered } from '#projections';
import type { MessageRow } from '#projections';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RemindersOptions } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { DUPLICATE, MailServer } from '../support/mail-server.js';

const FROM = 'Plumbline <audits@westmere.example>';
const MINUTES = 60_000;

describe('reminders of a council', () => {
  let council: Council;
  let mail: MailServer;
  const running: RunningJobs[] = [];

  beforeEach(async () => {
    mail = await MailServer.start();
    council = await Council.open();
    for (const name of ['Ann', 'Cora', 'Pat', 'Tess']) await give(name, `${name.toLowerCase()}@westmere.example`);
  });
  afterEach(async () => {
    for (const reminders of running.splice(0)) await reminders.stop();
    await council.close();
    await mail.stop();
  });

  const give = async (name: string, email: string): Promise<void> => {
    const { directory } = await council.first.references.load();
    const person = directory.person(council.idOf(name));
    if (person === undefined) throw new Error(`There is no ${name}`);
    const { roles, teamId, managerId, from, to } = person;
    const body = { name: `${name} Secretname`, aliases: [], email, roles, teamId, managerId, from, to };
    await council.does({
      name: 'ChangePerson',
      target: person.personId,
      body,
      actor: council.actor('Cora', 'coordinator'),
    });
  };

  const start = async (options: Partial<RemindersOptions> = {}) => {
    const queue = new HandQueue(() => council.now);
    const engine = options.engine ?? council.first;
    const reminders = await startReminders({
      engine,
      queue,
      post: smtpPost({ url: mail.url, from: FROM }),
      publicUrl: 'https://audits.westmere.example/',
      ...options,
    });
    running.push(reminders);
    /** The clock is moved to an instant, and whatever is due then is sent. */
    const at = async (instant: string): Promise<void> => {
      council.now = instant;
      await council.tellsReminders();
      await reminders.sweep();
      await queue.callDue();
    };
    return { queue, reminders, at };
  };

  const read = async <Answer>(query: (rows: Parameters<typeof listMessages>[0]) => Answer): Promise<Answer> =>
    query(await council.first.readModels.upToNow('reminders', 10_000));
  const messagesOf = (auditId: string): Promise<MessageRow[]> => read((rows) => listMessages(rows, auditId));
  const told = (): readonly string[] => mail.mails.map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`);

  it('go to whoever owes, in working hours, with a reference and a link and nothing of anybody', async () => {
    const { at } = await start();
    const auditId = await council.accepted();
    await at('2024-05-21T06:59:00.000Z');
    expect(told().filter((line) => line.startsWith('ann'))).toEqual([]);
    await at('2024-05-21T07:00:00.000Z');
    const [only, ...others] = mail.mails.filter(({ to }) => to.startsWith('ann'));
    expect(others).toEqual([]);
    expect(only?.subject).toMatch(/^Finish an audit and submit it by Thursday 23 May 2024: audit \S+$/);
    expect(only?.source).toContain(`https://audits.westmere.example/audits/${auditId}`);
    for (const secret of ['Secretname', 'Westmere Council', 'North', 'deep'])
      expect(only?.source).not.toContain(secret);
    // Two steps were due, one of them since days: one message tells how it stands.
    expect((await messagesOf(auditId)).filter(({ standing }) => standing !== 'digested')).toEqual([
      expect.objectContaining({
        standing: 'sent',
        channel: 'smtp',
        possibleDuplicate: false,
        personId: council.idOf('Ann'),
      }),
    ]);
  });

  it('are queued a day ahead, and every day those of the day after', async () => {
    const { at, queue } = await start();
    await council.accepted();
    const queuedOn = async (instant: string): Promise<readonly string[]> => {
      await at(instant);
      return [...new Set([...queue.waiting.values()].map((due) => due.slice(0, 10)))];
    };
    expect(await queuedOn('2024-05-20T08:00:00.000Z')).toEqual([]);
    expect(await queuedOn('2024-05-21T08:00:00.000Z')).toEqual(['2024-05-22']);
    expect(await queuedOn('2024-05-22T08:00:00.000Z')).toEqual(['2024-05-23']);
  });

  it('are sent once, however many processes send and however often they start', async () => {
    const first = await start();
    const second = await start({ engine: await council.engine('tool') });
    await council.accepted();
    council.now = '2024-05-22T08:00:00.000Z';
    await council.tellsReminders();
    await Promise.all([first.reminders.sweep(), second.reminders.sweep()]);
    await Promise.all([first.queue.callDue(), second.queue.callDue(), first.queue.callDue()]);
    const third = await start();
    await third.at('2024-05-22T08:05:00.000Z');
    const ids = mail.mails.map(({ messageId }) => messageId);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('end when what is owed is done, and move with its date', async () => {
    const { at } = await start();
    const auditId = await council.selected();
    await at('2024-05-02T09:00:00.000Z');
    expect(told()).toEqual([expect.stringContaining('cora: Allocate an auditor')]);
    await council.does({
      name: 'AllocateAuditor',
      target: auditId,
      body: { auditorId: council.idOf('Ann') },
      actor: council.actor('Cora', 'coordinator'),
    });
    await at('2024-05-03T09:00:00.000Z');
    expect(told().slice(1)).toEqual([expect.stringContaining('ann: Accept an audit')]);
    // A day on which the council is closed moves the date by an event; a new date has reminders of its own.
    await council.does({
      name: 'AddClosure',
      body: { date: '2024-05-07', reason: 'Moving house' },
      actor: council.actor('Cora', 'coordinator'),
    });
    await council.does({
      name: 'MoveDeadlines',
      target: auditId,
      body: { because: 'closure' },
      actor: systemActor('test'),
    });
    await at('2024-05-07T09:00:00.000Z');
    expect(told()).toHaveLength(2);
    await at('2024-05-08T09:00:00.000Z');
    expect(told().at(-1)).toMatch(/ann: Accept an audit or declare a conflict today: audit \S+/);
  });

  it('reach the deputy of somebody absent, and the coordinator is shown for whom', async () => {
    const { at } = await start();
    const auditId = await council.accepted();
    await council.register('Amy', 'auditor', 'Quality');
    await give('Amy', 'amy@westmere.example');
    await council.does({
      name: 'RecordAbsence',
      target: council.idOf('Ann'),
      body: { from: '2024-05-10', to: null, deputyId: council.idOf('Amy') },
      actor: council.actor('Cora', 'coordinator'),
    });
    await at('2024-05-22T08:00:00.000Z');
    expect(new Set(mail.mails.map(({ to }) => to))).toEqual(new Set(['amy@westmere.example']));
    expect(await messagesOf(auditId)).toContainEqual(
      expect.objectContaining({ personId: council.idOf('Amy'), insteadOf: council.idOf('Ann'), because: 'absent' }),
    );
  });

  it('pass over a deputy who may not do it, here the manager of the case', async () => {
    const { at } = await start();
    await council.accepted();
    await council.does({
      name: 'RecordAbsence',
      target: council.idOf('Ann'),
      body: { from: '2024-05-10', to: null, deputyId: council.idOf('Tess') },
      actor: council.actor('Cora', 'coordinator'),
    });
    await at('2024-05-22T08:00:00.000Z');
    expect(new Set(mail.mails.map(({ to }) => to))).toEqual(new Set(['cora@westmere.example']));
  });

  it('wait for one message a working day where a person asks for that', async () => {
    const { at } = await start();
    await council.accepted();
    await council.accepted();
    await council.does({
      name: 'SetNotificationPreference',
      target: council.idOf('Ann'),
      body: { email: 'digest' },
      actor: council.actor('Ann', 'auditor'),
    });
    await at('2024-05-22T07:00:00.000Z');
    expect(told()).toEqual([]);
    await at('2024-05-22T08:00:00.000Z');
    expect(told()).toEqual(['ann: 2 audits need your attention']);
    await at('2024-05-22T08:30:00.000Z');
    expect(mail.mails).toHaveLength(1);
  });

  it('that nobody answered for are sent again with the same Message-ID and marked as a possible duplicate', async () => {
    const dies = smtpPost({ url: mail.url, from: FROM });
    // The process dies between the mail server's yes and its own record of it.
    const { at, queue } = await start({
      post: { ...dies, send: async (letter) => (await dies.send(letter), Promise.reject(new Error('killed'))) },
    });
    const auditId = await council.accepted();
    await at('2024-05-22T08:00:00.000Z');
    expect(queue.trouble).not.toEqual([]);
    const sent = mail.mails.length;
    const [crashed] = running.splice(0);
    await crashed?.stop();

    const again = await start();
    await again.at('2024-05-22T08:01:00.000Z');
    expect(mail.mails).toHaveLength(sent);
    await again.at('2024-05-22T08:02:00.000Z');
    expect(mail.mails).toHaveLength(2 * sent);
    for (const copies of mail.taken.values()) {
      expect(copies.map(({ source }) => DUPLICATE.test(source))).toEqual([false, true]);
    }
    const told = (await messagesOf(auditId)).filter(({ standing }) => standing === 'sent');
    expect(told.map(({ possibleDuplicate }) => possibleDuplicate)).toEqual([true]);
  });

  it('that the mail server is away for are sent when it is back, and are no duplicates', async () => {
    const { at, queue } = await start({ answerWithinMs: 2 * MINUTES });
    const auditId = await council.accepted();
    await mail.stop();
    await at('2024-05-22T08:00:00.000Z');
    expect(queue.trouble).not.toEqual([]);
    expect(await read((rows) => listUndelivered(rows, '2024-05-22T09:00:00.000Z'))).not.toEqual([]);
    await mail.begin();
    await at('2024-05-22T09:00:00.000Z');
    expect(mail.mails.length).toBeGreaterThan(0);
    const told = (await messagesOf(auditId)).filter(({ standing }) => standing !== 'digested');
    expect(told.map(({ standing, possibleDuplicate }) => [standing, possibleDuplicate])).toEqual(
      mail.mails.map(() => ['sent', false]),
    );
  });

  it('that are refused, bounce or have no address are shown to the coordinator without one', async () => {
    mail.unknown.add('ann@westmere.example');
    const { at } = await start();
    const refused = await council.accepted();
    await at('2024-05-23T08:00:00.000Z');
    const undelivered = await read((rows) => listUndelivered(rows, council.now));
    expect(undelivered.length).toBeGreaterThan(0);
    expect(undelivered.every(({ standing, code }) => standing === 'failed' && code === 'refused')).toBe(true);
    expect(JSON.stringify(undelivered)).not.toContain('@');

    await give('Ann', '');
    await at('2024-05-24T08:00:00.000Z');
    expect((await read((rows) => listUndelivered(rows, council.now)))[0]).toMatchObject({ code: 'no-address' });

    mail.unknown.clear();
    await give('Ann', 'ann@westmere.example');
    await at('2024-05-31T08:00:00.000Z');
    const [sent] = (await messagesOf(refused)).filter(({ standing }) => standing === 'sent');
    await council.does({
      name: 'RecordBounce',
      target: sent?.recordId,
      body: { messageId: sent?.messageId, code: '5.1.1' },
      actor: council.actor('Cora', 'coordinator'),
    });
    expect(await read((rows) => listUndelivered(rows, council.now))).toContainEqual(
      expect.objectContaining({ standing: 'bounced', code: '5.1.1', messageId: sent?.messageId }),
    );
  });

  it('of a safety concern come at night and at the weekend', async () => {
    const { at } = await start();
    const auditId = await council.accepted();
    council.now = '2024-05-03T21:30:00.000Z';
    await council.does({
      name: 'RaiseSafetyConcern',
      target: auditId,
      body: { reason: 'Bruises nobody can explain' },
      actor: council.actor('Ann', 'auditor'),
    });
    await at('2024-05-03T21:30:01.000Z');
    expect(told()).toEqual([expect.stringMatching(/^tess: Acknowledge a safety concern today: audit \S+$/)]);
    expect(mail.mails[0]?.source).not.toContain('Bruises');
    const saturday = (await read((rows) => listPlanned(rows, auditId))).filter(({ obligation }) =>
      obligation.startsWith('concern'),
    );
    expect(saturday[0]?.at).toBe('2024-05-04T07:00:00.000Z');
  });
});
