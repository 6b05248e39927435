import { describeJobQueue } from '../contract/describe-job-queue.js';
import { InProcessQueue } from './in-process-queue.js';

const clock = (): string => new Date().toISOString();

describeJobQueue('in process', async () => {
  const queue = new InProcessQueue({ clock, attempts: 2, backoffMs: 5 });
  return { queue, close: () => queue.close() };
});
