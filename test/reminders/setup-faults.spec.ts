import { setupFaults } from '#domain';
import { listMessages, listSetupFaults, listUndelivered } from '#projections';
import { notifyPost } from '#mail';
import { startReminders } from '#reminders';
import type { RunningJobs } from '#jobs';
import { Council } from '../support/council.js';
import { HandQueue } from '../support/hand-queue.js';
import { NOTIFY_KEY, NotifyServer } from '../support/notify-server.js';

const START = '2024-05-01T09:00:00.000Z';
const TEAM_ONLY = {
  status: 400,
  error: 'BadRequestError',
  message: "Can't send to this recipient using a team-only API key",
};

describe('messages that GOV.UK Notify refuses because of how this service is set up', () => {
  let council: Council;
  let notify: NotifyServer;
  let auditId: string;
  let queue: HandQueue;
  const running: RunningJobs[] = [];

  beforeEach(async () => {
    [notify, council] = await Promise.all([NotifyServer.start(), Council.open()]);
    council.now = START;
    await council.giveAddress('Tess');
    notify.refusal = TEAM_ONLY;
    await start();
    auditId = await council.selected();
    const cora = council.actor('Cora', 'coordinator');
    await council.does({ name: 'RaiseSafetyConcern', target: auditId, body: { reason: 'Unsafe' }, actor: cora });
    await at(START);
  });
  afterEach(async () => {
    for (const jobs of running.splice(0)) await jobs.stop();
    await council.close();
    await notify.stop();
  });

  const start = async (): Promise<void> => {
    for (const jobs of running.splice(0)) await jobs.stop();
    queue = new HandQueue(() => council.now);
    running.push(
      await startReminders({
        engine: council.first,
        queue,
        post: notifyPost({ apiKey: NOTIFY_KEY, templateId: 'a-template', baseUrl: notify.url }),
        publicUrl: 'https://audits.westmere.example',
      }),
    );
  };
  const at = async (instant: string): Promise<void> => {
    council.now = instant;
    for (const jobs of running) await jobs.sweep();
    await queue.callDue();
  };
  const rows = () => council.first.readModels.upToNow('reminders', 10_000);
  const standings = async () => listMessages(await rows(), auditId).map(({ standing }) => standing);

  it('wait, are shown with what is to be mended, and go out unmarked once it is', async () => {
    expect(notify.taken).toEqual([]);
    expect(queue.trouble.map(String)).toEqual(['JobFailed: notify-team-only-key']);
    expect(listSetupFaults(await rows())).toEqual([{ code: 'notify-team-only-key', messages: 1 }]);
    expect(listUndelivered(await rows(), START)).toMatchObject([
      { standing: 'outstanding', code: 'notify-team-only-key' },
    ]);
    await at('2024-05-01T09:02:00.000Z');
    expect(await standings()).toEqual(['outstanding']);
    notify.refusal = undefined;
    await at('2024-05-01T09:04:00.000Z');
    expect(notify.taken).toHaveLength(1);
    expect(listMessages(await rows(), auditId)).toMatchObject([{ standing: 'sent', possibleDuplicate: false }]);
    expect(listSetupFaults(await rows())).toEqual([]);
    expect(listUndelivered(await rows(), council.now)).toEqual([]);
  });

  it('are sent as soon as a service set up rightly starts, however long they have waited', async () => {
    for (let minutes = 2; minutes <= 58; minutes += 2) {
      await at(`2024-05-01T09:${String(minutes).padStart(2, '0')}:00.000Z`);
    }
    notify.refusal = undefined;
    council.now = '2024-05-01T10:03:00.000Z';
    await start();
    await queue.callDue();
    expect(await standings()).toEqual(['sent']);
  });

  it('are refused for good where the address is wrong', async () => {
    notify.refusal = { status: 400, error: 'ValidationError', message: 'email_address Not a valid email address' };
    await at('2024-05-01T09:02:00.000Z');
    expect(listMessages(await rows(), auditId)).toMatchObject([{ standing: 'failed', code: 'refused' }]);
  });
});

it('no sentence for whoever runs the service holds an address', () => {
  for (const sentence of Object.values(setupFaults)) expect(sentence).not.toContain('@');
});
