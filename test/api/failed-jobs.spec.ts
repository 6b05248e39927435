import { setTimeout as pause } from 'node:timers/promises';
import { InProcessQueue } from '#jobs';
import type { RunningJobs } from '#jobs';
import { PostAway, startReminders } from '#reminders';
import type { Post } from '#reminders';
import { Queues } from '../../apps/server/queues.js';
import { Api } from '../support/api.js';

/** A mail service that is away for good. */
const away: Post = {
  channel: 'smtp',
  send: async ({ to }) => Promise.reject(new PostAway(`it says nothing to ${to}`, false)),
  close: () => undefined,
};

describe('jobs that failed', () => {
  const queues = new Queues();
  let api: Api;
  let jobs: RunningJobs;
  beforeAll(async () => {
    api = await Api.open(queues);
    const { council } = api;
    const engine = council.first;
    const queue = new InProcessQueue({ clock: engine.clock, attempts: 1 });
    queues.show('reminders', queue);
    jobs = await startReminders({
      engine,
      post: away,
      publicUrl: 'https://audits.westmere.example',
      queue,
      followAfterMs: 10,
    });
    await council.giveAddress('Tess');
  });
  afterAll(async () => {
    await jobs.stop();
    await api.close();
  });

  it('are shown to those who run the programme, with what they are about and without what was said', async () => {
    const target = await api.council.selected();
    const cora = api.council.actor('Cora', 'coordinator');
    await api.council.does({ name: 'RaiseSafetyConcern', target, body: { reason: 'Unsafe' }, actor: cora });
    for (;;) {
      const { json, text } = await api.get('/api/v1/jobs/failed');
      if (JSON.stringify(json['jobs']) !== '[]') {
        expect(json).toEqual({
          jobs: [{ kind: 'reminders', id: expect.any(String), reason: 'PostAway', recordId: target }],
          setupFaults: [],
        });
        expect(text).not.toContain('@');
        break;
      }
      await pause(20);
    }
    expect((await api.get('/api/v1/jobs/failed', 'Ann')).status).toBe(403);
  });
});
