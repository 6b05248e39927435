export * from './engine.js';
export * from './awaited-engine.js';
export * from './once-reachable.js';
export { FolderInUse, lockService } from './service-lock.js';
export * from './service-settings.js';
export { ReadModels, ViewsBehind } from './read-models.js';
export * from './audit-reading.js';
export * from './run-report.js';
export * from './warm-reports.js';
