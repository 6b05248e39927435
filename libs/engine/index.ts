export * from './engine.js';
export { FolderInUse } from './service-lock.js';
