import type { Role } from '#domain';
import { listMessages, listMessagesTo } from '#projections';
import { smtpPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { MailServer } from '../support/mail-server.js';

describe('what happened on an audit', () => {
  let council: Council;
  let mail: MailServer;
  let running: RunningJobs;
  let queue: HandQueue;
  let minute = 0;

  beforeEach(async () => {
    minute = 0;
    [mail, council] = await Promise.all([MailServer.start(), Council.open()]);
    for (const name of ['Ann', 'Abe', 'Cora', 'Pat', 'Tess', 'Lee', 'Mo', 'Max']) await council.giveAddress(name);
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

  const does = (name: string, target: string, who: string, role: Role, body: object = {}) =>
    council.does({ name, target, body, actor: council.actor(who, role) });
  /** `ann: A moderator has returned your audit`, of what was sent since the last call. */
  const told = async (): Promise<readonly string[]> => {
    const before = mail.mails.length;
    minute += 1;
    council.now = `2024-05-01T10:${String(minute).padStart(2, '0')}:00.000Z`;
    await council.tellsReminders();
    await running.sweep();
    await queue.callDue();
    return mail.mails
      .slice(before)
      .map(({ to, subject }) => `${to.split('@')[0]}: ${subject.replace(/: audit \S+$/, '')}`)
      .sort();
  };

  it('tells who raised a safety concern that it was acknowledged and resolved, once', async () => {
    const target = await council.accepted();
    await does('RaiseSafetyConcern', target, 'Ann', 'auditor', { reason: 'Bruises' });
    await told();
    const concernId = (await council.first.ledger.store.readStream(`audit-${target}`))
      .filter(({ type }) => type === 'safety-concern-raised.v1')
      .map(({ data }) => /"concernId":"([^"]+)"/.exec(data)?.[1])[0];
    await does('AcknowledgeSafetyConcern', target, 'Tess', 'team_manager', { concernId });
    expect(await told()).toContain('ann: The safety concern you raised has been acknowledged');
    expect(await told()).toEqual([]);
    await does('ResolveSafetyConcern', target, 'Tess', 'team_manager', { concernId, outcome: 'Seen and safe' });
    expect(await told()).toEqual(['ann: The safety concern you raised has been resolved']);
    const rows = await council.first.readModels.upToNow('reminders', 10_000);
    expect(listMessagesTo(rows, council.idOf('Ann'), 10).filter(({ standing }) => standing === 'sent')).toHaveLength(2);
    expect(listMessages(rows, target).length).toBeGreaterThan(2);
    expect(listMessages(rows, target).every(({ standing }) => standing === 'sent')).toBe(true);
  });

  it('tells an auditor that the audit is another’s', async () => {
    const target = await council.accepted();
    await told();
    await does('ReallocateAuditor', target, 'Cora', 'coordinator', { auditorId: council.idOf('Abe'), reason: 'Leave' });
    expect(await told()).toContain('ann: An audit is no longer yours');
  });

  it('tells an approver that they are named', async () => {
    const target = await council.accepted();
    await told();
    const body = { reason: 'In court', reasonCode: 'court', approvedBy: council.idOf('Lee') };
    await does('WithdrawAudit', target, 'Cora', 'coordinator', body);
    expect(await told()).toEqual(['lee: You are named as approver']);
  });

  it('tells the auditor that a moderator has returned it, without a grade or a word of the record', async () => {
    const target = await council.submitted();
    await told();
    await does('ClaimModeration', target, 'Mo', 'moderator');
    await does('ReturnToAuditor', target, 'Mo', 'moderator', { reason: 'Say more' });
    expect(await told()).toContain('ann: A moderator has returned your audit');
    expect(mail.mails.at(-1)?.source).not.toMatch(/inadequate|Say more/i);
  });
});
