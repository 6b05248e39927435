import { PEOPLE_STREAM } from '#application';
import { InProcessQueue, startJobs } from '#jobs';
import type { JobsSettings, RunningJobs } from '#jobs';
import { toldPost } from '../mail/told-post.js';
import { LinkSender } from './link-sender.js';
import type { LinkSenderOptions } from './link-sender.js';

export interface LinksOptions extends JobsSettings, Omit<LinkSenderOptions, 'answerWithinMs'> {
  /** Two minutes by default. */
  readonly answerWithinMs?: number;
}

/**
 * Sends the links that let people in, at any hour, from now on. Any number of processes may: one sends each.
 * @throws StoreUnavailable
 */
export async function startLinks({
  engine,
  post,
  publicUrl,
  queue = new InProcessQueue({ clock: engine.clock }),
  answerWithinMs = 120_000,
  onTrouble = () => undefined,
  ...often
}: LinksOptions): Promise<RunningJobs> {
  const sender = new LinkSender({ engine, post: toldPost('links', post), publicUrl, answerWithinMs });
  const jobs = await startJobs({
    ...often,
    kind: 'links',
    store: engine.ledger.store,
    queue,
    clock: engine.clock,
    handler: sender.handle,
    awaiting: () => sender.awaiting(),
    follows: (stream) => stream === PEOPLE_STREAM,
    onTrouble,
  });
  return {
    ...jobs,
    async stop() {
      await jobs.stop();
      post.close();
    },
  };
}
