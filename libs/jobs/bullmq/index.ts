export * from './bullmq-queue.js';
/** @internal for the contract's spec */
export { RedisEvicts } from './check-redis.js';
