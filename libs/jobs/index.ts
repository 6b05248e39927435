export * from './port.js';
export * from './start-jobs.js';
export { InProcessQueue } from './in-process/in-process-queue.js';
