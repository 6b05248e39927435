export * from './port.js';
export * from './start-jobs.js';
export { BullMqQueue } from './bullmq/bullmq-queue.js';
export type { BullMqQueueOptions } from './bullmq/bullmq-queue.js';
export { RedisEvicts } from './bullmq/check-redis.js';
export { InProcessQueue } from './in-process/in-process-queue.js';
