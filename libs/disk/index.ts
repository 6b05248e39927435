export * from './damage.js';
export * from './own-files.js';
export * from './row-writer.js';
export * from './shape.js';
export * from './write-ahead.js';
