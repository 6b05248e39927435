import ICAL from 'ical.js';
import { DEFAULT_NOTIFICATIONS } from '#domain';
import type { Role } from '#domain';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { MailServer } from '../support/mail-server.js';
import type { Mail } from '../support/mail-server.js';

/** What a mail tells a calendar, as another library reads it. */
interface Told {
  readonly to: string;
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  /** `2024-05-14`, or the instant in UTC. */
  readonly start: string;
  readonly status: string;
  readonly text: string;
}

describe('a conversation in people’s own calendars', () => {
  let council: Council;
  let mail: MailServer;
  let running: RunningJobs;
  let queue: HandQueue;
  let minute = 0;

  beforeEach(async () => {
    minute = 0;
    [mail, council] = await Promise.all([MailServer.start(), Council.open()]);
    for (const name of ['Ann', 'Abe', 'Cora', 'Pat', 'Tess', 'Sue', 'Lee']) await council.giveAddress(name);
    queue = new HandQueue(() => council.now);
    running = await start(council.first);
  });
  afterEach(async () => {
    await running.stop();
    await council.close();
    await mail.stop();
  });

  const start = (engine: Council['first']) =>
    startReminders({
      engine,
      queue,
      post: smtpPost({ url: mail.url, from: 'Plumbline <audits@westmere.example>' }),
      publicUrl: 'https://audits.westmere.example',
    });
  const does = (name: string, target: string, who: string, role: Role, body: object = {}) =>
    council.does({ name, target, body, actor: council.actor(who, role) });
  const arranged = (target: string, on: string, more: object = {}, ...others: readonly object[]) =>
    does('ScheduleConversation', target, 'Ann', 'auditor', {
      on,
      participants: [{ as: 'practitioner', personId: council.idOf('Pat') }, ...others],
      ...more,
    });
  const calendarIn = ({ to, source }: Mail): Told | null => {
    const part = /content-type: text\/calendar[^]*?\r\n\r\n([^]*?)\r\n--/i.exec(source);
    if (part === null) return null;
    const isBase64 = /content-transfer-encoding: base64/i.test(part[0].slice(0, part[0].indexOf('\r\n\r\n')));
    const text = isBase64
      ? Buffer.from(part[1] ?? '', 'base64').toString('utf8')
      : (part[1] ?? '').replaceAll('=3D', '=');
    const calendar = new ICAL.Component(ICAL.parse(text));
    const component = calendar.getFirstSubcomponent('vevent');
    if (component === null) throw new Error('A calendar without an event');
    const event = new ICAL.Event(component);
    return {
      to: to.split('@')[0] ?? '',
      method: String(calendar.getFirstPropertyValue('method')),
      uid: event.uid,
      sequence: Number(event.sequence),
      start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
      status: String(component.getFirstPropertyValue('status')),
      text,
    };
  };
  /** What calendars were told since the last call, each: `pat REQUEST 2024-05-14 0`. */
  const told = async (): Promise<readonly Told[]> => {
    const before = mail.mails.length;
    minute += 1;
    council.now = `2024-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
    await council.tellsReminders();
    await running.sweep();
    await queue.callDue();
    return mail.mails
      .slice(before)
      .map(calendarIn)
      .filter((one) => one !== null)
      .sort((left, right) => (left.to < right.to ? -1 : 1));
  };
  const lines = (all: readonly Told[]): readonly string[] =>
    all.map(({ to, method, start: on, sequence }) => `${to} ${method} ${on} ${sequence}`);

  it('is put there for who is invited and who holds it, moved and taken out again, each change once', async () => {
    const target = await council.accepted();
    await told();
    await arranged(target, '2024-05-14', {}, { as: 'team_manager', personId: council.idOf('Tess') });
    const first = await told();
    expect(lines(first)).toEqual(['ann REQUEST 2024-05-14 0', 'pat REQUEST 2024-05-14 0', 'tess REQUEST 2024-05-14 0']);
    expect(await told()).toEqual([]);

    await arranged(target, '2024-05-15', { at: '14:30' });
    const second = await told();
    // Tess is no longer invited; it is summer in London.
    expect(lines(second)).toEqual([
      'ann REQUEST 2024-05-15T13:30:00.000Z 1',
      'pat REQUEST 2024-05-15T13:30:00.000Z 1',
      'tess CANCEL 2024-05-14 1',
    ]);
    // Arranged for the same once more: nothing has changed for anybody.
    await arranged(target, '2024-05-15', { at: '14:30' });
    expect(await told()).toEqual([]);

    const body = { reason: 'In court', reasonCode: 'court', approvedBy: council.idOf('Lee') };
    await does('WithdrawAudit', target, 'Cora', 'coordinator', body);
    const third = await told();
    expect(lines(third)).toEqual(['ann CANCEL 2024-05-15T13:30:00.000Z 2', 'pat CANCEL 2024-05-15T13:30:00.000Z 2']);
    expect(new Set([...first, ...second, ...third].map(({ uid }) => uid)).size).toBe(1);
    expect(third.every(({ status }) => status === 'CANCELLED')).toBe(true);
  });

  it('tells reference and link, and of nobody but whom it is for', async () => {
    const target = await council.accepted();
    await told();
    await arranged(target, '2024-12-03', { at: '09:00' });
    const [ann, pat] = await told();
    expect(pat).toMatchObject({ to: 'pat', start: '2024-12-03T09:00:00.000Z', status: 'CONFIRMED' });
    expect(pat?.text.replace(/\r\n /g, '')).toContain(`https://audits.westmere.example/audits/${target}`);
    expect(pat?.text).toMatch(/^DTSTAMP:\d{8}T\d{6}Z\r$/m);
    expect(pat?.text).not.toMatch(/ann@|tess@|Pat\b|North|Assessment|deep/);
    expect(ann?.text).not.toMatch(/pat@/);
  });

  it('rests while the audit is with nobody who holds it, and comes back with its next auditor', async () => {
    const target = await council.accepted();
    await told();
    await arranged(target, '2024-05-14');
    await told();
    await does('ReallocateAuditor', target, 'Cora', 'coordinator', { auditorId: council.idOf('Abe'), reason: 'Leave' });
    expect(lines(await told())).toEqual(['ann CANCEL 2024-05-14 1', 'pat CANCEL 2024-05-14 1']);
    await does('AcceptAudit', target, 'Abe', 'auditor');
    expect(lines(await told())).toEqual(['abe REQUEST 2024-05-14 2', 'pat REQUEST 2024-05-14 2']);
  });

  it('is told as it stands: what was changed before it went out is not told', async () => {
    const target = await council.accepted();
    await told();
    await arranged(target, '2024-05-14');
    await arranged(target, '2024-05-16');
    expect(lines(await told())).toEqual(['ann REQUEST 2024-05-16 1', 'pat REQUEST 2024-05-16 1']);
  });

  it('stays where it is once it was held, and is taken out where it was held on another day', async () => {
    const [held, other] = [await council.accepted(), await council.accepted()];
    await told();
    for (const target of [held, other]) await arranged(target, target === held ? '2024-05-01' : '2024-05-20');
    await told();
    for (const target of [held, other])
      await does('RecordConversation', target, 'Ann', 'auditor', {
        on: '2024-05-01',
        participants: [{ as: 'practitioner', personId: council.idOf('Pat') }],
        summary: 'We met.',
      });
    expect(lines(await told())).toEqual(['ann CANCEL 2024-05-20 1', 'pat CANCEL 2024-05-20 1']);
  });

  it('goes by itself to who has asked for a digest, and not to who does with the home page', async () => {
    await council.settings(({ notifications = DEFAULT_NOTIFICATIONS, ...settings }) => ({
      ...settings,
      notifications: { ...notifications, digest: 'offered', mayTurnOff: true },
    }));
    const wants = (who: string, email: string, role: Role) =>
      does('SetNotificationPreference', council.idOf(who), who, role, { email });
    await wants('Pat', 'digest', 'practitioner');
    await wants('Tess', 'off', 'team_manager');
    const target = await council.accepted();
    await told();
    await arranged(target, '2024-05-14', {}, { as: 'team_manager', personId: council.idOf('Tess') });
    expect(lines(await told())).toEqual(['ann REQUEST 2024-05-14 0', 'pat REQUEST 2024-05-14 0']);
  });

  it('is sent again as itself where the mail server was away for a day, and not in what else is late', async () => {
    const target = await council.accepted();
    await told();
    await mail.stop();
    await arranged(target, '2024-05-14');
    await told();
    await mail.begin();
    council.now = '2024-05-02T10:30:00.000Z';
    await council.tellsReminders();
    await running.sweep();
    await queue.callDue();
    expect(lines(mail.mails.map(calendarIn).filter((one) => one !== null))).toEqual(
      expect.arrayContaining(['ann REQUEST 2024-05-14 0', 'pat REQUEST 2024-05-14 0']),
    );
    const ids = mail.mails.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
