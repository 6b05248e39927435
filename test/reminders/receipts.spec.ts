import { listMessages, listUndelivered } from '#projections';
import { notifyPost, notifyReceipts } from '#mail';
import { startReceipts, startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { NOTIFY_KEY, NotifyServer } from '../support/notify-server.js';

const START = '2024-05-01T09:00:00.000Z';

describe('what became of messages that GOV.UK Notify took', () => {
  let council: Council;
  let notify: NotifyServer;
  let auditId: string;
  let receiptsQueue: HandQueue;
  const running: RunningJobs[] = [];

  beforeEach(async () => {
    [notify, council] = await Promise.all([NotifyServer.start(), Council.open()]);
    council.now = START;
    const cora = council.actor('Cora', 'coordinator');
    await council.giveAddress('Tess');
    const at = { apiKey: NOTIFY_KEY, baseUrl: notify.url };
    const engine = council.first;
    const queue = new HandQueue(() => council.now);
    const reminders = await startReminders({
      engine,
      queue,
      post: notifyPost({ ...at, templateId: 'a-template' }),
      publicUrl: 'https://audits.westmere.example',
    });
    receiptsQueue = new HandQueue(() => council.now);
    running.push(reminders, await startReceipts({ engine, queue: receiptsQueue, receipts: notifyReceipts(at) }));
    auditId = await council.selected();
    await council.does({ name: 'RaiseSafetyConcern', target: auditId, body: { reason: 'Unsafe' }, actor: cora });
    await reminders.sweep();
    await queue.callDue();
  });
  afterEach(async () => {
    for (const jobs of running.splice(0)) await jobs.stop();
    await council.close();
    await notify.stop();
  });

  /** The queue is filled at an instant, and called a moment later. */
  const look = async (minutes: number): Promise<readonly string[]> => {
    const at = Date.parse(START) + minutes * 60_000;
    council.now = new Date(at - 1_000).toISOString();
    await running[1]?.sweep();
    council.now = new Date(at).toISOString();
    await receiptsQueue.callDue();
    return (await messages()).map(({ standing, code }) => [standing, code].join(' ').trim());
  };
  const read = () => council.first.readModels.upToNow('reminders', 10_000);
  const messages = async () => listMessages(await read(), auditId);

  it('is asked until it is known that one arrived', async () => {
    const [reference = ''] = notify.taken;
    expect(await look(0.5)).toEqual(['sent']);
    expect(receiptsQueue.waiting.size).toBe(1);
    expect(await look(1)).toEqual(['sent']);
    notify.statuses.set(reference, 'delivered');
    expect(await look(2)).toEqual(['delivered']);
    await look(4);
    expect(receiptsQueue.waiting.size).toBe(0);
    expect(listUndelivered(await read(), council.now)).toEqual([]);
  });

  it('is shown to the coordinator where one did not arrive', async () => {
    notify.statuses.set(notify.taken[0] ?? '', 'permanent-failure');
    expect(await look(1)).toEqual(['bounced permanent-failure']);
    expect(listUndelivered(await read(), council.now)).toMatchObject([
      { standing: 'bounced', code: 'permanent-failure' },
    ]);
  });

  it('is asked again later where Notify does not say', async () => {
    notify.isAway = true;
    expect(await look(1)).toEqual(['sent']);
    expect(receiptsQueue.trouble.map(String)).toEqual(['JobFailed: PostAway']);
    notify.isAway = false;
    notify.statuses.set(notify.taken[0] ?? '', 'delivered');
    expect(await look(2)).toEqual(['delivered']);
  });
});
