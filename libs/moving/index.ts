export { CannotMove } from './cannot-move.js';
export * from './export-events.js';
export * from './import-events.js';
export * from './export-keys.js';
export * from './import-keys.js';
export * from './unfinished-import.js';
export * from './backup.js';
export * from './restore.js';
