export * from './bullmq-queue.js';
export { RedisEvicts } from './check-redis.js';
